"""Where the project's own files lie, in a checkout and in an installed wheel alike.

Belongs here: the paths of ``sql/``, ``assets/sources/`` and the truth of the embedded lists.
Does not belong here: the paths of data (``home``).
"""

from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent

SQL = _ROOT / "sql"
CODES = SQL / "codes"
QUESTIONS = SQL / "questions"
SOURCES = _ROOT / "assets" / "sources"
TRUTH = _ROOT / "tests" / "demo" / "truth"
"""What is true of the embedded lists; part of a checkout, not of an installed wheel."""
