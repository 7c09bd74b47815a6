"""Normal form of a name, for comparison."""

from __future__ import annotations

import re
from functools import cache

_PREPOSITIONS = frozenset("against at by des di du for from in of on to with".split())
_SPACED_INITIALS = re.compile(r"(?<=\b[A-Z]) (?=[A-Z]\b)")
_UNITED_STATES = re.compile(r"^US (?=[A-Z][a-z])")


@cache
def normal_form(text: str) -> str:
    """Return a name in its normal form: without full stops, with single spaces and plain apostrophes.

    A name of more than five letters that is all in capitals, as in datelines and headlines, is put in title case.
    """
    folded = " ".join(text.replace(".", "").replace("’", "'").split())
    folded = _UNITED_STATES.sub("United States ", _SPACED_INITIALS.sub("", folded))
    return folded.title() if folded.isupper() and len(folded) > 5 else folded


def head_word(name: str) -> str:
    """Return the head noun of a name in lower case: the last word before the first preposition, else the last.

    "Center for Harbor Studies" → "center".
    """
    parts = name.lower().split()
    ends = [i for i, part in enumerate(parts) if i and part in _PREPOSITIONS]
    return parts[ends[0] - 1 if ends else -1]
