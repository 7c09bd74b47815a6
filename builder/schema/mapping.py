"""Mappings checked against a schema: which keys there are, and which kind of value each has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Generic, TypeVar, cast

from msgspec import Struct, field

from builder.model.diagnostic import Diagnostic, Severity
from builder.model.line_ends import LINE_END
from builder.schema.confusables import (
    Confusable,
    find_confusable,
    find_curly,
    find_dash,
    find_invisible,
    without_invisible,
)
from builder.schema.report import Report
from builder.schema.suggestion import did_you_mean
from builder.schema.yaml_node import ScalarKind, YamlKey, YamlList, YamlMap, YamlNode, YamlScalar
from builder.schema.yaml_tree import read_yaml, repeated_key_error

T = TypeVar("T")

_LONGEST_SHOWN = 60


class ValueKind(Struct, Generic[T], frozen=True):
    """A kind of value.

    Attributes:
        expects: a description that follows "expected": "a date as YYYY-MM-DD".
        read: turns a node into the value; takes the node, its place in the file ("people.jane-doe.role") and the
            report that problems go to, and returns None if there is a problem or no value.
        reads_nothing: True if ``read`` is also called for a key without a value.
        shape: the same kind in JSON Schema, for text editors that complete and check the file; it may allow more.
    """

    expects: str
    read: Callable[[YamlNode, str, Report], T | None]
    reads_nothing: bool = False
    shape: Mapping[str, object] = field(default_factory=dict)


class Field(Struct, Generic[T], frozen=True):
    """One key of a schema.

    Attributes:
        name: the key.
        kind: the kind of its value.
        description: what it means to the editor.
        required: True if a mapping without it is wrong.
        aliases: other names of the key, which are suggested, too.
        combine: returns one value for the two of a repeated key; None if a repeated key is an error.
    """

    name: str
    kind: ValueKind[T]
    description: str
    required: bool = False
    aliases: tuple[str, ...] = ()
    combine: Callable[[T, T], T] | None = None


def same_name(key: str) -> str:
    """Return the key itself, which is the name of its field in most schemas."""
    return key


def no_key(key: str) -> bool:  # noqa: ARG001 - it takes what others of its type take
    """Return False for every key."""
    return False


class Schema(Struct, frozen=True):
    """The keys of one mapping.

    Attributes:
        fields: all keys.
        elsewhere: keys that have another name here or belong to another place, each with a hint that says so.
        name_of: returns the name of the field that a key as written means, or the key if it means none.
        unknown: the severity of an unknown key.
        noun: what messages call a file of this schema.
        is_ignored: returns True for a key without a field that is left out silently.
        is_grave: returns True for an unknown key that is an error in any case.
        blanks_are_nothing: True if a blank text counts as no value, as other programs write it.
    """

    fields: tuple[Field[Any], ...]
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    name_of: Callable[[str], str] = same_name
    unknown: Severity = Severity.ERROR
    noun: str = "file"
    is_ignored: Callable[[str], bool] = no_key
    is_grave: Callable[[str], bool] = no_key
    blanks_are_nothing: bool = False


class CheckedMapping(Struct, frozen=True):
    """A mapping that was checked against its schema.

    Attributes:
        line: the line on which the mapping begins, counted from 1.
        values: the good values by the names of their fields.
        lines: the line of each key of the schema that has a value, good or bad.
        has_unknown: True if it has keys that the schema does not have.
    """

    line: int = 1
    values: Mapping[str, object] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    has_unknown: bool = False

    def get(self, wanted: Field[T]) -> T | None:
        """Return the value of a field; None if the file has none, or a bad one."""
        return cast("T | None", self.values.get(wanted.name))


def read_keys(
    text: str, schema: Schema, report: Report, *, first_line: int = 1, is_tolerant: bool = False
) -> CheckedMapping:
    """Read a YAML text and check its keys; every problem goes to the report.

    Args:
        text: the whole document, decoded; an empty one has no keys.
        schema: its keys.
        report: on its file.
        first_line: the line of the file on which ``text`` begins.
        is_tolerant: as in ``read_yaml``.
    """
    node, problems = read_yaml(text, path=report.path, first_line=first_line, is_tolerant=is_tolerant)
    report.extend(problems)
    if isinstance(node, YamlScalar) and node.kind is ScalarKind.TEXT:
        for line, words in enumerate(LINE_END.split(text), start=first_line):
            confusable = find_confusable(words)
            if confusable is not None:
                message = f"The {schema.noun}: expected keys with values, but {confusable.message}."
                report.error(line, message, confusable.hint)
                return CheckedMapping(node.line)
    return check_mapping(node, schema, report)


def check_mapping(
    node: YamlNode | None, schema: Schema, report: Report, *, label: str = ""
) -> CheckedMapping:
    """Check a mapping against its schema; every problem goes to the report.

    Args:
        node: the mapping; None means an empty one.
        schema: its keys.
        report: on its file.
        label: its place in the file; "" if it is the whole file.
    """
    if node is None or (isinstance(node, YamlScalar) and node.is_nothing):
        node = YamlMap((), node.line if node else 1)
    if not isinstance(node, YamlMap):
        names = [known.name for known in schema.fields if known.required] or [schema.fields[0].name]
        written = ", ".join(f"{name}: …" for name in names)
        hint = f"Write it as “{{{written}}}”." if len(names) > 1 else f"Write it as “{written}”."
        wrong_type(node, label, "keys with values", report, hint, is_group=True, noun=schema.noun)
        return CheckedMapping(node.line)
    values: dict[str, object] = {}
    lines: dict[str, int] = {}
    for known, key, value in _known_entries(node, schema, report, label=label):
        if known.kind.reads_nothing or not _is_nothing(value, schema):
            lines.setdefault(known.name, key.line)
            result = known.kind.read(value, place_of(_folded(key).text, label), report)
            if result is not None and known.combine is not None and known.name in values:
                result = known.combine(values[known.name], result)
            if result is not None:
                values[known.name] = result
    _report_missing(node, schema, lines, report, label=label)
    fields = {known.name for known in schema.fields}
    has_unknown = any(schema.name_of(key.text) not in fields for key, _ in node.entries)
    return CheckedMapping(node.line, values, lines, has_unknown)


def _is_nothing(node: YamlNode, schema: Schema) -> bool:
    """Return True for a value that counts as not given."""
    if not isinstance(node, YamlScalar):
        return False
    return node.is_nothing or (schema.blanks_are_nothing and not node.text.strip())


def _known_entries(
    node: YamlMap, schema: Schema, report: Report, *, label: str
) -> Iterator[tuple[Field[Any], YamlKey, YamlNode]]:
    """Yield the field, key and value of each entry that counts; report unknown and repeated keys."""
    fields = {known.name: known for known in schema.fields}
    given: dict[str, YamlKey] = {}
    before: YamlNode | None = None
    for key, value in node.entries:
        known = fields.get(schema.name_of(key.text))
        first = given.setdefault(known.name, key) if known is not None else key
        if known is None:
            if schema.is_ignored(key.text):
                continue
            if isinstance(before, YamlScalar) and _is_rest_of_text(key, value):
                words = f"{before.text}, {_folded(key).text}"
                message = (
                    f"`{label}`: “{words}” has a comma, at which the value ends without quotation marks."
                )
                report.error(key.line, message, "Put the whole text into quotation marks.")
            else:
                _report_unknown(key, before, schema, report, label=label)
        elif first is key or known.combine is not None:
            yield known, key, value
        else:
            report.add(repeated_key_error(report.path, _folded(key), _folded(first).text, first.line))
        before = value


def _is_rest_of_text(key: YamlKey, value: YamlNode) -> bool:
    """Return True if a key seems to be the rest of the text before it."""
    # YAML reads "{text: Roe, the mayor, drop: true}" as a text and a key "the mayor" without a value.
    return " " in key.text.strip() and isinstance(value, YamlScalar) and value.is_nothing


def place_of(key: str, label: str) -> str:
    """Return the place of a key in its file: the keys from the top, joined by dots."""
    return f"{label}.{key}" if label else key


def describe(node: YamlNode) -> str:
    """Return a description of a node that follows "found": "the text “Monday”"."""
    if isinstance(node, YamlList):
        return "a list"
    if isinstance(node, YamlMap):
        return "a group of keys"
    if node.is_nothing:
        return "nothing"
    text = node.text if len(node.text) <= _LONGEST_SHOWN else node.text[: _LONGEST_SHOWN - 1] + "…"
    return f"the {node.kind} “{' '.join(text.split())}”" if text.strip() else "an empty text"


def wrong_type(
    node: YamlNode,
    label: str,
    expects: str,
    report: Report,
    hint: str = "",
    *,
    is_group: bool = False,
    noun: str = "file",
) -> None:
    """Report a node that is not what its key needs.

    Args:
        node: the value.
        label: its key's place in the file; "" if it is the whole file.
        expects: what is needed, after "expected".
        report: on its file.
        hint: the next step, unless a character that only looks like YAML is to blame.
        is_group: True if keys or a list are needed.
        noun: what messages call the whole file.
    """
    what = f"`{label}`" if label else f"The {noun}"
    confusable = _confusable_in(node, is_group=is_group)
    if confusable is not None:
        report.error(node.line, f"{what}: expected {expects}, but {confusable.what}.", confusable.hint)
        return
    report.error(node.line, f"{what}: expected {expects}, found {describe(node)}.", hint)


def _confusable_in(node: YamlNode, *, is_group: bool) -> Confusable | None:
    """Return a character that makes a value look like another kind of value."""
    if not isinstance(node, YamlScalar) or node.kind is not ScalarKind.TEXT:
        return None
    structure = find_confusable(node.text) if is_group else find_dash(node.text)
    return structure or find_curly(node.text) or find_invisible(node.text)


def _folded(key: YamlKey) -> YamlKey:
    """Return a key with each run of white space made one space, as messages show it."""
    return YamlKey(" ".join(key.text.split()), key.line)


def _report_unknown(
    key: YamlKey, before: YamlNode | None, schema: Schema, report: Report, *, label: str
) -> None:
    """Report a key that the schema does not have; ``before`` is the value that precedes it."""
    severity = Severity.ERROR if schema.is_grave(without_invisible(key.text)) else schema.unknown
    what, hint = _unknown_key(key, before, schema, severity, label=label)
    report.add(Diagnostic(severity, report.path, key.line, what, hint))


def _unknown_key(
    key: YamlKey, before: YamlNode | None, schema: Schema, severity: Severity, *, label: str
) -> tuple[str, str]:
    """Return the message and hint for an unknown key."""
    # YAML reads "{lat: 48,2}" as a latitude of 48 and a key "2".
    if isinstance(before, YamlScalar) and before.kind is ScalarKind.NUMBER and key.text.isdecimal():
        place = f"`{label}`: " if label else ""
        return f"{place}“{before.text},{key.text}” has a decimal comma.", f"Write {before.text}.{key.text}."
    shown = without_invisible(_folded(key).text)
    name = f"`{place_of(shown, label)}`" if shown else "A key without a name"
    unknown = "unknown key" if severity is Severity.ERROR else "unknown key, which is left out"
    confusable = find_curly(key.text) or find_confusable(key.text) or find_invisible(key.text)
    if confusable is not None:
        return f"{name}: {unknown}: {confusable.what}.", confusable.hint
    names = [known_name for known in schema.fields for known_name in (known.name, *known.aliases)]
    nearest = did_you_mean(key.text, names)
    if key.text in schema.elsewhere:
        hint = schema.elsewhere[key.text]
    elif nearest:
        hint = f"Did you mean `{nearest}`?"
    else:
        hint = f"The keys here are: {', '.join(names)}."
    return f"{name}: {unknown}.", hint


def _report_missing(
    node: YamlMap, schema: Schema, given: Mapping[str, int], report: Report, *, label: str
) -> None:
    for known in schema.fields:
        if known.required and known.name not in given:
            place = place_of(known.name, label)
            report.error(node.line, f"`{place}` is missing.", f"Add “{known.name}: …”.")
