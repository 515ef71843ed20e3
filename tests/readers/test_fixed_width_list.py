"""Lists with columns of fixed width and several record types."""

from pathlib import Path

import pytest

from foerderlupe.errors import SourceError
from foerderlupe.readers import fixed_width_list
from foerderlupe.readers.table import ListTable

COLUMNS = {"ags": {"start": 3, "length": 8}, "name": {"start": 11, "length": 20}}
KREISE_ONLY = {"start": 1, "length": 2, "equals": "40"}
TEXT = (
    "\ufeff1008      Südland\n4008317   Ortenaukreis\n\n6008317001Achern, Stadt\n4008336   Lörrach"
)


def read(folder: Path, text: str, **options: object) -> ListTable:
    path = folder / "list.txt"
    path.write_text(text, encoding="utf-8")
    declared = {"format": "fixed_width", "columns": COLUMNS, **options}
    return fixed_width_list.read(path, fixed_width_list.Options.model_validate(declared))


def test_one_record_type_of_several(tmp_path: Path) -> None:
    assert read(tmp_path, TEXT, record_type=KREISE_ONLY).rows.rows() == [
        (1, "line 2", "08317", "Ortenaukreis"),
        (2, "line 5", "08336", "Lörrach"),
    ]
    assert read(tmp_path, TEXT, skip_lines=1).rows["name"].to_list()[1] == "Achern, Stadt"


def test_unusable_files_say_why(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no line of the record type 70"):
        read(tmp_path, TEXT, record_type=KREISE_ONLY | {"equals": ["70"]})
    with pytest.raises(SourceError, match="line 6: found the end of the file in the middle"):
        read(tmp_path, TEXT + "\n40083", record_type=KREISE_ONLY)
