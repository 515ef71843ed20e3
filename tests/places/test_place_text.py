"""What one place cell means, in a list of Baden-Württemberg unless said otherwise."""

import pytest


def regions(rows):
    return [row["region_id"] for row in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aalen, Ellwangen und Schwäbisch Gmünd", ["08136019", "08136065", "08136088"]),
        ("Ravensburg, Landkreis", ["08436"]),
        ("Ravensburg", ["08436064"]),
        ("LK Emmendingen", ["08316"]),
        ("Landrkeis Emmendingen", ["08316"]),
        ("Land- kreis Emmen-\ndingen", ["08316"]),
        ("Lanskreiss Emmendingen", ["08316"]),
        ("Lkr. Emmendingen", ["08316"]),
        ("Landratsamt Emmendingen", ["08316"]),
        ("Kreis EM", ["08316"]),
        ("Kreis HD", ["08226"]),
        ("Stadt- und Landkreis Heilbronn", ["08121", "08125"]),
        ("Stadt und Landkreis Karlsruhe", ["08212", "08215"]),
        ("Karlsruhe, Land", ["08215"]),
        ("Heilbronn (Landkreis)", ["08125"]),
        ("SK Heilbronn", ["08121"]),
        ("Heilbronn (08121)", ["08121"]),
        ("Neckarstadt (Mannheim)", ["08222"]),
        ("Mannheim-Neckarstadt", ["08222"]),
        ("76133 Karlsruhe", ["08212"]),
        ("Marktplatz 30, 73430 Aalen", ["08136088"]),
        ("Ulmer Straße 5, Göppingen", ["08117026"]),
        ("Altheim (08425004, Alb-Donau-Kreis)", ["08425004"]),
        ("Altheim (Alb)", ["08425005"]),
        ("Tuebingen", ["08416041"]),
        ("TÜBINGEN", ["08416041"]),
        ("ULM", ["08421"]),
        ("Freiburg i. Br.", ["08311"]),
        ("Schwäb. Hall", ["08127076"]),
        ("Horb a.N.", ["08237040"]),
        ("Neuhausen a.d.F.", ["08116047"]),
        ("Geislingen/Steige", ["08117024"]),
        ("Kirchheim/Teck", ["08116033"]),
        ("Bad Mergentheim u. Wertheim", ["08128007", "08128131"]),
        ("Wangen im Allgäu, Landkreis Ravensburg", ["08436081"]),
        ("Landkreise Rottweil, Tuttlingen und Calw", ["08235", "08325", "08327"]),
        ("Schwarzwald-Baar-Kreis", ["08326"]),
        ("Regierungsbezirk Freiburg", ["083"]),
        ("RB Tübingen", ["084"]),
        ("Region Heilbronn-Franken", ["0812"]),
        ("Bodensee-Oberschwaben", ["0843"]),
        ("Ba-Wü", ["08"]),
        ("Große Kreisstadt Kehl", ["08317057"]),
        ("Stadt Weingarten", ["08436082"]),
        ("Gemeinde Weingarten", ["08215090"]),
        ("Villingen", ["08326074"]),
        ("Tennenbronn", ["08325053"]),
        ("Bad Cannstatt", ["08111"]),
        ("Ulm und Neu-Ulm", ["08421", "09775135"]),
        ("Weil\u00adheim an der Teck", ["08116070"]),
        ("Ko\u0308ngen", ["08116035"]),
    ],
)
def test_a_cell_gives_the_regions_it_names(place, text, expected):
    rows = place(place=text)
    assert regions(rows) == expected
    assert all(row["coverage"] in {"explicit", "inherited", "statewide"} for row in rows)
    assert all(row["stated_text"] == text for row in rows)


@pytest.mark.parametrize(
    "name",
    ["Altdorf", "Altheim", "Dürnau", "Hochdorf", "Malsch", "Rosenberg", "Sasbach", "Schömberg",
     "Talheim"],
)  # fmt: skip
def test_a_name_of_two_municipalities_stays_open_until_a_kreis_decides(place, gazetteer, name):
    [row] = place(place=name)
    candidates = str(row["candidates"]).split()
    assert (row["region_id"], row["coverage"]) == (None, "none")
    assert len(candidates) >= 2
    for candidate in candidates[:2]:
        kreis = gazetteer.regions.filter(region_id=candidate[:5])["name"].item()
        assert regions(place(place=name, kreis=kreis)) == [candidate]
        assert regions(place(place=f"{name} ({kreis})")) == [candidate]


@pytest.mark.parametrize("name", ["Biberach", "Schwenningen", "Geislingen", "Kirchheim", "Weil"])
def test_a_short_name_of_several_towns_stays_open(place, name):
    [row] = place(place=name)
    assert row["region_id"] is None
    assert len(str(row["candidates"]).split()) >= 2


@pytest.mark.parametrize("name", ["Zell-Mitte", "Weil-Ostend", "Buch-Siedlung"])
@pytest.mark.parametrize("area", ["08", "08317", "08336", None])
def test_the_first_part_of_a_hyphenated_name_is_no_town_of_several(place, name, area):
    [row] = place(place=name, default_region=area)
    assert row["rule"] in {"part_of_word_ambiguous", "area_of_list"}
    assert row["region_id"] in {None, area}
    [with_kreis] = place(place=name, kreis="Ortenaukreis", default_region=area)
    assert with_kreis["region_id"] == "08317"


def test_only_the_town_itself_decides_a_hyphenated_name(place):
    assert regions(place(place="Weil-Ostend", kreis="Landkreis Lörrach")) == ["08336"]
    assert regions(place(place="Weil-Ostend", carrier="Landkreis Lörrach")) == [None]
    assert regions(place(place="Weil-Ostend", carrier="Stadt Weil am Rhein")) == ["08336091"]


@pytest.mark.parametrize("name", ["Berg-Siedlung", "Neustadt-Nord"])
def test_short_villages_and_halves_of_double_names_begin_no_hyphenated_name(place, name):
    [row] = place(place=name)
    assert (row["region_id"], row["rule"]) == (None, "place_not_found")


@pytest.mark.parametrize(
    ("name", "town"),
    [
        ("Zell-Weierbach", "08317096"),
        ("Offenburg-Zell-Weierbach", "08317096"),
        ("Lustnau", "08416041"),
        ("Durlach", "08212"),
        ("Aach-Linz", "08437088"),
        ("Kehl-Kork", "08317057"),
        ("Horb-Mühlen", "08237040"),
    ],
)
def test_well_known_districts_are_their_town(place, name, town):
    assert regions(place(place=name)) == [town]
    assert regions(place(place=name, default_region=town[:5])) == [town]


@pytest.mark.parametrize(("name", "town", "kreis"), [("Heilbronn", "08121", "08125"),
                                                     ("Karlsruhe", "08212", "08215")])  # fmt: skip
def test_a_bare_name_is_the_town_but_the_landkreis_stays_in_doubt(place, name, town, kreis):
    [bare] = place(place=name)
    assert (bare["region_id"], bare["rule"]) == (town, "town_by_convention")
    assert bare["candidates"] == f"{town} {kreis}"
    assert float(bare["confidence"]) < 0.7
    assert regions(place(place=name, carrier=f"Landkreis {name}")) == [kreis]
    assert regions(place(place=name, carrier=f"Landratsamt {name}")) == [kreis]
    assert regions(place(place=name, carrier=f"Stadt {name}")) == [town]
    assert regions(place(kreis=name)) == [None]


def test_the_carrier_with_its_kreis_decides_a_homonym(place):
    [row] = place(place="Altheim", carrier="Landkreis Biberach")
    assert (row["region_id"], row["rule"]) == ("08426008", "decided_by_carrier")
    assert regions(place(place="Altheim", carrier="Gemeinde Altheim")) == [None]


def test_the_area_of_the_list_narrows_names_of_several_laender(place):
    assert regions(place(place="Freudenberg")) == ["08128039"]
    assert regions(place(place="Freudenberg", default_region="05")) == ["05970016"]
    [anywhere] = place(place="Freudenberg", default_region=None)
    assert anywhere["region_id"] is None
    [outside] = place(place="Leipzig")
    assert outside["region_id"] == "14713"
    assert float(outside["confidence"]) < 0.8


@pytest.mark.parametrize(
    "text", ["Haus am Berg", "Jugendhaus Wald", "Filder", "Zürich", "siehe Anlage", "LB"]
)
def test_words_that_are_no_place_give_none(place, text):
    [row] = place(place=text)
    assert (row["region_id"], row["coverage"], row["rule"]) == (None, "none", "place_not_found")
    assert row["stated_text"] == text


def test_a_percentage_printed_beside_the_places_is_the_weight(place):
    rows = place(place="Stuttgart (60 %), Esslingen (40 %)")
    assert [(r["region_id"], r["weight"], r["weight_basis"]) for r in rows] == [
        ("08111", 0.6, "publisher"),
        ("08116019", 0.4, "publisher"),
    ]


def test_an_unreadable_second_place_is_not_lost_silently(place):
    [row] = place(place="Stuttgart und Altheim")
    assert row["region_id"] == "08111"
    assert str(row["rule"]).endswith("+partly_unresolved")
    assert float(row["confidence"]) <= 0.7
