from itertools import combinations
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foerderlupe.model.frames import RECORD_PARTIES, RECORDS
from foerderlupe.organisations.legal_forms import split_legal_form
from foerderlupe.organisations.resolve import Resolved, resolve_organisations
from foerderlupe.text.characters import fold

REGIONS = pl.DataFrame(
    {
        "region_id": ["08", "08121", "08125", "08327", "08327050", "08425004", "08426008", "06412"],
        "level": ["land", "stadtkreis", "landkreis", "landkreis"]
        + ["gemeinde"] * 3
        + ["stadtkreis"],
        "name": [
            "Baden-Württemberg",
            "Stadtkreis Heilbronn",
            "Landkreis Heilbronn",
            "Landkreis Tuttlingen",
            "Tuttlingen, Stadt",
            "Altheim",
            "Altheim",
            "Frankfurt am Main",
        ],
    }
)
DATA = Path(__file__).parents[2] / "../shared/data"


def resolve(names: list[str], numbers: list[str | None] | None = None) -> Resolved:
    ids = [f"list:{number:05}" for number in range(len(names))]
    parties = pl.DataFrame(
        {
            "record_id": ids,
            "role": ["carrier"] * len(names),
            "position": [1] * len(names),
            "organisation_name": names,
            "register_id": numbers or [None] * len(names),
        },
        schema_overrides={"register_id": pl.String},
    )
    records = RECORDS.conform(
        pl.DataFrame({"record_id": ids, "default_region": ["08"] * len(names)})
    )
    return resolve_organisations(RECORD_PARTIES.conform(parties), records, REGIONS)


@pytest.mark.parametrize(
    "published",
    [
        "Brückenhaus Altheim e. V., Am Markt 3",
        "Brückenhaus Altheim e. V., Schulstr. 12 a, 72501 Altheim",
        "Brückenhaus Altheim e. V.; D-72501 Altheim",
        "Bruckenhaus Altheim e. V.",
        "Brückenhaus A1theim e. V.",
        "Br?ckenhaus Altheim e. V.",
        "BrückenhausAltheim e. V.",
        "Brücken- haus Altheim e. V.",
        "Brückenhaus Altheim e. V. – Fachdienst Migration",
        "Brückenhaus Altheim e. V. (Geschäftsstelle)",
        "Brückenhaus Altheim e. V. c/o Rathaus",
        "Frau Dr. Kübler, Brückenhaus Altheim e. V.",
        "Ansprechpartnerin: Brückenhaus Altheim e. V.",
    ],
)
def test_additions_and_lost_letters_make_no_other_organisation(published: str) -> None:
    found = resolve(["Brückenhaus Altheim e. V.", published])
    assert found.organisations["name"].to_list() == ["Brückenhaus Altheim e. V."]
    assert found.record_organisations["organisation_name"].to_list()[1] == published


@pytest.mark.parametrize(
    "other",
    ["Frauen und Beruf, Altheim", "Fachdienst Migration Altheim", "Altheim, Abteilung 4"],
)
def test_what_is_no_addition_stays_in_the_name(other: str) -> None:
    assert resolve(["Altheim e. V.", "Beruf Altheim", other]).organisations.height == 3


def test_an_office_with_a_number_is_no_address() -> None:
    names = ["Regierung Altheim, Referat 23", "Regierung Altheim, Referat 25"]
    assert resolve(names).organisations.height == 2


def ids_of(names: list[str], numbers: list[str | None] | None = None) -> dict[str, str]:
    resolved = resolve(names, numbers).record_organisations
    return dict(resolved.select("organisation_name", "organisation_id").iter_rows())


ONE_BODY = [
    ["Ahornhaus e.V.", "Ahornhaus e. V.", "Ahornhaus eV", "AHORNHAUS eingetragener Verein"],
    ["Birkenwerk gGmbH", "Birkenwerk gemeinnützige Gesellschaft mit beschränkter Haftung"],
    ["Birkenwerk", "Birkenwerk gGmbH"],
    ["LRA Tuttlingen", "Landratsamt Tuttlingen", "Landkreis Tuttlingen"],
    ["Tuttlingen, Landkreis", "Landkreis Tuttlingen, Landratsamt", "Kreis Tuttlingen"],
    ["Stadt Tuttlingen", "Stadtverwaltung Tuttlingen", "Große Kreisstadt Tuttlingen"],
    ["Landkreis Ahornau", "LRA Ahornau"],
    ["Ev. Kirchengemeinde Lindental", "Evangelische Kirchengemeinde Lindental"],
    ["Arbeiterwohlfahrt Kreisverband Lindental e. V.", "AWO KV Lindental"],
    ["VHS Lindental", "Volkshochschule Lindental e.V."],
    ["Familientreff Süd", "FAMILIENTREFF SUED"],
    ["IHK-Bildungshof", "IHK Bildungshof"],
    ["Diakonieverbund Lindental (federführend)", "Diakonieverbund Lindental"],
    ["Interkultureller Treff Lindental (ITL) e.V.", "ITL"],
    ["Interkultureller Förderverein Lindental", "Interkultureller Förderverien Lindental"],
    ["Nachbarschaftshilfe Lindental", "Nachbarschaftshife Lindental"],
    ["Bundesministerium für Familie, Senioren, Frauen und Jugend", "BMFSFJ", "Bund (BMFSFJ)"],
    ["Integrationsministerium Baden-Württemberg", "Ministerium für Integration"],
]
DIFFERENT_BODIES = [
    ["Ahornhaus e.V.", "Ahornhaus gGmbH"],
    ["Stadt Heilbronn", "Landkreis Heilbronn"],
    ["Stadt Tuttlingen", "Landkreis Tuttlingen", "Stadtwerke Tuttlingen"],
    ["Jugendhaus Nord", "Jugendhaus Süd", "Jugendhaus Ost"],
    ["Bürgerverein Alt-Lindental", "Bürgerverein Neu-Lindental"],
    ["Evangelische Kirchengemeinde Lindental", "Katholische Kirchengemeinde Lindental"],
    ["Lernwerk 21", "Lernwerk 22"],
    ["Volkshochschule Weilheim", "Volkshochschule Weinheim"],
    ["Bildungswerk Weilheim", "Bildungswerk Weinheim"],
    ["Elternforum", "Elternforum Tuttlingen"],
    ["Schreinerei Hofmann", "Schreinerei Hoffmann"],
    ["Freundeskreis", "Freundeskreis Asyl Lindental"],
    ["Diakonisches Werk der", "Diakonisches Werk im"],
    ["Ministerium für Integration", "Ministerium für Soziales und Integration"],
]


@pytest.mark.parametrize("names", ONE_BODY)
def test_spellings_of_one_body_have_one_key(names: list[str]) -> None:
    assert len(set(ids_of(names).values())) == 1


@pytest.mark.parametrize("names", DIFFERENT_BODIES)
def test_different_bodies_keep_different_keys(names: list[str]) -> None:
    found = ids_of(names)
    assert all(found[one] != found[other] for one, other in combinations(names, 2))


def test_bodies_stay_whole_in_a_long_list() -> None:
    together = ids_of([name for names in ONE_BODY for name in names])
    for names in ONE_BODY:
        assert len({together[name] for name in names}) == 1


def test_territories_have_their_official_key() -> None:
    found = ids_of(["LRA Tuttlingen", "Stadt Heilbronn", "Land Baden-Württemberg"])
    assert list(found.values()) == ["DE-AGS-08327", "DE-AGS-08121", "DE-AGS-08"]


def test_a_name_of_two_municipalities_gets_no_official_key() -> None:
    assert ids_of(["Gemeinde Altheim"])["Gemeinde Altheim"].startswith("org-")


def test_renamed_ministries_keep_their_institution_line() -> None:
    organisations = resolve(
        [
            "Ministerium für Integration",
            "Ministerium für Soziales und Integration",
            "Ministerium für Soziales, Gesundheit und Integration Baden-Württemberg",
        ]
    ).organisations
    assert organisations["institution_line"].n_unique() == 1
    assert organisations["organisation_kind"].unique().to_list() == ["ministry"]
    assert organisations.height == 3


def test_a_branch_shares_the_umbrella_and_not_the_key() -> None:
    organisations = resolve(["Elternforum", "Elternforum Tuttlingen", "AWO Ulm"]).organisations
    umbrellas = dict(organisations.select("name", "umbrella").iter_rows())
    assert umbrellas == {
        "Elternforum": "Elternforum",
        "Elternforum Tuttlingen": "Elternforum",
        "AWO Ulm": "AWO",
    }


def test_register_numbers_join_only_with_their_court() -> None:
    names = ["Treffpunkt Ahorn", "Begegnung am Park"]
    with_court = ["AG Lindental VR 12", "Amtsgericht Lindental, VR 12"]
    assert len(set(ids_of(names, list(with_court)).values())) == 1
    assert len(set(ids_of(names, ["VR 12", "VR 12"]).values())) == 2
    assert ids_of(["Haus X"], ["DE-AGS-08327050"]) == {"Haus X": "DE-AGS-08327050"}


def test_every_party_keeps_its_record_and_blank_names_are_no_organisation() -> None:
    resolved = resolve(["Ahornhaus e.V.", "  ", "Ahornhaus eV"]).record_organisations
    assert resolved["record_id"].to_list() == ["list:00000", "list:00002"]
    assert resolved["organisation_name"].to_list() == ["Ahornhaus e.V.", "Ahornhaus eV"]


def test_no_parties_give_empty_frames() -> None:
    resolved = resolve_organisations(RECORD_PARTIES.empty(), RECORDS.empty(), REGIONS)
    assert (resolved.organisations.height, resolved.record_organisations.height) == (0, 0)


NAMES = [name for names in (*ONE_BODY, *DIFFERENT_BODIES) for name in names]


@settings(max_examples=15, deadline=None)
@given(st.permutations(NAMES))
def test_order_of_rows_has_no_influence(names: list[str]) -> None:
    assert ids_of(names) == ids_of(NAMES)


def test_an_unrelated_organisation_changes_no_key() -> None:
    before = ids_of(NAMES)
    after = ids_of([*NAMES, "Musikschule Erlenbach e.V.", "Zirkus Ulmenhof gGmbH"])
    assert {name: after[name] for name in NAMES} == before


FORM_WORDS = ["ahornhaus", "e", "v", "ev", "ggmbh", "ag", "stiftung", "und", "co", "kg", "gmbh"]


@given(st.lists(st.sampled_from(FORM_WORDS)))
def test_splitting_off_legal_forms_twice_changes_nothing(words: list[str]) -> None:
    once = split_legal_form(" ".join(words))[0]
    assert split_legal_form(once)[0] == once


@pytest.mark.real_lists
def test_spaced_and_unspaced_legal_forms_are_joined_on_a_real_list() -> None:
    path = DATA / "bw_esf" / "esf_2014_2020.csv"
    if not path.is_file():
        pytest.skip("the folder ../shared/data with real lists is absent")
    names = pl.read_csv(path, infer_schema=False).to_series(0).drop_nulls().unique().sort()
    found = resolve(names.to_list()).record_organisations
    assert found.height == names.len()
    trivial = found.with_columns(
        key=found["organisation_name"].map_elements(fold, return_dtype=pl.String)
    )
    assert (
        trivial.group_by("key")
        .agg(pl.col("organisation_id").n_unique())["organisation_id"]
        .to_list()
        == [1] * trivial["key"].n_unique()
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("STADT TUTTLINGEN", "Stadt Tuttlingen"),
        ("LANDKREIS HEILBRONN", "Landratsamt Heilbronn"),
        ("JUGENDHAUS OST", "Jugendhaus Ost"),
    ],
)
def test_capital_letters_name_the_same_body(one: str, other: str) -> None:
    assert resolve([one, other]).organisations.height == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("European Social Fund", "Europäischer Sozialfonds"),
        ("Federal Office for Migration and Refugees", "BAMF"),
        ("Bund (BMFSFJ)", "Bundesministerium für Familie, Senioren, Frauen und Jugend"),
    ],
)
def test_english_names_and_levels_lead_to_one_institution_line(one: str, other: str) -> None:
    assert resolve([one, other]).organisations["institution_line"].n_unique() == 1
