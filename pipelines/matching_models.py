"""``foerderlupe match`` by the model that its spec names.

Belongs here: the choice between the two. Does not belong here: what either does
(``matching_tables``, ``matching_records``).
"""

from rich.console import Console

from foerderlupe.errors import Problem
from foerderlupe.spec.positions import read_yaml
from pipelines.matching_files import Asked

_MEASURES = "measures"


def match_files(console: Console, asked: Asked) -> tuple[Problem, ...]:
    """Match, say what came out, and give the judgements that do not count.

    Raises ``DeclarationError`` before anything is written for whatever is wrong with the files.
    """
    content = read_yaml(asked.spec).content
    if isinstance(content, dict) and content.get("model") == _MEASURES:
        from pipelines.matching_records import match_records, show_records

        records = match_records(asked)
        show_records(console, records)
        return records.problems
    from pipelines.matching_tables import match_tables, show

    tables = match_tables(asked)
    show(console, tables)
    return tables.problems
