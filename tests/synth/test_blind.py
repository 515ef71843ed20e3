"""Distortions of the blind profile do what they say, and nothing else."""

import polars as pl
import pytest

from foerderlupe.synth.months import month_start
from foerderlupe.synth.noise import Rates, distortions, rates_of
from foerderlupe.synth.records import DISTORTING, RATES, as_records, told_rows

# What every changed text looks like, and the share of rows that are changed at least.
SAYS = {
    "carrier_form_spelled": (
        "carrier",
        r"(Verein\)?|mbH|gem\. GmbH|\(e\. V\.\)|\(gGmbH\))( /|$)",
        0.5,
    ),
    "carrier_with_seat": ("carrier", r", \p{Lu}|\(\p{Lu}.*\)", 0.9),
    "carrier_dotted": ("carrier", r"\p{Ll}\. ", 0.5),
    "carrier_other_order": ("carrier", r" (der|des|für|Verein|Akademie|–|Bildungswerk) |-", 0.4),
    "carrier_by_office": ("carrier", r"verwaltung|meisteramt|Pfarramt|stelle|Zentrum", 0.2),
    "carrier_care_of": ("carrier", " c/o ", 0.9),
    "carrier_with_role": ("carrier", r"\(federführend\)|träger\)|u\. a\.|als Antragsteller", 0.9),
    "carriers_linked": ("carrier", r" mit |, | \+ ", 0.05),
    "funder_as_department": ("funder", r", (Referat|Abteilung|Dezernat) \d\d$", 0.1),
    "funder_with_address": ("funder", r", Postfach \d{3}$", 0.1),
    "place_with_kreis": ("place", r" \(.*(kreis|Kreis).*\)$", 0.4),
    "place_with_district": ("place", r"(-|, OT | - )\p{Lu}\p{L}+$", 0.4),
    "place_with_land": ("place", ", Baden-Württemberg$", 0.6),
    "place_several": ("place", r", | und | / ", 0.3),
    "kreis_respelled": ("place", r"^(Lkr\.|SK) |\((Landkreis|Stadtkreis)\)$", 0.1),
    "filler_first": ("title", "^(Förderung des|Durchführung von|Zuschuss für|Umsetzung:) ", 1),
    "coded": ("title", r"^\([QXYZ] \d\.\d\) | \[[QXYZ] \d\.\d\]$", 1),
    "application_named": ("title", r"(antrag\)|– Verlängerung|förderung\))$", 1),
    "carrier_in_title": ("title", r" – |: ", 1),
    "period_in_title": ("title", r" \(\d\d/20\d\d–\d\d/20\d\d\)$", 1),
    "acronym_behind": ("title", r"\(\p{Lu}{2,}\)", 0.4),
    "footnoted": ("title", r"[*)²]$", 1),
    "group_first": ("title", "^Für .+: ", 0.15),
    "compound_apart": ("title", r"\p{Ll}\p{Lu}\p{Ll}|\p{Ll} \p{Lu}\p{Ll}", 0.3),
    "part_in_words": ("title", r" Teil (eins|zwei|drei|vier)\b", 0.05),
    "year_shortened": ("title", r" '\d\d\b", 0.05),
    "gendered": ("title", r"(:|\*|/-|I|i)nnen", 0.05),
    "and_as_sign": ("title", r" [&+] ", 0.05),
    "other_number": ("title", r"\p{L}(s|n|en|e|tag)\b", 0.2),
    "other_signs": ("title", r" / | - |: |»", 0.2),
    "misencoded": ("title", "Ã", 0.3),
    "number_labelled": ("award_number", r"^(Az\.|Nr\.|Projekt) \p{Lu}{2}-\d{4}/\d{8}$", 0.3),
    "number_zeros_lost": ("project_number", r"^[1-9]\d*$", 0.2),
}


@pytest.fixture(scope="module")
def say(small):
    """The records and the columns behind them, each row distorted in one way or in none."""
    rows = small.__class__(**{**vars(small), "rows": small.rows.head(2000)})

    def say(*names: str) -> tuple[pl.DataFrame, pl.DataFrame]:
        rates = Rates(anywhere=dict.fromkeys(names, 1.0), habits={})
        told = pl.concat(told_rows(rows, rates))
        return as_records(rows, told), told

    return say


@pytest.fixture(scope="module")
def plain(say):
    return say()


@pytest.mark.parametrize("name", SAYS)
def test_a_text_is_changed_into_what_the_distortion_says(say, plain, name):
    column, pattern, least = SAYS[name]
    said, whole = say(name)[0][column], plain[0][column]
    changed = said.filter(said.ne_missing(whole))
    assert least * len(whole.drop_nulls()) <= len(changed)
    assert changed.str.contains(pattern).all(), changed.filter(~changed.str.contains(pattern))[:5]


def differing(one: pl.DataFrame, other: pl.DataFrame) -> set[str]:
    return {name for name in one.columns if one[name].ne_missing(other[name]).any()}


def test_every_distortion_changes_its_subject_alone(say, plain):
    subjects = {
        "noise_carriers": {"carrier", "funder"},
        "noise_places": {"place", "ags", "region_id"},
        "noise_wording": {"title", "target_group_text"},
        "noise_titles": {"title"},
        "noise_text": {"title", "carrier"},
        "period": {"period_from", "period_to", "period_precision", "period_open"},
        "amount": {"amount_eur", "amount_kind", "amount_precision"},
        "number": {"award_number", "project_number"},
    }
    known = rates_of("blind", RATES, DISTORTING)
    used = {name for some in (known.anywhere, *known.habits.values()) for name in some}
    for module in DISTORTING:
        kind = module.__name__.rpartition(".")[2]
        for name in used & set(distortions(module)):
            subject = next((key for key in ("amount", "number") if key in name), "period")
            allowed = subjects.get(kind, subjects[subject])
            assert differing(say(name)[0], plain[0]) <= allowed, name


def test_another_text_of_a_place_means_the_same_place(say, plain):
    for name in ("place_with_kreis", "place_with_district", "place_with_land", "kreis_respelled"):
        assert say(name)[0]["region_id"].equals(plain[0]["region_id"]), name


def test_several_places_are_the_kreis_that_has_them(small, say, plain):
    said, towns = say("place_several")[0], small.places.towns
    changed = said.filter(said["place"].ne_missing(plain[0]["place"]))
    names = changed.with_columns(name=pl.col("place").str.split_exact(" / ", 1).struct[1])
    second = names.drop_nulls("name").join(
        towns.select("name", home=pl.col("ags").str.head(5)),
        left_on=["name", "region_id"],
        right_on=["name", "home"],
        how="anti",
    )
    assert names["name"].drop_nulls().len() > 50
    assert second.is_empty()
    assert (changed["region_id"].str.len_chars() == 5).all()


def test_the_seat_of_a_carrier_is_a_town_and_its_key(small, say, plain):
    said, whole = say("place_of_seat")[0], plain[0]
    moved = said.filter(said["region_id"] != whole["region_id"])
    assert 0.05 < moved.height / said.height < 0.3
    towns = small.places.towns.select("name", "ags")
    known = moved.join(towns, left_on="region_id", right_on="ags", how="left")
    by_name = known.drop_nulls("place")
    assert (by_name["place"] == by_name["name"]).all()
    by_key = known.drop_nulls("ags")
    assert (by_key["ags"] == by_key["region_id"]).all()


def test_a_period_moves_or_shrinks_as_it_is_said(say, plain):
    start, months = plain[1]["start"], plain[1]["months"]
    shifted = say("period_shifted")[1]
    by_month = plain[1].select(pl.col("by_month")).to_series()
    assert (((shifted["start"] - start).abs() == 1) | ~by_month).all()
    assert ((shifted["months"] == months) | ~by_month).all()

    first = say("start_year_alone")[1]
    assert (first["months"] == 12).all()
    assert (first["start"] == start // 12 * 12).all()

    school = say("school_years")[1].filter(by_month & (months >= 10))
    assert (school["start"] % 12 == 7).all()
    assert (school["months"] % 12 == 0).all()
    longer = school["months"] - months.filter(by_month & (months >= 10))
    assert longer.is_between(0, 11).all()


def test_a_period_without_an_end_is_open_where_the_list_says_since(small, say):
    said = say("end_unknown")[0]
    since = [name for name, one in small.lists.items() if one.fields & {"period", "years"}]
    assert said["period_to"].null_count() == said.height
    assert said["period_from"].null_count() == 0
    assert said["period_open"].equals(said["source_id"].is_in(since))


def test_amounts_are_what_was_paid_in_another_measure(say, plain):
    whole, months = plain[1]["amount"], plain[1]["months"]
    thousands = say("amount_in_thousands")[1]["amount"]
    assert ((thousands * 1000 - whole).abs() <= 100).all()
    monthly = say("amount_per_month")[1]["amount"]
    assert ((monthly * months - whole).abs() <= months).mean() > 0.5
    assert set((say("amount_first_instalment")[1]["amount"] / whole).round(2)) == {0.3, 0.5}
    mistyped = say("amount_mistyped")[1]["amount"]
    digits = [amount.cast(pl.Int64).cast(pl.String) for amount in (mistyped, whole)]
    assert [sorted(text) for text in digits[0]] == [sorted(text) for text in digits[1]]
    assert 0.5 < (mistyped != whole).mean() < 1


def test_an_application_for_more_is_one_of_a_later_phase(say):
    told = say("application_named")[1]
    first = told["title"].str.contains(r"\(Erstantrag\)")
    assert (first == (told["step"] == 0)).all()


def test_the_months_in_a_title_are_those_of_the_list(say):
    told = say("period_in_title")[1].filter(pl.col("by_month"))
    first = told.select(month_start(pl.col("start")).dt.strftime("(%m/%Y")).to_series()
    assert told.select(pl.col("title").str.contains(first, literal=True)).to_series().all()


def test_a_group_is_left_out_only_where_a_column_names_it(small, say, plain):
    rates = rates_of("blind", RATES, DISTORTING)
    assert "group_left_out" not in rates.anywhere
    for name, habits in rates.habits.items():
        assert "group_left_out" not in habits or "target_group" in small.lists[name].fields
    said, whole = say("group_left_out")[1], plain[1]
    changed = said.filter(said["title"] != whole["title"])
    assert changed.height > 0.3 * said.height
    group = pl.format(" für {}", "target_group_text")
    assert not changed.select(pl.col("title").str.contains(group, literal=True)).to_series().any()


def test_the_first_word_in_bold_is_read_twice_letter_by_letter(say, plain):
    said, whole = say("bold_doubled")[0]["title"], plain[0]["title"]
    for doubled, title in zip(said[:200], whole[:200], strict=True):
        head, blank, rest = title.partition(" ")
        assert doubled == "".join(2 * letter for letter in head) + blank + rest


def test_a_wrong_encoding_can_be_read_back(say, plain):
    said, whole = say("misencoded")[0], plain[0]
    for column in ("title", "carrier"):
        broken = [text for text in said[column] if "Ã" in text]
        assert len(broken) > 500
        # Dashes and quotation marks were no umlauts and would not be read back.
        back = [text for text in broken if not set(text) & set("–„“")]
        assert {text.encode("cp1252").decode("utf-8") for text in back} <= set(whole[column])


def test_lost_blanks_are_all_that_is_lost(say, plain):
    for name, column in (("blanks_lost", "title"), ("carrier_blanks_lost", "carrier")):
        said, whole = say(name)[0][column], plain[0][column]
        assert said.str.replace_all(" ", "").equals(whole.str.replace_all(" ", ""))
        assert (whole.str.count_matches(" ") - said.str.count_matches(" ")).max() == 1
