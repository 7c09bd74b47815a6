"""A name on its way from the model's guess to a mention."""

from __future__ import annotations

from dataclasses import dataclass, field

from builder.annotate.parse.document import Document, Token
from builder.model.annotations import EntityType, Origin
from builder.model.span import Span

NAMED = (EntityType.PERSON, EntityType.PLACE, EntityType.ORGANIZATION)
"""The types between which the evidence of the article may decide."""

TYPED = (
    EntityType.PERSON,
    EntityType.PLACE,
    EntityType.ORGANIZATION,
    EntityType.EVENT,
    EntityType.WORK,
    EntityType.LAW,
    EntityType.PRODUCT,
)
"""The types between which the classifier decides; groups and figures keep theirs."""

PASSED_OVER = "passed-over"
"""The rule of a name that the model did not mark; what is known later is added to it."""


@dataclass(frozen=True, slots=True)
class MentionSpan:
    """The tokens ``first`` up to, not including, ``last``, and what they are held to name.

    Attributes:
        doc: the document.
        first, last: half-open indices in ``Document.tokens``, ``first < last``.
        type, origin, rule, confidence: as in ``Mention``.
        titled: whether a title or role is beside it.
    """

    doc: Document = field(repr=False)
    first: int
    last: int
    type: EntityType
    origin: Origin
    rule: str
    confidence: float
    titled: bool = False

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return Span(self.doc.tokens[self.first].start, self.doc.tokens[self.last - 1].end)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Its tokens."""
        return self.doc.tokens[self.first : self.last]

    @property
    def text(self) -> str:
        """Its words as the model read them, white space folded."""
        return " ".join(self.span.of(self.doc.reading).split())
