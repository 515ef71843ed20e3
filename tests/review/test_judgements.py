"""The file of people's decisions: one bad line costs itself alone."""

import polars as pl
import pytest

from foerderlupe.errors import DeclarationError
from foerderlupe.review.judgements import append_judgement, read_judgements, require_known

HEADER = "left_record_id,right_record_id,judgement,judged_by,judged_at,reason"
GOOD = "a:1,b:1,same,Petra,2026-11-20,gleicher Träger"
LINE = {
    "left_record_id": "a:1",
    "right_record_id": "b:1",
    "judgement": "same",
    "judged_by": "Jörg",
    "judged_at": "2026-11-20T10:00:00",
    "reason": 'Träger "Süd", gleicher Ort',
}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "home" / "judgements.csv"


@pytest.fixture
def judged(path):
    """Reads a file with these lines below the header."""

    def judged(*lines, header=HEADER, end="\n"):
        path.parent.mkdir(exist_ok=True)
        text = "".join(f"{line}{end}" for line in (header, *lines))
        path.write_bytes(text.encode())
        return read_judgements(path)

    return judged


def pairs(judged):
    return judged.judgements.select("left_record_id", "right_record_id", "judgement").rows()


def test_no_file_is_no_judgement(path):
    assert read_judgements(path).judgements.is_empty()
    assert not read_judgements(path).problems


@pytest.mark.parametrize(
    "bad",
    [
        "a:2,b:2,gleich,Petra,2026-11-20,x",
        "a:2,,same,Petra,2026-11-20,x",
        "a:2,a:2,same,Petra,2026-11-20,x",
        "a:2,b:2,,Petra,2026-11-20,x",
        "a:2,b:2,same,,2026-11-20,ohne Person",
        "a:2,b:2,same,rules,2026-11-20,so heißt niemand",
        "a:2,b:2,same,Petra,2026-11-20,ein Grund, mit Komma, ohne Anführung",
        "a:2,b:2,same",
        "nur irgendein Text",
    ],
)
def test_a_bad_line_is_named_and_the_others_hold(judged, bad):
    found = judged(GOOD, bad, "c:1,d:1,different,Petra,2026-11-20,")
    assert pairs(found) == [("a:1", "b:1", "same"), ("c:1", "d:1", "different")]
    [problem] = found.problems
    assert problem.line == 3
    assert problem.file.endswith("judgements.csv")


def test_lines_are_counted_where_a_reason_has_line_breaks(judged):
    found = judged('a:1,b:1,same,Petra,2026-11-20,"erste Zeile\nzweite, Zeile"', "", "kaputt")
    assert len(pairs(found)) == 1
    assert found.judgements["reason"].item() == "erste Zeile\nzweite, Zeile"
    assert [problem.line for problem in found.problems] == [5]


def test_a_later_line_replaces_the_earlier_one_whatever_the_order_of_the_pair(judged):
    found = judged(GOOD, "b:1,a:1,different,Ali,2026-11-21,doch nicht")
    assert pairs(found) == [("a:1", "b:1", "different")]
    assert found.judgements["judged_by"].to_list() == ["Ali"]


def test_a_file_saved_by_excel_is_read(judged):
    found = judged(GOOD, header="\ufeff" + HEADER, end="\r\n")
    assert pairs(found) == [("a:1", "b:1", "same")]
    assert not found.problems


def test_a_broken_header_is_one_problem_on_line_one(judged):
    found = judged(GOOD, header="links,rechts,urteil")
    assert found.judgements.is_empty()
    [problem] = found.problems
    assert problem.line == 1
    assert "left_record_id" in problem.expected


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00kaputt"])
def test_a_file_that_is_none_is_a_problem_and_no_error(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    assert len(read_judgements(path).problems) == 1


def test_decisions_are_added_and_never_rewritten(path):
    append_judgement(path, LINE)
    first = path.read_bytes()
    append_judgement(path, LINE | {"right_record_id": "c:1"})
    assert path.read_bytes().startswith(first)
    found = read_judgements(path)
    assert len(pairs(found)) == 2
    assert found.judgements["reason"].to_list() == [LINE["reason"]] * 2


def test_a_last_line_without_its_end_is_not_run_together(judged, path):
    judged(GOOD)
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n"), encoding="utf-8")
    append_judgement(path, LINE | {"left_record_id": "c:1"})
    assert len(pairs(read_judgements(path))) == 2


def test_a_line_is_written_under_the_header_that_the_file_has(judged, path):
    """An older file has no column for what was seen; one of another order and separator stays."""
    judged(GOOD)
    append_judgement(path, LINE | {"left_record_id": "c:1", "seen": "{}"})
    assert not read_judgements(path).problems
    columns = "reason;judged_at;judged_by;judgement;right_record_id;left_record_id;akte"
    judged("gleich;2026-11-20;Petra;same;b:1;a:1;7/26", header=columns)
    append_judgement(path, LINE | {"left_record_id": "c:1", "reason": "ja; doch"})
    found = read_judgements(path)
    assert pairs(found) == [("a:1", "b:1", "same"), ("b:1", "c:1", "same")]
    assert found.judgements["reason"].to_list() == ["gleich", "ja; doch"]


def test_nothing_is_added_below_a_broken_header(judged, path):
    judged(GOOD, header="links,rechts,urteil")
    before = path.read_bytes()
    with pytest.raises(DeclarationError, match="Restore the header"):
        append_judgement(path, LINE)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "seen",
    ["ja", "[1]", '{"z:9": {"title": "x"}}', '{"a:1": {"farbe": "rot"}}', '{"a:1": {"title": []}}'],
)
def test_a_cell_of_what_was_seen_that_says_nothing_is_a_bad_line(judged, seen):
    cell = seen.replace('"', '""')
    good = '"{""c:1"": {""title"": ""Sprachcafé"", ""amount_eur"": 10}}"'
    found = judged(
        f'a:1,b:1,same,Petra,2026-11-20,x,"{cell}"',
        f"c:1,d:1,same,Petra,2026-11-20,x,{good}",
        header=f"{HEADER},seen",
    )
    assert pairs(found) == [("c:1", "d:1", "same")]
    assert [problem.line for problem in found.problems] == [2]


def test_a_table_that_is_matched_once_knows_all_judged_records(judged, path):
    found = judged(GOOD, "c:1,d:1,same,Petra,2026-11-20,").judgements
    require_known(found, pl.Series(["a:1", "b:1", "c:1", "d:1"]), path)
    with pytest.raises(DeclarationError) as error:
        require_known(found, pl.Series(["a:1", "b:1", "c:1"]), path)
    [problem] = error.value.problems
    assert (problem.line, "d:1" in problem.found) == (3, True)
