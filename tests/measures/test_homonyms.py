"""A place name that several places have, told by where else its carrier works."""

import polars as pl

from foerderlupe.measures.homonyms import with_places_of_carriers

# Two towns called Bergheim (invented) in the Kreise 08111 and 09222, a third in 08333.
TOWNS = ["08111001", "08333003", "09222002"]


def record(number: str, carriers: list[str], *, stated: tuple[str, ...] = ()) -> dict[str, object]:
    """A record that states regions, or else only says Bergheim."""
    return {
        "record_id": number,
        "carriers": carriers,
        "regions": list(stated),
        "seats": [],
        "candidates": [] if stated else TOWNS,
    }


def told(*records: dict[str, object]) -> dict[str, tuple[list[str], list[str]]]:
    lists = pl.List(pl.String)
    names = ("carriers", "regions", "seats", "candidates")
    frame = pl.DataFrame(records, schema={"record_id": pl.String, **dict.fromkeys(names, lists)})
    found = with_places_of_carriers(frame)
    assert found.drop("seats", "candidates").equals(frame.drop("seats", "candidates"))
    return {row[0]: row[1:] for row in found.select("record_id", "seats", "candidates").rows()}


def test_a_carrier_means_the_town_in_the_kreis_where_it_works() -> None:
    found = told(record("a", ["verein"]), record("b", ["verein"], stated=("08111",)))
    assert found["a"] == (["08111001"], [])
    assert found["b"] == ([], [])


def test_a_carrier_of_two_of_the_kreise_or_of_none_tells_nothing() -> None:
    both = record("b", ["verein"], stated=("08111001", "09222"))
    assert told(record("a", ["verein"]), both)["a"] == ([], TOWNS)
    elsewhere = record("b", ["verein"], stated=("08999",))
    assert told(record("a", ["verein"]), elsewhere)["a"] == ([], TOWNS)
    other = record("b", ["stiftung"], stated=("08111",))
    assert told(record("a", ["verein"]), other)["a"] == ([], TOWNS)


def test_who_works_in_the_whole_land_works_in_no_kreis() -> None:
    statewide = record("b", ["verein"], stated=("08",))
    assert told(record("a", ["verein"]), statewide)["a"] == ([], TOWNS)


def test_carriers_together_must_not_disagree() -> None:
    found = told(
        record("a", ["stiftung", "verein"]),
        record("b", ["verein"], stated=("08111",)),
        record("c", ["stiftung"], stated=("09222",)),
    )
    assert found["a"] == ([], TOWNS)
