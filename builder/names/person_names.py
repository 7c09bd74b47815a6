"""Personal names: their parts, and which of them can belong to one person."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from builder.lexicon.latin_letters import plain_letters
from builder.lexicon.word_lists import table, words
from builder.model.readable_text import readable

_QUOTED = re.compile(r"[\"“”„«»(\[].*?[\"“”«»)\]]|(?<!\S)['‘][^'‘’]+['’](?!\S)")
"""A nickname. A single mark inside a word is an apostrophe."""
_NUMERAL = re.compile(r"i{1,3}|i?v|vi{1,3}|ix|xi+|xi?v|xvi+")
_SAINTLY = frozenset({"abba", "blessed", "mar", "saint", "san", "sankt", "santa", "st", "ste"})
"""Words before the name of a saint, which are often left out."""
_LONG_WORD = 5
"""Letters of the shortest word in which one different letter is more likely a misspelling than another name."""
_LONGEST_WORD = 60
"""Letters of the longest word that is searched for misspellings."""
_ARTICLE = re.compile(r"^(?:al|el|as|ash|an|ar|at)-", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A personal name, its words folded.

    Attributes:
        given: all words before the surname; empty for a single word.
        surname: the last word with the particles before it; without the Arabic article.
        suffix: "jr", "iii" …, or "".
        nickname: the word in quotation marks or brackets, or "".
    """

    given: tuple[str, ...]
    surname: str
    suffix: str
    nickname: str = ""

    @property
    def is_full(self) -> bool:
        """True if the name has a given name beside the surname."""
        return bool(self.given)

    @property
    def short_forms(self) -> tuple[str, ...]:
        """The single words that can refer to the person: by the surname, or by the nickname if there is one."""
        nicknames = (self.nickname,) if self.nickname else ()
        return self.surname, self.last_word, self.surname.rpartition("-")[2], *nicknames

    @property
    def last_word(self) -> str:
        """The last word of the surname; empty if the surname is only an article ("al-")."""
        return self.surname.split()[-1] if self.surname.strip() else ""


def fold(text: str) -> str:
    """Return a word without accents, strokes of letters, case and full stops, with plain apostrophes."""
    if not text.isascii():
        text = plain_letters(readable(text).replace("’", "'").replace("ʼ", "'"))
    return text.replace(".", "").casefold()


@cache
def person_name(text: str) -> PersonName:
    """Return the parts of a personal name: "Nora van der Berg Jr." → (nora), "van der berg", "jr"."""
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
    """Return the folded words of a name without the "Saint" before them."""
    first = next((i for i, part in enumerate(parts) if part not in _SAINTLY), len(parts) - 1)
    return list(parts[max(first, 0) :])


def are_compatible(first: PersonName, second: PersonName) -> bool:
    """Return True if two full names can belong to one person: the surnames are equal, the given names agree.

    An initial agrees with every name that begins with it, a missing middle name with any name. Generational suffixes
    must be equal if both names have one.
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


def storage_keys(person: PersonName) -> Iterator[Hashable]:
    """Yield the keys under which a full name is stored, so that ``lookup_keys`` of every compatible name finds it."""
    given = person.given[0]
    yield person.surname, given
    yield person.surname, given[:1], len(given) == 1
    yield "nicknamed", person.surname, person.nickname
    if len(person.given) == 1:
        yield "only", person.surname, given


def lookup_keys(person: PersonName) -> Iterator[Hashable]:
    """Yield the keys under which all full names that are compatible with a full name are found.

    Some of the names that are found are not compatible: check them with ``are_compatible``.
    """
    given = person.given[0]
    yield person.surname, given
    yield person.surname, given[:1], True
    if len(given) == 1:
        yield person.surname, given, False
    if len(person.given) == 1:
        yield "nicknamed", person.surname, given
    yield "only", person.surname, person.nickname


def are_alike(first: PersonName, second: PersonName) -> bool:
    """Return True if two full names of one article can belong to one person although their spellings differ.

    They may differ by a nickname, or by a misspelling: one letter inserted, missing or changed in a longer word.
    """
    # Only of one article: in two articles such names may mean two persons.
    if not first.given or not second.given or not all(map(_agree, first.given[1:], second.given[1:])):
        return False
    if first.suffix and second.suffix and first.suffix != second.suffix:
        return False
    given, other = first.given[0], second.given[0]
    nickname = _is_nickname(given, other) or _is_nickname(other, given)
    return are_misspellings(first, second) or (first.surname == second.surname and nickname)


def are_misspellings(first: PersonName, second: PersonName) -> bool:
    """Return True if two full names differ by one letter of a longer word in the first given name or the surname."""
    if not first.given or not second.given:
        return False
    if first.surname == second.surname:
        return _is_misspelling(first.given[0], second.given[0])
    return first.given == second.given and _is_misspelling(first.surname, second.surname)


def is_short_form(short: PersonName, full: PersonName) -> bool:
    """Return True if a single word can be the surname of a full name."""
    if short.given or not full.given:
        return False
    return short.surname in full.short_forms


def is_given_name_of(short: PersonName, full: PersonName) -> bool:
    """Return True if a single word can be the first given name of a full name."""
    return not short.given and bool(full.given) and short.surname == full.given[0] and len(short.surname) > 1


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    return {name: frozenset(nicknames.split("|")) for name, nicknames in table("nicknames")}


def nicknames_of(name: str) -> frozenset[str]:
    """Return the nicknames of a given name, folded."""
    return _nicknames().get(name, frozenset())


def _is_nickname(name: str, nickname: str) -> bool:
    return nickname in nicknames_of(name)


def _is_misspelling(first: str, second: str) -> bool:
    """Return True if two longer words with the same first letter differ by one letter."""
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


def deletion_keys(word: str) -> Iterator[str]:
    """Yield a long word, and the word without one of its letters after the first; nothing for other words.

    Two words of which one misspells the other have such a key in common.
    """
    if _LONG_WORD <= len(word) <= _LONGEST_WORD:
        yield word
        yield from (word[:i] + word[i + 1 :] for i in range(1, len(word)))


def fullest_form(forms: Sequence[str]) -> str:
    """Return the form with the most words; of several the one with the most letters, then the first in the alphabet."""
    return min(forms, key=lambda form: (-len(form.split()), -len(form), form))


def _agree(first: str, second: str) -> bool:
    """Return True if two given names are equal, or one is the initial of the other."""
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    return first == second
