"""YAML as a tree that knows its lines, of plain types only.

The tree is built from the parser's events, not by a YAML constructor: nothing but text, numbers, truth
values, dates, lists and mappings can come out of a file, and nothing can be expanded into more than it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

import yaml
import yaml.resolver

from builder.model.diagnostic import Diagnostic, error
from builder.schema.confusables import find_invisible, find_suspect, is_invisible
from builder.schema.yaml_errors import YAML_HINTS

MAX_DEPTH = 20
"""How deep lists and mappings may nest; the editor's files need four levels."""

_LOADER = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)  # libyaml, about ten times as fast, where it is built in
_RESOLVER: Any = yaml.resolver.Resolver()
_OTHER_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_UNREADABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)  # YAML 1.1, section 4.1


class ScalarKind(StrEnum):
    """What YAML takes a single value for."""

    TEXT = "text"
    NUMBER = "number"
    TRUTH = "truth value"
    DATE = "date"
    NOTHING = "nothing"


_KINDS = {
    "tag:yaml.org,2002:str": ScalarKind.TEXT,
    "tag:yaml.org,2002:value": ScalarKind.TEXT,
    "tag:yaml.org,2002:merge": ScalarKind.TEXT,
    "tag:yaml.org,2002:int": ScalarKind.NUMBER,
    "tag:yaml.org,2002:float": ScalarKind.NUMBER,
    "tag:yaml.org,2002:bool": ScalarKind.TRUTH,
    "tag:yaml.org,2002:timestamp": ScalarKind.DATE,
    "tag:yaml.org,2002:null": ScalarKind.NOTHING,
}


@dataclass(frozen=True, slots=True)
class YamlScalar:
    """A single value: its text as written (quotation marks and escapes undone), its kind, its line from 1.

    ``is_plain`` is True if it has no quotation marks of YAML's and is not a block of lines.
    """

    text: str
    kind: ScalarKind
    line: int
    is_plain: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class YamlList:
    """A list and the line it begins on, from 1."""

    items: tuple[YamlNode, ...]
    line: int


@dataclass(frozen=True, slots=True)
class YamlKey:
    """A key as written, and its line from 1."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class YamlMap:
    """Keys with their values in the order of the file, each key once, and the line it begins on, from 1."""

    entries: tuple[tuple[YamlKey, YamlNode], ...]
    line: int


YamlNode: TypeAlias = YamlScalar | YamlList | YamlMap


def read_yaml(text: str, *, path: str, first_line: int = 1) -> tuple[YamlNode | None, tuple[Diagnostic, ...]]:
    """The one document of a YAML text.

    Args:
        text: the document, decoded.
        path: the file it stands in, for the diagnostics.
        first_line: the line of that file on which ``text`` begins (a page's front matter begins on 2).

    Returns:
        The tree, or None where the document is empty or cannot be read, and what is wrong with it. Keys that
        stand twice are reported and the first is kept, so that the rest of the file can be checked as well.
    """
    unreadable = _UNREADABLE.search(text)
    if unreadable:
        line = first_line + text.count("\n", 0, unreadable.start())
        code = f"U+{ord(unreadable.group()):04X}"
        return None, (
            error(path, line, f"The file holds a control character ({code}).", "Delete that character."),
        )
    # YAML counts these as line ends; editors do not, and the lines of messages are theirs.
    text = _OTHER_LINE_ENDS.sub(" ", text)
    builder = _TreeBuilder(text, path=path, first_line=first_line)
    try:
        node = builder.document()
    except yaml.MarkedYAMLError as problem:
        return None, (*builder.found, _syntax_error(problem, text, path=path, first_line=first_line))
    except _RefusedError as refusal:
        return None, (*builder.found, refusal.diagnostic)
    return node, tuple(builder.found)


class _RefusedError(Exception):
    """YAML that is well formed and means something no file here may hold."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic


class _TreeBuilder:
    """Builds the tree of one document from the parser's events."""

    def __init__(self, text: str, *, path: str, first_line: int) -> None:
        self.found: list[Diagnostic] = []
        self._path = path
        self._first_line = first_line
        self._events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)

    def document(self) -> YamlNode | None:
        """The tree of the only document, None where it is empty."""
        node: YamlNode | None = None
        documents = 0
        for event in self._events:
            if not isinstance(event, yaml.DocumentStartEvent):
                continue
            documents += 1
            if documents > 1:
                raise self._refusal(
                    event, "A second document begins here with “---”.", "Keep one document in a file."
                )
            node = self._node(next(self._events), depth=0)
        empty = isinstance(node, YamlScalar) and node.kind is ScalarKind.NOTHING
        return None if empty else node

    def _node(self, event: Any, *, depth: int) -> YamlNode:
        if depth > MAX_DEPTH:
            raise self._refusal(event, f"Values are nested more than {MAX_DEPTH} deep.", "Flatten them.")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            self._check_tag(event, "tag:yaml.org,2002:seq")
            return YamlList(tuple(self._items(depth=depth)), self._line(event))
        if isinstance(event, yaml.MappingStartEvent):
            self._check_tag(event, "tag:yaml.org,2002:map")
            return YamlMap(tuple(self._entries(depth=depth)), self._line(event))
        raise self._refusal(
            event,
            f"“*{event.anchor}” refers to another place of the file, which is not supported.",
            "Repeat the value, or put it in quotation marks if the asterisk belongs to it.",
        )

    def _items(self, *, depth: int) -> Iterator[YamlNode]:
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._node(event, depth=depth + 1)

    def _entries(self, *, depth: int) -> Iterator[tuple[YamlKey, YamlNode]]:
        lines: dict[str, int] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                return
            key = self._key(event)
            value = self._node(next(self._events), depth=depth + 1)
            suspect = find_invisible(key.text) if not event.style else None
            if suspect is not None:
                shown = "".join(character for character in key.text if not is_invisible(character))
                self.found.append(
                    error(self._path, key.line, f"`{shown}` is not a key: {suspect.what}.", suspect.hint)
                )
                continue
            if key.text in lines:
                message = (
                    f"`{key.text}` stands here for the second time; the first is in line {lines[key.text]}."
                )
                self.found.append(error(self._path, key.line, message, "Keep one of the two."))
                continue
            lines[key.text] = key.line
            yield key, value

    def _key(self, event: Any) -> YamlKey:
        if not isinstance(event, yaml.ScalarEvent):
            raise self._refusal(event, "A list or a group is used as a key.", "Write “key: value”.")
        return YamlKey(event.value, self._line(event))

    def _scalar(self, event: Any) -> YamlScalar:
        tag = event.tag
        if tag is None or tag == "!":
            tag = _RESOLVER.resolve(yaml.ScalarNode, event.value, event.implicit)
        if tag not in _KINDS:
            raise self._tag_refusal(event, tag)
        return YamlScalar(event.value, _KINDS[tag], self._line(event), is_plain=not event.style)

    def _check_tag(self, event: Any, plain: str) -> None:
        if event.tag not in (None, "!", plain):
            raise self._tag_refusal(event, event.tag)

    def _tag_refusal(self, event: Any, tag: str) -> _RefusedError:
        name = tag.replace("tag:yaml.org,2002:", "!!")
        hint = "Leave it out, or put the value in quotation marks if the exclamation mark belongs to it."
        return self._refusal(event, f"The tag “{name}” is not supported.", hint)

    def _line(self, event: Any) -> int:
        line: int = event.start_mark.line
        return line + self._first_line

    def _refusal(self, event: Any, message: str, hint: str) -> _RefusedError:
        return _RefusedError(error(self._path, self._line(event), message, hint))


def _syntax_error(problem: yaml.MarkedYAMLError, text: str, *, path: str, first_line: int) -> Diagnostic:
    mark = problem.problem_mark or problem.context_mark
    told = f"{problem.context or ''} {problem.problem or ''}"
    for known in YAML_HINTS:
        if re.search(known.pattern, told):
            mark = (problem.context_mark or mark) if known.at_context else mark
            message, hint = f"This is not valid YAML: {known.message}.", known.hint
            break
    else:
        message, hint = (
            f"This is not valid YAML: {told.strip()}.",
            "Compare the line with the examples in the guide.",
        )
    # A file that ends too early is reported one line after its last.
    last = max(text.count("\n") + (not text.endswith("\n")), 1)
    line = min(mark.line + 1, last) if mark else 1
    lines = text.split("\n")
    for number in dict.fromkeys(
        (line, min(problem.problem_mark.line + 1, last) if problem.problem_mark else line)
    ):
        suspect = find_suspect(lines[number - 1])
        if suspect is not None:
            return error(
                path, number + first_line - 1, f"This is not valid YAML: {suspect.message}.", suspect.hint
            )
    return error(path, line + first_line - 1, message, hint)
