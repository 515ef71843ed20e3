"""A good night, then a bad one: the last good rows stay, and the message says what to do."""

import io

import openpyxl
import pytest

from foerderlupe.errors import SourceError
from foerderlupe.lists import gather

ERROR_PAGE = (
    b"<!DOCTYPE html>\n<html><body><h1>503 Dienst nicht verf\xc3\xbcgbar</h1></body></html>"
)


def verdict(ingested):
    [row] = ingested.verdicts.source_runs.iter_rows(named=True)
    return row


def titles(ingested):
    return ingested.slice.records.sort("source_row")["title"].to_list()


def xlsx(rows, header):
    book = openpyxl.Workbook()
    for row in [header, *rows]:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_cell(rows, row, column, text):
    changed = [list(cells) for cells in rows]
    changed[row][column] = text
    return changed


class TestListsThatCannotBeRead:
    """``fallback``: nothing is wrong with the rows, there are none to be had."""

    @pytest.fixture
    def bad(self, csv, rows, header):
        renamed = ["Projekttitel", *header[1:]]
        return {
            "renamed column": (csv(rows, renamed), ["'Titel'", "Projekttitel"]),
            "duplicate column": (csv(rows, [*header[:4], "Titel"]), ["Titel"]),
            "nothing at all": (b"", ["empty"]),
            "header alone": (csv([]), ["0 records"]),
            "error page": (ERROR_PAGE, ["liste.csv", "HTML page"]),
            "cut off in a cell": (csv(rows) + b'Elternlotsen;Kinder;Ulm;5;"Offener', ["liste.csv"]),
            "a ZIP": (xlsx(rows, header), ["liste.csv"]),
        }

    @pytest.mark.parametrize(
        "kind",
        [
            "renamed column",
            "duplicate column",
            "nothing at all",
            "header alone",
            "error page",
            "cut off in a cell",
            "a ZIP",
        ],
    )
    def test_the_last_good_rows_stay_and_the_message_helps(self, nights, csv, rows, bad, kind):
        content, words = bad[kind]
        good = nights.night(csv(rows))
        night = nights.night(content)
        said = verdict(night)
        assert said["source_status"] in ("fallback", "held")
        assert said["snapshot"] == verdict(good)["snapshot"]
        assert night.slice.records.equals(good.slice.records)
        assert said["message"].startswith("musterstadt")
        assert all(word in said["message"] for word in words), said["message"]

    @pytest.mark.parametrize("kind", ["renamed column", "error page", "header alone"])
    def test_without_a_good_copy_the_list_has_failed(self, nights, bad, kind):
        night = nights.night(bad[kind][0])
        assert verdict(night)["source_status"] == "failed"
        assert verdict(night)["message"]
        assert night.slice.rows == 0

    @pytest.mark.parametrize("kept", [0.3, 0.9])
    def test_a_truncated_workbook(self, nights, rows, header, kept):
        nights.format = "excel"
        whole = xlsx(rows, header)
        good = nights.night(whole)
        night = nights.night(whole[: int(len(whole) * kept)])
        assert verdict(night)["source_status"] == "fallback"
        assert "liste.xlsx" in verdict(night)["message"]
        assert titles(night) == titles(good)

    def test_a_declared_encoding_that_does_not_fit(self, nights, csv, rows):
        nights.encoding = "utf-8"
        good = nights.night(csv(rows))
        night = nights.night(csv(rows).decode().encode("cp1252"))
        assert verdict(night)["source_status"] == "fallback"
        assert "utf-8" in verdict(night)["message"].lower()
        assert titles(night) == titles(good)

    @pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16"])
    def test_a_list_that_arrives_in_another_encoding_says_the_same(
        self, nights, csv, rows, encoding
    ):
        good = nights.night(csv(rows))
        night = nights.night(csv(rows).decode().encode(encoding))
        assert verdict(night)["source_status"] == "ok"
        assert titles(night) == titles(good)


class TestListsThatChangedTooMuch:
    """``held``: the rows can be read, and nobody should believe them unseen."""

    def test_a_list_that_shrank_by_half(self, nights, csv, rows):
        good = nights.night(csv(rows))
        night = nights.night(csv(rows[:10]))
        said = verdict(night)
        assert said["source_status"] == "held"
        assert titles(night) == titles(good)
        assert "10 records after 20" in said["message"]
        assert "--accept musterstadt" in said["message"]

    def test_amounts_that_doubled(self, nights, csv, rows):
        nights.night(csv(rows))
        night = nights.night(csv([[*row[:3], "3.001,00", row[4]] for row in rows]))
        assert verdict(night)["source_status"] == "held"
        assert "60,020.00 EUR after 30,010.00 EUR" in verdict(night)["message"]

    @pytest.mark.parametrize(("column", "field"), [(1, "carrier"), (2, "place")])
    def test_a_column_that_is_suddenly_empty(self, nights, csv, rows, column, field):
        nights.night(csv(rows))
        emptied = [[*row[:column], "", *row[column + 1 :]] for row in rows]
        night = nights.night(csv(emptied))
        assert verdict(night)["source_status"] == "held"
        assert f"'{field}' empty in 100 %" in verdict(night)["message"]

    def test_fewer_rows_than_the_document_promises(self, nights, csv, rows):
        nights.extra = "rows: {min: 15, max: 25}\n"
        assert verdict(nights.night(csv(rows)))["source_status"] == "ok"
        said = verdict(nights.night(csv(rows[:14])))
        assert said["source_status"] == "held"
        assert "at least 15" in said["message"]

    def test_more_rows_than_the_document_promises(self, nights, csv, rows):
        nights.extra = "rows: {max: 25}\n"
        said = verdict(nights.night(csv(rows * 2)))
        assert (said["source_status"], said["records"]) == ("failed", 0)
        assert "at most 25" in said["message"]

    def test_the_document_says_how_much_is_too_much(self, nights, csv, rows):
        nights.extra = "guard: {rows: 60, amount: 60}\n"
        nights.night(csv(rows))
        night = nights.night(csv(rows[:10]))
        assert (verdict(night)["source_status"], len(titles(night))) == ("ok", 10)

    def test_a_held_list_stays_held_until_somebody_accepts_it(self, nights, csv, rows):
        nights.night(csv(rows))
        assert verdict(nights.night(csv(rows[:10])))["source_status"] == "held"
        assert verdict(nights.night())["source_status"] == "held"
        accepted = nights.night(accepted=True)
        assert len(titles(accepted)) == 10
        after = nights.night()
        assert (verdict(after)["source_status"], len(titles(after))) == ("unchanged", 10)

    def test_accepting_does_not_make_an_unreadable_list_readable(self, nights, csv, rows):
        nights.night(csv(rows))
        assert verdict(nights.night(ERROR_PAGE, accepted=True))["source_status"] == "fallback"

    def test_all_reasons_come_together(self, nights, csv, rows):
        nights.night(csv(rows))
        message = verdict(nights.night(csv([[*row[:3], "", row[4]] for row in rows[:10]])))[
            "message"
        ]
        assert "10 records" in message
        assert "amounts of 0.00 EUR" in message


class TestRows:
    def test_a_list_that_grows_is_simply_used(self, nights, csv, rows):
        nights.night(csv(rows))
        more = [*rows, ["Elternlotsen", "Kinderbrücke gGmbH", "Heidelberg", "900", ""]]
        night = nights.night(csv(more))
        assert (verdict(night)["source_status"], verdict(night)["records"]) == ("ok", 21)

    def test_a_row_that_cannot_be_read_is_kept_with_its_place(self, nights, csv, rows):
        nights.night(csv(rows))
        night = nights.night(csv(with_cell(rows, 6, 3, "siehe Anlage")))
        said = verdict(night)
        assert (said["rows"], said["records"], said["rejected"]) == (20, 19, 1)
        [rejected] = night.slice.rejected_rows.iter_rows(named=True)
        assert (rejected["source_row"], rejected["list_column"]) == (7, "Betrag")
        assert "siehe Anlage" in rejected["found"]
        assert "Sprachcafé 6" in rejected["content"]

    def test_a_cell_of_ten_megabytes(self, nights, csv, rows):
        nights.night(csv(rows))
        night = nights.night(csv(with_cell(rows, 3, 4, "Wort " * 2_000_000)))
        said = verdict(night)
        assert said["source_status"] == "ok"
        assert said["records"] + said["rejected"] == 20

    def test_an_amount_of_ten_megabytes_does_not_flood_the_message(self, nights, csv, rows):
        night = nights.night(csv(with_cell(rows, 3, 3, "viel " * 2_000_000)))
        assert verdict(night)["rejected"] == 1
        [rejected] = night.slice.rejected_rows.iter_rows(named=True)
        assert len(rejected["found"]) < 1000


class TestAllLists:
    def test_the_other_lists_go_on(self, nights, csv, rows, tmp_path):
        good = nights.night(csv(rows))
        document = nights.document
        other = document.model_copy(update={"source_id": "other"})
        bad = nights.night(ERROR_PAGE)
        lists = gather(
            {"musterstadt": document, "other": other}, {"musterstadt": good, "other": bad}
        )
        assert lists.source_runs.height == 2
        assert lists.records.height == 40

    def test_a_night_without_any_usable_list_publishes_nothing(self, nights, csv, rows):
        bad = nights.night(ERROR_PAGE)
        with pytest.raises(SourceError, match=r"(?s)no usable list.*HTML page"):
            gather({"musterstadt": nights.document}, {"musterstadt": bad})
