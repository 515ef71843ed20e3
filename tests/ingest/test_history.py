"""What a list said when: over three nights, with rows that change, go, come back and stay."""

import json
from datetime import date

import pytest

from foerderlupe.history import read_history
from foerderlupe.home import Home

MONDAY, TUESDAY, WEDNESDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)
ROWS = (
    ["Sprachcafé", "Begegnungshaus Süd e. V.", "Mannheim", "1.500,50", "Offener Treff"],
    ["Elternlotsen", "Kinderbrücke gGmbH", "Ulm", "2.000,00", "Begleitung"],
    ["Radkurs", "Radhaus e. V.", "Aalen", "900,00", "Kurs"],
)
ANY_CHANGE = "guard: {rows: 900, amount: 900, empty: 100}\n"


def with_amount(row, amount):
    return [*row[:3], amount, row[4]]


@pytest.fixture
def over_nights(nights, csv):
    """Delivers lists on given days; gives the history as the last night sees it."""
    nights.extra = ANY_CHANGE

    def dated(day):
        """As if what was just delivered had come on another day."""
        folder = nights.folder / "snapshots" / "musterstadt"
        newest = max(folder.glob("*.delivery.json"), key=lambda path: path.stat().st_mtime_ns)
        content = newest.read_text(encoding="utf-8")
        [file] = json.loads(content)
        newest.unlink()
        said = content.replace(file["fetched_at"], f"{day}T01:30:00+00:00")
        (folder / f"{day:%Y%m%d}T013000000000Z.delivery.json").write_text(said, encoding="utf-8")

    def over_nights(lists):
        for day, rows in lists.items():
            before = nights.last_good
            found = nights.night(rows if isinstance(rows, bytes) else csv(rows))
            if nights.last_good != before or isinstance(rows, bytes):
                dated(day)
        return history(found)

    def history(found):
        home = Home(nights.folder)
        documents = {"musterstadt": nights.document}
        return read_history(documents, found.verdicts.source_runs, found.slice.records, home)

    return over_nights


def spells(history):
    rows = history.record_versions.sort("title", "seen_from")
    return [
        (r["title"], float(r["amount_eur"]), r["seen_from"], r["seen_to"])
        for r in rows.iter_rows(named=True)
    ]


def test_one_delivery_says_everything_from_its_day_on(over_nights):
    history = over_nights({MONDAY: ROWS[:1]})
    assert spells(history) == [("Sprachcafé", 1500.5, MONDAY, None)]
    assert history.deliveries["records"].to_list() == [1]


def test_rows_change_go_come_back_and_stay(over_nights):
    sprachcafe, eltern, rad = ROWS
    history = over_nights(
        {
            MONDAY: [sprachcafe, eltern, rad],
            TUESDAY: [with_amount(sprachcafe, "1.800,00"), rad],
            WEDNESDAY: [with_amount(sprachcafe, "1.800,00"), rad, eltern],
        }
    )
    assert spells(history) == [
        ("Elternlotsen", 2000.0, MONDAY, TUESDAY),
        ("Elternlotsen", 2000.0, WEDNESDAY, None),
        ("Radkurs", 900.0, MONDAY, None),
        ("Sprachcafé", 1500.5, MONDAY, TUESDAY),
        ("Sprachcafé", 1800.0, TUESDAY, None),
    ]


def test_the_history_is_the_same_from_scratch_and_after_every_night(over_nights, nights):
    over_nights({MONDAY: ROWS[:2], TUESDAY: ROWS[1:]})
    kept = sorted(Home(nights.folder).said.rglob("*.parquet"))
    assert len(kept) == 1
    again = over_nights({WEDNESDAY: ROWS[1:]})
    for path in kept:
        path.unlink()
    anew = over_nights({WEDNESDAY: ROWS[1:]})
    assert spells(anew) == spells(again)
    assert anew.deliveries.equals(again.deliveries)


def test_a_copy_that_no_document_reads_is_named_and_ends_nothing(over_nights):
    history = over_nights(
        {MONDAY: ROWS[:1], TUESDAY: b"Etwas;ganz;anderes\r\n1;2;3\r\n", WEDNESDAY: ROWS[:2]}
    )
    assert history.deliveries.select("delivered_on", "records").rows() == [
        (MONDAY, 1),
        (TUESDAY, None),
        (WEDNESDAY, 2),
    ]
    assert spells(history)[1] == ("Sprachcafé", 1500.5, MONDAY, None)


def test_a_list_that_steps_back_says_what_its_last_good_copy_said(over_nights):
    history = over_nights({MONDAY: ROWS[:1], TUESDAY: b"Etwas;ganz;anderes\r\n1;2;3\r\n"})
    assert history.deliveries["delivered_on"].to_list() == [MONDAY]
    assert spells(history) == [("Sprachcafé", 1500.5, MONDAY, None)]
