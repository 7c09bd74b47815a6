"""A name's form for comparison."""

from __future__ import annotations

import re

_PREPOSITIONS = frozenset("against at by des di du for from in of on to with".split())
_SPACED_INITIALS = re.compile(r"(?<=\b[A-Z]) (?=[A-Z]\b)")
_UNITED_STATES = re.compile(r"^US (?=[A-Z][a-z])")


def spelling(text: str) -> str:
    """A name's form for comparison: no full stops, case kept but for words all in capitals of more than
    five letters (datelines, headlines).
    """
    folded = " ".join(text.replace(".", "").replace("’", "'").split())
    folded = _UNITED_STATES.sub("United States ", _SPACED_INITIALS.sub("", folded))
    return folded.title() if folded.isupper() and len(folded) > 5 else folded


def head_word(name: str) -> str:
    """The word that says what a name of several words names, lower case: the last one before the first preposition
    ("Center" in "Center for Harbour Studies"), else the last.
    """
    parts = name.lower().split()
    ends = [i for i, part in enumerate(parts) if i and part in _PREPOSITIONS]
    return parts[ends[0] - 1 if ends else -1]
