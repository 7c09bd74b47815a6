"""Passages: stretches of an article with the marks that lie on them, before they become markup."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from builder.model.span import Span


class MarkKind(StrEnum):
    """What a mark stands for."""

    DATELINE = "dateline"
    QUOTE = "quote"
    ROLE = "role"
    MENTION = "mention"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class NoteReference:
    """The number behind words that a note speaks of; ``url`` leads to the note."""

    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked stretch of a passage.

    Attributes:
        span: counted in the text of the passage.
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


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text with its marks, which may nest and cross."""

    text: str
    marks: tuple[Mark, ...] = ()


def cut_passage(text: str, span: Span, marks: Iterable[Mark]) -> Passage:
    """The passage of ``text`` that ``span`` covers.

    Args:
        text: of the article.
        span: what to cut out.
        marks: with spans counted in ``text``; those outside are left out, those across an edge are
            shortened; one that begins before the passage leaves its anchor behind, one that ends after it
            its reference.
    """
    kept: list[Mark] = []
    for mark in marks:
        start, end = max(mark.span.start, span.start), min(mark.span.end, span.end)
        if start < end:
            anchor = mark.id if start == mark.span.start else None
            reference = mark.reference if end == mark.span.end else None
            own = Span(start - span.start, end - span.start)
            kept.append(replace(mark, span=own, id=anchor, reference=reference))
    return Passage(span.of(text), tuple(sorted(kept, key=lambda mark: (mark.span, mark.kind, mark.id or ""))))
