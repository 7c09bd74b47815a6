"""Acronyms: which spelled-out name a run of capitals stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from builder.annotate.analysis import Analysis
from builder.annotate.names.name import Name
from builder.model.annotations import EntityType

_SMALL_WORDS = frozenset("a an and at by de del des di du for in la le of on the to und y &".split())
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,8}s?")
_LONGEST_EXTENSION = 5
"""Tokens by which a name may grow to fit its acronym: "and the" and up to three words."""


def is_acronym(text: str) -> bool:
    """Whether a name is written as initials: "NATO", "U.N.", "EU"."""
    return _ACRONYM.fullmatch(text) is not None


def letters(acronym: str) -> str:
    """The capitals of an acronym."""
    return "".join(character for character in acronym if character.isupper())


def initials(name: str) -> tuple[str, ...]:
    """The initials that an acronym of the name may have: of its large words, of all its words, and of its
    large words without the last, upper case ("Harbour Board of X and the Y" → HBXY, HBOXATY, HBX).
    """
    parts = [part for part in re.split(r"[\s\-–/]+", name) if part and part[0].isalnum()]
    large = "".join(part[0] for part in parts if part.lower() not in _SMALL_WORDS).upper()
    every = "".join(part[0] for part in parts).upper()
    return tuple(dict.fromkeys(form for form in (large, every, large[:-1]) if len(form) >= 2))


def stands_for(acronym: str, name: str) -> bool:
    """Whether the acronym can be made of the name's initials (all of them, not all but the last)."""
    return not is_acronym(name) and letters(acronym) in initials(name)[:2] and len(letters(acronym)) >= 2


def extended_by_acronym(analysis: Analysis, names: Sequence[Name]) -> list[Name]:
    """Names that grow over "and the Z" where the grown name, and not the shorter one, fits an acronym of the
    article. What they grow over is no name of its own any more.
    """
    acronyms = {letters(name.text(analysis)) for name in names if is_acronym(name.text(analysis))}
    grown: list[Name] = []
    for name in names:
        if grown and name.first < grown[-1].last:
            continue
        grown.append(_grown(analysis, name, acronyms))
    return grown


def _grown(analysis: Analysis, name: Name, acronyms: set[str]) -> Name:
    tokens = analysis.tokens
    text = name.text(analysis)
    # A name that an acronym fits already stays as it is.
    if name.type is not EntityType.ORGANIZATION or " " not in text or acronyms & set(initials(text)[:1]):
        return name
    sentence = analysis.sentences[tokens[name.first].sentence]
    for last in range(name.last + 1, min(name.last + _LONGEST_EXTENSION, sentence.last) + 1):
        token = tokens[last - 1]
        if token.pos == "PUNCT" or (token.text.islower() and token.text not in _SMALL_WORDS):
            break
        longer = replace(name, last=last, rule="acronym")
        if token.text[0].isupper() and acronyms & set(initials(longer.text(analysis))[:1]):
            return longer
    return name
