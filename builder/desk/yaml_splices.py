"""Splices in YAML files: one value is set, added or removed, and every other byte of the file stays.

Comments, blank lines, the order of keys, quotation marks and indentation are the editor's. A round trip through a YAML
library keeps most of them, but moves comments behind the last item of a list and sets the spaces of brackets anew; here
the parser only says where the nodes are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

Value: TypeAlias = "str | bool | Sequence[Value] | Mapping[str, Value]"
"""What can be written: texts, truth values, lists and mappings of them. Mappings and lists are written in one line."""


class Plain(str):
    """A text that is written as it is: a date, for example."""

    __slots__ = ()


STEP = 2
"""Spaces by which a new list or mapping is indented."""

_PLAIN = re.compile(r"[A-Za-z][\w .’'-]*(?<! )")
_OTHER_VALUES = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
"""Words that YAML reads as other values."""
_OTHER_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
# Our files never have anchors, tags or several documents: the reader refuses them.


class UneditableError(Exception):
    """A file that cannot be edited: it is no YAML, or no mapping of keys."""


Path: TypeAlias = "Sequence[str | int]"
"""Keys of mappings and numbers of items, from the top of the file."""


def scalar(text: str) -> str:
    """Return a text as YAML, in quotation marks if it could be read as something else."""
    is_plain = _PLAIN.fullmatch(text) is not None and text.casefold() not in _OTHER_VALUES
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def in_one_line(value: Value) -> str:
    """Return a value as YAML in one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return str(value) if isinstance(value, Plain) else scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {in_one_line(one)}" for key, one in value.items()) + "}"
    return "[" + ", ".join(map(in_one_line, value)) + "]"


def with_value(text: str, path: Path, value: Value) -> str:
    """Return a file in which the value at a path is set; mappings on the way to it are made.

    Raises:
        UneditableError: if the file cannot be edited, or the path leads through something that is no mapping or list.
    """
    return _edited(text, path, value, appends=False)


def with_item(text: str, path: Path, value: Value) -> str:
    """Return a file in which a list at a path has one more item at its end; the list is made if it does not exist.

    Raises:
        UneditableError: as for ``with_value``.
    """
    return _edited(text, path, value, appends=True)


def without(text: str, path: Path) -> str:
    """Return a file without what is at a path; a list or mapping that becomes empty goes, too.

    Raises:
        UneditableError: as for ``with_value``, or if nothing is there.
    """
    top = _composed(text)
    nodes: list[Node] = [top] if top is not None else []
    for key in path:
        found = _child(nodes[-1], key) if nodes else None
        if found is None:
            raise UneditableError(f"nothing is at {path}")
        nodes.append(found)
    depth = len(path)
    while depth > 1 and _size(nodes[depth - 1]) == 1:
        depth -= 1
    parent = nodes[depth - 1]
    if depth == 1 and _size(parent) == 1:
        return _without_all(text, parent)
    return _without_entry(text, parent, path[depth - 1])


def items_at(text: str, path: Path) -> tuple[Mapping[str, object], ...]:
    """Return the items of a list of mappings, as ``value_at`` gives them; of other items an empty mapping."""
    found = value_at(text, path)
    return tuple(one if isinstance(one, dict) else {} for one in found) if isinstance(found, list) else ()


def value_at(text: str, path: Path) -> object:
    """Return what is at a path as texts, lists and mappings; None if nothing is there."""
    try:
        found: object = yaml.load(_OTHER_LINE_ENDS.sub(" ", text), Loader=yaml.BaseLoader)  # noqa: S506 - texts only
    except yaml.YAMLError:
        return None
    for key in path:
        if isinstance(found, dict):
            found = found.get(key)
        elif isinstance(found, list) and isinstance(key, int) and key < len(found):
            found = found[key]
        else:
            return None
    return found


def line_at_path(text: str, path: Path) -> int | None:
    """Return the line, counted from 1, on which the value at a path begins; None if nothing is there."""
    node: Node | None = _composed(text)
    for key in path:
        node = _child(node, key) if node is not None else None
    return node.start_mark.line + 1 if node is not None else None


def _edited(text: str, path: Path, value: Value, *, appends: bool) -> str:
    node: Node | None = _composed(text)
    if node is None:
        return _appended_text(text, _block(_nested(path, value, appends=appends), 0))
    parent, last = node, None
    for depth, key in enumerate(path):
        found = _child(node, key)
        if found is None or _is_nothing(found):
            rest = _nested(path[depth + 1 :], value, appends=appends)
            return _with_entry(text, node, key, rest, replaces=found)
        parent, last, node = node, key, found
    if not appends:
        return _replaced(text, node, value, colon=_colon(text, parent, last))
    if not isinstance(node, SequenceNode):
        raise UneditableError(f"{path} is no list")
    return _with_list_item(text, node, value)


def _composed(text: str) -> Node | None:
    """Return the node of the whole file; None if it has no values.

    Raises:
        UneditableError: if it is no YAML.
    """
    try:
        top = yaml.compose(_OTHER_LINE_ENDS.sub(" ", text), Loader=yaml.SafeLoader)
    except yaml.YAMLError as problem:
        raise UneditableError(str(problem)) from problem
    if top is None or _is_nothing(top):
        return None
    if not isinstance(top, MappingNode):
        raise UneditableError("the file is no mapping")
    return top


def _child(node: Node, key: str | int) -> Node | None:
    if isinstance(node, MappingNode):
        return next((value for name, value in node.value if name.value == key), None)
    if isinstance(node, SequenceNode) and isinstance(key, int):
        return node.value[key] if key < len(node.value) else None
    raise UneditableError(f"{key!r} is looked for in a text")


def _size(node: Node) -> int:
    return len(node.value) if isinstance(node, MappingNode | SequenceNode) else 0


def _is_nothing(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.value and node.style is None


def _end(node: Node) -> int:
    """Return where the last character of a node ends; what follows on its line and below belongs to no node."""
    if isinstance(node, MappingNode | SequenceNode) and not node.flow_style:
        last = node.value[-1]
        return _end(last[1]) if isinstance(node, MappingNode) else _end(last)
    end: int = node.end_mark.index
    return end


def _replaced(text: str, node: Node, value: Value, *, colon: int | None) -> str:
    """Return the text with another value in place of a node, behind the colon of its key if it has one."""
    start, end = node.start_mark.index, _real_end(text, node)
    between = text[colon + 1 : start] if colon is not None else ""
    if "\n" not in between:
        return text[:start] + in_one_line(value) + text[end:]
    # The lines of a list or mapping become one value, which stands beside its key. Comments above them stay.
    comments = between.rstrip().lstrip(" ")
    gap = "  " if comments and not comments.startswith("\n") else ""
    return f"{text[: start - len(between)]} {in_one_line(value)}{gap}{comments}{text[end:]}"


def _colon(text: str, parent: Node, key: str | int | None) -> int | None:
    """Return the place of the colon behind a key of a mapping; None for other parents."""
    if not isinstance(parent, MappingNode):
        return None
    name = next((name for name, _ in parent.value if name.value == key), None)
    return text.find(":", name.end_mark.index) if name is not None else None


def _real_end(text: str, node: Node) -> int:
    """Return ``_end`` without the line ends and spaces that a block scalar takes in."""
    end = _end(node)
    return max(node.start_mark.index, len(text[:end].rstrip()) if _has_block_text(node) else end)


def _has_block_text(node: Node) -> bool:
    last: Node = node
    while isinstance(last, MappingNode | SequenceNode) and not last.flow_style and last.value:
        last = last.value[-1][1] if isinstance(last, MappingNode) else last.value[-1]
    return isinstance(last, ScalarNode) and last.style in ("|", ">")


def _with_entry(text: str, node: Node, key: str | int, value: Value, *, replaces: Node | None) -> str:
    """Return the text with a key and a value in a mapping; ``replaces`` is the empty value of a key that is there."""
    if not isinstance(node, MappingNode):
        raise UneditableError(f"{key!r} is set in a list")
    if replaces is not None:
        place = replaces.start_mark.index
        return text[:place] + " " + in_one_line(value) + text[place:]
    if node.flow_style:
        return _in_brackets(text, node, f"{scalar(str(key))}: {in_one_line(value)}")
    column = node.value[0][0].start_mark.column
    entry = {str(key): value}
    lines = _entries(entry, column) if column else _block(entry, column)
    end = _real_end(text, node)
    rest = text[text.find("\n", end) + 1 :] if "\n" in text[end:] else ""
    if not column and rest.strip() and all(line.lstrip()[:1] in ("", "#") for line in rest.splitlines()):
        # Comments below the last key are about it.
        return _appended_text(text, lines)
    return _after_line(text, end, lines)


def _with_list_item(text: str, node: SequenceNode, value: Value) -> str:
    if node.flow_style:
        return _in_brackets(text, node, in_one_line(value))
    column = node.start_mark.column
    return _after_line(text, _real_end(text, node), f"{' ' * column}- {in_one_line(value)}\n")


def _in_brackets(text: str, node: MappingNode | SequenceNode, words: str) -> str:
    """Return the text with one more entry before the closing bracket of a list or mapping in one line."""
    close = node.end_mark.index - 1
    inside = text[node.start_mark.index + 1 : close].rstrip()
    end = node.start_mark.index + 1 + len(inside)
    if not node.value:
        return text[: node.start_mark.index + 1] + words + text[close:]
    comma = "" if inside.endswith(",") else ","
    return f"{text[:end]}{comma} {words}{text[end:]}"


def _after_line(text: str, place: int, lines: str) -> str:
    """Return the text with lines after the one of a place."""
    end = text.find("\n", place)
    if end < 0:
        return f"{text}\n{lines}"
    return text[: end + 1] + lines + text[end + 1 :]


def _appended_text(text: str, lines: str) -> str:
    gap = "" if not text or text.endswith("\n") else "\n"
    return f"{text}{gap}{lines}"


def _nested(path: Path, value: Value, *, appends: bool) -> Value:
    """Return the value that makes a path: mappings around it, and a list if an item is meant."""
    if not path:
        return [value] if appends else value
    return {str(path[0]): _nested(path[1:], value, appends=appends)}


def _block(value: Value, column: int) -> str:
    """Return a mapping as lines: its lists of mappings an item a line, its mappings an entry a line."""
    if not isinstance(value, Mapping):
        raise UneditableError("only a mapping is written as lines")
    lines = []
    pad = " " * column
    for key, one in value.items():
        if isinstance(one, Mapping) and one:
            lines.append(f"{pad}{scalar(key)}:\n" + _entries(one, column + STEP))
        elif (
            isinstance(one, Sequence)
            and not isinstance(one, str)
            and any(isinstance(item, Mapping) for item in one)
        ):
            items = "".join(f"{pad}{' ' * STEP}- {in_one_line(item)}\n" for item in one)
            lines.append(f"{pad}{scalar(key)}:\n{items}")
        else:
            lines.append(f"{pad}{scalar(key)}: {in_one_line(one)}\n")
    return "".join(lines)


def _entries(value: Mapping[str, Value], column: int) -> str:
    return "".join(f"{' ' * column}{scalar(key)}: {in_one_line(one)}\n" for key, one in value.items())


def _without_entry(text: str, parent: Node, key: str | int) -> str:
    """Return the text without one of several entries of a mapping or list."""
    if isinstance(parent, MappingNode):
        pairs = [(name, value) for name, value in parent.value]
        number = next(n for n, (name, _) in enumerate(pairs) if name.value == key)
        starts = [name.start_mark.index for name, _ in pairs]
        ends = [_real_end(text, value) for _, value in pairs]
    else:
        number = int(key)
        starts = [item.start_mark.index for item in parent.value]
        ends = [_real_end(text, item) for item in parent.value]
    if isinstance(parent, MappingNode | SequenceNode) and parent.flow_style:
        if number + 1 < len(starts):
            return text[: starts[number]] + text[starts[number + 1] :]
        return text[: ends[number - 1]] + text[ends[number] :]
    return _without_lines(text, starts[number], ends[number])


def _without_lines(text: str, start: int, end: int) -> str:
    """Return the text without the lines from one place to another."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return text[:first] + ("" if last < 0 else text[last + 1 :])


def _without_all(text: str, top: Node) -> str:
    """Return the comments of a file whose only entry goes."""
    if isinstance(top, MappingNode) and top.flow_style:
        return text[: top.start_mark.index] + "{}" + text[top.end_mark.index :]
    return _without_lines(text, top.start_mark.index, _real_end(text, top))
