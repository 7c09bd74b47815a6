"""Tallies: numbers that count things ("2,300 homes", "9 of its 40 buses"), and casualties given only by their age."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Origin

TALLY_CONFIDENCE = 0.8
"""Confidence of a number that counts things, and of a casualty given by age."""

ADJECTIVES = 3
"""Words between a number and the noun that it counts, at most."""
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_DEFINITE = ("the", "these", "those", "both", "its", "his", "her", "their", "our", "your", "my")
_MODIFIERS = ("amod", "compound", "nmod")
_HEDGES = ("advmod", "quantmod", "amod")
_DIED = ("die", "drown", "perish")
_WAS_KILLED = ("kill", "murder", "wound", "injure", "hurt", "shoot", "crush", "execute")
_INHABITED = ("city", "community", "country", "county", "island", "town", "village")
_AGE = re.compile(r"\d{1,3}")


def find_tallies(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the numbers that count things, and casualties given by age, as quantities, if no mention contains them."""
    doc, taken = mentions.doc, set(mentions.index_at)
    for token in doc.tokens:
        kind = "people" if _is_person(token) else "things"
        for (first, last), rule in ((_tally_range(token), kind), (_casualty_range(token), "people")):
            if first < last and taken.isdisjoint(range(first, last)):
                taken.update(range(first, last))
                yield MentionSpan(doc, first, last, EntityType.QUANTITY, Origin.RULE, rule, TALLY_CONFIDENCE)


def is_population(people: Token) -> bool:
    """Return True if a number of people is the population of a place: "this town of 9,000 people"."""
    of = people.head
    return people.dep == "pobj" and of.text == "of" and of.head.lemma in _INHABITED


def _tally_range(noun: Token) -> tuple[int, int]:
    """Return the range of a noun and the number that counts it, as half-open token indices; (0, 0) if none does."""
    tokens = noun.doc.tokens
    number = next((t for t in noun.children if t.dep == "nummod" and t.i < noun.i), None)
    if number is None or noun.pos not in ("NOUN", "PROPN") or not _is_cardinal(number):
        return 0, 0
    between = tokens[number.i + 1 : noun.i]
    if len(between) > ADJECTIVES or any(t.dep not in _MODIFIERS or not t.text[0].islower() for t in between):
        return 0, 0
    part = _part_start(number)
    if part is not None and noun.lemma.lower() not in words("time_units"):
        return part, noun.i + 1
    first = _number_start(number)
    # "Four in 10 voters" are a share.
    plain = number.text.lower() != "one" and number.text != "1"
    rated = any(token.text.lower() == "in" for token in tokens[max(first - 1, 0) : number.i]) and (
        _is_cardinal(tokens[max(number.i - 2, 0)])
    )
    if not plain or rated or _is_definite(tokens[first]) or not _is_counted(noun):
        return 0, 0
    return first, _score_end(noun)


def _is_counted(noun: Token) -> bool:
    """Return True if the number of a noun matters: a listed thing, or persons who do not speak ("40 members said").

    The population of a place is not counted.
    """
    if not _is_person(noun):
        return noun.lemma.lower() in words("counted_things")
    speaks = noun.dep == "nsubj" and any(token.dep == "ccomp" for token in noun.head.children)
    return not speaks and not is_population(noun)


def _is_person(noun: Token) -> bool:
    return noun.lemma.lower() in words("counted_people") | words("counted_members")


def _is_cardinal(token: Token) -> bool:
    return _NUMBER.fullmatch(token.text) is not None or token.text.lower() in words("cardinal_words")


def _part_start(number: Token) -> int | None:
    """Return the index of the first token of the part before a whole: "9 of its" 40 buses; None without one."""
    tokens = number.doc.tokens
    start = number.i - 1
    if start >= 0 and tokens[start].text.lower() in _DEFINITE:
        start -= 1
    if start < 1 or tokens[start].text.lower() != "of" or not _is_cardinal(tokens[start - 1]):
        return None
    return _number_start(tokens[start - 1])


def _number_start(number: Token) -> int:
    """Return the index of the first token of a number with the words that qualify it: "about 40", "more than 40"."""
    tokens = number.doc.tokens
    first = number.i
    while first > 0 and tokens[first - 1].head_i in range(first - 1, number.i + 1):
        before = tokens[first - 1]
        if before.dep not in _HEDGES and not (before.dep == "nummod" and _is_cardinal(before)):
            break
        first -= 1
    while first > 0 and tokens[first].label == "CARDINAL" and not tokens[first].begins:
        first -= 1
    return first


def _is_definite(number: Token) -> bool:
    """Return True if a number in words is already known to the reader: "the two boats", "the same two boats".

    Args:
        number: its first token.
    """
    if not number.text.isalpha():
        return False
    before = [token.text.lower() for token in number.doc.tokens[max(number.i - 2, 0) : number.i]]
    return before[-1:] == ["same"] or (before[-1:] != [] and before[-1] in _DEFINITE)


def _score_end(noun: Token) -> int:
    """Return the index after a counted noun and the number that it is compared with.

    "Four votes to three", "two seats out of nine"; without such a number the index after the noun.
    """
    tokens = noun.doc.tokens
    following = [token.text.lower() for token in tokens[noun.i + 1 : noun.i + 4]]
    length = 3 if following[:2] == ["out", "of"] else 2 if following[:1] == ["to"] else 0
    end = noun.i + 1 + length
    if length and len(following) >= length and _is_cardinal(tokens[end - 1]):
        follows = tokens[end] if end < len(tokens) else None
        if follows is None or follows.pos not in ("NOUN", "PROPN", "ADJ"):
            return end
    return noun.i + 1


def _casualty_range(person: Token) -> tuple[int, int]:
    """Return the range of an unnamed casualty with the age, as half-open token indices; (0, 0) if it is not one.

    "A man of 74", "a nurse, 39".
    """
    tokens = person.doc.tokens
    if person.pos != "NOUN" or not _is_harmed(person):
        return 0, 0
    article = next((t for t in person.subtree if t.dep == "det" and t.head is person), None)
    if article is None or article.text.lower() not in ("a", "an", "one", "another"):
        return 0, 0
    if any(token.pos == "PROPN" for token in tokens[article.i : person.i + 1]):
        return 0, 0
    behind = tokens[person.i + 1 : person.i + 3]
    if len(behind) == 2 and behind[0].text in ("of", ",", "aged") and _AGE.fullmatch(behind[1].text):
        return article.i, person.i + 3
    before = "".join(token.text.lower() for token in tokens[article.i + 1 : person.i])
    return (article.i, person.i + 1) if re.search(r"\d+-year-old", before) else (0, 0)


def _is_harmed(person: Token) -> bool:
    verb = person.head
    if person.dep == "nsubj":
        return verb.lemma.lower() in _DIED
    return person.dep == "nsubjpass" and verb.lemma.lower() in _WAS_KILLED
