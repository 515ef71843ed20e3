"""Statements taken apart and put together.

Belongs here: quoting of names and values, what a parsed statement refers to, the statements that
store a macro or comments. Does not belong here: running any of them (``warehouse.database``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


class QueryError(Exception):
    """A statement that DuckDB does not understand or cannot run."""


@dataclass(frozen=True)
class Macro:
    """A query with parameters that is stored in a file and asked like a table.

    ``parameters`` says of each whether it may be left out, and what it is then.
    """

    name: str
    parameters: Mapping[str, tuple[bool, str | int | None]]
    body: str
    comment: str

    def statements(self, schema: str) -> list[str]:
        """What stores the macro with its comment in a schema."""
        name = quoted(f"{schema}.{self.name}")
        signature = ", ".join(
            f"{quoted(parameter)} := {literal(default)}" if is_optional else quoted(parameter)
            for parameter, (is_optional, default) in self.parameters.items()
        )
        return [
            f"create or replace macro {name}({signature}) as table {self.body}",
            f"comment on macro table {name} is {literal(self.comment)}",
        ]


def quoted(identifier: str) -> str:
    """A name as it stands in a statement; a point separates its parts.

    >>> print(quoted("core.records"))
    "core"."records"
    """
    return ".".join('"' + part.replace('"', '""') + '"' for part in identifier.split("."))


def literal(value: str | int | None) -> str:
    """A value as it stands in a statement.

    >>> print(literal("Rock 'n' Roll"), literal(3), literal(None))
    'Rock ''n'' Roll' 3 null
    """
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return "null" if value is None else str(value)


def commenting(table: str, text: str, columns: Mapping[str, str]) -> str:
    """What writes the comments of a table and its columns.

    One transaction, since each statement alone would be one and wait for the disk.
    """
    statements = [f"comment on table {quoted(table)} is {literal(text)}"] + [
        f"comment on column {quoted(table)}.{quoted(column)} is {literal(comment)}"
        for column, comment in columns.items()
    ]
    return "; ".join(["begin", *statements, "commit"])


def base_tables(parsed: Any) -> Iterator[str]:
    """Tables with a schema name that a parsed statement reads; names of CTEs have no schema."""
    for node in _nodes(parsed):
        if node.get("type") == "BASE_TABLE" and node.get("schema_name"):
            yield f"{node['schema_name']}.{node['table_name']}"


def plain_columns(parsed: Any) -> Iterator[str]:
    """Names of columns that a parsed statement uses without naming their table."""
    for node in _nodes(parsed):
        if node.get("class") == "COLUMN_REF" and len(node["column_names"]) == 1:
            yield node["column_names"][0]


def _nodes(parsed: Any) -> Iterator[dict[str, Any]]:
    if isinstance(parsed, dict):
        yield parsed
    inner = parsed.values() if isinstance(parsed, dict) else parsed
    if isinstance(parsed, dict | list):
        for item in inner:
            yield from _nodes(item)
