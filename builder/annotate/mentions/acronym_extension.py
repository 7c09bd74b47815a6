"""Names extended to fit an acronym of the article: "Board of Ports" to "Board of Ports and Harbors (BPH)"."""

from __future__ import annotations

from dataclasses import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.model.annotations import EntityType
from builder.names.acronyms import SMALL_WORDS, initials, is_acronym, letters

_LONGEST_EXTENSION = 5
"""Tokens by which a name may grow to fit its acronym: "and the" and up to three words."""


def extend_to_acronyms(mentions: Mentions) -> list[MentionSpan]:
    """Names that grow over "and the Z" where the grown name, and not the shorter one, fits an acronym of the
    article. What they grow over is no name of its own any more.
    """
    acronyms = {letters(name.text) for name in mentions if is_acronym(name.text)}
    grown: list[MentionSpan] = []
    for name in mentions:
        if grown and name.first < grown[-1].last:
            continue
        grown.append(_grown(name, acronyms))
    return grown


def _grown(name: MentionSpan, acronyms: set[str]) -> MentionSpan:
    tokens = name.doc.tokens
    text = name.text
    # A name that an acronym fits already stays as it is.
    if name.type is not EntityType.ORGANIZATION or " " not in text or acronyms & set(initials(text)[:1]):
        return name
    sentence = tokens[name.first].sentence
    for last in range(name.last + 1, min(name.last + _LONGEST_EXTENSION, sentence.last) + 1):
        token = tokens[last - 1]
        if token.pos == "PUNCT" or (token.text.islower() and token.text not in SMALL_WORDS):
            break
        longer = replace(name, last=last, rule="acronym")
        if token.text[0].isupper() and acronyms & set(initials(longer.text)[:1]):
            return longer
    return name
