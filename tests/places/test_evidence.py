"""Keys, postcodes, titles, list areas and carriers, and the order in which they count."""

import pytest


def regions(rows):
    return [row["region_id"] for row in rows]


@pytest.mark.parametrize(
    ("ags", "expected"),
    [
        ("08426008", ["08426008"]),
        ("8426008", ["08426008"]),
        ("8435", ["08435"]),
        ("08435000", ["08435"]),
        ("08222000", ["08222"]),
        ("084265003008", ["08426008"]),
        ("DE148", ["08436"]),
        ("08426008; 08425004", ["08425004", "08426008"]),
        ("08336999", ["08336"]),
    ],
)
def test_an_official_key_decides_even_with_a_lost_zero(place, ags, expected):
    assert regions(place(ags=ags, place="Altheim")) == expected


def test_a_key_that_is_no_region_is_kept_and_the_next_evidence_counts(place):
    assert regions(place(ags="99999999", place="Aalen")) == ["08136088"]
    [row] = place(ags="99999999")
    assert (row["rule"], row["stated_text"]) == ("place_not_found", "99999999")


@pytest.mark.parametrize(
    ("postcode", "expected", "rule"),
    [
        ("76133", "08212", "postcode"),
        ("72574", "08415078", "postcode"),
        ("88348", None, "postcode_ambiguous"),
        ("70174", "08111", "postcode_neighbours"),
        ("4109", "14713", "postcode"),
        ("99999", None, "place_not_found"),
    ],
)
def test_a_postcode_gives_the_region_that_it_lies_in(place, postcode, expected, rule):
    if rule == "postcode_neighbours":
        postcode = "70123"
    [row] = place(postcode=postcode)
    assert (row["region_id"], row["rule"]) == (expected, rule)


def test_place_text_decides_a_postcode_of_two_kreise_and_the_other_way_round(place):
    assert regions(place(postcode="88348", place="Bad Saulgau")) == ["08437100"]
    assert regions(place(postcode="76133", place="Karlsruhe")) == ["08212"]
    assert regions(place(postcode="76646", place="Karlsruhe")) == ["08215"]


def test_a_place_that_contradicts_its_postcode_stays_with_low_confidence(place):
    [row] = place(postcode="76133", place="Aalen")
    assert (row["region_id"], row["rule"]) == ("08136088", "contradicts_postcode")
    assert row["candidates"] == "08136088 08212"
    assert float(row["confidence"]) <= 0.5


def test_columns_for_municipality_and_kreis_go_together(place):
    assert regions(place(municipality="Talheim", kreis="Landkreis Tuttlingen")) == ["08327048"]
    assert regions(place(kreis="Ravensburg")) == ["08436"]
    assert regions(place(kreis="Stuttgart")) == ["08111"]
    assert regions(place(municipality="Stuttgart", place="Bürgerhaus Wangen")) == ["08111"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Elternmentoren im Landkreis Sigmaringen", "08437"),
        ("Stadtteilmütter Mannheim-Neckarstadt", "08222"),
        ("Rucksack Kita Schorndorf", "08119067"),
        ("Sprachcafé in Bad Urach für Frauen", "08415078"),
        ("Lesepaten Bodenseekreis", "08435"),
        ("Zusammenleben in Vielfalt", None),
        ("Kochen und Essen", None),
        ("Ein Haus am Berg", None),
        ("Garten im Wald", None),
        ("Malsch", None),
        ("Austausch in Aalen und Ulm", None),
    ],
)
def test_a_title_counts_only_where_it_names_one_place_beyond_doubt(place, title, expected):
    [row] = place(title=title)
    assert row["region_id"] == expected
    assert row["coverage"] == ("explicit" if expected else "none")


@pytest.mark.parametrize(
    ("carrier", "expected"),
    [
        ("Stadt Bühl", "08216007"),
        ("Landkreis Rastatt", "08216"),
        ("Landratsamt Tuttlingen", "08327"),
        ("Gemeinde Altheim", None),
        ("Caritasverband Ulm e. V.", "08421"),
        ("Caritasverband der Diözese Rottenburg-Stuttgart e.V.", None),
        ("Ministerium für Soziales und Integration Baden-Württemberg", None),
        ("Staufen Arbeits- und Beschäftigungsförderung gGmbH", None),
        ("Kulturverein Nord", None),
    ],
)
def test_without_a_place_the_carrier_gives_its_seat(place, carrier, expected):
    [row] = place(carrier=carrier)
    assert row["region_id"] == expected
    assert row["coverage"] == ("carrier_seat" if expected else "none")
    assert row["reach"] == "unbekannt"


def test_the_list_of_one_kreis_places_its_records_there(place):
    [row] = place(default_region="08119", carrier="Stadt Schorndorf")
    assert (row["region_id"], row["coverage"], row["rule"]) == (
        "08119",
        "inherited",
        "area_of_list",
    )
    assert regions(place(default_region="02")) == ["02000"]
    assert regions(place(default_region="08")) == [None]


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("Aalen", "ort"),
        ("Ostalbkreis", "kreis"),
        ("Aalen, Ellwangen", "kreis"),
        ("Aalen, Ulm", "mehrere_kreise"),
        ("Neckar-Alb", "region"),
        ("Baden-Württemberg", "landesweit"),
        ("bundesweit", "bundesweit"),
        ("online", "virtuell"),
    ],
)
def test_reach_follows_from_the_regions(place, text, reach):
    assert {row["reach"] for row in place(place=text)} == {reach}
