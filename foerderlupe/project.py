"""Where the project's own files lie, in a checkout and in an installed wheel alike.

Belongs here: the paths of ``sql/`` and ``assets/sources/``. Does not belong here: the paths of
data (``home``).
"""

from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent

SQL = _ROOT / "sql"
CODES = SQL / "codes"
SOURCES = _ROOT / "assets" / "sources"
