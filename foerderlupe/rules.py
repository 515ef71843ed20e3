"""The version of the rules: same version and same inputs, same tables.

Belongs here: one name for all that decides besides the lists. Does not belong here: any rule.
"""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from foerderlupe.project import SQL

_RULES = (".sql", ".csv", ".yml", ".py")


@cache
def rules_version() -> str:
    """Version of the program and the first digits of a hash of code, SQL and code lists."""
    folders = (SQL, Path(__file__).parent)
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.suffix in _RULES):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return f"{version('foerderlupe')}+{digest.hexdigest()[:8]}"
