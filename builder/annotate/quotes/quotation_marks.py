"""Quotation marks: the spans between them in the text of a paragraph."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

from msgspec import Struct

from builder.model.span import Span, strip_span

_MARK = re.compile(r"[“‟„«]|[”»]|\"+|``|''|’’|‘‘")
_TURN = re.compile(r"\"[A-Z][A-Z.'’ -]+:")
_TAG = re.compile(r"<[/a-zA-Z][^<>\n]*>")
_OPENING = ("“", "‟", "„", "«", "``", "‘‘")
_CLOSING = ("”", "»", "’’")
MARK_TOKENS = frozenset(("“", "”", '"', "``", "''", "‘‘", "’’", "`", "‘", "«", "»", "„", "‟"))
"""Tokens that are quotation marks, or half of one."""

_BRACKETS = "([{—–-/"


class MarkedSpan(Struct, frozen=True):
    """A span between double quotation marks.

    Attributes:
        span: the words between the marks, without white space at the ends; never empty.
        outer: the same with the marks.
        closed: True if a closing mark ends it; an open one runs to the end of its paragraph.
    """

    span: Span
    outer: Span
    closed: bool


def marked_spans(text: str, paragraph: Span) -> Iterator[MarkedSpan]:
    """Yield the spans between quotation marks in one paragraph, in order and without overlaps.

    Args:
        text: of the article.
        paragraph: span of the paragraph in it.
    """
    # A directional mark says itself whether it opens or closes; a straight mark opens after white space or a bracket
    # and closes after anything else. A second opening mark ends the span that is open, and a closing mark is ignored
    # if none is open, so a bad mark spoils only its neighbors and nothing beyond the paragraph. Single marks are never
    # quotation marks: they are too often apostrophes.
    tags = deque(match.span() for match in _TAG.finditer(text, paragraph.start, paragraph.end))
    search = _ForwardSearch(text, paragraph.end)
    is_turn = _TURN.match(text, paragraph.start, paragraph.end) is not None
    start: int | None = None
    content = nested = 0
    for match in _MARK.finditer(text, paragraph.start, paragraph.end):
        while tags and tags[0][1] <= match.start():
            tags.popleft()
        if tags and tags[0][0] <= match.start():
            continue
        if is_turn and start == paragraph.start and match.group() in "“”":
            # A turn of straight marks quotes others in curly ones: "ROE: As “The Herald” wrote, it is rotten.
            nested += 1 if match.group() == "“" else -1
            if nested >= 0:
                continue
            nested = 0
        if _opens(text, match, paragraph, is_open=start is not None):
            nested = 0
            if start is not None:
                yield from _marked_span(text, start, content, match.start(), match.start(), closed=False)
            start, content = match.start(), match.end()
        elif start is not None and not _is_stray(text, match, start, search):
            yield from _marked_span(text, start, content, match.start(), match.end(), closed=True)
            start = None
    if start is not None:
        yield from _marked_span(text, start, content, paragraph.end, paragraph.end, closed=False)


class _ForwardSearch:
    """A search for characters at increasing offsets of a paragraph, which reads each part of the text only once."""

    def __init__(self, text: str, end: int) -> None:
        self._text = text
        self._end = end
        self._next: dict[str, int] = {}

    def next(self, character: str, start: int) -> int:
        """Return the first offset of a character at or after ``start``; the paragraph's end if it does not occur."""
        found = self._next.get(character, -1)
        if found < start:
            found = self._text.find(character, start, self._end)
            found = self._next[character] = found if found >= 0 else self._end
        return found


def _is_stray(text: str, match: re.Match[str], start: int, search: _ForwardSearch) -> bool:
    """Return True for a straight mark inside curly marks that are closed later: “a 6" plank”."""
    if text[start] not in "“„«" or match.group()[0] not in "\"'":
        return False
    closing = search.next("»" if text[start] == "«" else "”", match.end())
    return closing < search.next(text[start], match.end())


def _opens(text: str, match: re.Match[str], paragraph: Span, *, is_open: bool) -> bool:
    """Return True if a mark opens a span.

    Args:
        text: of the article.
        match: the mark.
        paragraph: the paragraph that contains it.
        is_open: True if a span before the mark is still open.
    """
    mark = match.group()
    before = text[match.start() - 1] if match.start() > paragraph.start else " "
    after = text[match.end()] if match.end() < paragraph.end else " "
    if mark in _OPENING:
        # An opening mark typed by mistake closes an open span: “like this“.
        return not is_open or before.isspace() or after.isalnum()
    if mark in _CLOSING:
        at_start = match.start() == paragraph.start
        return not is_open and before.isspace() and (at_start or not after.isspace())
    if not is_open:
        return (before.isspace() or before in _BRACKETS or after.isalnum()) and not before.isdigit()
    return (before.isspace() or before in "([{") and (after.isalnum() or after in "'‘[$")


def _marked_span(
    text: str, start: int, content: int, content_end: int, end: int, *, closed: bool
) -> Iterator[MarkedSpan]:
    """Yield the span between two marks; nothing if it contains neither letters nor digits."""
    span = strip_span(text, content, content_end)
    if any(character.isalnum() for character in span.of(text)):
        yield MarkedSpan(span, strip_span(text, start, end), closed)
