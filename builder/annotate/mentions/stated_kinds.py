"""Kinds that the text states beside a name: "the village of Orve", "bands such as Orve", "Orve, the union"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType

_LONGEST_SEPARATOR = 10
_SEPARATOR = re.compile(r"(?:,|;)? ?(?:and|or)? ?")
_WINDOW = 60
"""Characters before a name that the patterns read."""
_BEFORE_NOUN = 3
"""Tokens before a noun among which "his" is: "his new theatre company"."""
_IN_PAPER = re.compile(
    r"\b(?:editorial|editor|editor-in-chief|columnist|correspondent|circulation) (?:for|in|of|at|with) (?:[Tt]he )?$"
)
_NAMED = ("of", ":", "called", "named")
_EXAMPLES = ("like", "including", "as", ":")
"""Between a plural and its examples."""


@dataclass(frozen=True, slots=True)
class StatedKind:
    """What the text calls a name.

    Attributes:
        type: place or organization.
        is_sure: True if no person's name can be there: "his company, Ana Orve, owns".
    """

    type: EntityType
    is_sure: bool = False


_PLACE = StatedKind(EntityType.PLACE)
_BODY = StatedKind(EntityType.ORGANIZATION)
_SURE_BODY = StatedKind(EntityType.ORGANIZATION, is_sure=True)


def stated_kinds(mentions: Mentions) -> Mapping[int, StatedKind]:
    """Return what the text calls the mentions that have a noun for a kind beside them, by index.

    All items of a list are such after a plural.
    """
    return dict(_stated(mentions))


def _stated(mentions: Mentions) -> Iterator[tuple[int, StatedKind]]:
    for mention_i, mention in enumerate(mentions):
        body = _body(mention)
        if body is not None:
            yield mention_i, body
            continue
        found = _noun_before(mention.tokens[0])
        if found is None:
            continue
        noun, kind = found
        yield mention_i, kind
        if _is_plural(noun):
            yield from ((item_i, kind) for item_i in _list_after(mentions, mention_i))


def _noun_before(first: Token) -> tuple[Token, StatedKind] | None:
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
        return noun, _PLACE
    if noun.lemma.lower() in words("named_bodies") and is_example:
        return noun, _BODY
    return None


def _body(mention: MentionSpan) -> StatedKind | None:
    """Return an organization if a noun for a body is beside a name: "the union Orve", "his company, Orve,"; or None."""
    before, after, first = mention.previous, mention.next, mention.tokens[0]
    if before is None or before.sentence_i != first.sentence_i:
        before = None
    text, span = mention.doc.reading, mention.span
    if _appositions().match(text, span.end) is not None:
        return _SURE_BODY
    if before is None:
        return None
    if before.text == "The" and before.i != first.sentence.first:
        return _SURE_BODY  # "They read The Orve Lamp."
    noun = before.previous if before.text == "," else None
    ends = after is None or after.text in (",", ".", ";")
    if noun is not None and noun.tag == "NN" and noun.text in words("owned_bodies") and ends:
        return _SURE_BODY if noun.sentence_i == first.sentence_i and _is_owned(noun) else None
    line = text[max(0, span.start - _WINDOW) : span.start].rpartition("\n")[2]
    is_noun = before.tag == "NN" and before.text in words("named_bodies")
    is_bare = after is None or after.pos not in ("NOUN", "PROPN")
    return _BODY if _IN_PAPER.search(line) is not None or (is_noun and is_bare) else None


def _is_owned(noun: Token) -> bool:
    """Return True for a noun with "his" or "Orve's" a few words before it."""
    earlier = noun.doc.tokens[max(noun.sentence.first, noun.i - _BEFORE_NOUN) : noun.i]
    return any(token.tag in ("PRP$", "POS") for token in earlier)


@cache
def _appositions() -> re.Pattern[str]:
    """Return the pattern of an apposition behind a name that calls it a body: ", the union,", ", a daily in"."""
    nouns = "|".join(sorted(words("named_bodies")))
    return re.compile(
        rf", (?:the|a|an) (?:[\w’'-]+ ){{0,3}}(?:{nouns})(?=[,.;]| (?:based|in|of|that|which)\b|$)"
    )


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
