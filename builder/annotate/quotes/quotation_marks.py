"""Quotation marks: which stretches of a paragraph stand between them."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from builder.model.span import Span, strip_span

_MARK = re.compile(r"[“‟„«]|[”»]|\"+|``|''|’’|‘‘")
_TAG = re.compile(r"<[/a-zA-Z][^<>\n]*>")
_OPENING = ("“", "‟", "„", "«", "``", "‘‘")
_CLOSING = ("”", "»", "’’")
MARK_TOKENS = frozenset(("“", "”", '"', "``", "''", "‘‘", "’’", "`", "‘", "«", "»", "„", "‟"))
"""Tokens that are quotation marks, or halves of one."""

_BRACKETS = "([{—–-/"


@dataclass(frozen=True, slots=True)
class QuotedRegion:
    """A stretch between double quotation marks.

    Attributes:
        span: what stands between the marks, without white space at its ends; never empty.
        outer: the same with its marks.
        paragraph: index of the paragraph it stands in.
        closed: whether a closing mark ends it; an open one runs to the end of its paragraph.
    """

    span: Span
    outer: Span
    paragraph: int
    closed: bool


def quoted_regions(text: str, paragraph: Span, number: int) -> Iterator[QuotedRegion]:
    """The quoted stretches of one paragraph, in order, none overlapping.

    Directional marks say what they are; a straight mark opens after white space or a bracket and closes
    after anything else. A second opening mark ends the stretch that is open, a closing mark with nothing
    open is passed over: one bad mark spoils no more than its neighbours, and nothing beyond the paragraph.
    Single marks are never taken for quotation marks: they are apostrophes too often.
    """
    tags = deque(match.span() for match in _TAG.finditer(text, paragraph.start, paragraph.end))
    finder = _Finder(text, paragraph.end)
    start: int | None = None
    content = 0
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        while tags and tags[0][1] <= match.start():
            tags.popleft()
        if tags and tags[0][0] <= match.start():
            continue
        if _opens(text, match, paragraph, is_open=start is not None):
            if start is not None:
                yield from _region(text, start, content, match.start(), match.start(), number, closed=False)
            start, content = match.start(), match.end()
        elif start is not None and not _is_stray(text, match, start, finder):
            yield from _region(text, start, content, match.start(), match.end(), number, closed=True)
            start = None
    if start is not None:
        yield from _region(text, start, content, paragraph.end, paragraph.end, number, closed=False)


class _Finder:
    """A search for characters at ever later offsets of a paragraph; it searches a stretch once, not for every mark."""

    def __init__(self, text: str, end: int) -> None:
        self._text = text
        self._end = end
        self._next: dict[str, int] = {}

    def next(self, character: str, start: int) -> int:
        """Return the first offset of a character at or after ``start``; the paragraph's end if there is none."""
        found = self._next.get(character, -1)
        if found < start:
            found = self._text.find(character, start, self._end)
            found = self._next[character] = found if found >= 0 else self._end
        return found


def _is_stray(text: str, match: re.Match[str], start: int, finder: _Finder) -> bool:
    """Whether a straight mark stands inside curly ones that are closed further on: “a 6" plank”."""
    if text[start] not in "“„«" or match.group()[0] not in "\"'":
        return False
    closing = finder.next("»" if text[start] == "«" else "”", match.end())
    return closing < finder.next(text[start], match.end())


def _opens(text: str, match: re.Match[str], paragraph: Span, *, is_open: bool) -> bool:
    mark = match.group()
    before = text[match.start() - 1] if match.start() > paragraph.start else " "
    after = text[match.end()] if match.end() < paragraph.end else " "
    if mark in _OPENING:
        # A mark typed the wrong way round closes what is open: “like this“.
        return not is_open or before.isspace() or after.isalnum()
    if mark in _CLOSING:
        at_start = match.start() == paragraph.start
        return not is_open and before.isspace() and (at_start or not after.isspace())
    if not is_open:
        return (before.isspace() or before in _BRACKETS or after.isalnum()) and not before.isdigit()
    return (before.isspace() or before in "([{") and (after.isalnum() or after in "'‘[$")


def _region(
    text: str, start: int, content: int, content_end: int, end: int, number: int, *, closed: bool
) -> Iterator[QuotedRegion]:
    span = strip_span(text, content, content_end)
    if any(character.isalnum() for character in span.of(text)):
        yield QuotedRegion(span, strip_span(text, start, end), number, closed)
