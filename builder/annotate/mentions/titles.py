"""Titles beside names: mentions that are only words of a title, and mentions that have a title."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import TYPED, MentionSpan
from builder.annotate.mentions.roles import roles_of
from builder.annotate.mentions.title_words import is_role_head, is_title
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer


def drop_title_words(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions without those that are only words of a title: "Health" in "Minister of Health Ana Roe".

    Of a title that begins with a people ("Norwegian Health Minister") the people remains.
    """
    gazetteer = mentions.gazetteer
    roles = [(role.first, role.last) for role in roles_of(mentions)]
    for mention in map(_without_attorney, mentions):
        in_role = any(first <= mention.first and mention.last <= last for first, last in roles)
        if not (in_role or _is_in_office(mention)) or not _is_title_word(mention, gazetteer):
            yield mention
        elif len(mention.tokens) > 1 and gazetteer.group(mention.tokens[0].text) is not None:
            yield replace(mention, last=mention.first + 1, type=EntityType.GROUP, rule="before-title")


def _without_attorney(mention: MentionSpan) -> MentionSpan:
    """Return a place without the "District" of the "Attorney" after it: "Lowmoor County" District Attorney."""
    after = mention.next
    is_office = mention.tokens[-1].text == "District" and after is not None and after.text == "Attorney"
    return replace(mention, last=mention.last - 1) if is_office and len(mention.tokens) > 1 else mention


def _is_in_office(mention: MentionSpan) -> bool:
    """Return True if an office and "of" are right before a mention: "Secretary of" State."""
    of = mention.previous
    if of is not None and of.text == "the":
        of = of.previous
    return of is not None and of.text == "of" and of.previous is not None and is_role_head(of.previous)


def _is_title_word(mention: MentionSpan, gazetteer: Gazetteer) -> bool:
    """Return True for the portfolio of an office ("Health"), or a title ("Health Minister"), even after a people."""
    if mention.type not in TYPED:
        return False
    tokens = mention.tokens
    if len(tokens) > 1 and gazetteer.group(tokens[0].text) is not None:
        tokens = tokens[1:]
    return " ".join(token.text.lower() for token in tokens) in words("portfolios") or is_title(tokens[-1])


def mark_titled(mentions: Mentions) -> list[MentionSpan]:
    """Return the mentions, those with a title or role beside them marked as such."""
    titled = {role.mention_i for role in roles_of(mentions)}
    return [replace(mention, titled=mention_i in titled) for mention_i, mention in enumerate(mentions)]
