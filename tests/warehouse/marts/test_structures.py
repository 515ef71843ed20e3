"""Regular structures: what became permanent, where it is at home, and money for posts.

Many texts stand in one world each, since a world costs more than a text.
"""

from datetime import date


def test_a_host_structure_is_read_where_a_text_says_in_or_at(world, warehouse):
    cases = {
        "Sprachförderung an drei Grundschulen der Stadt": {"schule"},
        "Der Treff findet in der Kita und im Familienzentrum statt.": {"kita", "familienzentrum"},
        "Lesestunden in der Stadtbücherei": {"bibliothek"},
        "Kurse an der Volkshochschule": {"volkshochschule"},
        "Coaching am Arbeitsplatz, bei Handwerksbetrieben": {"betrieb"},
        "Offenes Training im Sportverein": {"verein"},
        "Sprechstunde in der Migrationsberatungsstelle": {"beratungsstelle"},
        "Language classes at schools": {"schule"},
        "Nicht nur in der Schule, auch im Jugendhaus": {"schule", "jugendhaus"},
        "Übergang von der Kita in die Grundschule": set(),
        "In Zusammenarbeit mit Schulen und Betrieben": set(),
        "Beratung zu Schule und Ausbildung": set(),
        "Das Angebot ist nicht in der Schule.": set(),
        "Für Kinder ohne Platz in einer Kita": set(),
        "Kurse an der Musikschule": set(),
        "Hochschulabschluss im Ausland": set(),
        "Schulung von Ehrenamtlichen": set(),
        "": set(),
    }
    for text in cases:
        world.record(text, title="Brücke", description=text)
    with warehouse(world) as database:
        found = database.table("core.measure_hosts").select("measure_id", "host_structure").rows()
    assert {text: {host for m, host in found if m == text} for text in cases} == cases


def test_place_and_carrier_name_a_host_without_a_preposition(world, warehouse):
    cases = [
        ({"carrier": "Volkshochschule Ravensburg e. V."}, "carrier", "volkshochschule"),
        ({"place": "Grundschule Weststadt"}, "place", "schule"),
        ({"carrier": "Förderverein der Grundschule Weststadt"}, None, None),
        ({"carrier": "Caritasverband Ravensburg"}, None, None),
    ]
    for number, (given, _, _) in enumerate(cases):
        world.record(str(number), title="Brücke", **given)
    with warehouse(world) as database:
        columns = ("measure_id", "host_zone", "host_structure")
        rows = database.table("core.measure_hosts").select(columns).rows()
    assert rows == [(str(n), zone, host) for n, (_, zone, host) in enumerate(cases) if host]


def test_the_word_behind_a_host_is_shown_beside_the_anchoring(world, warehouse):
    world.record("m", title="Elterncafé in der Kita")
    with warehouse(world) as database:
        [row] = database.table("marts.anchoring").rows(named=True)
    assert row["host_structures"] == "Kindertageseinrichtung"
    assert row["host_evidence"] == "text: kita"


def test_money_for_a_post_is_recognised(world, warehouse):
    cases = [
        ({"title": "Personalstelle Integration"}, True),
        ({"description": "Gefördert werden 0,5 Stellen im Landratsamt."}, True),
        ({"financing_type": "Personalkostenzuschuss"}, True),
        ({"description": "Zuschuss je VZÄ und Jahr"}, True),
        ({"activity": "Stellenförderung"}, True),
        ({"description": "Eine 50 %-Stelle für die Koordination"}, True),
        ({"title": "Beratungsstelle für Zugewanderte"}, False),
        ({"description": "Anlaufstelle an drei Stellen der Stadt"}, False),
        ({"description": "Personalkostenzuschüsse sind nicht zuwendungsfähig."}, False),
        ({"description": "Es wird keine Personalstelle gefördert."}, False),
        ({"description": "Hilfe bei der Stellensuche"}, False),
    ]
    for number, (given, _) in enumerate(cases):
        world.record(str(number), eur=20_000, **{"title": "Brücke", **given})
    with warehouse(world) as database:
        measures = dict(
            database.table("core.measures").select("measure_id", "is_position_subsidy").rows()
        )
        awards = {row["measure_id"]: row for row in database.table("core.awards").rows(named=True)}
    for number, (given, is_post) in enumerate(cases):
        award = awards[str(number)]
        assert measures[str(number)] == award["is_position_subsidy"] == is_post, given
        assert award["financing_kind"] == ("festbetrag" if is_post else "unbekannt")


def test_permanence_is_what_a_list_says_not_what_it_plans(world, warehouse):
    cases = {
        "Regelangebot des Kreises": "regelstruktur",
        "seit 2013 verstetigt": "regelstruktur",
        "nicht verstetigt": "beendet_ohne_anschluss",
        "Verstetigung offen": "beendet_ohne_anschluss",
        "soll in die Regelstruktur übergehen": "beendet_ohne_anschluss",
        "abgeschlossen": "beendet_ohne_anschluss",
    }
    for status in cases:
        world.record(status, status=status, locator="page 3, row 4", source="kreis")
    with warehouse(world) as database:
        rows = database.table("core.measures").rows(named=True)
    assert {row["measure_id"]: row["anchoring"] for row in rows} == cases
    stated = {r["anchoring_evidence"] for r in rows if r["anchoring"] == "regelstruktur"}
    assert stated == {"stated by kreis, page 3, row 4"}


def test_an_exchange_partner_is_shown_with_the_beginning_of_its_line(world, warehouse):
    old = world.record("old", title="Kulturlotsen I", period=(date(2009, 1, 1), date(2012, 1, 1)))
    new = world.record("new", title="Kulturlotsen", at="08436", carriers=("Caritas",))
    pair = {"left_record_id": old, "right_record_id": new, "decision": "apart"}
    world.add("pairs", relation="successor", veto="phase", explanation="…", **pair)
    with warehouse(world) as database:
        rows = {
            r["measure_id"]: r for r in database.table("marts.exchange_partners").rows(named=True)
        }
    assert rows["new"]["since"] == date(2009, 1, 1)
    assert (rows["new"]["region_id"], rows["new"]["carriers"]) == ("08436", "Caritas")
