"""Several tables of one list below one another, and rows with their running number.

Belongs here: row numbers and locators over sheets, pages and files.
Does not belong here: where the tables come from.
"""

from collections.abc import Sequence

import polars as pl

from foerderlupe.errors import Problem, SourceError
from foerderlupe.readers.table import PLACE_COLUMNS, SET_ASIDE_SCHEMA, ListTable


def as_table(cells: pl.DataFrame, locators: pl.Series) -> ListTable:
    """A table whose rows are all data: the columns of the list, and the place of each row."""
    numbers = pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("source_row")
    places = pl.DataFrame({"locator": locators}).select(numbers, "locator")
    own = cells.rename({name: own_name(name) for name in cells.columns})
    return ListTable(pl.concat([places, own], how="horizontal"), SET_ASIDE_SCHEMA.to_frame())


def own_name(name: str) -> str:
    """Name of a column of the list; one that a place column has already gets an underscore.

    >>> own_name("Träger"), own_name("locator")
    ('Träger', 'locator_')
    """
    return f"{name}_" if name in PLACE_COLUMNS else name


def joined(
    parts: Sequence[tuple[str, ListTable]], *, same_columns: bool, part: str = "file"
) -> ListTable:
    """One table of all parts in the order given; row numbers run through.

    With several parts the locator begins with the name of the part. ``same_columns`` demands the
    same columns everywhere, in any order, and raises ``SourceError`` naming those that differ;
    otherwise a column that a part lacks is null there.
    """
    if len(parts) == 1:
        return parts[0][1]
    if same_columns:
        _demand_same_columns(parts, part)
    rows, aside, before = [], [], 0
    for name, table in parts:
        locator = (pl.lit(f"{name}, ") + pl.col("locator")).alias("locator")
        place = pl.col("source_row") + before, locator
        rows.append(table.rows.with_columns(*place))
        aside.append(table.set_aside.with_columns(*place))
        before += table.rows.height + table.set_aside.height
    return ListTable(pl.concat(rows, how="diagonal"), pl.concat(aside))


def _demand_same_columns(parts: Sequence[tuple[str, ListTable]], part: str) -> None:
    first_name, first = parts[0]
    for name, table in parts[1:]:
        missing = [column for column in first.columns if column not in table.columns]
        added = [column for column in table.columns if column not in first.columns]
        if missing or added:
            said = [f"without {_quoted(missing)}"] * bool(missing)
            said += [f"with {_quoted(added)} in addition"] * bool(added)
            raise SourceError(
                Problem(
                    f"the {part} {name} {' and '.join(said)}",
                    f"the same columns as in {first_name}",
                    f"Declare a source of its own for a {part} of another shape.",
                )
            )


def _quoted(names: list[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)
