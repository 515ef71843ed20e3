"""The rows of a list, whatever its format.

Belongs here: choosing the reader, joining several files, and saying for each error which source
and file it is about. Does not belong here: any one format.
"""

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from foerderlupe.errors import Problem, SourceError
from foerderlupe.readers.join import joined
from foerderlupe.readers.layout import Layout
from foerderlupe.readers.table import ListTable
from foerderlupe.spec.document import ReaderOptions, SourceDocument


def read_list(document: SourceDocument, files: Sequence[tuple[str, Path]]) -> ListTable:
    """Read all files of a list, given as (name for messages, path).

    With several files the locator begins with the file's name. Files that are grids of cells must
    have the same columns; in formats with keys, a key that a file lacks is null there. Raises
    ``SourceError`` with source, file and what to do, whatever goes wrong inside a library.
    """
    source, options = document.source_id, document.reader
    if not files:
        raise SourceError(
            Problem("no file", "at least one", "Look at the addresses.", source=source)
        )
    tables = [(name, _read_file(source, name, path, options)) for name, path in files]
    try:
        return joined(tables, same_columns=isinstance(options, Layout))
    except SourceError as error:
        raise _placed(error, source, None) from error


def _read_file(source: str, name: str, path: Path, options: ReaderOptions) -> ListTable:
    try:
        reader = import_module(f"foerderlupe.readers.{options.format}_list")
        table: ListTable = reader.read(path, options)
    except SourceError as error:
        raise _placed(error, source, name) from error
    except Exception as error:  # libraries raise anything on a broken file; one list fails alone
        raise SourceError(
            Problem(
                f"a file that cannot be read ({type(error).__name__}: {error})"[:300],
                f"a {options.format} file",
                "Open the file; if it is damaged, fetch it again, else correct the reader options.",
                source=source,
                file=name,
            )
        ) from error
    return table


def _placed(error: SourceError, source: str, file: str | None) -> SourceError:
    """The same problems, each with its source and file."""
    return SourceError(
        *(replace(problem, source=source, file=problem.file or file) for problem in error.problems)
    )
