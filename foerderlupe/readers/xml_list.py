"""Lists as XML: repeated elements with attributes and children.

Belongs here: safe parsing and finding the items. Does not belong here: nested parts as columns
(``items``), web pages (``html_list``).
"""

from pathlib import Path
from typing import Any

from lxml import etree

from foerderlupe.errors import Problem, SourceError
from foerderlupe.readers.items import ItemOptions, item_table
from foerderlupe.readers.table import ListTable
from foerderlupe.readers.xpath import XPath, elements


class Options(ItemOptions):
    """Options of an XML list.

    ``items``: XPath of the elements that are rows, without namespace prefixes (``//projekt``).
    Children and attributes of the item are columns: ``traeger``, ``@id``, ``traeger.@typ``; an
    element of text with mark-up in it is one text.
    """

    items: XPath


def read(path: Path, options: Options) -> ListTable:
    """Read one file. The locator is the XPath of the item.

    External entities and the network are off. Raises ``SourceError`` for damaged XML with its line,
    for entities of the document's own, and for a path without elements, naming those there are.
    """
    root = _root(path.read_bytes())
    tree = root.getroottree()
    items = elements(root, options.items)
    if not items:
        there = dict.fromkeys(str(element.tag) for element in root.iter())
        raise SourceError(
            Problem(
                f"no element at {options.items}",
                f"one of the elements {', '.join(list(there)[:30])}",
                "Correct items in the reader options, or look whether the list has changed.",
            )
        )
    return item_table([(tree.getpath(item), _nested(item)) for item in items], options)


def _root(data: bytes) -> etree._Element:
    """The root element, its tags without namespaces."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(
            Problem(
                f"no valid XML ({error.msg})",
                "XML",
                "The file is damaged, cut off or a web page; open the address in a browser.",
                line=error.lineno,
            )
        ) from error
    for element in root.iter():
        if isinstance(element, etree._Entity):
            raise SourceError(
                Problem(f"the entity {element.text}", "plain text", "Ask for XML without a DTD.")
            )
        element.tag = etree.QName(element).localname
    return root


def _nested(element: etree._Element) -> Any:
    """Text, or attributes (``@name``), own text (empty name) and children (lists) by name."""
    parts: dict[str, Any] = {
        f"@{etree.QName(name).localname}": value for name, value in element.attrib.items()
    }
    tails = [element.text, *(child.tail for child in element)]
    if len(element) == 0 or any(text and text.strip() for text in tails):
        text = "".join(map(str, element.itertext()))
        return {"": text, **parts} if parts else text
    for child in element:
        parts.setdefault(str(child.tag), []).append(_nested(child))
    return parts
