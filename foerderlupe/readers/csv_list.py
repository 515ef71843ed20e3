"""Lists as text with separators: CSV in any encoding, with any of the usual separators.

Belongs here: cutting text into cells. Does not belong here: header, preamble and group rows
(``layout``). Quotation marks inside an unquoted cell are text; polars' own reader would join rows
at them.
"""

import re
from pathlib import Path
from typing import Annotated, Literal

import polars as pl
from pydantic import Field

from foerderlupe.errors import Problem, SourceError
from foerderlupe.readers.cells import folded
from foerderlupe.readers.encoding import Encoding, decoded, not_a_web_page
from foerderlupe.readers.header import Header, cell_columns
from foerderlupe.readers.layout import Layout, arranged, header_of
from foerderlupe.readers.table import ListTable

_SEPARATORS = (";", ",", "\t", "|")
# Stand for a line feed, a separator and a quotation mark inside a cell while the text is cut.
_LINE, _CUT, _MARK = "\x02", "\x03", "\x04"
_SAMPLE_LINES = 500


class Options(Layout):
    r"""Options of a list with separators.

    ``encoding``: ``auto`` (byte order mark, UTF-8, else Windows-1252) or its name.
    ``separator``: one character, ``\t`` for a tabulator, or ``auto`` for what Excel's line ``sep=``
    states, else one of ; , tab |.
    ``quote``: the quotation mark around cells, or ``none``.
    ``surplus``: what to do with filled cells beyond the header: ``error``; ``keep`` them in columns
    named by their position; ``join`` them to the last cell with the separator, for a last column
    of free text. A row with too few cells has empty ones at its end.
    """

    encoding: Encoding = "auto"
    separator: Annotated[str, Field(pattern=r"^(?:auto|[\s\S])$")] = "auto"
    quote: Literal['"', "'", "none"] = '"'
    surplus: Literal["error", "keep", "join"] = "error"


def read(path: Path, options: Options) -> ListTable:
    """Read one file. The locator is ``line <n>``, the line on which the row begins.

    Raises ``SourceError`` for a file that is empty, a web page, in another encoding or cut off, and
    for filled cells beyond the header.
    """
    text = decoded(path.read_bytes(), options.encoding)
    not_a_web_page(text, "a list with separators")
    stated = re.match(r"\"?sep=([^\n])\"?\n", text)
    if stated is not None:  # a line for Excel alone; blank, so that line numbers stay
        text = "\n" + text[stated.end() :]
    separator = options.separator
    if separator == "auto":
        separator = stated[1] if stated is not None else _separator(text, options)
    lines = _lines(_masked(text, separator, options.quote))
    _demand_whole(text, lines, separator, options)
    grid = _grid(lines, separator, options.quote)
    header = header_of(grid, options)
    return arranged(_within_header(grid, lines, header, separator, options), options)


def _separator(text: str, options: Options) -> str:
    """The separator that cuts most lines into the same number of cells, weighed by that number."""
    head = "\n".join(text.split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES])

    def regularity(separator: str) -> int:
        counts = _lines(_masked(head, separator, options.quote)).select(
            pl.col("text").str.count_matches(separator, literal=True).alias("cuts")
        )
        common = counts.filter(pl.col("cuts") > 0)["cuts"].value_counts()
        return int(common.select((pl.col("cuts") * pl.col("count")).max()).item() or 0)

    return max(_SEPARATORS, key=regularity)


def _masked(text: str, separator: str, quote: str) -> str:
    """The text with quoted cells opened and their separators and line feeds masked."""
    if quote == "none" or quote not in text:
        return text
    at, q = re.escape(separator), re.escape(quote)
    cell = re.compile(rf"(?<![^{at}\n]) *+{q}([^{q}]*+(?:{q}{q}[^{q}]*+)*+){q} *+(?=[{at}\n]|\Z)")
    doubled = quote * 2

    def opened(match: re.Match[str]) -> str:
        return match[1].replace(doubled, _MARK).replace(separator, _CUT).replace("\n", _LINE)

    return cell.sub(opened, text)


def _lines(masked: str) -> pl.DataFrame:
    """One row per line of the list: ``line``, its physical number, and ``text``."""
    texts = pl.DataFrame({"text": [masked.removesuffix("\n")]}).select(
        pl.col("text").str.split("\n").explode()
    )
    height = 1 + pl.col("text").str.count_matches(_LINE, literal=True).cast(pl.Int64)
    return texts.select(line=height.cum_sum() - height + 1, text="text")


def _demand_whole(text: str, lines: pl.DataFrame, separator: str, options: Options) -> None:
    """Raise ``SourceError`` for a file that ends within a quoted cell or within a row.

    The latter is a last row that alone is too short and that alone has no line end, in a list for
    which no totals or footnotes are declared.
    """
    quote = options.quote
    last = lines.row(-1, named=True)
    open_quote = rf"(?:^|{re.escape(separator)}) *{re.escape(quote)}[^{re.escape(quote)}]*$"
    cut_in_cell = quote != "none" and re.search(open_quote, last["text"]) is not None
    cuts = lines["text"].str.count_matches(separator, literal=True)
    above = cuts[1:-1]
    one_shape = above.len() > 1 and above.n_unique() == 1
    notes = options.totals or options.footnotes or options.stop_at
    open_end = not notes and not text.endswith("\n")
    cut_in_row = open_end and one_shape and 0 < cuts[-1] < above[0]
    if cut_in_cell or cut_in_row:
        raise SourceError(
            Problem(
                "the end of the file in the middle of a row",
                "a complete last row",
                "The file is cut off; fetch it again.",
                line=last["line"],
            )
        )


def _grid(lines: pl.DataFrame, separator: str, quote: str) -> pl.DataFrame:
    """The grid of all lines, wide enough for the longest."""
    cuts = lines["text"].str.count_matches(separator, literal=True).max()
    width = int(cuts) + 1 if isinstance(cuts, int) else 1
    cells = lines.select(pl.col("text").str.split_exact(separator, width - 1)).unnest("text")
    cells.columns = [str(position) for position in range(1, width + 1)]
    unmasked = pl.all().str.replace_many([_LINE, _CUT, _MARK], ["\n", separator, quote])
    place = lines.select("line", locator=pl.format("line {}", "line"))
    return place.hstack(cells.with_columns(unmasked).with_columns(folded(pl.all())))


def _within_header(
    grid: pl.DataFrame, lines: pl.DataFrame, header: Header, separator: str, options: Options
) -> pl.DataFrame:
    """The grid with filled cells beyond the header treated as declared."""
    width = _header_width(lines, header, separator, options)
    columns = cell_columns(grid)
    inside, surplus = columns[:width], columns[width:]
    if options.surplus == "keep" or not surplus:
        return grid
    below = pl.col("line") >= header.first
    over = grid.filter(below & pl.any_horizontal(pl.col(name).is_not_null() for name in surplus))
    if over.is_empty():
        return grid.drop(surplus)
    if options.surplus == "join":
        tail = pl.concat_str(inside[-1], *surplus, separator=separator, ignore_nulls=True)
        whole = pl.when(below).then(tail).otherwise(pl.col(inside[-1]))
        return grid.with_columns(folded(whole).alias(inside[-1])).drop(surplus)
    raise SourceError(
        Problem(
            f"more cells than the header has ({over.height} rows)",
            f"{width} cells",
            "Ask for quoted cells, or declare surplus: keep or join.",
            line=over["line"][0],
        )
    )


def _header_width(lines: pl.DataFrame, header: Header, separator: str, options: Options) -> int:
    """How many cells the header has."""
    if options.names is not None:
        return len(options.names)
    rows = lines.filter(pl.col("line").is_between(header.at, header.first - 1))
    cuts = rows["text"].str.count_matches(separator, literal=True).max()
    return int(cuts) + 1 if isinstance(cuts, int) else 1
