"""Whom the words beside a quotation stand for."""

from __future__ import annotations

from dataclasses import dataclass

from builder.annotate.quotes.attribution.candidates import Candidate


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom a source stands for.

    Attributes:
        keys: the entities, in the order of the text; empty where it names nobody.
        words: the candidate whose words name the speaker where there is no entity: the source itself, or
            what a pronoun in it stands for; None where it is unknown.
        rule: how it was resolved.
        certainty: 0..1, how far the resolution can be trusted, the source being right.
    """

    keys: tuple[str, ...]
    words: Candidate | None
    rule: str
    certainty: float
