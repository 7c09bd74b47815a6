"""Keys of names: the normal form in which the tables are searched."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from builder.lexicon.latin_letters import plain_letters

_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,5}|(?:[A-Z]-){2,4}[A-Z]")
_STOPS = str.maketrans("", "", ".-")
_COMPASS = re.compile(r"([NSEW])\. ?(?=[A-Z][a-z]{2})")
_COMPASS_WORDS = {"N": "North", "S": "South", "E": "East", "W": "West"}
_LONGEST_CERTAIN_ACRONYM = 3
_SPACES = re.compile(r"[\s\-‐‑–—_/,]+")
_NOT_IN_KEY = re.compile(r"[^\w ]")
_MARKS = frozenset({"Mn", "Mc", "Me", "Lm"})  # accents, and letter-like apostrophes as in "Sanʿāʾ"
_ABBREVIATED = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_KEPT_KEYS = 1 << 15
"""Keys that are kept: the articles of an archive name the same places again and again."""
_ARABIC_ARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "ash", "at", "ath", "az"})


def name_key(name: str) -> str:
    """Return the form of a name by which the tables are searched.

    Accents, case, punctuation and a leading "the" are ignored; "St." is "Saint". An acronym keeps its capitals:
    "U.S." and "US" have one key, "us" has another; a chant is read as its acronym ("U-S-A").

    Args:
        name: a name as a text or a source spells it.

    Returns:
        The key; empty if the name contains neither letters nor digits.
    """
    name = name.strip()
    return name.translate(_STOPS) if _ACRONYM.fullmatch(name) else folded(name)


def with_whole_compass(name: str) -> str:
    """Return a name with its leading compass word written out: "N. Korea" is "North Korea"."""
    match = _COMPASS.match(name)
    return f"{_COMPASS_WORDS[match[1]]} {name[match.end() :]}" if match else name


@lru_cache(maxsize=_KEPT_KEYS)
def folded(name: str) -> str:
    """Return the key of a name whose capitals mean nothing, as in a dateline: "OMAN" is "oman"."""
    text = plain_letters(name.casefold()).replace("&", " and ")
    text = "".join(character for character in text if unicodedata.category(character) not in _MARKS)
    words = _NOT_IN_KEY.sub("", _SPACES.sub(" ", text)).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    head = [_ABBREVIATED.get(word, word) for word in words[:-1]]
    return " ".join(head + words[-1:])


def keys_of(name: str) -> tuple[str, ...]:
    """Return the keys to try for a name, the closest first.

    A word in capitals that may be too long for an acronym is also read as a plain word, and a leading Arabic article
    may be left out.
    """
    key = name_key(name)
    keys = [key]
    if key.isupper() and len(key) > _LONGEST_CERTAIN_ACRONYM:
        keys.append(folded(name))
    bare = without_article(keys[-1])
    if bare != keys[-1]:
        keys.append(bare)
    return tuple(keys)


def without_article(key: str) -> str:
    """Return a key without its Arabic article ("al hillah" is "hillah"); any other key is returned as it is."""
    article, _, rest = key.partition(" ")
    return rest if rest and article in _ARABIC_ARTICLES else key
