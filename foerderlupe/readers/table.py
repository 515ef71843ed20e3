"""What every reader gives: the rows of a list as text.

Belongs here: the frame between reading and parsing. Does not belong here: any file format, and
what a column means.
"""

from dataclasses import dataclass

import polars as pl

PLACE_COLUMNS = ("source_row", "locator")


@dataclass(frozen=True)
class ListTable:
    """The data rows of one list, every cell as text.

    ``rows`` has ``source_row`` (1-based data row over all files of the list, header and preamble
    not counted, blank rows not counted), ``locator`` (place in the file, for a person) and one
    text column per column of the list, named by its header with white space folded; an empty
    cell is null.
    ``set_aside`` has ``source_row, locator, rule, reason``: rows of the list that are no data
    (group rows, totals, footnotes), by the reader's declared options. Row numbers run through
    both frames without gaps.

    A number that the file stores as a number is written with a decimal point and never with
    exactly three decimals (``1.5``, ``1.2340``), so that it can never be taken for a German
    thousands separator; whole numbers have no point. A date that the file stores as a date is
    written as ISO 8601.
    """

    rows: pl.DataFrame
    set_aside: pl.DataFrame

    @property
    def columns(self) -> list[str]:
        """Names of the list's own columns."""
        return [name for name in self.rows.columns if name not in PLACE_COLUMNS]


SET_ASIDE_SCHEMA = pl.Schema(
    {"source_row": pl.Int64(), "locator": pl.String(), "rule": pl.String(), "reason": pl.String()}
)
