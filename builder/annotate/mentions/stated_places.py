"""Places that the text says are such: "the village of Orve", "the towns of Orve and Merrow", "two islands: Orve"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.annotate.mentions.index import Mentions
from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import words

_LONGEST_SEPARATOR = 10
_SEPARATOR = re.compile(r"(?:,|;)? ?(?:and|or)? ?")
_INTRODUCTIONS = ("of", ":", "called", "named")


def stated_places(mentions: Mentions) -> frozenset[int]:
    """Return the indices of the mentions that a noun for a settlement or division right before them calls a place.

    All items of a list are such after a plural.
    """
    return frozenset(_stated(mentions))


def _stated(mentions: Mentions) -> Iterator[int]:
    for mention_i, mention in enumerate(mentions):
        noun = _noun_before(mention.tokens[0])
        if noun is None:
            continue
        yield mention_i
        if noun.lemma.lower() != noun.text.lower():
            yield from _list_after(mentions, mention_i)


def _noun_before(first: Token) -> Token | None:
    """Return the noun of "the village of" or "four villages:" before the first token of a name; None without one."""
    introduction = first.previous
    if introduction is None or introduction.text not in _INTRODUCTIONS:
        return None
    noun = introduction.previous
    if noun is None or noun.sentence_i != first.sentence_i or noun.pos != "NOUN":
        return None
    return noun if noun.lemma.lower() in words("locality_nouns") else None


def _list_after(mentions: Mentions, mention_i: int) -> Iterator[int]:
    """Yield the indices of the mentions that a list continues with after one: ", Orve and Merrow"."""
    text = mentions.doc.text
    for following_i in range(mention_i + 1, len(mentions)):
        between = text[mentions.spans[following_i - 1].span.end : mentions.spans[following_i].span.start]
        if len(between) > _LONGEST_SEPARATOR or not between or not _SEPARATOR.fullmatch(between):
            return
        yield following_i
