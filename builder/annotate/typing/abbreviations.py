"""Types of abbreviations, and confidence in organizations, from what the article spells out."""

from __future__ import annotations

from dataclasses import replace

from builder.annotate.mentions.aliases import stated_aliases
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.model.annotations import EntityType
from builder.names.related_spellings import acronyms_by_letters, spelled_out_by_letters

_CONFIDENCE_WITH_ACRONYM = 0.73
"""Least confidence in an organization if the article has both its full name and its acronym.

82 of 112 such mentions are organizations (GUM train and dev).
"""


def type_abbreviations(mentions: Mentions) -> list[MentionSpan]:
    """Return the mentions, an abbreviation that the article explains typed like its full name wherever it appears."""
    types: dict[str, EntityType] = {}
    for first, second in stated_aliases(mentions):
        if mentions.spans[first].type is not mentions.spans[second].type:
            types[mentions.spans[second].text] = mentions.spans[first].type
    return [
        replace(mention, type=types[text], rule=f"{mention.rule}+stated")
        if (text := mention.text) in types and mention.type is not types[text]
        else mention
        for mention in mentions
    ]


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
