"""Names of bodies that the model cuts or passes over, found by the words around them.

An acronym in brackets shows the name before it: "Union to Save Our Piers (USOP)". A list of subjects or peoples belongs
to the body after it: "the Central and North Orvish Coalition". A committee may have its noun in lower case: "Senate
harbor committee". An officeholder has an office: "Lowmoor County Sheriff's Office".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.annotate.parse.headings import headings
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Origin
from builder.model.span import Span
from builder.names.acronyms import is_acronym, stands_for

_CONFIDENCE = 0.75
_LONGEST = 10
"""Tokens of a name that are searched for the words of an acronym, at most."""
_SHORTEST_ACRONYM = 3
_WITHOUT = re.compile(r"\b[A-Z]\w+s Without [A-Z]\w+")
"""The name of a movement: "Sailors Without Harbors"."""
_COMMITTEES = ("committee", "subcommittee")
_CHAMBERS = ("House", "Senate")
_MOST_SUBJECTS = 4
"""Words in lower case between a chamber and its committee, at most."""


def find_whole_bodies(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the names of bodies that no mention covers."""
    in_title_case = headings(mentions.doc)
    for token in mentions.doc.tokens:
        span = _before_acronym(token)
        if span is None and token.sentence_i not in in_title_case:
            span = _with_subjects(token, mentions) or _committee(token) or _movement(token, mentions)
            span = span or _agency(token, mentions)
        if span is not None:
            first, last = span
            yield _body(mentions, first, last)
    for match in (*_office().finditer(mentions.doc.reading), *_WITHOUT.finditer(mentions.doc.reading)):
        inside = mentions.doc.tokens_in(Span(*match.span()))
        if inside and inside[0].sentence_i not in in_title_case:
            yield _body(mentions, inside[0].i, inside[-1].i + 1)


def _body(mentions: Mentions, first: int, last: int) -> MentionSpan:
    return MentionSpan(
        mentions.doc, first, last, EntityType.ORGANIZATION, Origin.RULE, "whole-body", _CONFIDENCE
    )


@cache
def _office() -> re.Pattern[str]:
    """Return the pattern of the office of an officeholder with its place: "Lowmoor County Sheriff's Office"."""
    heads = "|".join(sorted(word.title() for word in words("role_heads")))
    return re.compile(
        rf"\b(?:[A-Z][\w.]+ ){{1,3}}(?:State['’]s |District )?(?:{heads})['’]s (?:Office|Department)\b"
    )


def _before_acronym(bracket: Token) -> tuple[int, int] | None:
    """Return the range of the name before an acronym in brackets; None for other tokens."""
    acronym = bracket.next
    if bracket.text != "(" or acronym is None or acronym.next is None or acronym.next.text != ")":
        return None
    # A plural abbreviates things: "Medium Harbor Plans (MHPs)".
    if not is_acronym(acronym.text) or acronym.text.endswith("s") or len(acronym.text) < _SHORTEST_ACRONYM:
        return None
    start = max(bracket.sentence.first, bracket.i - _LONGEST)
    for first in range(bracket.i - 2, start - 1, -1):
        name = bracket.doc.tokens[first : bracket.i]
        written = " ".join(token.text for token in name)
        if name[0].text[0] == acronym.text[0] and stands_for(acronym.text, written) and _are_words(name):
            return first, bracket.i
    return None


def _are_words(name: Sequence[Token]) -> bool:
    """Return True if a name has no punctuation but hyphens, and more capitals than small letters begin its words."""
    capitals = sum(token.text[0].isupper() for token in name)
    return capitals * 2 > len(name) and all(token.text[0].isalpha() or token.text in "-–&" for token in name)


def _with_subjects(head: Token, mentions: Mentions) -> tuple[int, int] | None:
    """Return the range of a body after "the", with the peoples and subjects before its noun; None for other tokens."""
    known = words("organization_words")
    lower = head.text.lower()
    mention = mentions.at(head.i)
    if not head.text[0].isupper() or head.text.isupper() or not (lower in known or f"{lower}*" in known):
        return None
    if mention is not None and mention.type not in (EntityType.ORGANIZATION, EntityType.GROUP):
        return None
    first = head.i
    while first > head.sentence.first and _is_subject(head.doc.tokens[first - 1]):
        first -= 1
    first = first + 1 if head.doc.tokens[first].text in ("and", "-", "&") else first
    before = head.doc.tokens[first].previous
    name = head.doc.tokens[first : head.i + 1]
    is_whole = mention is not None and mention.first <= first and mention.type is EntityType.ORGANIZATION
    if is_whole or before is None or before.text.lower() != "the" or len(name) < 3:
        return None
    # "the European Union and North Orve Coalition": whatever is a body by itself is not a subject.
    inner = {other.first: other for other in map(mentions.at, range(first, head.i)) if other is not None}
    if any(other.type not in (EntityType.GROUP, EntityType.PLACE) for other in inner.values()):
        return None
    peoples = any(token.pos == "ADJ" or mentions.gazetteer.group(token.text) is not None for token in name)
    return (first, head.i + 1) if peoples else None


def _is_subject(token: Token) -> bool:
    """Return True for a capitalized word, and for "and" or a hyphen between two of them."""
    if token.text in ("and", "-", "&"):
        before, after = token.previous, token.next
        return all(other is not None and other.text[0].isupper() for other in (before, after))
    return token.text[0].isupper() and token.pos in ("PROPN", "ADJ", "NOUN") and token.text.isalpha()


def _committee(head: Token) -> tuple[int, int] | None:
    """Return the range of a committee in lower case with its chamber: "Senate harbor committee"; None for others."""
    if head.text not in _COMMITTEES:
        return None
    first = head.i - 1
    while first > head.sentence.first and head.i - first <= _MOST_SUBJECTS:
        token = head.doc.tokens[first]
        if token.text in _CHAMBERS:
            return first, head.i + 1
        if token.pos not in ("NOUN", "PROPN", "ADJ", "CCONJ"):
            return None
        first -= 1
    return None


def _agency(head: Token, mentions: Mentions) -> tuple[int, int] | None:
    """Return the range of the name before "news agency": "the PAP news agency"; None for other tokens."""
    news = head.previous
    name = news.previous if news is not None else None
    if head.text != "agency" or news is None or news.text != "news" or name is None:
        return None
    is_name = name.text[0].isupper() and name.pos == "PROPN" and mentions.is_free(name.i, name.i + 1)
    return (name.i, name.i + 1) if is_name else None


def _movement(head: Token, mentions: Mentions) -> tuple[int, int] | None:
    """Return the range of the name before "movement": "the Piers Belong Here movement"; None for other tokens."""
    if head.text != "movement":
        return None
    first = head.i
    while first > head.sentence.first and head.doc.tokens[first - 1].text[0].isupper():
        first -= 1
    before = head.doc.tokens[first].previous
    is_named = head.i - first > 1 and before is not None and before.text.lower() == "the"
    # "the Orvish Labor movement": a people, or what the model knows, is not a name of several words.
    return (first, head.i) if is_named and mentions.is_free(first, head.i) else None
