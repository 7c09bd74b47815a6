"""Passages: stretches of an article with the marks that lie on them, before they become markup."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from builder.model.span import Span


class MarkKind(StrEnum):
    """What a mark stands for."""

    DATELINE = "dateline"
    QUOTE = "quote"
    ROLE = "role"
    MENTION = "mention"
    NOTED = "noted"


class NoteReference(Struct, frozen=True):
    """The number behind words that a note speaks of; ``url`` leads to the note."""

    number: int
    url: str


class Mark(Struct, frozen=True):
    """One marked stretch of an article.

    Attributes:
        span: counted in the text of the article.
        kind: what it stands for.
        id: its anchor on the page, or None where the page has none for it.
        style: the entity type of a mention, the kind of a quote, else "".
        url: where it leads, or None.
        title: what a pointer shows over it, or None.
        value: the ISO date of a date, or None.
        uncertain: whether the annotator was unsure.
        reference: the number that stands behind the last of the words, or None.
    """

    span: Span
    kind: MarkKind
    id: str | None = None
    style: str = ""
    url: str | None = None
    title: str | None = None
    value: str | None = None
    uncertain: bool = False
    reference: NoteReference | None = None


class Passage(Struct, frozen=True):
    """A stretch of an article with the marks on it, which may nest and cross.

    Attributes:
        text: the words.
        marks: in any order.
        start: where the words begin in the text that the spans of the marks count.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    start: int = 0

    def words_of(self, mark: Mark) -> str:
        """Return the words that a mark is on."""
        return self.text[mark.span.start - self.start : mark.span.end - self.start]


def cut_passage(text: str, span: Span, marks: Iterable[Mark]) -> Passage:
    """Return the passage of ``text`` that ``span`` covers.

    Args:
        text: of the article.
        span: what to cut out.
        marks: those outside are left out, those across an edge are shortened; one that begins before the passage
            leaves its anchor behind, one that ends after it its reference.
    """
    start, end = span.start, span.end
    kept: list[Mark] = []
    for mark in marks:
        own = mark.span
        # Almost every mark is inside, and needs no copy.
        if start <= own.start < own.end <= end:
            kept.append(mark)
        elif max(own.start, start) < min(own.end, end):
            kept.append(_shortened(mark, span))
    return Passage(text[start:end], tuple(kept), start)


def _shortened(mark: Mark, span: Span) -> Mark:
    """Return the part of a mark that is within a span."""
    own = mark.span
    return replace(
        mark,
        span=Span(max(own.start, span.start), min(own.end, span.end)),
        id=mark.id if own.start >= span.start else None,
        reference=mark.reference if own.end <= span.end else None,
    )
