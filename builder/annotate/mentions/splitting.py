"""Mentions divided in two when the article shows that they contain two names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.model.annotations import EntityType
from builder.names.compass import COMPASS

if TYPE_CHECKING:
    pass

_WORKS = (EntityType.WORK, EntityType.LAW, EntityType.PRODUCT, EntityType.EVENT)


def split_joined(mentions: Mentions) -> Iterator[MentionSpan]:
    """The names, those taken apart that hold two of which one stands alone elsewhere: organisations joined by
    "and", and an owner with what is the owner's ("Roe's Diary" beside "Ana Roe").
    """
    alone = {tuple(token.text for token in name.tokens) for name in mentions}
    owners = alone | {wording[-1:] for wording in alone if len(wording) > 1}
    for name in mentions:
        texts = tuple(token.text for token in name.tokens)
        joint = texts.index("and") if "and" in texts[1:-1] else 0
        owned = next((n for n, token in enumerate(name.tokens) if token.tag == "POS"), 0)
        if name.type is EntityType.PLACE and joint == 1 and {texts[0], texts[2]} <= COMPASS:
            yield replace(name, last=name.first + 1, rule=f"{name.rule}+compass")
            yield replace(name, first=name.first + 2)
        elif name.type is EntityType.ORGANIZATION and joint and {texts[:joint], texts[joint + 1 :]} & alone:
            yield replace(name, last=name.first + joint)
            yield replace(name, first=name.first + joint + 1)
        elif 0 < owned < len(texts) - 1 and texts[:owned] in owners:
            kind = EntityType.PERSON if name.type in _WORKS else name.type
            yield replace(name, last=name.first + owned, type=kind, rule=f"{name.rule}+owner")
            yield replace(name, first=name.first + owned + 1)
        else:
            yield name


def split_demonyms(mentions: Mentions) -> Iterator[MentionSpan]:
    """Organisations and places without the people that the model took in with them, where the rest stands alone
    elsewhere: "Norwegian Harbour Board" beside "Harbour Board"; the adjective is a group of its own. A faith or a
    party is no such adjective: it belongs to the name of its church.
    """
    alone = {tuple(token.text for token in name.tokens) for name in mentions}
    for name in mentions:
        tokens = name.tokens
        rest = tuple(token.text for token in tokens[1:])
        people = mentions.gazetteer.group(tokens[0].text)
        adjective = (
            people is not None and people.country and not mentions.gazetteer.is_country(tokens[0].text)
        )
        if name.type is EntityType.ORGANIZATION and adjective and rest in alone:
            yield replace(name, last=name.first + 1, type=EntityType.GROUP, rule="before-name")
            yield replace(name, first=name.first + 1)
        else:
            yield name
