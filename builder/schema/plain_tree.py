"""TOML and JSON as trees of the nodes that YAML is read into, so that one schema checks all three."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Sequence
from datetime import date, datetime, time

from builder.model.diagnostic import Diagnostic, error
from builder.model.line_ends import LINE_END, plain_line_ends
from builder.schema.yaml_node import ScalarKind, YamlKey, YamlList, YamlMap, YamlNode, YamlScalar

_AT_LINE = re.compile(r" \(at line (\d+), column (\d+)\)")
_TOO_DEEP = "values are nested too deep"


class _Pairs(tuple[tuple[str, object], ...]):
    """The entries of a JSON object, repeated keys included."""

    __slots__ = ()


def read_toml(text: str, *, path: str, first_line: int) -> tuple[YamlNode | None, tuple[Diagnostic, ...]]:
    """Read a TOML text.

    Args:
        text: the document, decoded.
        path: its file, for the diagnostics.
        first_line: the line of that file on which ``text`` begins.

    Returns:
        The tree, or None and an error. What is inside a table or list has the line of its key at the top.
    """
    try:
        found = tomllib.loads(plain_line_ends(text))
    except tomllib.TOMLDecodeError as problem:
        message = str(problem)
        at = _AT_LINE.search(message)
        line = first_line + (int(at[1]) - 1 if at else 0)
        what = _AT_LINE.sub("", message).removesuffix(" (at end of document)")
        hint = 'Write “key = "text"”, with straight quotation marks around texts.'
        return None, (error(path, line, f"This is not valid TOML: {what[:1].lower()}{what[1:]}.", hint),)
    except (RecursionError, ValueError, OverflowError):
        return None, (error(path, first_line, f"This is not valid TOML: {_TOO_DEEP}.", "Flatten them."),)
    return _tree_of(found, _line_finder(text, first_line), first_line), ()


def read_json_object(
    text: str, start: int, *, path: str, first_line: int
) -> tuple[YamlNode | None, int, tuple[Diagnostic, ...]]:
    """Read the JSON object that begins at an offset of a text.

    Args:
        text: the file.
        start: the offset of its opening brace.
        path: the file, for the diagnostics.
        first_line: the line of the brace.

    Returns:
        The tree and the offset after the object; or None, ``start`` and an error.
    """
    decoder = json.JSONDecoder(object_pairs_hook=_Pairs, parse_int=_Number, parse_float=_Number)
    try:
        found, end = decoder.raw_decode(text, start)
        return _tree_of(found, _line_finder(text[start:end], first_line), first_line), end, ()
    except json.JSONDecodeError as problem:
        line = first_line + len(LINE_END.findall(text, start, problem.pos))
        what = f"{problem.msg[:1].lower()}{problem.msg[1:]}"
        hint = 'Write “"key": "value"”, with a comma between two keys and none after the last.'
    except RecursionError:
        line, what, hint = first_line, _TOO_DEEP, "Flatten them."
    return None, start, (error(path, line, f"This is not valid JSON: {what}.", hint),)


class _Number(str):
    """A number of JSON as it is written."""

    __slots__ = ()


def _line_finder(text: str, first_line: int) -> Callable[[str], int]:
    """Return a function that finds the line of a key at the top of a document."""
    lines = LINE_END.split(text)

    def line_of(key: str) -> int:
        pattern = re.compile(rf"""(?:^|[{{,])\s*(?:\[\[?\s*)?["']?{re.escape(key)}["']?\s*[=:.\]]""")
        return first_line + next((n for n, line in enumerate(lines) if pattern.search(line)), 0)

    return line_of


def _tree_of(value: object, line_of: Callable[[str], int], line: int, *, is_top: bool = True) -> YamlNode:
    """Return a value as a tree whose nodes have the lines of their keys at the top."""
    if isinstance(value, _Pairs | dict):
        entries: Sequence[tuple[str, object]] = value if isinstance(value, _Pairs) else list(value.items())
        nodes = []
        for key, item in entries:
            at = line_of(key) if is_top else line
            nodes.append((YamlKey(key, at), _tree_of(item, line_of, at, is_top=False)))
        return YamlMap(tuple(nodes), line)
    if isinstance(value, list):
        return YamlList(tuple(_tree_of(item, line_of, line, is_top=False) for item in value), line)
    return YamlScalar(*_scalar_of(value), line)


def _scalar_of(value: object) -> tuple[str, ScalarKind]:
    if value is None:
        return "", ScalarKind.NOTHING
    if isinstance(value, bool):
        return str(value).lower(), ScalarKind.TRUTH
    if isinstance(value, date | datetime):
        return value.isoformat(), ScalarKind.DATE
    if isinstance(value, _Number | int | float | time):
        return str(value), ScalarKind.NUMBER
    return str(value), ScalarKind.TEXT
