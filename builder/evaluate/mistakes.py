"""Mistakes of the annotator, by kind, each at its span in an article."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from builder.model.shortening import shorten
from builder.model.span import Span

LONGEST = 120
"""Characters of an article's words that a mistake shows."""


class MistakeKind(StrEnum):
    """Kinds of mistakes, in the order of display."""

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
    WHO_NAME = "who: name on a wrong page"
    WHO_UNLINKED = "who: name without a page"
    WHO_SPEAKER = "who: quote to a wrong page"
    WHO_OPEN = "who: quote to no page"
    WHO_SPLIT = "who: entity without one page"
    WHO_MIXED = "who: page mixes entities"
    WHO_MISNAMED = "who: page misnamed"
    WHO_ODD_TITLE = "who: page oddly titled"
    WHO_UNLISTED = "who: page of no listed name"

    @property
    def of_found(self) -> bool:
        """True if the mistake is in the predictions only, without a counterpart in the annotations."""
        return self in _OF_FOUND


_OF_FOUND = frozenset(
    (
        MistakeKind.QUOTE_SPURIOUS,
        MistakeKind.PARAPHRASE_SPURIOUS,
        MistakeKind.NAME_SPURIOUS,
        MistakeKind.WHO_UNLISTED,
    )
)

MEANINGS = {
    MistakeKind.QUOTE_MISSED: "a quotation in quotation marks that was not found",
    MistakeKind.QUOTE_SPURIOUS: "words in quotation marks that are not a quotation and were taken for one",
    MistakeKind.SOURCE_WRONG: "a quotation that is attributed to other words than those annotated",
    MistakeKind.SOURCE_MISSING: "a quotation that is attributed to no one",
    MistakeKind.PARAPHRASE_MISSED: "a statement without quotation marks that was not found",
    MistakeKind.PARAPHRASE_SPURIOUS: "words without quotation marks that are not a statement and were taken for one",
    MistakeKind.STATEMENT_CUT: "a statement of which less than half the words are right",
    MistakeKind.NAME_MISSED: "a name that was not found",
    MistakeKind.NAME_SPURIOUS: "words that are not a name and were taken for one",
    MistakeKind.TYPE_WRONG: "a name that got another type",
    MistakeKind.EDGES_WRONG: "a name with other boundaries",
    MistakeKind.PAGE_NOT_FOUND: "none of its mentions was found",
    MistakeKind.PAGE_MISSED: "less than 80% of its mentions were found",
    MistakeKind.PAGE_SPLIT: "no page has 80% of its mentions",
    MistakeKind.PAGE_MIXED: "more than 20% of the mentions on its page are of other entities",
    MistakeKind.PAGE_TYPE: "its page has another type",
    MistakeKind.PAGE_SECOND: "another page is about it too",
    MistakeKind.PLACE_AWAY: "it was located too far away",
    MistakeKind.PLACE_UNKNOWN: "it has no coordinates",
    MistakeKind.WHO_NAME: "a listed name that is not on the home of its entity, or whose home is mixed or misnamed",
    MistakeKind.WHO_UNLINKED: "a listed name that was not found, or has no page",
    MistakeKind.WHO_SPEAKER: "a quote that leads to other pages than those of a right answer",
    MistakeKind.WHO_OPEN: "a quote that leads to no page although the text names who said it",
    MistakeKind.WHO_SPLIT: "fewer than 90% of its linked names are on one page, or that page is mixed or misnamed",
    MistakeKind.WHO_MIXED: "less than 80% of the listed names on the page are of one entity, or it is misnamed",
    MistakeKind.WHO_MISNAMED: "the title of its page is a spelling of other entities only",
    MistakeKind.WHO_ODD_TITLE: "hardly any full name of the person is spelled as the title of the page",
    MistakeKind.WHO_UNLISTED: "a page of which no mention is a listed name: often no such thing",
}
"""Explanation of each kind, for display."""


class Mistake(Struct, frozen=True):
    """One mistake.

    Attributes:
        article: the id of the article; for a page or a place, the first article that mentions it.
        span: half-open, in the text of the article.
        words: the article's words, or the title of the entity that a page is about.
        detail: what is right and what was found instead; "" if the kind says everything.
        entity: the title of the entity that is mistaken, in an identity file; "" for other mistakes.
    """

    kind: MistakeKind
    article: str
    span: Span
    words: str
    detail: str = ""
    entity: str = ""


def clipped(text: str) -> str:
    """Return words of an article on one line, cut with an ellipsis after ``LONGEST`` characters."""
    return shorten(text, length=LONGEST)
