"""Scenes of a brief: places that it names as places, not only in the names of agreements and wars."""

from __future__ import annotations

import re
from collections.abc import Iterable

from builder.edition.brief_texts import BriefText
from builder.lexicon.word_lists import words
from builder.model.brief import LinkedMention

_WORDS_AFTER = re.compile(r" ([A-Za-z-]+)(?: ([A-Za-z-]+))?(?: ([A-Za-z-]+))?")


def scene_mentions(source: BriefText, mentions: Iterable[LinkedMention]) -> tuple[LinkedMention, ...]:
    """Return the mentions of a place that may be a scene: not "Lowmoor" in "the Lowmoor climate accord"."""
    return tuple(mention for mention in mentions if not _names_treaty(source.text, mention.span.end))


def _names_treaty(text: str, end: int) -> bool:
    """Return True if an agreement or war follows the place that ends at ``end``."""
    match = _WORDS_AFTER.match(text, end)
    for word in match.groups() if match else ():
        if word is None:
            return False
        if word.lower() in words("treaty_nouns"):
            return True
        if word.lower() not in words("treaty_modifiers"):
            return False
    return False
