"""A few rows of a frame as a table that Dagster shows.

Belongs here: the preview in the metadata of assets. Does not belong here: any other output.
"""

import polars as pl

_ROWS = 5
_COLUMNS = 12
_CHARACTERS = 60


def preview(frame: pl.DataFrame) -> str:
    """The first rows and columns as a Markdown table, long texts cut."""
    head = frame.head(_ROWS).select(frame.columns[:_COLUMNS])
    cells = head.select(pl.all().cast(pl.String).str.slice(0, _CHARACTERS).fill_null(""))
    lines = ["| " + " | ".join(head.columns) + " |", "|" + "---|" * head.width]
    lines += [
        "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |"
        for row in cells.iter_rows()
    ]
    return "\n".join(lines)
