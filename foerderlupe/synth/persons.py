"""Invented persons in one register, with known truth, for comparisons with other engines.

Belongs here: who there is and what a register without mistakes would say. Does not belong here:
mistakes (``noise_persons``). Nobody here exists: towns and surnames are put together from parts.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
import polars as pl

from foerderlupe.spec.positions import read_yaml
from foerderlupe.spec.strict import Strict, validate
from foerderlupe.synth import noise_persons
from foerderlupe.synth.chance import Chance, Codes, named
from foerderlupe.synth.noise import Profile, distorted, rates_of
from foerderlupe.synth.write import Written, parquet

CHUNK = 200_000
_FILE = Path(__file__).with_name("persons.yml")
RATES = Path(__file__).with_name("noise_persons.yml")
# Of 100 persons so many stand in the register once, twice …
_TIMES = [55, 30, 12, 3]
_TOWNS_PER_ROWS = 2000
_FIRST_DAY, _DAYS = -12_800, 26_300  # from December 1934, counted since 1970


class PersonWords(Strict):
    """The words of ``persons.yml``."""

    given: str
    nicknames: dict[str, str]
    surname_first: str
    surname_second: str
    street_first: str
    street_second: str
    town_first: str
    town_second: str


@lru_cache(maxsize=1)
def person_words() -> PersonWords:
    """The words of the file beside this module."""
    return validate(PersonWords, read_yaml(_FILE))


def write_persons(folder: Path, rows: int, seed: int, profile: Profile) -> Written:
    """Write ``records.parquet`` (record_id, given_name, surname, date_of_birth, street, postcode,
    town, phone) and ``truth.parquet`` (record_id, person_id).
    """
    folder.mkdir(parents=True, exist_ok=True)
    chance = Chance(seed)
    listed = _listed(chance, rows)
    with parquet(folder / "records.parquet") as records, parquet(folder / "truth.parquet") as truth:
        for said in _told(chance, listed, rows, profile):
            identity = pl.format("R{}", "row").alias("record_id")
            records.write(said.select(identity, *_COLUMNS))
            truth.write(said.select(identity, person_id=pl.format("P{}", "person")))
    return Written(rows, listed["person"].n_unique(), 0, "persons")


_COLUMNS = ["given_name", "surname", "date_of_birth", "street", "postcode", "town", "phone"]


def _listed(chance: Chance, rows: int) -> pl.DataFrame:
    """Exactly ``rows`` entries in mixed order: row, person, list (always 0)."""
    ids = np.arange(rows)
    times = 1 + chance.pick("times", ids, _TIMES)
    persons = np.repeat(ids, times)[:rows]
    order = np.argsort(chance.of("order", np.arange(rows)), kind="stable")
    return pl.DataFrame({"person": persons[order]}).with_row_index("row").with_columns(list=0)


def _told(
    chance: Chance, listed: pl.DataFrame, rows: int, profile: Profile
) -> Iterator[pl.DataFrame]:
    rates = rates_of(profile, RATES, (noise_persons,))
    towns = max(20, rows // _TOWNS_PER_ROWS)
    for some in listed.iter_slices(CHUNK):
        said = some.with_columns(hand="row", **_register(chance, some["person"].to_numpy(), towns))
        yield distorted(said, chance, noise_persons, rates, ["persons"])


def _register(chance: Chance, ids: Codes, towns: int) -> dict[str, pl.Series]:
    """What is true of the persons, and another address for those who move."""
    words = person_words()
    given = words.given.split()
    name = named(given, chance.zipf("given", ids, len(given), flat=8))
    second = named(given, chance.zipf("second given", ids, len(given), flat=8))
    born = pl.Series(_FIRST_DAY + chance.below("born", ids, _DAYS)).cast(pl.Int32).cast(pl.Date)
    prefix = named(["0151", "0160", "0171", "0176"], chance.below("prefix", ids, 4))
    number = pl.Series(chance.below("phone", ids, 90_000_000) + 10_000_000).cast(pl.String)
    nick = (
        pl.DataFrame({"given": name}).select(pl.col("given").replace(words.nicknames)).to_series()
    )
    return {
        "given_name": name,
        "nick": nick,
        "second": second,
        "surname": _compound(chance, ids, "surname", words.surname_first, words.surname_second),
        "married": _compound(chance, ids, "married", words.surname_first, words.surname_second),
        "date_of_birth": born.dt.strftime("%Y-%m-%d"),
        "phone": prefix + number,
        **_address(chance, ids, towns, ""),
        **_address(chance, ids, towns, "new_"),
    }


def _compound(chance: Chance, ids: Codes, what: str, first: str, second: str) -> pl.Series:
    """A word of two parts, the first parts of each list more often."""
    firsts, seconds = first.split(), second.split()
    head = named(firsts, chance.zipf(f"{what} first", ids, len(firsts), flat=10))
    return head + named(seconds, chance.zipf(f"{what} second", ids, len(seconds), flat=5))


def _address(chance: Chance, ids: Codes, towns: int, prefix: str) -> dict[str, pl.Series]:
    words = person_words()
    town = chance.zipf(f"{prefix}town", ids, towns, flat=20)
    first, second = words.town_first.split(), words.town_second.split()
    street = _compound(chance, ids, f"{prefix}street", words.street_first, words.street_second)
    house = pl.Series(1 + chance.below(f"{prefix}house", ids, 120)).cast(pl.String)
    heads = named(first, town % len(first))
    return {
        f"{prefix}street": street + " " + house,
        f"{prefix}town": heads + named(second, town // len(first) % len(second)),
        f"{prefix}postcode": pl.Series(10_000 + town * 7_919 % 89_989).cast(pl.String),
    }
