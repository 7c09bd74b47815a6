"""An utterance before its speaker is known: what was said, and the words beside it that say who said it."""

from __future__ import annotations

from dataclasses import dataclass

from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.candidates import Candidate
from builder.model.annotations import QuoteKind
from builder.model.span import Span


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody said, in marks or out of them.

    Attributes:
        kind: direct, mixed or indirect.
        content: as in ``Quote``.
        paraphrase: as in ``Quote``.
        candidate: the phrase that names the speaker; None where none is likely enough.
        cue: the verb beside it, or None.
        probability: that the candidate is the speaker (in marks), or that somebody said it at all (out of them).
        rule: what found it.
    """

    kind: QuoteKind
    content: tuple[Span, ...]
    paraphrase: tuple[Span, ...]
    candidate: Candidate | None
    cue: Token | None
    probability: float
    rule: str
