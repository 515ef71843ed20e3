"""All source documents of one or more folders.

Belongs here: finding and validating documents; the folder is the registry.
Does not belong here: the shape of a document (``spec.document``).
"""

from collections.abc import Iterable
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
    for folder in folders:
        paths = sorted(folder.glob("*.yml"))
        if not paths:
            problems.append(
                Problem(
                    "no *.yml file",
                    "a folder with source documents",
                    "Check --sources.",
                    file=str(folder),
                )
            )
        for path in paths:
            if path.stem in documents:
                problems.append(
                    Problem(
                        f"a second source '{path.stem}'",
                        "each name once over all folders",
                        f"Rename it; the other is {documents[path.stem].path}.",
                        file=str(path),
                    )
                )
                continue
            try:
                documents[path.stem] = load_document(path)
            except DeclarationError as error:
                problems.extend(error.problems)
    if problems:
        raise DeclarationError(*problems)
    return dict(sorted(documents.items()))
