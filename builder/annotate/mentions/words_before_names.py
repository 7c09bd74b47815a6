"""Capitalized words before a person's name that are not a part of it: "Crooked Ana", "Team Ana", "Tycoon Ana Roe"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set

from msgspec import Struct
from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.surname_first import SURNAME_FIRST
from builder.annotate.parse.document import Token
from builder.model.annotations import EntityType
from builder.names.given_names import is_given_name
from builder.names.known_names import SURNAME, known_kinds
from builder.names.person_names import fold, is_particle, person_name

_RULE = "+known"
_LONGEST_INITIAL = 2
_OFTEN = 2
"""How many times as often the article must have the full name of another person as the words before a surname."""


class _Persons(Struct, frozen=True):
    """The names of the persons of an article that begin with a common given name, folded.

    Attributes:
        full: the full names.
        given: how often the article has their names in full, by the first given name.
        surnames: their surnames.
        lower: the words that the article has in lower case.
        counts: the number of mentions of persons with each text, as written.
    """

    full: Set[str]
    given: Mapping[str, int]
    surnames: Set[str]
    lower: Set[str]
    counts: Mapping[str, int]


def cut_words_before_names(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, persons without the words before the name that the article has elsewhere."""
    persons = _persons(mentions)
    for mention in mentions:
        # "Roe, Ana" begins with the surname, which is no word before the name.
        is_cut = mention.type is EntityType.PERSON and mention.rule != SURNAME_FIRST
        first = _name_start(mention, persons) if is_cut else mention.first
        if first == mention.first:
            yield mention
        else:
            yield replace(mention, first=first, rule=f"{mention.rule}{_RULE}")


def _persons(mentions: Mentions) -> _Persons:
    counts = Counter(mention.text for mention in mentions if mention.type is EntityType.PERSON)
    full = {text for text in counts if person_name(text).is_full and is_given_name(text.split()[0])}
    given: Counter[str] = Counter()
    for text in full:
        given[person_name(text).given[0]] += counts[text]
    return _Persons(
        full=frozenset(map(fold, full)),
        given=given,
        surnames=frozenset(person_name(text).last_word for text in full),
        lower=frozenset(token.text for token in mentions.doc.tokens if token.text.islower()),
        counts=counts,
    )


def _name_start(mention: MentionSpan, persons: _Persons) -> int:
    """Return the index of the first token of the name in a mention of a person."""
    tokens = mention.tokens
    if len(tokens) < 2 or not _may_be_no_name(tokens[0]) or known_kinds(mention.text):
        return mention.first
    for i in range(1, len(tokens)):
        rest = fold(" ".join(token.text for token in tokens[i:]))
        if rest in persons.full and not is_particle(tokens[i].text):
            return tokens[i].i
    rest = fold(tokens[-1].text)
    if _is_given_name_of_another(rest, mention, persons):
        return tokens[-1].i
    if rest in persons.surnames and all(_is_word(token, persons) for token in tokens[:-1]):
        return tokens[-1].i
    return mention.first


def _is_given_name_of_another(word: str, mention: MentionSpan, persons: _Persons) -> bool:
    """Return True if the last word of a mention is the given name of a person whom the article names in full.

    If the word is a surname as well, that person must be named more often: "Rand Paul" is not Paul Roe.
    """
    if word in persons.surnames or word not in persons.given:
        return False
    if SURNAME not in known_kinds(word):
        return True
    return persons.given[word] >= _OFTEN * persons.counts[mention.text]


def _may_be_no_name(token: Token) -> bool:
    """Return False for given names, initials and particles."""
    short = len(token.text) <= _LONGEST_INITIAL or "." in token.text
    return not (short or is_given_name(token.text) or is_particle(token.text)) and token.text[0].isupper()


def _is_word(token: Token, persons: _Persons) -> bool:
    """Return True for a word that is no name for the model, or that the article has in lower case."""
    return token.tag not in ("NNP", "NNPS") or token.text.lower() in persons.lower
