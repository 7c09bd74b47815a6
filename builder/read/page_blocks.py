"""Blocks of text in a tree of HTML, or in the simpler tree that trafilatura makes of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from builder.model.article import ParagraphKind
from builder.read.raw_article import TextBlock

_BLANK_LINE = re.compile(r"\n[ \t\n]*\n")


class Elements(Struct, frozen=True):
    """The meaning of the elements of a tree.

    Attributes:
        kinds: the elements that are blocks, by name, and the kind of their paragraphs.
        cells: elements that are parts of a row, separated by tabs.
        breaks: elements that break a line; two in a row separate paragraphs.
        silent: elements whose words are not part of the text.
    """

    kinds: Mapping[str, ParagraphKind]
    cells: Collection[str] = ()
    breaks: Collection[str] = ()
    silent: Collection[str] = ()


class _Walk(Struct):
    """State of a walk through the tree: names of the enclosing blocks, and the words since the last of them."""

    elements: Elements
    within: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    silent_depth: int = 0

    def add(self, text: str | None) -> None:
        if text and self.silent_depth == 0:
            self.words.append(re.sub(r"\s+", " ", text))

    def flush(self) -> Iterator[TextBlock]:
        """Return the words so far as blocks of the kind of the innermost element that has one."""
        kinds = [self.elements.kinds[name] for name in self.within]
        kind = next((kind for kind in reversed(kinds) if kind is not ParagraphKind.TEXT), ParagraphKind.TEXT)
        for part in _BLANK_LINE.split("".join(self.words)):
            yield TextBlock(re.sub(r" *\t[ \t]*", "\t", re.sub(r"[ \n]+", " ", part)), kind)
        self.words = []


def tree_blocks(root: Any, elements: Elements) -> Iterator[TextBlock]:
    """Return the blocks of a tree in order; some may have no words.

    Args:
        root: an lxml element; its own tail is not included.
        elements: what the names of the elements mean.
    """
    from lxml import etree

    walk = _Walk(elements)
    # Comments and instructions have no words, but words may follow them.
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            yield from _enter(walk, element)
            continue
        if event == "end":
            yield from _leave(walk, element)
        if element is not root:
            walk.add(element.tail)
    yield from walk.flush()


def _enter(walk: _Walk, element: Any) -> Iterator[TextBlock]:
    if element.tag in walk.elements.kinds:
        yield from walk.flush()
        walk.within.append(element.tag)
    walk.silent_depth += element.tag in walk.elements.silent
    walk.add(element.text)


def _leave(walk: _Walk, element: Any) -> Iterator[TextBlock]:
    walk.silent_depth -= element.tag in walk.elements.silent
    if element.tag in walk.elements.kinds:
        yield from walk.flush()
        walk.within.pop()
    elif element.tag in walk.elements.cells:
        walk.words.append("\t")
    elif element.tag in walk.elements.breaks:
        walk.words.append("\n")
