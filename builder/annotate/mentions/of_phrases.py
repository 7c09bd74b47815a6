"""Institutions and documents with whose they are: "Assembly" of the "Lowmoor Republic" is one name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType

_OWNED = (EntityType.ORGANIZATION, EntityType.LAW, EntityType.WORK, EntityType.PRODUCT)
_OWNERS = (EntityType.ORGANIZATION, EntityType.PLACE, EntityType.GROUP)
_LONGEST = 3
"""Words of an institution's name that still needs to be told apart by whose it is."""


def join_of_phrases(mentions: Mentions) -> Iterator[MentionSpan]:
    """The names, an institution, law or writing joined with the country or body behind "of" or "of the"."""
    names, index = mentions.spans, 0
    while index < len(names):
        name = names[index]
        behind = names[index + 1] if index + 1 < len(names) else None
        if behind is not None and _is_owned(name, behind):
            yield replace(name, last=behind.last, rule=f"{name.rule}+of")
            index += 2
        else:
            yield name
            index += 1


def _is_owned(name: MentionSpan, behind: MentionSpan) -> bool:
    if name.type not in _OWNED or behind.type not in _OWNERS or name.last - name.first > _LONGEST:
        return False
    between = [token.text for token in name.doc.tokens[name.last : behind.first]]
    if between not in (["of"], ["of", "the"]):
        return False
    if name.doc.tokens[name.first].sentence_i != name.doc.tokens[behind.first].sentence_i:
        return False
    head = name.doc.tokens[name.last - 1].text.lower()
    generic = words("organization_words") | words("law_words") | words("work_words")
    return head in generic or f"{head}*" in generic
