"""Kinds of value that any schema may use: texts, dates, numbers, choices, addresses, lists, mappings."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

from msgspec import Struct

from builder.model.control_characters import find_controls, without_controls
from builder.schema.confusables import in_curly_marks
from builder.schema.json_schema import shape_of
from builder.schema.mapping import CheckedMapping, Schema, ValueKind, check_mapping, wrong_type
from builder.schema.report import Report
from builder.schema.suggestion import did_you_mean
from builder.schema.yaml_node import ScalarKind, YamlList, YamlMap, YamlNode, YamlScalar

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

DATE_HINT = "Write it like 2014-01-05."

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_WHOLE = re.compile(r"[-+]?[0-9]{1,6}")
_PLAIN = re.compile(r"\w[\w ,.-]{0,39}")
"""A text that means the same inside of brackets, short enough to show in a hint."""


class LocatedText(Struct, frozen=True):
    """A text and its line, counted from 1."""

    text: str
    line: int


def read_line(node: YamlNode, label: str, report: Report) -> str | None:
    """Return a text that is not blank, without its control characters; white space stays as written."""
    if not isinstance(node, YamlScalar) or node.kind is not ScalarKind.TEXT:
        is_value = isinstance(node, YamlScalar)
        hint = "Put it in quotation marks." if is_value else "Write it as one text in quotation marks."
        wrong_type(node, label, "a text", report, hint)
        return None
    if not node.text.strip():
        report.error(node.line, f"`{label}` is empty.", "Give it a value, or remove the line.")
        return None
    text = without_controls(node.text)
    if text != node.text:
        control = next(find_controls(node.text))
        message = f"`{label}` has a control character (U+{ord(control.character):04X}), which is left out."
        report.warning(node.line, message, "Delete that character.")
    return text


def _read_prose(node: YamlNode, label: str, report: Report) -> str | None:
    text = read_line(node, label, report)
    return None if text is None else " ".join(text.split())


def _read_text(node: YamlNode, label: str, report: Report) -> str | None:
    """Read a text; report curly quotation marks around it, which YAML takes for a part of it."""
    text = _read_prose(node, label, report)
    if text and isinstance(node, YamlScalar) and node.is_plain and in_curly_marks(text):
        message = (
            f"`{label}`: YAML takes the curly quotation marks of {text[:60]} for a part of the text "
            f"({text[0]} is U+{ord(text[0]):04X})."
        )
        hint = "Remove them, or put straight quotation marks around them if they belong to it."
        report.warning(node.line, message, hint)
    return text


def _located(kind: ValueKind[str]) -> ValueKind[LocatedText]:
    """Return the kind of a text with its line."""

    def read(node: YamlNode, label: str, report: Report) -> LocatedText | None:
        text = kind.read(node, label, report)
        return None if text is None else LocatedText(text, node.line)

    return ValueKind(kind.expects, read, shape=kind.shape)


def _read_truth(node: YamlNode, label: str, report: Report) -> bool | None:
    if isinstance(node, YamlScalar) and node.kind is ScalarKind.TRUTH:
        return node.text.lower() in ("yes", "true", "on")
    wrong_type(node, label, TRUTH.expects, report)
    return None


def _read_date(node: YamlNode, label: str, report: Report) -> str | None:
    match = _DATE.fullmatch(node.text) if isinstance(node, YamlScalar) else None
    if match is None:
        wrong_type(node, label, DATE.expects, report, DATE_HINT)
        return None
    return calendar_date(match, node, label, report)


def calendar_date(match: re.Match[str], node: YamlNode, label: str, report: Report) -> str | None:
    """Return the ISO date of a match with groups for year, month and day; report one that no calendar has."""
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        report.error(node.line, f"`{label}`: there is no day “{match[0].strip()}”.", DATE_HINT)
        return None


def _read_web_address(node: YamlNode, label: str, report: Report) -> str | None:
    text = read_line(node, label, report)
    if text is None:
        return None
    try:
        parts = urlsplit(text)
        good = (
            parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s<>\"\\]", text)
        )
    except ValueError:  # such as an unclosed bracket in the host
        good = False
    if good:
        return text
    wrong_type(node, label, WEB_ADDRESS.expects, report, "Write it like https://example.org/story.")
    return None


def _read_whole(node: YamlNode, label: str, report: Report) -> int | None:
    if isinstance(node, YamlScalar) and node.kind is ScalarKind.NUMBER and _WHOLE.fullmatch(node.text):
        return int(node.text)
    wrong_type(node, label, WHOLE.expects, report, "Write it in digits.")
    return None


_STRING: dict[str, object] = {"type": "string", "pattern": r"\S"}

TEXT = ValueKind("a text", _read_text, shape=_STRING)
PROSE = ValueKind("a text", _read_prose, shape=_STRING)
"""A text that may be enclosed in quotation marks of its own, such as a headline."""
SPELLING = _located(TEXT)
"""A name with its line."""
QUOTATION = _located(PROSE)
"""Words of an article with their line; quotation marks are the article's."""
TRUTH = ValueKind("true or false", _read_truth, shape={"type": "boolean"})
DATE = ValueKind(
    "a date as YYYY-MM-DD", _read_date, shape={"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
)
WHOLE = ValueKind("a whole number", _read_whole, shape={"type": "integer"})
WEB_ADDRESS = ValueKind(
    "an address that begins with https:// or http://",
    _read_web_address,
    shape={"type": "string", "pattern": "^https?://"},
)


def matching(pattern: str, expects: str, hint: str) -> ValueKind[str]:
    """Return the kind of a word of a fixed form, whatever kind of scalar YAML takes it for."""
    # NO is Norway here, and not a no.
    compiled = re.compile(pattern, re.ASCII)

    def read(node: YamlNode, label: str, report: Report) -> str | None:
        if isinstance(node, YamlScalar) and compiled.fullmatch(node.text):
            return node.text
        wrong_type(node, label, expects, report, hint)
        return None

    return ValueKind(expects, read, shape={"type": "string", "pattern": f"^(?:{pattern})$"})


def choice(values: type[E]) -> ValueKind[E]:
    """Return the kind of one of the values of an enumeration."""
    names = [str(value) for value in values]
    expects = "one of " + ", ".join(f"`{name}`" for name in names)

    def read(node: YamlNode, label: str, report: Report) -> E | None:
        if isinstance(node, YamlScalar) and node.text in names:
            return values(node.text)
        nearest = did_you_mean(node.text, names) if isinstance(node, YamlScalar) else None
        wrong_type(node, label, expects, report, f"Did you mean `{nearest}`?" if nearest else "")
        return None

    return ValueKind(expects, read, shape={"enum": names})


def list_of(kind: ValueKind[T], many: str) -> ValueKind[tuple[T, ...]]:
    """Return the kind of a list of values of one kind, each kept once; ``many`` is the kind's plural."""
    expects = f"a list of {many}"

    def read(node: YamlNode, label: str, report: Report) -> tuple[T, ...] | None:
        if not isinstance(node, YamlList):
            wrong_type(node, label, expects, report, _list_hint(node), is_group=True)
            return None
        values = [kind.read(item, label, report) for item in node.items]
        return tuple(dict.fromkeys(value for value in values if value is not None))

    return ValueKind(expects, read, shape={"type": "array", "items": dict(kind.shape)})


def _list_hint(node: YamlNode) -> str:
    """Return how to write as a list what is not one."""
    if isinstance(node, YamlMap):
        return "Begin each one with “- ”, even a single one."
    is_plain = isinstance(node, YamlScalar) and _PLAIN.fullmatch(node.text)
    written = node.text if isinstance(node, YamlScalar) and is_plain else "one, two"
    return f"Write it as [{written}], or one item a line after “- ”."


def mapping_of(schema: Schema, expects: str, build: Callable[[CheckedMapping], T | None]) -> ValueKind[T]:
    """Return the kind of a group of keys with a schema of its own; ``build`` makes the value."""

    def read(node: YamlNode, label: str, report: Report) -> T | None:
        return build(check_mapping(node, schema, report, label=label))

    return ValueKind(expects, read, shape=shape_of(schema))
