"""Groups: mentions that the gazetteer knows as a people or party, and religions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer


def retype_groups(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, organizations and places that are a people, party or religion typed as groups."""
    return (_as_group(mention, mentions.gazetteer) for mention in mentions)


def _as_group(mention: MentionSpan, gazetteer: Gazetteer) -> MentionSpan:
    if mention.type not in (EntityType.ORGANIZATION, EntityType.PLACE):
        return mention
    text = mention.text
    is_people = gazetteer.group(text) is not None and not gazetteer.is_country(text)
    if not is_people and text not in words("religions"):
        return mention
    return replace(mention, type=EntityType.GROUP, rule=f"{mention.rule}+people")
