"""What is done in the invented world: lines of work, each of one carrier, and their look-alikes.

Belongs here: which words, carrier, place, group and habit of going on a line of work has, as
numbers. Does not belong here: its measures (``measures``) and its texts (``titles``).
"""

import numpy as np
import polars as pl

from foerderlupe.synth.chance import Chance, Codes, named
from foerderlupe.synth.places import Places
from foerderlupe.synth.vocabulary import Pattern, Vocabulary, phrases, vocabulary

KINDS = {"named": 42, "described": 24, "generic": 9, "levelled": 2, "concept": 9, "aid": 14}
_ALIKE = 0.12
_PARTNERED = 0.09
_NEARBY = 12
_REACHES = {"town": 87, "kreis": 8, "land": 5}
_WORKS_ELSEWHERE = 0.15
GOES_ON = {"": 66, "phase": 16, "edition": 9, "call": 9}


def families(chance: Chance, places: Places, carriers: pl.DataFrame, number: int) -> pl.DataFrame:
    """Up to ``number`` families; one carrier never has two of one name.

    Columns: family; origin (the family whose words it shares, mostly itself) and alike (what it
    is to that one: "", overlap, other_group, other_level); pattern and the codes of words; carrier
    and partner; town, kreis, reach; group, level; goes_on.
    """
    drawn = _placed(chance, places, carriers, _with_origins(chance, np.arange(number)))
    own = drawn.filter(pl.col("origin") == pl.col("family"))
    once = own.filter((pl.col("kind") == "aid") | _title_key().is_first_distinct())
    kept = drawn.join(once.select(origin="family"), on="origin", how="semi", maintain_order="left")
    return kept.filter((pl.col("alike") == "") | _differs_from_origin())


def _with_origins(chance: Chance, ids: Codes) -> pl.DataFrame:
    patterns = vocabulary().patterns
    alike = chance.hits("alike", ids, _ALIKE)
    alike[1:] &= ~alike[:-1]
    alike[:1] = False
    candidates = ids - alike
    kind = chance.pick("kind", candidates, list(KINDS.values()))
    alike &= np.isin(kind, [list(KINDS).index(name) for name in _LOOKED_LIKE])
    origin = ids - alike
    frame = pl.DataFrame({"family": ids, "origin": origin}).with_columns(
        kind=named(list(KINDS), kind),
        pattern=_patterns(chance, origin, kind, patterns),
        **{name: codes.astype(np.int32) for name, codes in _words(chance, origin).items()},
    )
    grouped = pl.Series([("{group}" in p.head + p.tail) for p in patterns])
    has_group = frame.select(grouped.gather(frame["pattern"]).alias("grouped"))["grouped"]
    return frame.with_columns(
        alike=pl.when(pl.col("family") == pl.col("origin"))
        .then(pl.lit(""))
        .when(pl.col("kind") == "levelled")
        .then(pl.lit("other_level"))
        .when(has_group)
        .then(pl.lit("other_group"))
        .when(pl.col("kind") == "generic")
        .then(pl.lit("overlap"))
        .otherwise(pl.lit("none"))
    ).filter(pl.col("alike") != "none")


_LOOKED_LIKE = ("described", "generic", "levelled")


def _patterns(chance: Chance, origin: Codes, kind: Codes, patterns: list[Pattern]) -> Codes:
    """A pattern of its kind for each origin."""
    drawn = np.zeros(len(origin), dtype=np.int64)
    for number, name in enumerate(KINDS):
        weights = np.array([p.share if p.kind == name else 0.0 for p in patterns])
        mine = kind == number
        drawn[mine] = chance.pick("pattern", origin[mine], weights)
    return drawn


def _words(chance: Chance, origin: Codes) -> dict[str, Codes]:
    words: Vocabulary = vocabulary()
    groups, levels = len(words.groups), len(words.levels.split())
    return {
        "brand": chance.zipf("brand", origin, len(words.brands), flat=300),
        "brand_form": chance.pick("brand form", origin, [50, 30, 20]),
        "slogan": chance.below("slogan", origin, len(words.slogans)),
        "hood": chance.below("hood", origin, len(words.hoods.split())),
        "offer_first": chance.zipf("offer first", origin, len(words.offer_first), flat=6),
        "offer_second": chance.zipf("offer second", origin, len(words.offer_second), flat=4),
        "action": chance.zipf("action", origin, len(words.actions), flat=4),
        "object": chance.zipf("object", origin, len(words.objects), flat=8),
        "setting": chance.below("setting", origin, len(words.settings)),
        "generic": chance.zipf("generic", origin, len(phrases(words.generic))),
        "levelled": chance.below("levelled", origin, len(phrases(words.levelled))),
        "concept": chance.zipf("concept", origin, 30 + len(origin) // 400, flat=5),
        "programme": chance.zipf("programme", origin, len(phrases(words.programmes))),
        "group": chance.zipf("group", origin, groups, flat=4),
        "level": chance.below("level", origin, levels),
    }


def _placed(
    chance: Chance, places: Places, carriers: pl.DataFrame, frame: pl.DataFrame
) -> pl.DataFrame:
    """With carrier, partner, place, and the group or level in which a look-alike differs."""
    ids, origin = frame["family"].to_numpy(), frame["origin"].to_numpy()
    first = chance.pick("carrier", origin, carriers["size"].to_numpy())
    rival = np.asarray(_neighbours(carriers))[first]
    carrier = np.where(frame["alike"].to_numpy() == "overlap", rival, first)
    seat = carriers["seat_town"].to_numpy()[first].astype(np.int64)
    towns = places.towns.select(pl.col("kreis")).with_row_index("town")
    away = chance.hits("works elsewhere", origin, _WORKS_ELSEWHERE)
    town = np.where(away, _in_the_same_kreis(chance, towns, origin, seat), seat)
    partner = (carrier + 1 + chance.below("partner", ids, _NEARBY)) % carriers.height
    alone = ~chance.hits("partnered", ids, _PARTNERED) | (partner == carrier)
    words = vocabulary()
    group, level = pl.col("group"), pl.col("level")
    further = pl.Series(1 + chance.below("other group", ids, len(words.groups) - 1))
    return frame.with_columns(
        carrier=carrier,
        partner=np.where(alone, -1, partner),
        town=town,
        kreis=towns["kreis"].to_numpy()[town].astype(np.int64),
        reach=named(list(_REACHES), chance.pick("reach", origin, list(_REACHES.values()))),
        group=pl.when(pl.col("alike") == "other_group")
        .then((group + further) % len(words.groups))
        .otherwise(group),
        level=pl.when(pl.col("alike") == "other_level")
        .then((level + 1) % len(words.levels.split()))
        .otherwise(level),
        goes_on=pl.when(pl.col("kind") == "aid")
        .then(pl.lit(""))
        .otherwise(named(list(GOES_ON), chance.pick("goes on", origin, list(GOES_ON.values())))),
        first_carrier=first,
    )


def _neighbours(carriers: pl.DataFrame) -> list[int]:
    """For each carrier the next one of its town; itself where there is no other."""
    position = pl.col("carrier").cast(pl.Int64)
    nearby = pl.col("seat_town")
    nexts = position.shift(-1).over(nearby).fill_null(position.first().over(nearby))
    return carriers.select(nexts).to_series().to_list()


def _in_the_same_kreis(chance: Chance, towns: pl.DataFrame, ids: Codes, seat: Codes) -> Codes:
    spans = towns.group_by("kreis", maintain_order=True).agg(pl.len(), first=pl.col("town").min())
    kreis = towns["kreis"].to_numpy()[seat]
    first, number = spans["first"].to_numpy()[kreis], spans["len"].to_numpy()[kreis]
    found: Codes = (first + chance.of("town elsewhere", ids) * number).astype(np.int64)
    return found


def _title_key() -> pl.Expr:
    """The words by which a carrier tells its families apart."""
    first = pl.col("kind").replace_strict(
        {name: number for number, name in enumerate(KINDS)}, return_dtype=pl.Int32
    )
    pattern = vocabulary().patterns
    spoken = pl.col("pattern").replace_strict(
        {n: int("{action}" in p.head) for n, p in enumerate(pattern)}, return_dtype=pl.Int32
    )
    said = (
        pl.when(pl.col("kind") == "named")
        .then(pl.col("brand") * 3 + pl.col("brand_form"))
        .when(pl.col("kind") == "described")
        .then(
            pl.when(spoken == 1)
            .then(pl.col("action") * 1000 + pl.col("object"))
            .otherwise(-1 - pl.col("offer_first") * 1000 - pl.col("offer_second"))
        )
        .when(pl.col("kind") == "concept")
        .then(pl.col("concept"))
        .when(pl.col("kind") == "generic")
        .then(pl.col("generic"))
        .otherwise(pl.col("levelled"))
    )
    return pl.struct("first_carrier", first.alias("kind_code"), said.alias("said"))


def _differs_from_origin() -> pl.Expr:
    """A look-alike by another carrier needs another carrier in the town."""
    return (pl.col("alike") != "overlap") | (pl.col("carrier") != pl.col("first_carrier"))
