"""Organisations that code files know by several names.

Belongs here: ministries and other institutions that were renamed
(``sql/codes/institution_lines.csv``), and aliases (``sql/codes/organisation_aliases.csv``).
Does not belong here: names that are learnt from the data (``resolve``).
"""

import re
from dataclasses import dataclass
from functools import cache

from foerderlupe.organisations.name import NameParts, read_name
from foerderlupe.text.characters import clean
from foerderlupe.text.codes import read_codes

_BEHIND_LEVEL = re.compile(r"^(?:Bund|Land|EU)\s*\((?P<body>[^,;()]+)[^()]*\)$")


@dataclass(frozen=True)
class Known:
    """An organisation of a code file: its usual name and, if it has one, its institution line."""

    name: str
    institution_line: str | None = None
    land: str | None = None

    @property
    def key(self) -> str:
        """Identity that does not depend on the spelling found."""
        return f"known:{read_name(self.name).key}"


@cache
def _known() -> dict[str, Known]:
    """Organisations by the comparison key of each of their names."""
    known = {
        read_name(row[column]).key: Known(row["name"])
        for row in read_codes("organisation_aliases")
        for column in ("name", "alias")
    }
    for row in read_codes("institution_lines"):
        body = Known(row["name"], row["institution_line"], row["region_id"] or None)
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            known[read_name(name).key] = body
    return known


def find_known(name: str, land: str | None = None, parts: NameParts | None = None) -> Known | None:
    """The organisation of the code files that a name stands for, or None.

    ``parts`` are the parts of the name where they are already read.

    A name that several Länder use, such as "Innenministerium", is not read as the body of one
    Land in a list of another.

    >>> find_known("Integrationsministerium Baden-Württemberg").institution_line
    'bw-integration-soziales'
    >>> find_known("Ministerium für Soziales und Integration").institution_line
    'bw-integration-soziales'
    >>> find_known("Ministerium für Soziales und Integration", land="06")
    """
    text = clean(name)
    behind = _BEHIND_LEVEL.match(text)
    if behind or parts is None:
        parts = read_name(behind["body"] if behind else text)
    found = _known().get(parts.key)
    if found and land and found.land not in (None, "00", land):
        return None
    return found
