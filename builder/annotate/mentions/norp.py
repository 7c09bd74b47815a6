"""NORP mentions (nationalities, religious and political groups) that the article shows to name something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import NAMED, MentionSpan
from builder.model.annotations import EntityType

if TYPE_CHECKING:
    pass


def retype_norp(mentions: Mentions) -> Iterator[MentionSpan]:
    """The names, what the model holds for a people taken for what else the article knows by that name: of "the Roe
    team" or "anti-Roe" voters Roe is a person. What no capital begins is no people.
    """
    types: dict[str, EntityType] = {}
    for name in mentions:
        if name.type in NAMED:
            text = name.text
            types.setdefault(text, name.type)
            if name.type is EntityType.PERSON:
                types.setdefault(text.split()[-1], name.type)
    for name in mentions:
        if name.type is not EntityType.GROUP or mentions.gazetteer.group(name.text) is not None:
            yield name
            continue
        first = name.first
        while first < name.last - 1 and mentions.doc.tokens[first].text.lower() in ("anti", "pro", "-"):
            first += 1
        text = replace(name, first=first).text
        if text in types:
            yield replace(name, first=first, type=types[text], rule=f"{name.rule}+article")
        elif text[0].isupper():
            yield name
