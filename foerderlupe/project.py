"""Where the project's own files lie, in a checkout and in an installed wheel alike.

Belongs here: the paths of ``sql/``, ``assets/sources/`` and the truth of the embedded lists, and a
digest of what decides results.
Does not belong here: the paths of data (``home``).
"""

from functools import cache
from hashlib import sha256
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent

SQL = _ROOT / "sql"
CODES = SQL / "codes"
QUESTIONS = SQL / "questions"
SOURCES = _ROOT / "assets" / "sources"
TRUTH = _ROOT / "tests" / "demo" / "truth"
"""What is true of the embedded lists; part of a checkout, not of an installed wheel."""


@cache
def program_digest() -> str:
    """A digest of all that the program decides by: its code, its rules, its code lists."""
    package = _ROOT / "foerderlupe"
    files = sorted([*package.rglob("*.py"), *package.rglob("*.yml"), *CODES.glob("*.csv")])
    digest = sha256()
    for file in files:
        digest.update(str(file.relative_to(_ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
