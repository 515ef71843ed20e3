"""JSON lists: nested parts, repeated parts, JSON Lines and pages that are no JSON."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foerderlupe.errors import SourceError
from foerderlupe.readers import json_list
from foerderlupe.readers.table import ListTable

GRANTS = {
    "grants": [
        {
            "id": "360G-x-1",
            "title": "Sprachpatenschaften",
            "amountAwarded": 1.125,
            "recipientOrganization": [{"name": "Bürgerverein"}, {"name": "AWO"}],
            "beneficiaryLocation": [{"name": "Lörrach", "geoCode": "08336"}],
            "tags": ["Ehrenamt", "Sprache"],
        },
        {"id": "360G-x-2", "title": None, "amountAwarded": 12000, "regular": True},
    ]
}


def read(folder: Path, content: object, **options: object) -> ListTable:
    path = folder / "list.json"
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    return json_list.read(path, json_list.Options.model_validate({"format": "json", **options}))


def test_nested_parts_are_dotted_and_repeated_ones_joined(tmp_path: Path) -> None:
    table = read(tmp_path, GRANTS, items="grants")
    first, second = table.rows.to_dicts()
    assert first == {
        "source_row": 1,
        "locator": "grants.0",
        "id": "360G-x-1",
        "title": "Sprachpatenschaften",
        "amountAwarded": "1.1250",
        "recipientOrganization.name": "Bürgerverein; AWO",
        "beneficiaryLocation.name": "Lörrach",
        "beneficiaryLocation.geoCode": "08336",
        "tags": "Ehrenamt; Sprache",
        "regular": None,
    }
    assert second["amountAwarded"] == "12000"
    assert second["regular"] == "wahr"


def test_repeated_parts_can_be_numbered(tmp_path: Path) -> None:
    table = read(tmp_path, GRANTS, items="grants", numbered="recipientOrganization")
    assert table.rows["recipientOrganization.1.name"].to_list() == ["AWO", None]
    assert table.rows["tags"][0] == "Ehrenamt; Sprache"


def test_items_inside_items_know_their_surroundings(tmp_path: Path) -> None:
    content = {
        "kreise": [
            {"name": "Ortenaukreis", "projekte": [{"titel": "A"}, {"titel": "B"}]},
            {"name": "Lörrach", "projekte": [{"titel": "C"}]},
        ]
    }
    table = read(tmp_path, content, items="kreise.*.projekte")
    assert table.rows.select("locator", "kreise.name", "titel").rows() == [
        ("kreise.0.projekte.0", "Ortenaukreis", "A"),
        ("kreise.0.projekte.1", "Ortenaukreis", "B"),
        ("kreise.1.projekte.0", "Lörrach", "C"),
    ]


def test_items_by_key_and_one_object_per_line(tmp_path: Path) -> None:
    table = read(tmp_path, {"a1": {"t": "x"}, "a2": {"t": "y"}}, key_column="nr")
    assert table.rows.rows() == [(1, "a1", "a1", "x"), (2, "a2", "a2", "y")]
    table = read(tmp_path, '{"t": "x"}\n\n{"t": NaN, "u": 1}\n', lines=True)
    assert table.rows.rows() == [(1, "line 1", "x", None), (2, "line 3", None, "1")]


def test_numbers_keep_their_digits(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        '[{"a": 12345678901234567890.10, "b": 1e3, "c": 1.234, "d": 08.5e-9}]'.replace(
            "08.5", "8.5"
        ),
    )
    assert table.rows.row(0)[2:] == ("12345678901234567890.1", "1000", "1.2340", "0.0000000085")


@pytest.mark.parametrize(
    ("content", "options", "said"),
    [
        ("<!doctype html><title>502</title>", {}, "an HTML page, expected JSON"),
        ('{"grants": [{"id": 1}', {}, "no valid JSON .*cut off"),
        ('{"a": 1}\n{"a": 2}', {}, "line 2: .*declare lines: true"),
        ("[" * 100_000, {}, "nested too deeply"),
        ('[{"a": 1, "a": 2}]', {}, "the key 'a' twice"),
        (
            GRANTS,
            {"items": "data.grants"},
            "the keys grants at the document, expected the key 'data'",
        ),
        (GRANTS, {}, "the keys grants at the document, expected a list of items"),
    ],
)
def test_unusable_files_say_why(
    tmp_path: Path, content: object, options: dict[str, object], said: str
) -> None:
    with pytest.raises(SourceError, match=said):
        read(tmp_path, content, **options)


VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(st.text(max_size=4), VALUE, max_size=4), max_size=5))
def test_every_item_is_a_row(
    tmp_path_factory: pytest.TempPathFactory, items: list[dict[str, object]]
) -> None:
    table = read(tmp_path_factory.mktemp("json"), items)
    assert table.rows["source_row"].to_list() == list(range(1, len(items) + 1))
    assert table.rows["locator"].to_list() == [str(n) for n in range(len(items))]
