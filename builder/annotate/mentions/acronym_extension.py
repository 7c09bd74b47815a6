"""Extension of names to fit an acronym of the article: "Board of Ports" → "Board of Ports and Harbors" (BPH)."""

from __future__ import annotations

from collections.abc import Set

from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.model.annotations import EntityType
from builder.names.acronyms import SMALL_WORDS, initials, is_acronym, letters

_LONGEST_EXTENSION = 5
"""Tokens by which a name may be extended to fit its acronym: "and the" and up to three words."""


def extend_to_acronyms(mentions: Mentions) -> list[MentionSpan]:
    """Return the mentions, organizations extended by a few words if only the longer name fits an acronym.

    "Board of Ports" becomes "Board of Ports and Harbors" if the article also has "BPH". Mentions inside the extension
    are dropped.
    """
    acronyms = {letters(mention.text) for mention in mentions if is_acronym(mention.text)}
    extended: list[MentionSpan] = []
    for mention in mentions:
        if extended and mention.first < extended[-1].last:
            continue
        extended.append(_extend_to_acronym(mention, acronyms))
    return extended


def _extend_to_acronym(mention: MentionSpan, acronyms: Set[str]) -> MentionSpan:
    """Return the shortest extension of an organization's name that fits an acronym, else the mention as it is."""
    text = mention.text
    # A name that already fits an acronym is complete.
    if mention.type is not EntityType.ORGANIZATION or " " not in text or acronyms & set(initials(text)[:1]):
        return mention
    end = mention.tokens[0].sentence.last
    for token in mention.doc.tokens[mention.last : min(mention.last + _LONGEST_EXTENSION, end)]:
        if token.pos == "PUNCT" or (token.text.islower() and token.text not in SMALL_WORDS):
            break
        longer = replace(mention, last=token.i + 1, rule="acronym")
        if token.text[0].isupper() and acronyms & set(initials(longer.text)[:1]):
            return longer
    return mention
