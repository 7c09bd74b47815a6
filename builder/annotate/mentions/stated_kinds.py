"""Kinds that the text states right before a name: "the village of Orve", "two islands: Orve", "bands such as Orve"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from builder.annotate.mentions.index import Mentions
from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType

_LONGEST_SEPARATOR = 10
_SEPARATOR = re.compile(r"(?:,|;)? ?(?:and|or)? ?")
_NAMED = ("of", ":", "called", "named")
_EXAMPLES = ("like", "including", "as", ":")
"""Between a plural and its examples."""


def stated_kinds(mentions: Mentions) -> Mapping[int, EntityType]:
    """Return place or organization for the mentions that a noun right before them calls so, by index.

    All items of a list are such after a plural.
    """
    return dict(_stated(mentions))


def _stated(mentions: Mentions) -> Iterator[tuple[int, EntityType]]:
    for mention_i, mention in enumerate(mentions):
        found = _noun_before(mention.tokens[0])
        if found is None:
            continue
        noun, kind = found
        yield mention_i, kind
        if _is_plural(noun):
            yield from ((item_i, kind) for item_i in _list_after(mentions, mention_i))


def _noun_before(first: Token) -> tuple[Token, EntityType] | None:
    """Return the noun of "the village of" or "bands such as" before the first token of a name, and what it says."""
    introduction = first.previous
    noun = introduction.previous if introduction is not None else None
    if introduction is None or noun is None:
        return None
    if (introduction.text == "as" and noun.text == "such") or (
        introduction.text == "like" and noun.text == ","
    ):
        noun = noun.previous
    if noun is None or noun.sentence_i != first.sentence_i or noun.pos != "NOUN":
        return None
    is_example = introduction.text in _EXAMPLES and _is_plural(noun)
    if noun.lemma.lower() in words("locality_nouns") and (introduction.text in _NAMED or is_example):
        return noun, EntityType.PLACE
    if noun.lemma.lower() in words("exemplified_bodies") and is_example:
        return noun, EntityType.ORGANIZATION
    return None


def _is_plural(noun: Token) -> bool:
    return noun.lemma.lower() != noun.text.lower()


def _list_after(mentions: Mentions, mention_i: int) -> Iterator[int]:
    """Yield the indices of the mentions that a list continues with after one: ", Orve and Merrow"."""
    text = mentions.doc.text
    for following_i in range(mention_i + 1, len(mentions)):
        between = text[mentions.spans[following_i - 1].span.end : mentions.spans[following_i].span.start]
        is_joined = bool(between) and len(between) <= _LONGEST_SEPARATOR and _SEPARATOR.fullmatch(between)
        if not is_joined or not mentions.spans[following_i].text[0].isupper():
            return
        yield following_i
