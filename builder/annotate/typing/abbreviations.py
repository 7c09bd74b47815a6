"""Types of abbreviations, and confidence in organizations, from what the article spells out."""

from __future__ import annotations

from msgspec.structs import replace

from builder.annotate.mentions.aliases import stated_aliases
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.model.annotations import EntityType
from builder.names.acronyms import is_acronym, stands_for
from builder.names.related_spellings import acronyms_by_letters, spelled_out_by_letters

_CONFIDENCE_WITH_ACRONYM = 0.73
"""Least confidence in an organization if the article has both its full name and its acronym.

82 of 112 such mentions are organizations (GUM train and dev).
"""
_OCCASIONS = ("at", "attend", "disrupt", "during", "through")
"""Words before the name of an occasion."""
_SCENES = ("floor", "speech", "stage")
"""Nouns after it: what an organization hardly has."""


def type_abbreviations(mentions: Mentions) -> list[MentionSpan]:
    """Return the mentions, an abbreviation that the article explains typed like its full name wherever it appears."""
    types: dict[str, EntityType] = {}
    for first, second in stated_aliases(mentions):
        if mentions.spans[first].type is not mentions.spans[second].type:
            types[mentions.spans[second].text] = mentions.spans[first].type
    acronyms = _acronyms_of_events(mentions)
    found = []
    for mention in mentions:
        stated = types.get(mention.text)
        if stated is None and mention.text in acronyms and _is_where(mention):
            stated = EntityType.EVENT
        if stated is None or stated is mention.type:
            found.append(mention)
        else:
            found.append(replace(mention, type=stated, rule=f"{mention.rule}+stated"))
    return found


def _acronyms_of_events(mentions: Mentions) -> frozenset[str]:
    """Return the acronyms of organizations that are initials of an event that the article names in full."""
    events = [mention.text for mention in mentions if mention.type is EntityType.EVENT]
    bodies = {mention.text for mention in mentions if mention.type is EntityType.ORGANIZATION}
    return frozenset(
        body for body in bodies if is_acronym(body) and any(stands_for(body, event) for event in events)
    )


def _is_where(mention: MentionSpan) -> bool:
    """Return True if an acronym is an occasion: "at the LHC", "during the LHC speech", not "at LHC headquarters"."""
    before, after = mention.previous, mention.next
    if before is not None and before.text.lower() == "the":
        before = before.previous
    if before is None or before.lemma.lower() not in _OCCASIONS:
        return False
    return after is None or after.pos not in ("NOUN", "PROPN") or after.lemma.lower() in _SCENES


def raise_confidence(mentions: Mentions) -> list[MentionSpan]:
    """Return the mentions, organizations with more confidence if the article has both the acronym and the full name."""
    texts = [mention.text for mention in mentions]
    organizations = {
        text for mention, text in zip(mentions, texts, strict=True) if mention.type is EntityType.ORGANIZATION
    }
    acronyms, spelled_out = acronyms_by_letters(organizations), spelled_out_by_letters(organizations)
    shared = acronyms.keys() & spelled_out.keys()
    backed = {text for form in shared for text in (*acronyms[form], *spelled_out[form])}
    return [
        replace(mention, confidence=max(mention.confidence, _CONFIDENCE_WITH_ACRONYM))
        if mention.type is EntityType.ORGANIZATION and text in backed
        else mention
        for mention, text in zip(mentions, texts, strict=True)
    ]
