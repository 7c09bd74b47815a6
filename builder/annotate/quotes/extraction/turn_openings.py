"""Turn openings: where someone begins to speak in an article, and who."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum

from msgspec import Struct

from builder.annotate.parse.document import Document, Token
from builder.annotate.quotes.attribution.candidates import Candidate


class Reach(Enum):
    """How far the words go that someone begins to say."""

    TURN = "turn"
    """Until someone else speaks."""

    PARAGRAPH = "paragraph"
    """One paragraph: that of the opening, or that after a label alone on its line."""

    NONE = "none"
    """No words: a heading, or a question that no one is known to ask."""


class TurnOpening(Struct, frozen=True):
    """Where someone begins to speak.

    Attributes:
        paragraph: index in ``Document.paragraphs``.
        start: offset of the first character that is said.
        key: the key of the person or organization; None if it is not known.
        label: the words that name the speaker, or None.
        reach: how far the words go.
        certainty: of the speaker, 0..1.
    """

    paragraph: int
    start: int
    key: str | None
    label: Candidate | None = None
    reach: Reach = Reach.TURN
    certainty: float = 1.0


def paragraph_tokens(doc: Document) -> Mapping[int, Sequence[Token]]:
    """Return the tokens of each paragraph, by its index in ``Document.paragraphs``."""
    bounds: dict[int, tuple[int, int]] = {}
    for sentence in doc.sentences:
        first, _ = bounds.get(sentence.paragraph, (sentence.first, 0))
        bounds[sentence.paragraph] = (first, sentence.last)
    return {paragraph: doc.tokens[first:last] for paragraph, (first, last) in bounds.items()}
