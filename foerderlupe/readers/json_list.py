"""Lists as JSON: one document with the items somewhere in it, or one object per line.

Belongs here: finding the items. Does not belong here: nested parts as columns (``items``).
"""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from foerderlupe.errors import Problem, SourceError
from foerderlupe.readers.encoding import Encoding, decoded, not_a_web_page
from foerderlupe.readers.items import ItemOptions, item_table
from foerderlupe.readers.table import ListTable


class Options(ItemOptions):
    """Options of a JSON list.

    ``items``: dotted path to the items, empty if the document itself is the list. ``*`` in the path
    steps into every entry of a list; its own values come with each item under the name of
    the path before the star (``kreise.*.projekte`` gives a column ``kreise.name``). If the path
    leads to an object, its values are the items and ``key_column`` names a column for their keys.
    ``lines``: true for one JSON value per line (JSON Lines).
    ``encoding``: ``auto`` or its name.
    """

    items: str = ""
    key_column: str | None = None
    lines: bool = False
    encoding: Encoding = "auto"


def read(path: Path, options: Options) -> ListTable:
    """Read one file. The locator is the path of the item (``grants.0``), or ``line <n>``.

    Numbers keep all their digits; NaN, which some programs write for an empty cell, is null.
    Raises ``SourceError`` for a web page, damaged or too deeply nested JSON, a key twice in an
    object, and a path that is not there, naming the keys that are.
    """
    text = decoded(path.read_bytes(), options.encoding)
    not_a_web_page(text, "JSON")
    if options.lines:
        items = [
            (f"line {number}", _parsed(line, number))
            for number, line in enumerate(text.split("\n"), 1)
            if line.strip()
        ]
    else:
        steps = options.items.split(".") if options.items else []
        items = list(_items(_parsed(text, 1), steps, (), {}, options))
    return item_table(items, options)


def _parsed(text: str, first_line: int) -> Any:
    try:
        return json.loads(
            text,
            parse_float=Decimal,
            parse_int=str,
            parse_constant=_constant,
            object_pairs_hook=_without_repeated_keys,
        )
    except json.JSONDecodeError as error:
        lines = " Or declare lines: true, if each line holds one object."
        raise SourceError(
            Problem(
                f"no valid JSON ({error.msg})",
                "JSON",
                "The file is damaged or cut off; fetch it again."
                + (lines if error.msg == "Extra data" else ""),
                line=first_line + error.lineno - 1,
            )
        ) from error
    except RecursionError:
        raise SourceError(
            Problem("JSON nested too deeply", "a list", "Ask the publisher for a list.")
        ) from None


def _constant(name: str) -> str | None:
    return None if name == "NaN" else name


def _without_repeated_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise SourceError(
            Problem(
                f"the key '{twice}' twice in one object", "each key once", "Tell the publisher."
            )
        )
    return content


def _items(
    value: Any, steps: list[str], at: tuple[str, ...], above: dict[str, Any], options: Options
) -> Iterator[tuple[str, Any]]:
    """The items below ``value`` with their locators; ``above`` has the values of outer entries."""
    if not steps:
        yield from _entries(value, at, above, options)
    elif steps[0] == "*":
        name = ".".join(step for step in at if not step.isdigit())
        for number, entry in enumerate(_list(value, at)):
            inner = steps[1] if len(steps) > 1 else ""
            own = {key: part for key, part in entry.items() if key != inner}
            yield from _items(entry, steps[1:], (*at, str(number)), above | {name: own}, options)
    else:
        if not isinstance(value, dict) or steps[0] not in value:
            raise _not_there(value, steps[0], at)
        yield from _items(value[steps[0]], steps[1:], (*at, steps[0]), above, options)


def _list(value: Any, at: tuple[str, ...]) -> list[Any]:
    if isinstance(value, list) and all(isinstance(entry, dict) for entry in value):
        return value
    raise _not_there(value, "*", at)


def _entries(
    value: Any, at: tuple[str, ...], above: dict[str, Any], options: Options
) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and options.key_column is not None:
        entries = [(key, {options.key_column: key} | _named(part)) for key, part in value.items()]
    elif isinstance(value, list):
        entries = [(str(number), part) for number, part in enumerate(value)]
    else:
        raise _not_there(value, "", at)
    for key, part in entries:
        yield ".".join((*at, key)), above | _named(part) if above else part


def _named(part: Any) -> dict[str, Any]:
    return part if isinstance(part, dict) else {"value": part}


def _not_there(value: Any, step: str, at: tuple[str, ...]) -> SourceError:
    where = ".".join(at) or "the document"
    there = f"the keys {', '.join(value)}" if isinstance(value, dict) else type(value).__name__
    return SourceError(
        Problem(
            f"{there} at {where}",
            f"the key '{step}'" if step not in ("", "*") else "a list of items",
            "Correct items in the reader options, or look whether the publisher changed the file.",
        )
    )
