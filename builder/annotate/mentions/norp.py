"""NORP mentions (nationalities, religious and political groups) that the article shows to name something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.known_places import is_known_place
from builder.annotate.mentions.mention_span import NAMED, MentionSpan
from builder.model.annotations import EntityType


def retype_norp(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, NORP mentions retyped if a person, place or organization of the article has that name.

    In "the Roe team" or "anti-Roe voters" Roe is a person, if the article also mentions "Ana Roe". A country, a
    well-known place, and another one where its context shows it, is a place. NORP mentions that are not capitalized
    are dropped.
    """
    types = _types_of_names(mentions)
    for mention in mentions:
        if mention.type is not EntityType.GROUP or mentions.gazetteer.group(mention.text) is not None:
            yield mention
            continue
        core = _without_prefix(mention)
        if core.text in types:
            yield replace(core, type=types[core.text], rule=f"{mention.rule}+article")
        elif is_known_place(mention, mentions.gazetteer):
            yield replace(mention, type=EntityType.PLACE, rule=f"{mention.rule}+gazetteer")
        elif core.text[0].isupper():
            yield mention


def _types_of_names(mentions: Mentions) -> Mapping[str, EntityType]:
    """Return the first type of each name in the article, and of the given name and the surname of each person."""
    types: dict[str, EntityType] = {}
    for mention in mentions:
        if mention.type in NAMED:
            text = mention.text
            types.setdefault(text, mention.type)
            if mention.type is EntityType.PERSON:
                types.setdefault(text.split()[-1], mention.type)
                types.setdefault(text.split()[0], mention.type)
    return types


def _without_prefix(mention: MentionSpan) -> MentionSpan:
    """Return a mention without "anti-" or "pro-" at its beginning."""
    first = mention.first
    for token in mention.tokens[:-1]:
        if token.text.lower() not in ("anti", "pro", "-"):
            break
        first = token.i + 1
    return replace(mention, first=first)
