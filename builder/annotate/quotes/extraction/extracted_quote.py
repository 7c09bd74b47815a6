"""A quote before its speaker is resolved: the words that are said, and the words beside them that name the source."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.candidates import Candidate
from builder.annotate.quotes.extraction.scare_quotes import JudgedRegion
from builder.annotate.quotes.extraction.statements import StatementScore
from builder.model.annotations import QuoteKind
from builder.model.span import Span


class SourceReason(StrEnum):
    """What decided the source of a quote."""

    RANKING = "ranking"
    """It is the likeliest candidate of its region."""

    INTRODUCTION = "introduction"
    """It is the subject of the words that introduce its region, though the ranker prefers another."""

    LABEL = "label"
    """It is the label of a transcript."""

    CARRIED = "carried"
    """It is the source of the paragraph before, whose quotation continues."""

    QUOTED_DOCUMENT = "quoted-document"
    """It is a document whose words are quoted."""

    IMPLIED = "implied"
    """It is the subject that its verb of speech shares with another, or that the parse missed."""

    LAST_ACTOR = "last-actor"
    """It is the subject of the one sentence before a paragraph of quotation."""

    UNLIKELY = "unlikely"
    """No candidate is likely enough."""

    GRAMMAR = "grammar"
    """It is the subject or agent of the cue, or None if the cue has neither."""

    TURN = "turn"
    """It is a pronoun or name in the turn of a conversation."""


class SourceChoice(Struct, frozen=True):
    """The source of a quote as it was chosen.

    Attributes:
        candidate: the phrase that names the speaker; None if no phrase is likely enough.
        cue: the verb beside it, or None.
        probability: that the candidate is the speaker (direct and mixed quotes), or that the words are reported speech
            (indirect quotes), 0..1.
        reason: what decided it.
    """

    candidate: Candidate | None
    cue: Token | None
    probability: float
    reason: SourceReason


class ExtractedQuote(Struct, frozen=True):
    """A quote before its speaker is resolved, with the evidence for it.

    Attributes:
        kind, content, paraphrase: as in ``Quote``.
        choice: its source.
        rule: the rule that extracted it.
        regions: its quoted regions with what was compared; empty for indirect quotes.
        statement: the statement that an indirect quote is, or that a mixed quote is part of; None for direct quotes.
    """

    kind: QuoteKind
    content: tuple[Span, ...]
    paraphrase: tuple[Span, ...]
    choice: SourceChoice
    rule: str
    regions: tuple[JudgedRegion, ...] = ()
    statement: StatementScore | None = None

    @property
    def candidate(self) -> Candidate | None:
        """The phrase that names the speaker, or None."""
        return self.choice.candidate

    @property
    def cue(self) -> Token | None:
        """The verb beside it, or None."""
        return self.choice.cue

    @property
    def probability(self) -> float:
        """The probability of the choice."""
        return self.choice.probability

    @property
    def quoted_tokens(self) -> tuple[Token, ...]:
        """The tokens of its quoted regions; none for indirect quotes."""
        return tuple(token for judged in self.regions for token in judged.ranking.region.tokens)
