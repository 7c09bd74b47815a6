"""Declarative schemas for the editor's files: what keys there are, and what each may hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, cast

from builder.schema.confusables import Suspect, find_curly, find_dash, find_invisible, find_suspect
from builder.schema.report import Report
from builder.schema.suggestion import did_you_mean
from builder.schema.yaml_tree import ScalarKind, YamlKey, YamlList, YamlMap, YamlNode, YamlScalar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """A kind of value.

    Attributes:
        expects: what it is in words that follow "expected": "a date as YYYY-MM-DD".
        read: turns a node into the value; takes its place in the file ("people.jane-doe.role") and the
            report that problems go to, and returns None where there is a problem.
    """

    expects: str
    read: Callable[[YamlNode, str, Report], T | None]


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """One key of a schema: its name, what it may hold, and what it means to the editor."""

    name: str
    kind: Kind[T]
    description: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Schema:
    """The keys of one mapping.

    Attributes:
        fields: every key there is.
        announced: keys that a later version will know.
        elsewhere: keys that belong to another place, with the hint that says where.
    """

    fields: tuple[Field[Any], ...]
    announced: tuple[str, ...] = ()
    elsewhere: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping that went through its schema.

    Attributes:
        line: where the mapping begins, counted from 1.
        values: the good values by key.
        lines: the line of each key of the schema that is given a value, good or bad.
    """

    line: int = 1
    values: Mapping[str, object] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    def get(self, wanted: Field[T]) -> T | None:
        """The value of a field, None where the file has none or a bad one."""
        return cast("T | None", self.values.get(wanted.name))


def describe(node: YamlNode) -> str:
    """A node in words that follow "found": "the text “Monday”"."""
    if isinstance(node, YamlList):
        return "a list"
    if isinstance(node, YamlMap):
        return "a group of keys"
    if node.kind is ScalarKind.NOTHING:
        return "nothing"
    text = node.text if len(node.text) <= 60 else node.text[:59] + "…"
    return f"the {node.kind} “{' '.join(text.split())}”" if text.strip() else "an empty text"


def wrong_type(
    node: YamlNode, label: str, expects: str, report: Report, hint: str = "", *, is_group: bool = False
) -> None:
    """Report that a node is not what its key needs; ``is_group`` is True if it needs keys or a list."""
    what = f"`{label}`" if label else "The file"
    suspect = _suspect_in(node, is_group=is_group)
    if suspect is not None:
        report.error(node.line, f"{what}: expected {expects}, but {suspect.what}.", suspect.hint)
        return
    report.error(node.line, f"{what}: expected {expects}, found {describe(node)}.", hint)


def _suspect_in(node: YamlNode, *, is_group: bool) -> Suspect | None:
    """Return what makes a text look like something else: a character that YAML does not take for its own."""
    if not isinstance(node, YamlScalar) or node.kind is not ScalarKind.TEXT:
        return None
    structure = find_suspect(node.text) if is_group else find_dash(node.text)
    return structure or find_curly(node.text) or find_invisible(node.text)


def read_record(node: YamlNode | None, schema: Schema, report: Report, *, label: str = "") -> Record:
    """A mapping checked against its schema; every problem goes to the report.

    Args:
        node: the mapping; None stands for an empty one.
        schema: its keys.
        report: of the file it stands in.
        label: its place in the file; "" where it is the whole file.
    """
    if node is None or (isinstance(node, YamlScalar) and node.kind is ScalarKind.NOTHING):
        node = YamlMap((), node.line if node else 1)
    if not isinstance(node, YamlMap):
        first = schema.fields[0].name
        hint = f"Write it as “{first}: …”."
        wrong_type(node, label, "keys with values", report, hint, is_group=True)
        return Record(node.line)
    fields = {known.name: known for known in schema.fields}
    values: dict[str, object] = {}
    lines: dict[str, int] = {}
    number: YamlScalar | None = None
    for key, value in node.entries:
        known = fields.get(key.text)
        if known is None and number is not None and key.text.isdecimal():
            what = f"`{label}`: “{number.text},{key.text}” has a decimal comma."
            report.error(key.line, what, f"Write {number.text}.{key.text}.")
        elif known is None:
            _report_unknown(key, schema, report, label=label)
        elif not (isinstance(value, YamlScalar) and value.kind is ScalarKind.NOTHING):
            lines[known.name] = key.line
            result = known.kind.read(value, place_of(known.name, label), report)
            if result is not None:
                values[known.name] = result
        is_number = isinstance(value, YamlScalar) and value.kind is ScalarKind.NUMBER
        number = value if isinstance(value, YamlScalar) and is_number else None
    _report_missing(node, schema, lines, report, label=label)
    return Record(node.line, values, lines)


def place_of(key: str, label: str) -> str:
    """The place of a key in its file: the keys from the top, parted by dots."""
    return f"{label}.{key}" if label else key


def _report_unknown(key: YamlKey, schema: Schema, report: Report, *, label: str) -> None:
    name = f"`{place_of(key.text, label)}`"
    if key.text in schema.announced:
        report.error(
            key.line, f"{name}: this version of newsgloss does not know this key yet.", "Remove it for now."
        )
        return
    suspect = find_curly(key.text) or find_suspect(key.text) or find_invisible(key.text)
    if suspect is not None:
        report.error(key.line, f"{name}: unknown key: {suspect.what}.", suspect.hint)
        return
    known = [candidate.name for candidate in schema.fields]
    nearest = did_you_mean(key.text, known)
    if key.text in schema.elsewhere:
        hint = schema.elsewhere[key.text]
    elif nearest:
        hint = f"Did you mean `{nearest}`?"
    else:
        hint = f"The keys here are: {', '.join(known)}."
    report.error(key.line, f"{name}: unknown key.", hint)


def _report_missing(
    node: YamlMap, schema: Schema, given: Mapping[str, int], report: Report, *, label: str
) -> None:
    for known in schema.fields:
        if known.required and known.name not in given:
            place = place_of(known.name, label)
            report.error(node.line, f"`{place}` is missing.", f"Add “{known.name}: …”.")
