"""Words put into a pattern.

Belongs here: templates with names in braces as expressions. Does not belong here: the templates
(``words.yml``).
"""

import re
from collections.abc import Mapping

import polars as pl


def filled(template: str, columns: Mapping[str, str]) -> pl.Expr:
    """``template`` with each ``{name}`` replaced by the value of the column ``columns[name]``.

    >>> frame = pl.DataFrame({"brand": ["Sternweg"]})
    >>> frame.select(said=filled("Verein {name} e. V.", {"name": "brand"})).item()
    'Verein Sternweg e. V.'
    """
    names = re.findall(r"\{(\w+)\}", template)
    if not names:
        return pl.lit(template)
    return pl.format(re.sub(r"\{\w+\}", "{}", template), *(columns[name] for name in names))
