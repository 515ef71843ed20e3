"""Zip-based files (XLSX, ODS) made reproducible.

Belongs here: everything that makes a second run give the same bytes. Does not belong here: the
content of the files.
"""

import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

MOMENT = (2026, 11, 1, 0, 0, 0)
STAMP = re.compile(rb"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z?")


def freeze(path: Path) -> None:
    """Rewrite a zip container with one fixed time in its entries and its metadata."""
    with ZipFile(path) as archive:
        parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    with ZipFile(path, "w") as archive:
        for name, content in parts:
            if name in ("docProps/core.xml", "meta.xml"):
                content = STAMP.sub(b"2026-11-01T00:00:00Z", content)
            entry = ZipInfo(name, MOMENT)
            entry.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            archive.writestr(entry, content)
