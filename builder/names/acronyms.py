"""Acronyms, and the full names that they may abbreviate."""

from __future__ import annotations

import re

SMALL_WORDS = frozenset("a an and at by de del des di du for in la le of on the to und y &".split())
"""Words in a name whose initials an acronym may leave out."""

_OFFICE = re.compile(r"(?:.* )?(?:department|ministry|bureau|office) of (?:the )?", re.IGNORECASE)
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,8}s?")


def is_acronym(text: str) -> bool:
    """Return True if a name is written as initials: "NATO", "U.N.", "EU"."""
    return _ACRONYM.fullmatch(text) is not None


def letters(acronym: str) -> str:
    """Return the capitals of an acronym: "NGOs" → "NGO"."""
    return "".join(character for character in acronym if character.isupper())


def initials(name: str) -> tuple[str, ...]:
    """Return the initials that an acronym of a name may consist of, in upper case, each at least two letters.

    Returns:
        The initials of the words that are not small words, of all words, and of the former without the last, in this
        order and each once: "Harbor Board of X and the Y" → HBXY, HBOXATY, HBX.
    """
    large, every = _initials(name)
    return tuple(dict.fromkeys(form for form in (large, every, large[:-1]) if len(form) >= 2))


def _initials(name: str) -> tuple[str, str]:
    """Return the initials of the words of a name that are not small words, and of all words."""
    parts = [part for part in re.split(r"[\s\-–/]+", name) if part and part[0].isalnum()]
    large = "".join(part[0] for part in parts if part.lower() not in SMALL_WORDS).upper()
    return large, "".join(part[0] for part in parts).upper()


def acronyms_of(name: str) -> tuple[str, ...]:
    """Return the acronyms that a spelled-out name may have; none for an acronym.

    "Department of Harbor Lights" may be HL, too.
    """
    if is_acronym(name):
        return ()
    office = _OFFICE.match(name)
    subject = _initials(name[office.end() :])[:1] if office is not None else ()
    return tuple(dict.fromkeys(form for form in (*_initials(name), *subject) if len(form) >= 2))


def stands_for(acronym: str, name: str) -> bool:
    """Return True if the initials of a name form an acronym, without leaving out the last."""
    return letters(acronym) in acronyms_of(name)
