"""All source documents of one or more folders.

Belongs here: finding and validating documents; the folder is the registry.
Does not belong here: the shape of a document (``spec.document``).
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from foerderlupe.errors import DeclarationError, Problem
from foerderlupe.spec.document import SourceDocument
from foerderlupe.spec.positions import read_yaml
from foerderlupe.spec.strict import validate


def load_document(path: Path) -> SourceDocument:
    """Read and validate one document; its file name is the name of the source.

    Raises ``DeclarationError`` with one problem per mistake, each with file and line.
    """
    return validate(SourceDocument, read_yaml(path), source_id=path.stem, path=path.resolve())


def load_catalogue(folders: Iterable[Path]) -> dict[str, SourceDocument]:
    """All documents of the folders by name, sorted by name.

    Raises ``DeclarationError`` with the problems of all documents together, for a folder that
    does not exist or holds none, and for a name used twice.
    """
    documents: dict[str, SourceDocument] = {}
    problems: list[Problem] = []
    paths: dict[str, Path] = {}
    for folder in folders:
        problems += _misnamed(folder)
        for path in sorted(folder.glob("*.yml")):
            other = paths.setdefault(path.stem, path)
            if other is not path:
                problems.append(_second(path, other))
                continue
            try:
                documents[path.stem] = load_document(path)
            except DeclarationError as error:
                problems.extend(error.problems)
    if problems:
        raise DeclarationError(*problems)
    return dict(sorted(documents.items()))


def _misnamed(folder: Path) -> Iterator[Problem]:
    """A folder without documents, and documents that would be passed over for their ending."""
    others = sorted(p for p in folder.glob("*") if p.suffix.lower() in (".yaml", ".yml"))
    for path in (path for path in others if path.suffix != ".yml"):
        yield Problem(f"the ending '{path.suffix}'", "'.yml'", "Rename it.", file=str(path))
    if not others:
        expected = "a folder with source documents (*.yml)"
        found = "no *.yml file" if folder.is_dir() else "no folder"
        yield Problem(found, expected, "Check --sources.", file=str(folder))


def _second(path: Path, other: Path) -> Problem:
    return Problem(
        f"a second source '{path.stem}'",
        "each name once over all folders",
        f"Rename it; the other is {other}.",
        file=str(path),
    )
