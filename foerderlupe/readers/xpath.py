"""Paths in XML documents and web pages, checked when the source document is read.

Belongs here: the type of a declared path, and the elements at one.
Does not belong here: what the elements are.
"""

from typing import Annotated

from lxml import etree
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError


def _valid(path: str) -> str:
    try:
        etree.XPath(path)
    except etree.XPathSyntaxError:
        raise PydanticCustomError("xpath", "an XPath such as //projekt") from None
    return path


XPath = Annotated[str, AfterValidator(_valid)]


def elements(node: etree._Element, path: str) -> list[etree._Element]:
    """The elements at a path, in document order; texts and attributes are left out."""
    return [hit for hit in hits(node, path) if isinstance(hit, etree._Element)]


def hits(node: etree._Element, path: str) -> list[etree._Element | str]:
    """Everything at a path: elements, and texts and attribute values as text."""
    found = node.xpath(path)
    several = found if isinstance(found, list) else [found]
    return [hit if isinstance(hit, etree._Element) else str(hit) for hit in several]
