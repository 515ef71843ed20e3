"""YAML files read so that every value knows its line.

Belongs here: reading YAML strictly (no octal numbers, no dates, no 'NO' that means false, no key
twice) and remembering lines for messages. Does not belong here: what the keys mean.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from foerderlupe.errors import DeclarationError, Problem

Location = tuple[str | int, ...]


class _CoreLoader(yaml.SafeLoader):
    """Scalars of the YAML 1.2 core schema: a key such as 08118 stays text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


for _tag, _pattern, _first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("null", r"^(?:~|null|)$", "~n\0"),
    ("int", r"^-?(?:0|[1-9][0-9]*)$", "-0123456789"),
    ("float", r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$", "-0123456789"),
):
    _CoreLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}",
        re.compile(_pattern),
        ["" if char == "\0" else char for char in _first],
    )


@dataclass(frozen=True)
class Positioned:
    """The content of a YAML file and the line of each of its keys and items."""

    path: Path
    content: Any
    lines: dict[Location, int]

    def line(self, location: Location) -> int:
        """Line of a location, or of the nearest one above it that stands in the file.

        The position in a list of one is passed over: the file may give the item without a list.
        """
        at: Location = ()
        for part in location:
            if (*at, part) in self.lines:
                at = (*at, part)
            elif not isinstance(part, int):
                break
        return self.lines.get(at, 1)


def read_yaml(path: Path) -> Positioned:
    """Read one YAML file; raises ``DeclarationError`` as ``parse_yaml`` and ``read_text``."""
    return parse_yaml(read_text(path), path)


def read_text(path: Path) -> str:
    """The text of a declaration file; raises ``DeclarationError`` with the line if not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise DeclarationError(_problem(path, line, str(error), "a UTF-8 file")) from error
    except OSError as error:
        raise DeclarationError(
            _problem(path, 1, error.strerror or str(error), "a readable file")
        ) from error


def parse_yaml(text: str, path: Path) -> Positioned:
    """Read YAML text that stands in ``path``; leading blank lines keep line numbers true.

    Raises ``DeclarationError`` with file and line for text that is not YAML, is empty, has a
    key twice, or names the type of a value.
    """
    try:
        node = yaml.compose(text, Loader=_CoreLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DeclarationError(
            _problem(path, line, f"a mistake ({error.problem or error})", "valid YAML")
        ) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise DeclarationError(_problem(path, line, error.reason, "readable characters")) from error
    if node is None:
        raise DeclarationError(_problem(path, 1, "an empty file", "a YAML mapping"))
    lines: dict[Location, int] = {}
    return Positioned(path, _construct(node, (), lines, path), lines)


def _construct(node: yaml.Node, at: Location, lines: dict[Location, int], path: Path) -> Any:
    lines.setdefault(at, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _construct_mapping(node, at, lines, path)
    if isinstance(node, yaml.SequenceNode):
        return [
            _construct(item, (*at, index), lines, path) for index, item in enumerate(node.value)
        ]
    try:
        return _CoreLoader("").construct_object(node)
    except (ValueError, yaml.constructor.ConstructorError) as error:  # such as !!int abc
        problem = _problem(path, node.start_mark.line + 1, f"the type {node.tag}", "a plain value")
        raise DeclarationError(problem) from error


def _construct_mapping(
    node: yaml.MappingNode, at: Location, lines: dict[Location, int], path: Path
) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        if key in mapping:
            raise DeclarationError(
                _problem(path, line, f"the key '{key}' a second time", "each key once")
            )
        lines[(*at, key)] = line
        mapping[key] = _construct(value_node, (*at, key), lines, path)
    return mapping


def _problem(path: Path, line: int, found: str, expected: str) -> Problem:
    return Problem(found, expected, "Correct the file.", file=str(path), line=line)
