"""Titles beside a name: words of a title alone are not a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from builder.annotate.mentions.boundaries import is_title
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import TYPED, MentionSpan
from builder.annotate.mentions.roles import is_role_head, roles_of
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer


def drop_title_words(mentions: Mentions) -> Iterator[MentionSpan]:
    """The names less those that are only words of a title: "Health" in "Minister of Health Ana Roe". Of a title that
    begins with a people, "Norwegian Health Minister", the people stays.
    """
    gazetteer = mentions.gazetteer
    inside = [(role.first, role.last) for role in roles_of(mentions)]
    for name in mentions:
        in_title = any(first <= name.first and name.last <= last for first, last in inside)
        in_title = in_title or _is_of_office(name)
        if not in_title or not _is_title_word(name, gazetteer):
            yield name
        elif name.last - name.first > 1 and gazetteer.group(name.tokens[0].text) is not None:
            yield replace(name, last=name.first + 1, type=EntityType.GROUP, rule="before-title")


def _is_of_office(name: MentionSpan) -> bool:
    """Whether an office stands right before a name with "of", whoever holds it: "Secretary of" State."""
    tokens = name.doc.tokens
    of = name.first - 1
    if of > 0 and tokens[of].text == "the":
        of -= 1
    return of > 0 and tokens[of].text == "of" and is_role_head(tokens[of - 1])


def _is_title_word(name: MentionSpan, gazetteer: Gazetteer) -> bool:
    if name.type not in TYPED:
        return False
    tokens = name.tokens
    if len(tokens) > 1 and gazetteer.group(tokens[0].text) is not None:
        tokens = tokens[1:]
    return " ".join(token.text.lower() for token in tokens) in words("portfolios") or is_title(tokens[-1])


def mark_titled(mentions: Mentions) -> list[MentionSpan]:
    """Return the mentions, those with a title or role beside them marked as such."""
    titled = {role.name_index for role in roles_of(mentions)}
    return [replace(mention, titled=index in titled) for index, mention in enumerate(mentions)]
