"""YAML as a tree that knows its lines, of plain types only.

The tree is built from the parser's events, not by a YAML constructor: nothing but text, numbers, truth
values, dates, lists and mappings can come out of a file, and nothing can be expanded into more than it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
import yaml.resolver

from builder.model.diagnostic import Diagnostic, error
from builder.model.line_ends import LINE_END
from builder.schema.confusables import find_invisible, without_invisible
from builder.schema.cut_values import CUTTING, cut_value, cut_warning
from builder.schema.yaml_errors import syntax_error
from builder.schema.yaml_node import ScalarKind, YamlKey, YamlList, YamlMap, YamlNode, YamlScalar

MAX_DEPTH = 20
"""Levels of lists and mappings in the editor's files, which need four."""

MAX_TOLERANT_DEPTH = 200
"""Levels in front matter that another program may have written; Python's stack allows about 300."""

# libyaml is about ten times as fast, but not built into every PyYAML.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_READ_OTHERWISE = re.compile("[\ufeff\u00a0\t?!%\\\\]|[|>][-+0-9]*#")
# libyaml refuses a byte order mark within the text, as files put together by programs may have it, takes some tabs
# and no-break spaces for parts of a value, and differs on "?", "!", "%", escapes and a comment after "|".
_RESOLVER: Any = yaml.resolver.Resolver()
_OTHER_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_UNREADABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)  # YAML 1.1, section 4.1
_PREFIX = "tag:yaml.org,2002:"
_KINDS = {
    f"{_PREFIX}str": ScalarKind.TEXT,
    f"{_PREFIX}value": ScalarKind.TEXT,
    f"{_PREFIX}merge": ScalarKind.TEXT,
    f"{_PREFIX}int": ScalarKind.NUMBER,
    f"{_PREFIX}float": ScalarKind.NUMBER,
    f"{_PREFIX}bool": ScalarKind.TRUTH,
    f"{_PREFIX}timestamp": ScalarKind.DATE,
    f"{_PREFIX}null": ScalarKind.NOTHING,
}


def read_yaml(
    text: str, *, path: str, first_line: int = 1, is_tolerant: bool = False
) -> tuple[YamlNode | None, tuple[Diagnostic, ...]]:
    """Read the one document of a YAML text.

    Args:
        text: the document, decoded.
        path: its file, for the diagnostics.
        first_line: the line of that file on which ``text`` begins (front matter begins on 2).
        is_tolerant: True if anchors, aliases, tags, repeated keys and keys that are not texts are allowed, as
            other programs write them.

    Returns:
        The tree, or None if the document is empty or cannot be read, and what is wrong with it. Unless the reader
        is tolerant, repeated keys are reported and the first is kept, so that the rest of the file is checked.
    """
    unreadable = _UNREADABLE.search(text)
    if unreadable:
        line = first_line + text.count("\n", 0, unreadable.start())
        code = f"U+{ord(unreadable.group()):04X}"
        return None, (
            error(path, line, f"The file has a control character ({code}).", "Delete that character."),
        )
    # YAML counts these as line ends; editors do not, and the lines of messages are theirs.
    text = _OTHER_LINE_ENDS.sub(" ", text)
    builder = _TreeBuilder(text, path=path, first_line=first_line, is_tolerant=is_tolerant)
    try:
        node = builder.document()
    except yaml.MarkedYAMLError as problem:
        return None, (*builder.found, syntax_error(problem, text, path=path, first_line=first_line))
    except _RefusedError as refusal:
        return None, (*builder.found, refusal.diagnostic)
    return node, tuple(builder.found)


class _RefusedError(Exception):
    """Well-formed YAML that has a construct which is not supported."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic


class _TreeBuilder:
    """Builder of the tree of one document from the parser's events.

    Attributes:
        found: the diagnostics so far.
    """

    def __init__(self, text: str, *, path: str, first_line: int, is_tolerant: bool) -> None:
        self.found: list[Diagnostic] = []
        self._path = path
        self._first_line = first_line
        self._is_tolerant = is_tolerant
        self._max_depth = MAX_TOLERANT_DEPTH if is_tolerant else MAX_DEPTH
        self._anchored: dict[str, YamlNode] = {}
        # Few files have such a comment, and only those are split into lines.
        self._lines = LINE_END.split(text) if CUTTING.search(text) else None
        loader = yaml.SafeLoader if is_tolerant and _READ_OTHERWISE.search(text) else _LOADER
        self._events: Iterator[Any] = yaml.parse(text, Loader=loader)

    def document(self) -> YamlNode | None:
        """Return the tree of the only document; None if it is empty."""
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
        return None if isinstance(node, YamlScalar) and node.is_nothing else node

    def _node(self, event: Any, *, depth: int) -> YamlNode:
        """Return the node that begins with an event, and remember its anchor."""
        if depth > self._max_depth:
            raise self._refusal(
                event, f"Values are nested more than {self._max_depth} deep.", "Flatten them."
            )
        if isinstance(event, yaml.AliasEvent):
            return self._aliased(event)
        if event.anchor is not None:
            # An alias inside the value that it refers to would make an endless tree: it is read as an empty list.
            self._anchored[event.anchor] = YamlList((), self._line(event))
        node = self._unanchored(event, depth=depth)
        if event.anchor is not None:
            self._anchored[event.anchor] = node
        return node

    def _unanchored(self, event: Any, *, depth: int) -> YamlNode:
        if isinstance(event, yaml.SequenceStartEvent):
            self._check_tag(event, f"{_PREFIX}seq")
            return YamlList(tuple(self._items(depth=depth)), self._line(event))
        if isinstance(event, yaml.MappingStartEvent):
            self._check_tag(event, f"{_PREFIX}map")
            return YamlMap(tuple(self._entries(depth=depth)), self._line(event))
        kind = self._scalar_kind(event)
        if self._lines is not None and not event.style and kind in (ScalarKind.TEXT, ScalarKind.NOTHING):
            mark = event.end_mark
            found = cut_value(self._lines[mark.line] if mark.line < len(self._lines) else "", mark.column)
            if found is not None:
                self.found.append(cut_warning(found, path=self._path, line=mark.line + self._first_line))
        return YamlScalar(event.value, kind, self._line(event), is_plain=not event.style)

    def _items(self, *, depth: int) -> Iterator[YamlNode]:
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._node(event, depth=depth + 1)

    def _entries(self, *, depth: int) -> Iterator[tuple[YamlKey, YamlNode]]:
        """Yield the entries of a mapping; report and leave out keys that are not sound."""
        lines: dict[str, int] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                return
            key = self._key(event, depth=depth)
            value = self._node(next(self._events), depth=depth + 1)
            if self._is_tolerant or self._is_sound(key, lines, is_plain=not event.style):
                lines[key.text] = key.line
                yield key, value

    def _key(self, event: Any, *, depth: int) -> YamlKey:
        """Return a key; if the reader is tolerant, a list or mapping is a key without text."""
        if isinstance(event, yaml.ScalarEvent) and not self._is_tolerant:
            return YamlKey(event.value, self._line(event))
        if self._is_tolerant:
            node = self._node(event, depth=depth + 1)
            return YamlKey(node.text if isinstance(node, YamlScalar) else "", self._line(event))
        raise self._refusal(event, "A list or a group is used as a key.", "Write “key: value”.")

    def _is_sound(self, key: YamlKey, lines: dict[str, int], *, is_plain: bool) -> bool:
        """Return True for a key that is kept; report one that is not.

        Args:
            key: the key.
            lines: the keys of the mapping so far, with their lines.
            is_plain: True if the key has no quotation marks.
        """
        confusable = find_invisible(key.text) if is_plain else None
        if confusable is not None:
            message = f"`{without_invisible(key.text)}` is not a key: {confusable.what}."
            self.found.append(error(self._path, key.line, message, confusable.hint))
            return False
        if key.text in lines:
            self.found.append(repeated_key_error(self._path, key, key.text, lines[key.text]))
            return False
        return True

    def _aliased(self, event: Any) -> YamlNode:
        """Return the node that an alias refers to."""
        hint = "Repeat the value, or put it in quotation marks if the asterisk belongs to it."
        if not self._is_tolerant:
            message = f"“*{event.anchor}” refers to another place of the file, which is not supported."
            raise self._refusal(event, message, hint)
        if event.anchor not in self._anchored:
            message = f"“*{event.anchor}” refers to “&{event.anchor}”, which is not above it."
            raise self._refusal(event, message, hint)
        return self._anchored[event.anchor]

    def _scalar_kind(self, event: Any) -> ScalarKind:
        """Return the kind of a scalar by its tag, or by the tag that YAML resolves for its text."""
        tag = event.tag
        if tag is None or tag == "!":
            tag = _RESOLVER.resolve(yaml.ScalarNode, event.value, event.implicit)
        if tag in _KINDS:
            return _KINDS[tag]
        if self._is_tolerant:
            return ScalarKind.TAGGED
        raise self._tag_refusal(event, tag)

    def _check_tag(self, event: Any, plain: str) -> None:
        if not self._is_tolerant and event.tag not in (None, "!", plain):
            raise self._tag_refusal(event, event.tag)

    def _tag_refusal(self, event: Any, tag: str) -> _RefusedError:
        name = tag.replace(_PREFIX, "!!")
        hint = "Leave it out, or put the value in quotation marks if the exclamation mark belongs to it."
        return self._refusal(event, f"The tag “{name}” is not supported.", hint)

    def _line(self, event: Any) -> int:
        line: int = event.start_mark.line
        return line + self._first_line

    def _refusal(self, event: Any, message: str, hint: str) -> _RefusedError:
        return _RefusedError(error(self._path, self._line(event), message, hint))


def repeated_key_error(path: str, key: YamlKey, first: str, first_line: int) -> Diagnostic:
    """Return the error for a key that means the same as an earlier one of its mapping.

    Args:
        path: the file.
        key: the second key.
        first: the first key, which may be another name for the same.
        first_line: its line, counted from 1.
    """
    if key.text == first:
        message = f"`{key.text}` is given twice; the first is in line {first_line}."
    else:
        message = f"`{key.text}` means the same as `{first}` in line {first_line}."
    return error(path, key.line, message, "Keep one of the two.")
