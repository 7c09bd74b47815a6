"""The result of resolution: the speaker that the source of a quote refers to."""

from __future__ import annotations

from msgspec import Struct

from builder.annotate.quotes.attribution.candidates import Candidate


class Speaker(Struct, frozen=True):
    """The speaker that a source refers to.

    Attributes:
        keys: the keys of the entities, in the order of the text; empty if the source refers to none.
        words: the candidate whose words describe the speaker if no entity does: the source itself, or the antecedent
            of a pronoun; None if the speaker is unknown.
        rule: the rule that resolved the source.
        certainty: 0..1, the probability that the resolution is right, given that the source is.
    """

    keys: tuple[str, ...]
    words: Candidate | None
    rule: str
    certainty: float
