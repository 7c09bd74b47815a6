"""Cues: the verbs of speech that connect a quotation with its speaker, and how strong each is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.candidates import Candidate
from builder.lexicon.word_lists import table
from builder.model.span import Span

NO_CUE = -4.0
"""Strength of a verb outside the lexicon."""


@cache
def _cue_strengths() -> Mapping[str, float]:
    return {row[0]: math.log((int(row[1]) + 0.5) / (int(row[2]) + 0.5)) for row in table("cue_verbs")}


def cue_strength(verb: Token) -> float:
    """Return the log odds that the base form of a verb is a cue, from its counts in the lexicon."""
    return _cue_strengths().get(verb.lemma.lower(), NO_CUE)


def cue_of(candidate: Candidate) -> Token | None:
    """Return the verb of which a candidate is the subject or agent; "according" for "according to"."""
    to = candidate.head.head
    before = to.previous
    if to.text.lower() == "to" and before is not None and before.text.lower() == "according":
        return before
    for token in candidate.head.ancestors:
        if token.pos in ("VERB", "AUX"):
            return token
        if token.dep == "prep" and token.text.lower() not in ("by", "to"):
            return None
    return None


def cue_span(cue: Token) -> Span:
    """Return the span of a cue: the verb, or "according to"."""
    if cue.text.lower() == "according" and cue.next is not None:
        return Span(cue.start, cue.next.end)
    return cue.span


def is_speech(cue: Token) -> bool:
    """Return True if a verb is in the lexicon of reported speech."""
    return cue.text.lower() == "according" or cue_strength(cue) > NO_CUE
