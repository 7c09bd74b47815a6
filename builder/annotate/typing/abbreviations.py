"""Types of abbreviations, and confidence in organizations, from what the article spells out."""

from __future__ import annotations

from dataclasses import replace

from builder.annotate.mentions.aliases import stated_aliases
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.model.annotations import EntityType
from builder.names.related_spellings import acronyms_by_letters, spelled_out_by_letters

_BACKED = 0.73
"""How often a name is an organisation's that stands in an article with its acronym (GUM train and dev, 82 of 112)."""


def type_abbreviations(mentions: Mentions) -> list[MentionSpan]:
    """The names, an abbreviation in brackets with the type of what it stands for, wherever it stands."""
    types: dict[str, EntityType] = {}
    for first, second in stated_aliases(mentions):
        if mentions.spans[first].type is not mentions.spans[second].type:
            types[mentions.spans[second].text] = mentions.spans[first].type
    return [
        replace(name, type=types[text], rule=f"{name.rule}+stated")
        if (text := name.text) in types and name.type is not types[text]
        else name
        for name in mentions
    ]


def raise_confidence(mentions: Mentions) -> list[MentionSpan]:
    """The names, organisations surer where the article has both the acronym and what it stands for."""
    texts = [name.text for name in mentions]
    bodies = {
        text for name, text in zip(mentions, texts, strict=True) if name.type is EntityType.ORGANIZATION
    }
    acronyms, spelled_out = acronyms_by_letters(bodies), spelled_out_by_letters(bodies)
    shared = acronyms.keys() & spelled_out.keys()
    backed = {text for form in shared for text in (*acronyms[form], *spelled_out[form])}
    return [
        replace(name, confidence=max(name.confidence, _BACKED))
        if name.type is EntityType.ORGANIZATION and text in backed
        else name
        for name, text in zip(mentions, texts, strict=True)
    ]
