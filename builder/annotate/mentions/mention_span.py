"""Mention spans: the tokens of a possible mention, with its type so far and the rule that found it."""

from __future__ import annotations

from msgspec import Struct

from builder.annotate.parse.document import Document, Token
from builder.model.annotations import EntityType, Origin
from builder.model.span import Span

NAMED = (EntityType.PERSON, EntityType.PLACE, EntityType.ORGANIZATION)
"""Types that the evidence in the article may correct."""

TYPED = (
    EntityType.PERSON,
    EntityType.PLACE,
    EntityType.ORGANIZATION,
    EntityType.EVENT,
    EntityType.WORK,
    EntityType.LAW,
    EntityType.PRODUCT,
)
"""Types that the classifier assigns; groups, dates and figures keep the type that they were found with."""

PASSED_OVER = "passed-over"
"""Rule of a name that is not an entity of the model; later rules append to it ("passed-over+rest")."""


class MentionSpan(Struct, frozen=True):
    """A span of tokens that may be a mention.

    Attributes:
        doc: the document.
        first, last: half-open indices in ``Document.tokens``, ``first < last``.
        type, origin, rule, confidence: as in ``Mention``.
        titled: True if a title or role is beside the mention.
    """

    doc: Document
    first: int
    last: int
    type: EntityType
    origin: Origin
    rule: str
    confidence: float
    titled: bool = False

    @property
    def span(self) -> Span:
        """The code points of the mention in ``Article.text``."""
        return Span(self.doc.tokens[self.first].start, self.doc.tokens[self.last - 1].end)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the mention; at least one."""
        return self.doc.tokens[self.first : self.last]

    @property
    def previous(self) -> Token | None:
        """The token before the mention; None at the beginning of the document."""
        return self.doc.tokens[self.first - 1] if self.first else None

    @property
    def next(self) -> Token | None:
        """The token after the mention; None at the end of the document."""
        return self.doc.tokens[self.last] if self.last < len(self.doc.tokens) else None

    @property
    def text(self) -> str:
        """The words of the mention as the model read them, separated by single spaces."""
        return " ".join(self.span.of(self.doc.reading).split())
