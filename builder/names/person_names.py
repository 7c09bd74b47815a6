"""Personal names: their parts, and which of them can belong to one person."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from functools import cache

from msgspec import Struct

from builder.lexicon.latin_letters import plain_letters
from builder.lexicon.word_lists import table, words
from builder.model.readable_text import readable

_QUOTED = re.compile(r"\([\"“‘'][^()]*\)|[\"“”„«»(\[].*?[\"“”«»)\]]|(?<!\S)['‘][^'‘’]+['’](?!\S)")
"""A nickname. A single mark inside a word is an apostrophe."""
_NICKNAME_MARKS = " \"“”„«»()[]'‘’"
_NUMERAL = re.compile(r"i{1,3}|i?v|vi{1,3}|ix|xi+|xi?v|xvi+")
_SAINTLY = frozenset({"abba", "blessed", "mar", "saint", "san", "sankt", "santa", "st", "ste"})
"""Words before the name of a saint, which are often left out."""
_ARTICLE = re.compile(r"^(?:(?:al|el|as|ash|an|ar|at)-|(?:al|el) )", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-Z]\.){2,4}|(?:[A-Z]\.){1,3}[A-Z]|[A-Z]{2,3}")
"""Initials of several given names without spaces: "J.R.", "JR"."""


class PersonName(Struct, frozen=True, array_like=True):
    """A personal name, its words folded.

    Attributes:
        given: all words before the surname, each initial by itself; empty for a bare surname.
        surname: the last word with the particles before it; without the Arabic article.
        suffix: the generational suffix, "jr", "iii" …, or "".
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
        """The surname, the last word of it, and the nickname: each can refer to the person."""
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
    written, suffix = _without_suffix(_words_of(natural_order(text)))
    written = without_saint(written)
    start = len(written) - 1
    while start > 1 and is_particle(written[start - 1]):
        start -= 1
    if start == 1 and _begins_surname(written[0], beside_another=len(written) > start + 1):
        start = 0
    surname = _ARTICLE.sub("", " ".join(map(fold, written[start:])))
    given = [initial for word in written[:start] for initial in _split_initials(word, text)]
    quoted = _QUOTED.search(text)
    nickname = fold(quoted.group().strip(_NICKNAME_MARKS)) if quoted is not None else ""
    return PersonName(tuple(given), surname, suffix, nickname)


@cache
def name_words(text: str) -> tuple[str, ...]:
    """Return the words of a personal name in their natural order, folded, adjacent initials as one word.

    "Roe, J. R." → "jr", "roe".
    """
    found: list[str] = []
    after_initial = False
    for word in _words_of(natural_order(text)):
        is_initial = len(fold(word)) == 1 or _is_glued(word, text)
        if is_initial and after_initial:
            found[-1] += fold(word)
        else:
            found.append(fold(word))
        after_initial = is_initial
    return tuple(found)


def natural_order(text: str) -> str:
    """Return a name with the given name first: "Roe, Ana R." → "Ana R. Roe"."""
    surname, comma, given = text.partition(", ")
    is_inverted = bool(comma) and bool(surname.strip()) and not _is_suffix(given.partition(",")[0])
    return f"{given} {surname}" if is_inverted and "," not in given else text


def without_suffix(text: str) -> str:
    """Return a name as written, without a generational suffix and the comma before it: "Ana Roe, Jr." → "Ana Roe"."""
    rest, _, last = text.rpartition(" ")
    return rest.rstrip(",") if rest and fold(last) in words("generational_suffixes") else text


def _words_of(text: str) -> list[str]:
    """Return the words of a name as written, at least one, without commas and nicknames in quotation marks."""
    stripped = (part.strip(",;") for part in _QUOTED.sub(" ", text).split())
    return [part for part in stripped if fold(part)] or [text]


def _without_suffix(written: Sequence[str]) -> tuple[list[str], str]:
    """Return the words of a name without letters and generational suffix after it, and the suffix, folded."""
    rest, suffix = list(written), ""
    while len(rest) > 1 and _is_suffix(rest[-1]):
        last = fold(rest[-1])
        # "Lady Esq" may be a name: letters follow a given name and a surname.
        if last in words("name_suffixes") and len(rest) == 2:
            break
        suffix = suffix if last in words("name_suffixes") else last
        rest.pop()
    return rest, suffix


def _is_suffix(word: str) -> bool:
    folded = fold(word)
    return (
        folded in words("name_suffixes")
        or folded in words("generational_suffixes")
        or _NUMERAL.fullmatch(folded) is not None
    )


def is_particle(word: str) -> bool:
    """Return True for a particle as written in a name; the initial "E." is none."""
    return fold(word) in words("name_particles") and (word.islower() or (len(word) > 1 and "." not in word))


def _begins_surname(word: str, *, beside_another: bool) -> bool:
    """Return True if the first word of a name is a particle ("Di Roe") and not a given name ("Ben Marlowe").

    Args:
        word: the word as written.
        beside_another: True if a particle is right after it.
    """
    return is_particle(word) and (
        beside_another or word.islower() or fold(word) not in _particles_as_given_names()
    )


@cache
def _particles_as_given_names() -> frozenset[str]:
    """Return the particles that are also given names: "Al", "Ben", "Della", "Van"."""
    return words("name_particles") & {name for name, *_ in table("given_names")}


def _split_initials(word: str, text: str) -> Sequence[str]:
    """Return the initials in a word of a name ("J.R." → "j", "r"), or the word, folded.

    Args:
        word: a word before the surname.
        text: the whole name as written.
    """
    return tuple(fold(word)) if _is_glued(word, text) else (fold(word),)


def _is_glued(word: str, text: str) -> bool:
    """Return True for initials of several given names in one word; in a name in capitals they must have stops."""
    return _INITIALS.fullmatch(word) is not None and ("." in word or not text.isupper())


def without_saint(parts: Sequence[str]) -> list[str]:
    """Return the words of a name without the "Saint" before them."""
    first = next((i for i, part in enumerate(parts) if fold(part) not in _SAINTLY), len(parts) - 1)
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
    if not given_names_agree(first.given[0], second.given[0]):
        return first.given == (second.nickname,) or second.given == (first.nickname,)
    return not (
        len(first.given) > 1
        and len(second.given) > 1
        and not all(map(given_names_agree, first.given[1:], second.given[1:]))
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


def is_short_form(short: PersonName, full: PersonName) -> bool:
    """Return True if a bare surname can be that of a full name.

    With a generational suffix ("Roe Jr.") it is a short form only of a name with the same suffix. The first of a name
    is not told from anyone: "Roe I".
    """
    if short.given or not full.given or short.suffix not in ("", "i", full.suffix):
        return False
    return short.surname in full.short_forms


def is_given_name_of(short: PersonName, full: PersonName) -> bool:
    """Return True if a single word can be the first given name of a full name."""
    if short.given or not full.given or short.suffix not in ("", full.suffix):
        return False
    return short.surname == full.given[0] and len(short.surname) > 1


def is_ending_of(short: str, full: str) -> bool:
    """Return True if several words end a full name after one word at least: "Pena Marsh" of "Ana Pena Marsh"."""
    (ending, suffix), (whole, own) = _core_words(short), _core_words(full)
    return 1 < len(ending) < len(whole) and whole[-len(ending) :] == ending and suffix in ("", own)


def endings_of(full: str) -> Iterator[tuple[str, ...]]:
    """Yield the folded words of all forms that may be an ending of a full name."""
    whole, _ = _core_words(full)
    yield from (whole[i:] for i in range(1, len(whole) - 1))


def core_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a name without its suffix."""
    return _core_words(text)[0]


@cache
def _core_words(text: str) -> tuple[tuple[str, ...], str]:
    rest, suffix = _without_suffix(_words_of(natural_order(text)))
    return tuple(map(fold, rest)), suffix


def fullest_form(forms: Sequence[str]) -> str:
    """Return the form with the most words; of several the one with the most letters, then the first in the alphabet."""
    return min(forms, key=lambda form: (-len(form.split()), -len(form), form))


def given_names_agree(first: str, second: str) -> bool:
    """Return True if two given names are equal, or one is the initial of the other."""
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    return first == second
