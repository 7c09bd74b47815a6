"""Kinds that the text states beside a name: "the village of Orve", "bands such as Orve", "Orve, the union"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct

from builder.annotate.mentions.home_towns import HOME_TOWN
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.title_words import is_role_head
from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType

_LEAST_LIST = 3
"""Names of a list of places, at least, of which one may have another type."""
_LONGEST_SEPARATOR = 10
_SEPARATOR = re.compile(r"(?:,|;)? ?(?:and|or)? ?")
_WINDOW = 60
"""Characters before a name that the patterns read."""
_BEFORE_NOUN = 3
"""Tokens before a noun among which "his" is: "his new theatre company"."""
_IN_PAPER = re.compile(
    r"\b(?:editorial|editor|editor-in-chief|columnist|correspondent|circulation) (?:for|in|of|at|with) (?:[Tt]he )?$"
)
_WAY = re.compile(
    r"\b(?:(?:way|road|train|bus|route|ferry|flight|path) (?:from|to)"
    r"|(?:miles|kilometers|kilometres|km) (?:(?:north|south|east|west|northeast|northwest|southeast|southwest) )?of"
    r"|(?:miles|kilometers|kilometres|km|outskirts|suburb) (?:from|of)) $"
)
_NAMED = ("of", ":", "called", "named")
_EXAMPLES = ("like", "including", "as", ":")
"""Between a plural and its examples."""


class StatedKind(Struct, frozen=True):
    """What the text calls a name.

    Attributes:
        type: place, organization or person.
        is_sure: True if no person's name can be there: "his company, Ana Orve, owns".
        is_paper: True if no place's name can be there, either: "the editorial in Orve Tidings".
    """

    type: EntityType
    is_sure: bool = False
    is_paper: bool = False


_PLACE = StatedKind(EntityType.PLACE)
_PERSON = StatedKind(EntityType.PERSON)
_BODY = StatedKind(EntityType.ORGANIZATION)
_SURE_BODY = StatedKind(EntityType.ORGANIZATION, is_sure=True)
_PAPER = StatedKind(EntityType.ORGANIZATION, is_sure=True, is_paper=True)


def stated_kinds(mentions: Mentions) -> Mapping[int, StatedKind]:
    """Return what the text calls the mentions that have a noun for a kind beside them, by index.

    All items of a list are such after a plural.
    """
    return {**dict(_stated(mentions)), **dict(_listed(mentions))}


def _listed(mentions: Mentions) -> Iterator[tuple[int, StatedKind]]:
    """Yield the only name of a list after "in" or "from" that is no place yet: "from Orve, Merrow and Vale"."""
    for mention_i, mention in enumerate(mentions):
        before = mention.previous
        if before is None or before.text.lower() not in words("place_prepositions"):
            continue
        items = [mention_i, *_list_after(mentions, mention_i)]
        others = [i for i in items if mentions.spans[i].type is not EntityType.PLACE]
        if len(items) >= _LEAST_LIST and len(others) == 1 and len(mentions.spans[others[0]].tokens) == 1:
            yield others[0], _PLACE


def _stated(mentions: Mentions) -> Iterator[tuple[int, StatedKind]]:
    for mention_i, mention in enumerate(mentions):
        body = _body(mention)
        if body is not None:
            yield mention_i, body
            continue
        if _is_person(mention):
            yield mention_i, _PERSON
            continue
        if mention.rule.startswith(HOME_TOWN):
            yield mention_i, _PLACE
            continue
        if _is_destination(mention):
            yield mention_i, _PLACE
            yield from ((item_i, _PLACE) for item_i in _list_after(mentions, mention_i))
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
    line = text[max(0, span.start - _WINDOW) : span.start].rpartition("\n")[2]
    if _IN_PAPER.search(line) is not None:
        return _PAPER
    if before.text == "The" and before.i != first.sentence.first:
        return _SURE_BODY  # "They read The Orve Lamp."
    noun = before.previous if before.text == "," else None
    ends = after is None or after.text in (",", ".", ";")
    if noun is not None and noun.tag == "NN" and noun.text in words("owned_bodies") and ends:
        return _SURE_BODY if noun.sentence_i == first.sentence_i and _is_owned(noun) else None
    is_noun = before.tag == "NN" and before.text in words("named_bodies")
    is_bare = after is None or after.pos not in ("NOUN", "PROPN")
    return _BODY if is_noun and is_bare else None


def _is_person(mention: MentionSpan) -> bool:
    """Return True for a name that the text gives an office: "the minister, Ana Roe,", "Ana Roe, an Orve senior who"."""
    text, span = mention.doc.reading, mention.span
    if _whom().match(text, span.end) is not None:
        return True
    comma, after = mention.previous, mention.next
    office = comma.previous if comma is not None else None
    if comma is not None and comma.text in ("called", "named") and office is not None:
        return office.tag == "NN" and (is_role_head(office) or office.text.endswith(("man", "woman")))
    if comma is None or comma.text != ",":
        return False
    if office is None or office.sentence_i != mention.tokens[0].sentence_i or office.tag != "NN":
        return False
    ends = after is None or after.text in (",", ".", ";")
    is_office = is_role_head(office) and office.text not in words("company_nouns") | {"owner"}
    return ends and is_office and _is_definite(office)


def _is_definite(noun: Token) -> bool:
    """Return True for a noun with "the", "his" or "Orve's" a few words before it."""
    earlier = noun.doc.tokens[max(noun.sentence.first, noun.i - _BEFORE_NOUN) : noun.i]
    return any(token.tag in ("PRP$", "POS") or token.text.lower() == "the" for token in earlier)


def _is_destination(mention: MentionSpan) -> bool:
    """Return True after a way: "the road to Orve", "12 miles north of Orve"."""
    text, span = mention.doc.reading, mention.span
    return _WAY.search(text[max(0, span.start - _WINDOW) : span.start]) is not None


@cache
def _whom() -> re.Pattern[str]:
    """Return the pattern of an apposition behind a name of which a clause says who: ", an Orve senior who"."""
    teams = "|".join(sorted(words("team_heads")))
    return re.compile(rf", (?:a|an) (?:[\w’'-]+ ){{0,3}}(?!(?:{teams})\b)[\w’'-]+ who ")


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
