"""Mistakes: what the annotator got wrong, by kind, each at its place in an article."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from builder.model.span import Span

LONGEST = 120
"""Characters of an article's words that are told of a mistake."""


class MistakeKind(StrEnum):
    """What is wrong, in the order in which it is told."""

    QUOTE_MISSED = "quote missed"
    QUOTE_SPURIOUS = "quote spurious"
    SOURCE_WRONG = "wrong source"
    SOURCE_MISSING = "source missing"
    PARAPHRASE_MISSED = "paraphrase missed"
    PARAPHRASE_SPURIOUS = "paraphrase spurious"
    STATEMENT_CUT = "statement cut wrong"
    NAME_MISSED = "name missed"
    NAME_SPURIOUS = "name spurious"
    TYPE_WRONG = "wrong type"
    EDGES_WRONG = "wrong edges"
    PAGE_NOT_FOUND = "page: not found"
    PAGE_MISSED = "page: mentions missed"
    PAGE_SPLIT = "page: split over pages"
    PAGE_MIXED = "page: mixed"
    PAGE_TYPE = "page: wrong type"
    PAGE_SECOND = "page: second page"
    PLACE_AWAY = "place: wrong coordinates"
    PLACE_UNKNOWN = "place: not located"

    @property
    def of_found(self) -> bool:
        """Whether it is to be seen in what was found alone, and not in what was annotated."""
        return self in _OF_FOUND


_OF_FOUND = frozenset(
    (MistakeKind.QUOTE_SPURIOUS, MistakeKind.PARAPHRASE_SPURIOUS, MistakeKind.NAME_SPURIOUS)
)

MEANINGS = {
    MistakeKind.QUOTE_MISSED: "a stretch in quotation marks that is a quotation and was not taken for one",
    MistakeKind.QUOTE_SPURIOUS: "a stretch in quotation marks that is none and was taken for one",
    MistakeKind.SOURCE_WRONG: "a quotation that is credited to other words than those annotated",
    MistakeKind.SOURCE_MISSING: "a quotation that is credited to nobody",
    MistakeKind.PARAPHRASE_MISSED: "a statement without quotation marks that was not found",
    MistakeKind.PARAPHRASE_SPURIOUS: "words without quotation marks that are no statement and were taken for one",
    MistakeKind.STATEMENT_CUT: "a statement of which less than half the words are right",
    MistakeKind.NAME_MISSED: "a name that was not found",
    MistakeKind.NAME_SPURIOUS: "words that are no name and were taken for one",
    MistakeKind.TYPE_WRONG: "a name that was taken for something of another type",
    MistakeKind.EDGES_WRONG: "a name that begins or ends elsewhere",
    MistakeKind.PAGE_NOT_FOUND: "no mention of it was found",
    MistakeKind.PAGE_MISSED: "less than 80% of its mentions were found",
    MistakeKind.PAGE_SPLIT: "no page holds 80% of its mentions",
    MistakeKind.PAGE_MIXED: "more than 20% of what its page holds is of something else",
    MistakeKind.PAGE_TYPE: "its page is mostly of another type",
    MistakeKind.PAGE_SECOND: "another page is about it as well",
    MistakeKind.PLACE_AWAY: "it was located too far off",
    MistakeKind.PLACE_UNKNOWN: "it was given no coordinates",
}
"""What each kind means, for people."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake.

    Attributes:
        article: the id of the article; of a page or a place the first that mentions it.
        span: where it is to be seen in the article's text.
        words: what it is about: the article's words, or the title of the thing that a page is about.
        detail: what is right and what was found instead; "" where the kind says it all.
    """

    kind: MistakeKind
    article: str
    span: Span
    words: str
    detail: str = ""


def clipped(text: str) -> str:
    """Words of an article in one line, and cut where there are too many."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
