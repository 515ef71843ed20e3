"""Lists of one town: standard grants, individual aid, districts in titles, yearly rows."""

import pytest

from tests.measures.test_engine import cluster_of, listed, match

TOWN = "Mannheim"
YEAR = "01.01.2016 - 31.12.2016"
AID = "Einzelmaßnahme für junge Leute [Angaben zur Person für den Bericht entfernt]"


def row(
    source: str, number: int, title: str, carrier: str, period: str = YEAR, **extra: object
) -> dict[str, object]:
    return listed(source, number, title, carrier, TOWN, period, **extra)


def filler(source: str) -> list[dict[str, object]]:
    """Enough rows of one town to show that its list has no other place."""
    titles = ("Garten", "Chor", "Boxring", "Archiv", "Kanu", "Turnhalle", "Zirkus", "Radio")
    return [
        row(source, 20 + number, f"{titles[number % 8]} {word}", f"Verein {word} e. V.", "2012")
        for number, word in enumerate(f"{source}{letter}wik" for letter in "bcdfghjklmnprstvwxyz")
    ]


def one(left: dict[str, object], right: dict[str, object], *more: dict[str, object]) -> bool:
    names = cluster_of(match(left, right, *more))
    return names[str(left["record_id"])] == names[str(right["record_id"])]


@pytest.mark.parametrize(
    "title", [AID, "Eingliederungszuschuss", "Lohnkostenzuschuss Lager", "Name geschwärzt"]
)
def test_aid_for_one_person_is_one_measure_by_its_number_alone(title: str) -> None:
    first = row("a", 1, title, "Bäckerei Krumm GmbH", amount_eur=6150)
    again = row("b", 1, title, "Bäckerei Krumm GmbH", amount_eur=6150)
    assert not one(first, again)
    assert one({**first, "award_number": "17/4"}, {**again, "award_number": "17/4"})


def test_a_standard_grant_to_two_carriers_is_two_measures() -> None:
    title = "Angebote für Kinder im Frauenhaus Rosengasse"
    first = row("a", 1, title, "Frauenhaus Nord e. V.", amount_eur=46080, award_number="3")
    second = row("a", 2, title, "Hilfswerk Rhein e. V.", amount_eur=46080, award_number="4")
    found = match(first, second)
    assert len(set(cluster_of(found).values())) == 2
    assert found.pairs["decision"].to_list() == ["apart"]
    assert found.pairs["relation"].to_list() == ["overlap"]


def test_two_awards_of_one_carrier_are_asked_unless_one_tops_up() -> None:
    title, carrier = "Werkstattkino Hafenlicht", "Kinofreunde Hafen e. V."
    first = row("a", 1, title, carrier, amount_eur=9000, award_number="3")
    second = row("a", 2, title, carrier, amount_eur=9000, award_number="4")
    assert match(first, second).pairs["decision"].to_list() == ["review"]
    more = row("a", 3, f"{title} (Aufstockung)", carrier, amount_eur=700, award_number="5")
    found = match(first, more)
    assert found.pairs["relation"].to_list() == ["top_up"]
    assert one(first, more)


def test_a_thing_bought_for_a_measure_is_a_part_of_it() -> None:
    carrier = "Abenteuerplatz Möwe e. V."
    whole = row("a", 1, "Abenteuerplatz Möwe", carrier, amount_eur=90000, award_number="3")
    part = row("a", 2, "Abenteuerplatz Möwe, Kauf einer Säge", carrier, amount_eur=900,
               award_number="4")  # fmt: skip
    assert match(whole, part).pairs["relation"].to_list() == ["part_of"]


def test_place_is_no_agreement_where_both_lists_know_no_other() -> None:
    carrier, other = "Schachklub Turm e. V.", "Ruderklub Welle e. V."
    first = row("a", 1, "Strandlesen am Hafen", carrier, amount_eur=5000)
    second = row("b", 1, "Strandlesen am Hafen", other, amount_eur=5000)
    everywhere = match(first, second, *filler("a"), *filler("b"))
    [told] = everywhere.pairs.filter(everywhere.pairs["left_record_id"] == "a:01")[
        "explanation"
    ].to_list() or ["place usual"]
    assert "place usual" in told
    assert cluster_of(everywhere)["b:01"] == "b:01"
    same = row("b", 1, "Strandlesen am Hafen", carrier)
    assert one(first, same, *filler("a"), *filler("b"))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Mittagstisch Regenbogen Bezirk Ulm", "Mittagstisch Regenbogen Bezirk Kehl"),
        ("Mittagstisch Regenbogen Mannheim Ulm", "Mittagstisch Regenbogen Mannheim Kehl"),
    ],
)
def test_a_district_in_the_title_is_the_difference(left: str, right: str) -> None:
    places = [listed("c", n, "x", "y", place, YEAR) for n, place in enumerate(("Ulm", "Kehl"))]
    first, second = (row(s, 1, t, "Tafelrunde e. V.") for s, t in (("a", left), ("b", right)))
    assert not one(first, second, *places)


def test_the_place_of_the_other_record_in_one_title_is_noise() -> None:
    first = row("a", 1, "Mittagstisch Regenbogen in Mannheim", "Tafelrunde e. V.")
    assert one(first, row("b", 1, "Mittagstisch Regenbogen", "Tafelrunde e. V."))


def test_a_record_whose_partner_is_found_raises_no_question() -> None:
    rows = [
        row(source, number, "Coaching", "Säge Holz GmbH", period, amount_eur=amount)
        for source in "ab"
        for number, (period, amount) in enumerate(
            [("01.02.2016 - 31.01.2017", 9000), ("01.09.2016 - 31.08.2017", 12000)]
        )
    ]
    found = match(*rows, distinct=("a", "b"))
    assert sorted(found.pairs["decision"].unique()) != ["review"]
    assert "review" not in found.pairs["decision"].to_list()
    assert len(set(cluster_of(found).values())) == 2


def test_yearly_rows_of_one_institution_follow_each_other() -> None:
    last = row("b", 1, "Treff Birkenweg", "Stiftung Birke (Stiftung des privaten Rechts)",
               "01.01.2018 - 31.12.2018", amount_eur=14600)  # fmt: skip
    first = row("a", 1, "Treff Birkenweg", "Stiftung Birke", amount_eur=14500)
    assert match(first, last).pairs["relation"].to_list() == ["successor"]


@pytest.mark.parametrize("carrier", ["Jugendhilfe", "Lutz"])
def test_a_bare_name_needs_a_place_to_be_one_carrier(carrier: str) -> None:
    far = [listed(s, 1, "Boxring Südstern", carrier, "landesweit", YEAR) for s in "ab"]
    near = [row(s, 1, "Boxring Südstern", carrier) for s in "ab"]
    assert not one(*far)
    assert one(*near)
