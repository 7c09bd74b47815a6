"""E-mail addresses and telephone numbers in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct

from builder.lexicon.word_lists import headed_lines

FEWEST_DIGITS = 7
"""Digits of a number without an area code."""
FEWEST_DIGITS_ABROAD = 8
"""Digits of a number that begins with a country code."""
MOST_DIGITS = 15
"""Digits of the longest number that ITU-T E.164 allows."""

_FORMS = Path(__file__).parent / "data" / "telephone_forms.txt"

# Bounded classes, and look-behinds that keep a match from beginning inside a word: no text takes long.
_ADDRESS = re.compile(
    r"(?<![\w.%+'’@-])[\w%+][\w.%+'’-]{0,63}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}(?P<top>[^\W\d_]{2,24})(?![\w@])"
)
_PICTURES = frozenset(("avif", "gif", "jpeg", "jpg", "png", "svg", "webp"))
"""Endings of pictures: "logo@2x.png" is not an address."""

# One character for one, so that offsets stay: the forms have one hyphen and one space.
_PLAIN = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-") | dict.fromkeys("\u00a0\u2009\u202f", " ")
)
# Hardly any text has one, and to look for this takes a tenth of the time of a plain copy.
_MAYBE = re.compile(
    "\\d[\\d ().+/\u00a0\u2009\u202f\u2010-\u2013\u2212-]{5}|8\\d\\d[\u2010-\u2013\u2212-][A-Z]"
)
_CANDIDATE = re.compile(r"[+(]?\d[\d ().+/-]{5,}(?:[A-Z][A-Z\d-]*)?|8\d\d-[A-Z][A-Z\d-]*")
_THOUSANDS = re.compile(r"\+?\d{1,3}(?: \d{3})+")
_BEFORE = 45
"""Characters before a number within which the word that introduces it ("call") begins."""


class Contact(Struct, frozen=True, array_like=True):
    """An address or number in a text.

    Attributes:
        words: as written.
        start: the offset at which it begins, in code points.
        is_address: True if it is an e-mail address; else it is a telephone number.
    """

    words: str
    start: int
    is_address: bool

    @property
    def key(self) -> str:
        """The form that is compared: an address in small letters, the digits and letters of a number."""
        return address_key(self.words) if self.is_address else telephone_key(self.words)


def find_contacts(text: str) -> tuple[Contact, ...]:
    """Return every address and number of a text, in its order."""
    found = [*_addresses(text), *_telephones(text)]
    return tuple(sorted(found, key=lambda contact: contact.start))


def address_key(words: str) -> str:
    """Return an address as it is compared."""
    return words.casefold().replace("’", "'")


def telephone_key(words: str) -> str:
    """Return a number as it is compared: digits and letters, without the 1 that North America may put first."""
    key = re.sub(r"[\W_]", "", words).upper()
    return key[1:] if len(key) == 11 and key.startswith("1") else key


def _addresses(text: str) -> Iterator[Contact]:
    if "@" not in text:
        return
    for match in _ADDRESS.finditer(text):
        if match["top"].lower() not in _PICTURES:
            yield Contact(match[0], match.start(), is_address=True)


def _telephones(text: str) -> Iterator[Contact]:
    """Yield the telephone numbers of a text: beside a word that introduces one, or of a form that nothing else has."""
    if _MAYBE.search(text) is None:
        return
    plain = text.translate(_PLAIN)
    for candidate in _CANDIDATE.finditer(plain):
        start, end = candidate.span()
        # One more character shows whether a word goes on.
        behind = min(end + 1, len(plain))
        lead = _lead().search(plain, max(0, start - _BEFORE), start)
        if lead is not None:
            beside = _form("beside a word").match(plain, start, behind)
            if beside is not None and _is_number(beside[0], stop=bool(lead["stop"])):
                yield Contact(text[start : beside.end()], start, is_address=False)
                start = beside.end()
        for match in _form("anywhere").finditer(plain, start, behind):
            if _is_number(match[0], stop=False):
                yield Contact(text[match.start() : match.end()], match.start(), is_address=False)


def _is_number(number: str, *, stop: bool) -> bool:
    """Return False for the form of a year, a day, a sum or a coordinate.

    Args:
        number: with plain hyphens and spaces.
        stop: True if a word with a stop or colon ("Tel:") precedes it.
    """
    if any(map(str.isalpha, number)):
        return True
    digits = sum(map(str.isdigit, number))
    fewest = FEWEST_DIGITS_ABROAD if number.startswith("+") else FEWEST_DIGITS
    if not fewest <= digits <= MOST_DIGITS or re.fullmatch(r"\+\d+\.\d+", number):
        return False
    if _THOUSANDS.fullmatch(number):
        return stop or (number.startswith("+") and digits >= 10)
    return _form("no numbers").fullmatch(number) is None


@cache
def _form(heading: str) -> re.Pattern[str]:
    """Return the pattern of the forms of numbers under a heading of the data file."""
    forms = "|".join(f"(?:{form})" for form in headed_lines(_FORMS)[heading])
    if heading == "no numbers":
        return re.compile(forms)
    return re.compile(rf"(?<![\w@.+/=-])(?:{forms})(?!\w|[-.]\d)")


@cache
def _lead() -> re.Pattern[str]:
    """Return the pattern of a word that introduces a number, up to the number."""
    words = "|".join(headed_lines(_FORMS)["words"])
    return re.compile(rf"\b(?:{words})\b(?P<stop>[.:]?)[^\d\n]{{0,30}}\Z", re.IGNORECASE)
