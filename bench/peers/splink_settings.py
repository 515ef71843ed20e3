"""What Splink is told of each task of the comparisons, as a careful user of it would.

Belongs here: blocking rules, comparisons and training rules, and what the columns are made ready
to. Does not belong here: calling Splink (``splink``).

Programme records block on two and three columns: alone, a generic title or a large carrier makes
millions of pairs, and without the year every edition of a yearly project meets all others. Titles
and carriers that many have count less (term frequencies). Comparisons, rules and the threshold were
chosen by trying, at the best F1 on invented records of the everyday profile whose truth was known:
token sets instead of Jaro-Winkler and the funder gave less on 10,000, other thresholds (0.5, 0.9,
0.95, 0.999) less on 100,000. Persons follow the example of the documentation.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import block_on
from splink.internals.blocking_rule_creator import BlockingRuleCreator
from splink.internals.comparison_creator import ComparisonCreator

from bench.peers.task import clean, cleaned, with_product_words


@dataclass(frozen=True)
class Settings:
    """Comparisons; rules for candidates; rules for training, each leaves its columns untrained.

    Nearly all pairs under the rules ``sure`` are the same, and they find about the share
    ``recall`` of those that are. Records are joined from the probability ``threshold`` on.
    """

    comparisons: Sequence[ComparisonCreator]
    candidates: Sequence[BlockingRuleCreator]
    training: Sequence[BlockingRuleCreator]
    sure: Sequence[BlockingRuleCreator]
    recall: float = 0.8
    threshold: float = 0.5
    prepare: Callable[[pa.Table], pa.Table] = cleaned


def _programmes(table: pa.Table) -> pa.Table:
    """Cleaned texts, the lead carrier without its legal form, and keys and numbers to block on.

    The region is the key that the place means, so that no gazetteer is asked of Splink.
    """
    lead = pc.replace_substring_regex(table["carrier"], r" / .*", "")
    carrier = clean(lead)
    for _ in range(2):
        carrier = pc.replace_substring_regex(carrier, r" (?:e ?v|g?gmbh|gug|kg|ag)$", "")
    start = table["period_from"]
    return pa.table(
        {
            "id": table["id"],
            "title": clean(table["title"]),
            "carrier": carrier,
            "region": table["region_id"],
            "kreis": pc.utf8_slice_codeunits(table["region_id"], 0, 5),
            "start": pc.strftime(start, "%Y-%m-%d"),
            "year": pc.year(start),
            "amount": table["amount_eur"].cast(pa.float64()),
            "award": pc.replace_substring_regex(clean(table["award_number"]), " ", ""),
        }
    )


def _persons(table: pa.Table) -> pa.Table:
    """Cleaned texts; a day of birth keeps its hyphens."""
    ready = cleaned(table)
    at = ready.column_names.index("date_of_birth")
    return ready.set_column(at, "date_of_birth", table["date_of_birth"])


def _region() -> cl.CustomComparison:
    return cl.CustomComparison(
        output_column_name="region",
        comparison_levels=[
            cll.NullLevel("region"),
            cll.ExactMatchLevel("region", term_frequency_adjustments=True),
            cll.CustomLevel("kreis_l = kreis_r", label_for_charts="same Kreis"),
            cll.ElseLevel(),
        ],
    )


def _amount(name: str, *shares: float) -> cl.CustomComparison:
    levels = [cll.PercentageDifferenceLevel(name, share) for share in shares]
    return cl.CustomComparison(
        output_column_name=name, comparison_levels=[cll.NullLevel(name), *levels, cll.ElseLevel()]
    )


def _tokens(name: str) -> cl.CustomComparison:
    """Share of the words of the shorter text that the other has, on a column of word lists."""
    shared = f"len(list_intersect({name}_l, {name}_r))"
    share = f"{shared} / least(len({name}_l), len({name}_r))"
    levels = [
        cll.CustomLevel(f"{share} >= {least}", label_for_charts=f"{name} {least}")
        for least in (1.0, 0.8, 0.6, 0.4)
    ]
    return cl.CustomComparison(
        output_column_name=name,
        comparison_levels=[cll.NullLevel(name), *levels, cll.ElseLevel()],
    )


SETTINGS = {
    "dblp_acm": Settings(
        [
            cl.JaroWinklerAtThresholds("title", [0.95, 0.9, 0.8]),
            cl.JaroWinklerAtThresholds("authors", [0.95, 0.85, 0.7]),
            cl.ExactMatch("year"),
        ],
        [
            block_on("substr(title, 1, 8)"),
            block_on("substr(title, -8, 8)"),
            block_on("substr(authors, 1, 8)"),
            block_on("substr(authors, -8, 8)"),
        ],
        [block_on("title"), block_on("authors", "year")],
        sure=[block_on("title")],
    ),
    "abt_buy": Settings(
        [_tokens("words"), cl.ArrayIntersectAtSizes("codes", [1]), _amount("price", 0.05, 0.25)],
        [block_on("codes", arrays_to_explode=["codes"]), block_on("brand")],
        [block_on("code"), block_on("brand")],
        sure=[block_on("code")],
        prepare=with_product_words,
    ),
    "febrl3": Settings(
        [
            cl.NameComparison("given_name").configure(term_frequency_adjustments=True),
            cl.NameComparison("surname").configure(term_frequency_adjustments=True),
            cl.LevenshteinAtThresholds("date_of_birth", [1, 2]),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            cl.LevenshteinAtThresholds("postcode", [1, 2]),
            cl.ExactMatch("street_number"),
            cl.JaroWinklerAtThresholds("address_1", [0.9, 0.7]),
            cl.JaroWinklerAtThresholds("suburb", [0.9, 0.7]),
        ],
        [
            block_on("soc_sec_id"),
            block_on("date_of_birth"),
            block_on("given_name", "surname"),
            block_on("postcode", "street_number"),
            block_on("suburb", "surname"),
            block_on("address_1"),
        ],
        [block_on("soc_sec_id"), block_on("date_of_birth"), block_on("given_name", "surname")],
        sure=[block_on("soc_sec_id")],
    ),
    "programmes": Settings(
        [
            cl.JaroWinklerAtThresholds("title", [0.95, 0.88, 0.8]).configure(
                term_frequency_adjustments=True
            ),
            cl.JaroWinklerAtThresholds("carrier", [0.95, 0.88]).configure(
                term_frequency_adjustments=True
            ),
            _region(),
            cl.AbsoluteDateDifferenceAtThresholds(
                "start", input_is_string=True, metrics=["month", "year"], thresholds=[6, 1]
            ),
            _amount("amount", 0.001, 0.1, 0.5),
        ],
        [
            block_on("title", "carrier", "year"),
            block_on("title", "kreis", "year"),
            block_on("carrier", "kreis", "year"),
            block_on("carrier", "amount", "year"),
            block_on("region", "amount", "year"),
            block_on("award"),
        ],
        [
            block_on("title", "carrier"),
            block_on("carrier", "start", "amount"),
            block_on("title", "start"),
        ],
        sure=[block_on("title", "carrier", "start"), block_on("award")],
        recall=0.6,
        threshold=0.99,
        prepare=_programmes,
    ),
    "persons": Settings(
        [
            cl.NameComparison("given_name").configure(term_frequency_adjustments=True),
            cl.NameComparison("surname").configure(term_frequency_adjustments=True),
            cl.DateOfBirthComparison("date_of_birth", input_is_string=True),
            cl.JaroWinklerAtThresholds("street", [0.9, 0.7]),
            cl.LevenshteinAtThresholds("postcode", [1, 2]),
            cl.ExactMatch("town").configure(term_frequency_adjustments=True),
            cl.LevenshteinAtThresholds("phone", [1, 2]),
        ],
        [
            block_on("surname", "date_of_birth"),
            block_on("given_name", "date_of_birth"),
            block_on("phone"),
            block_on("given_name", "surname", "postcode"),
            block_on("street", "postcode"),
            block_on("date_of_birth", "postcode"),
            block_on("given_name", "surname", "town"),
        ],
        [block_on("given_name", "surname"), block_on("date_of_birth")],
        sure=[block_on("surname", "date_of_birth"), block_on("phone")],
        recall=0.7,
        prepare=_persons,
    ),
}
