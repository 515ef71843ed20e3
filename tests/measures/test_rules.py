"""Each veto on its own, the rulebook, and what scores must never do."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foerderlupe.errors import DeclarationError
from foerderlupe.measures.deciding import decide
from foerderlupe.measures.rulebook import DEFAULT, read_rulebook
from foerderlupe.measures.scoring import score
from foerderlupe.measures.veto import veto
from foerderlupe.measures.vetoes import VETOES, find_vetoes
from foerderlupe.model.columns import RELATIONS

RULEBOOK = read_rulebook()
FACTS = (
    *("phase_differs", "edition_differs", "cefr_differs", "activity_differs"),
    *("office_differs", "institutional_differs", "top_up", "title_places_differ"),
    *("brand_suffix_differs", "left_heads_right", "right_heads_left", "groups_disjoint"),
    *("funder_level_differs", "land_differs", "homonymous", "pays_right", "pays_left"),
    *("budget_differs", "call_year_differs", "level_differs", "project_differs", "follows"),
    *("one_list", "title_call_year_differs", "exclusive_left", "exclusive_right"),
    *("individual", "partner_found", "phase_unsaid", "descriptions_apart"),
)
AGREEING = {
    "title": "same", "carrier": "same", "funder": "same", "place": "same", "period": "same",
    "amount": "missing", "number": "missing", "url": "missing", "groups": "missing",
    "counterpart": "missing",
    "both_counted": True, **dict.fromkeys(FACTS, False),
}  # fmt: skip


def compared(**changes: object) -> pl.DataFrame:
    return pl.DataFrame([{**AGREEING, **changes}])


CASES: dict[str, dict[str, object]] = {
    "level_differs": {"level_differs": True, "both_counted": False},
    "call_year_differs": {"title_call_year_differs": True},
    "programme_heads_title": {"left_heads_right": True, "carrier": "different", "place": "wide"},
    "partner_found": {"partner_found": True},
    "individual_aid": {"individual": True},
    "activity_differs": {"activity_differs": True},
    "office_differs": {"office_differs": True},
    "cefr_differs": {"cefr_differs": True},
    "groups_disjoint": {"groups_disjoint": True},
    "budget_line_differs": {"budget_differs": True},
    "land_differs": {"land_differs": True, "place": "different"},
    "region_homonymous": {"homonymous": True, "place": "different"},
    "regrant": {"pays_right": True, "carrier": "different", "title": "variant"},
    "funding_type_differs": {"institutional_differs": True, "title": "different"},
    "region_disjoint": {"place": "different"},
    "title_places_differ": {"title_places_differ": True},
    "phase_differs": {"phase_differs": True},
    "phase_begins_later": {"phase_unsaid": True, "period": "shifted"},
    "phase_unsaid": {"phase_unsaid": True, "period": "years"},
    "edition_differs": {"edition_differs": True},
    "carrier_and_period_differ": {"carrier": "different", "follows": True, "period": "disjoint"},
    "brand_goes_on": {"brand_suffix_differs": True, "period": "disjoint", "title": "variant"},
    "period_disjoint": {"period": "disjoint"},
    "brand_suffix_differs": {"brand_suffix_differs": True, "title": "variant"},
    "calls_of_two_years": {"call_year_differs": True, "one_list": True},
    "number_differs": {"project_differs": True, "one_list": True},
    "named_within": {"number": "different", "amount": "different", "title": "part"},
    "awards_of_two_carriers": {"number": "different", "carrier": "different"},
    "carrier_differs": {"carrier": "different", "title": "same_generic"},
    "funder_level_differs": {"funder_level_differs": True, "title": "variant"},
    "place_ambiguous": {"place": "ambiguous", "carrier": "bare"},
}


def test_every_veto_has_a_case_and_a_known_relation() -> None:
    assert set(CASES) == set(VETOES)
    assert {rule.relation for rule in VETOES.values()} <= set(RELATIONS)


@pytest.mark.parametrize("name", CASES)
def test_veto_keeps_apart_what_would_be_merged(name: str) -> None:
    found = find_vetoes(compared(**CASES[name]))
    assert found["veto"].to_list() == [name]
    decided = decide(score(found, RULEBOOK), RULEBOOK)
    assert decided["decision"].to_list() != ["same"]
    if decided["decision"].item() == "apart":
        assert decided["relation"].item() == VETOES[name].relation


def test_agreement_without_contradiction_is_the_same() -> None:
    decided = decide(score(find_vetoes(compared()), RULEBOOK), RULEBOOK)
    assert decided.select("veto", "decision", "relation").row(0) == (
        None, "same", "duplicate_record",
    )  # fmt: skip


def test_a_title_alone_never_merges() -> None:
    alone = dict.fromkeys(("carrier", "funder", "place", "period"), "missing")
    decided = decide(score(find_vetoes(compared(**alone)), RULEBOOK), RULEBOOK)
    assert decided["decision"].item() == "apart"


def test_a_veto_asks_where_number_and_title_agree() -> None:
    decided = decide(
        score(find_vetoes(compared(place="different", number="same")), RULEBOOK), RULEBOOK
    )
    assert decided["decision"].item() == "review"


def test_a_rule_without_reason_is_refused() -> None:
    with pytest.raises(ValueError, match="gives no reason"):
        veto("different")(lambda: pl.lit(value=True))


LEVELS = {field: sorted(levels) for field, levels in RULEBOOK.weights.by_field.items()}


@settings(max_examples=60)
@given(
    st.fixed_dictionaries({field: st.sampled_from(LEVELS[field]) for field in LEVELS}), st.data()
)
def test_a_better_level_never_lowers_the_score(levels, data) -> None:
    field = data.draw(st.sampled_from(sorted(LEVELS)))
    other = data.draw(st.sampled_from(LEVELS[field]))
    weights = RULEBOOK.weights.by_field[field]
    worse, better = sorted((levels[field], other), key=lambda level: weights[level])
    low = score(compared(**{**levels, field: worse}), RULEBOOK)["score"].item()
    high = score(compared(**{**levels, field: better}), RULEBOOK)["score"].item()
    assert 0 <= low <= high <= 1


def test_missing_is_not_disagreement() -> None:
    assert {levels["missing"] for levels in RULEBOOK.weights.by_field.values()} == {0.0}


def test_a_rulebook_with_an_unknown_key_names_its_line(tmp_path: Path) -> None:
    broken = tmp_path / "measures.yml"
    broken.write_text(DEFAULT.read_text(encoding="utf-8") + "threshold: 3\n", encoding="utf-8")
    with pytest.raises(DeclarationError, match="threshold"):
        read_rulebook(broken)


def test_rules_quote_no_title_of_the_pair_files() -> None:
    stems = set(RULEBOOK.words.generic.split()) | set(RULEBOOK.words.stop.split())
    brands = {
        "memo",
        "caristart",
        "lesebruecke",
        "dolmetscherpool",
        "jobpaten",
        "willkommenslotsen",
    }
    assert stems.isdisjoint(brands)
