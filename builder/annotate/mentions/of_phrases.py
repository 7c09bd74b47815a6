"""Institutions and documents with the country or body in the "of" phrase after them: "Assembly of Lowmoor"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType

_OWNED = (EntityType.ORGANIZATION, EntityType.LAW, EntityType.WORK, EntityType.PRODUCT)
_OWNERS = (EntityType.ORGANIZATION, EntityType.PLACE, EntityType.GROUP)
_LONGEST_GENERIC_NAME = 3
"""Words of an institution's name that is still ambiguous without its owner."""


def join_of_phrases(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, an institution, law or work joined with the country or body after "of" or "of the"."""
    spans, mention_i = mentions.spans, 0
    while mention_i < len(spans):
        mention = spans[mention_i]
        following = spans[mention_i + 1] if mention_i + 1 < len(spans) else None
        if following is not None and _is_owner(following, mention):
            yield replace(mention, last=following.last, rule=f"{mention.rule}+of")
            mention_i += 2
        else:
            yield mention
            mention_i += 1


def _is_owner(owner: MentionSpan, owned: MentionSpan) -> bool:
    """Return True if a mention is the "of" phrase of the generic name before it."""
    if owned.type not in _OWNED or owner.type not in _OWNERS or len(owned.tokens) > _LONGEST_GENERIC_NAME:
        return False
    between = [token.text for token in owned.doc.tokens[owned.last : owner.first]]
    if between not in (["of"], ["of", "the"]):
        return False
    if owned.tokens[0].sentence_i != owner.tokens[0].sentence_i:
        return False
    head = owned.tokens[-1].text.lower()
    generic = words("organization_words") | words("law_words") | words("work_words")
    return head in generic or f"{head}*" in generic
