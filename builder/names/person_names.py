"""Personal names taken apart, and which of them can belong to one person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from builder.lexicon.word_lists import table, words

_QUOTED = re.compile(r"[\"“”„«»(\[].*?[\"“”«»)\]]")
_NUMERAL = re.compile(r"i{1,3}|i?v|vi{1,3}|ix|xi+|xi?v|xvi+")
_SAINTLY = frozenset({"abba", "blessed", "mar", "saint", "san", "sankt", "santa", "st", "ste"})
"""What stands before the name of a saint and is left out as often."""
_LONG_WORD = 5
"""Letters from which a word is so long that one other letter is a slip rather than another name."""
_LONGEST_WORD = 60
"""Letters of the longest word that is checked for slips."""
_ARTICLE = re.compile(r"^(?:al|el|as|ash|an|ar|at)-", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A personal name in comparison form (folded case, no accents, no full stops).

    Attributes:
        given: all words before the surname; empty for a single word.
        surname: the last word with the particles before it; without the Arabic article.
        suffix: "jr", "iii" …, or "".
        nickname: the word that stands in quotation marks between them, or "".
    """

    given: tuple[str, ...]
    surname: str
    suffix: str
    nickname: str = ""

    @property
    def is_full(self) -> bool:
        """Whether it has a given name beside the surname."""
        return bool(self.given)

    @property
    def short_forms(self) -> tuple[str, ...]:
        """The single words that can refer to the name by its surname."""
        return self.surname, self.last_word, self.surname.rpartition("-")[2]

    @property
    def last_word(self) -> str:
        """The last word of the surname; empty if the surname is only an article ("al-")."""
        return self.surname.split()[-1] if self.surname.strip() else ""


def fold(text: str) -> str:
    """Comparison form of a word: no accents, no case, no full stops, plain apostrophes."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("ʼ", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).replace(".", "").casefold()


@cache
def person_name(text: str) -> PersonName:
    """A personal name taken apart: "Nora van der Berg Jr." is (nora), "van der berg", "jr"."""
    parts = [fold(part.strip(",;")) for part in _QUOTED.sub(" ", text).split()]
    parts = [part for part in parts if part] or [fold(text)]
    parts = without_saint(parts)
    suffix = ""
    if (len(parts) > 2 and parts[-1] in words("name_suffixes")) or (
        len(parts) > 1 and _NUMERAL.fullmatch(parts[-1])
    ):
        suffix = parts.pop()
    start = len(parts) - 1
    while start > 1 and parts[start - 1] in words("name_particles"):
        start -= 1
    surname = _ARTICLE.sub("", " ".join(parts[start:]))
    quoted = _QUOTED.search(text)
    nickname = fold(quoted.group()[1:-1].strip()) if quoted is not None else ""
    return PersonName(tuple(parts[:start]), surname, suffix, nickname)


def without_saint(parts: Sequence[str]) -> list[str]:
    """The words of a name, folded, less the "Saint" before them."""
    first = next((i for i, part in enumerate(parts) if part not in _SAINTLY), len(parts) - 1)
    return list(parts[max(first, 0) :])


def compatible(first: PersonName, second: PersonName) -> bool:
    """Whether two full names can be one person's: one surname, given names that agree as far as both go.

    An initial agrees with every name that begins with it; a missing middle name with any; generational
    suffixes must not differ where both are given.
    """
    if first.surname != second.surname or (first.suffix and second.suffix and first.suffix != second.suffix):
        return False
    if not first.given or not second.given:
        return True
    if not _agree(first.given[0], second.given[0]):
        return first.given == (second.nickname,) or second.given == (first.nickname,)
    return not (
        len(first.given) > 1
        and len(second.given) > 1
        and not all(map(_agree, first.given[1:], second.given[1:]))
    )


def compatible_as(person: PersonName) -> Iterator[Hashable]:
    """Yield the keys of a full name: ``compatible_with`` yields one of them for every name compatible with it."""
    given = person.given[0]
    yield person.surname, given
    yield person.surname, given[:1], len(given) == 1
    yield "nicknamed", person.surname, person.nickname
    if len(person.given) == 1:
        yield "only", person.surname, given


def compatible_with(person: PersonName) -> Iterator[Hashable]:
    """Yield the keys by which to look up the full names compatible with one."""
    given = person.given[0]
    yield person.surname, given
    yield person.surname, given[:1], True
    if len(given) == 1:
        yield person.surname, given, False
    if len(person.given) == 1:
        yield "nicknamed", person.surname, given
    yield "only", person.surname, person.nickname


def alike(first: PersonName, second: PersonName) -> bool:
    """Whether two full names of one article can be one person's although they are spelled in two ways: with a
    nickname, or with one letter more, less or other in a longer word. (Two articles may mean two persons by them.)
    """
    if not first.given or not second.given or not all(map(_agree, first.given[1:], second.given[1:])):
        return False
    if first.suffix and second.suffix and first.suffix != second.suffix:
        return False
    given, other = first.given[0], second.given[0]
    nickname = _is_nickname(given, other) or _is_nickname(other, given)
    return misspelled(first, second) or (first.surname == second.surname and nickname)


def misspelled(first: PersonName, second: PersonName) -> bool:
    """Whether two full names differ by one letter of a longer word, in the first given name or the surname."""
    if not first.given or not second.given:
        return False
    if first.surname == second.surname:
        return _misspelled(first.given[0], second.given[0])
    return first.given == second.given and _misspelled(first.surname, second.surname)


def is_short_form(short: PersonName, full: PersonName) -> bool:
    """Whether a single word can stand for a full name as its surname."""
    if short.given or not full.given:
        return False
    return short.surname in full.short_forms


def is_given_name(short: PersonName, full: PersonName) -> bool:
    """Whether a single word can stand for a full name as its first given name."""
    return not short.given and bool(full.given) and short.surname == full.given[0] and len(short.surname) > 1


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    return {name: frozenset(nicknames.split("|")) for name, nicknames in table("nicknames")}


def nicknames_of(name: str) -> frozenset[str]:
    """Return the nicknames of a given name, folded."""
    return _nicknames().get(name, frozenset())


def _is_nickname(name: str, nickname: str) -> bool:
    return nickname in nicknames_of(name)


def _misspelled(first: str, second: str) -> bool:
    """Whether two longer words that begin alike differ by one letter."""
    shorter, longer = sorted((first, second), key=len)
    if (
        first == second
        or len(shorter) < _LONG_WORD
        or len(longer) > _LONGEST_WORD
        or shorter[0] != longer[0]
        or len(longer) - len(shorter) > 1
    ):
        return False
    at = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    return shorter[at + (len(shorter) == len(longer)) :] == longer[at + 1 :]


def slips_of(word: str) -> Iterator[str]:
    """Yield the word, and the word less one letter: two words that differ by a slip have one of these in common."""
    if _LONG_WORD <= len(word) <= _LONGEST_WORD:
        yield word
        yield from (word[:i] + word[i + 1 :] for i in range(1, len(word)))


def fullest(forms: Sequence[str]) -> str:
    """The form with most words, then most letters, then the first in the alphabet."""
    return min(forms, key=lambda form: (-len(form.split()), -len(form), form))


def _agree(first: str, second: str) -> bool:
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    return first == second
