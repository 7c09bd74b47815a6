"""Patterns of names in folded texts: whole words, however they are joined, divided or written in an address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

_PIECE = re.compile(r"[^\W_]+|[\W_]+")
# In an address a name may follow "%20", whose last characters look like letters.
_START = r"(?:(?<![^\W_])|(?<=%[0-9a-f]{2}))"
_END = r"(?![^\W_])"
# A name may go on in the next line, but not in the next paragraph.
_JOINT = r"(?:(?:[^\S\n]|[+\-]|%20|\n[^\S\n]*(?!\s)){0,8}|_|\.(?!\s))"
_BREAK = r"(?:-[^\S\n]*\n[^\S\n]*)?"


def form_pattern(form: str) -> str:
    """Return the pattern of a form of a name, which matches whole words of folded texts.

    Args:
        form: in folded form. "Roe, Ana" matches only with its comma, or as in an address: "roe-ana".
    """
    pieces = _PIECE.findall(form.strip())
    parts: list[str] = []
    for piece_i, piece in enumerate(pieces):
        if piece[0].isalnum():
            parts.append(_BREAK.join(map(re.escape, piece)))
        elif piece_i + 1 < len(pieces):
            is_initial = len(pieces[piece_i - 1]) == 1
            parts.append(_joint(piece, is_initial=is_initial, is_first=piece_i == 1))
    # "John Roe, Ana Roe" are two names.
    end = f"(?!{_JOINT}{re.escape(pieces[0])})" if "," in form else ""
    return f"{_START}{''.join(parts)}{_END}{end}"


def _joint(separator: str, *, is_initial: bool, is_first: bool) -> str:
    """Return the pattern of what is between two words of a name.

    Args:
        separator: as the form has it.
        is_initial: True if a single letter is before it.
        is_first: True if it is the first of the form: "a Roe" is no initial with a surname, but "a. Roe" is.
    """
    if "'" in separator:
        return r"['\-]?"
    if "," in separator:
        return r"(?:,\s{0,4}|[_\-])"
    if is_initial and "." in separator:
        return rf"(?:\.{_JOINT}|[_\-])" if is_first else rf"\.?{_JOINT}"
    return _JOINT


def compile_forms(forms: Mapping[str, Iterable[str]]) -> re.Pattern[str] | None:
    """Return one pattern of all forms; None if there are none. Of two that begin at one place the longer one matches.

    Args:
        forms: by a key that is the beginning of the name of the group that matches: ``lastgroup`` up to the first "_".
    """
    rows = sorted(_rows(forms), key=lambda row: (-len(row[1]), row))
    named = (f"(?P<{key}_{number}>{form_pattern(form)})" for number, (key, form) in enumerate(rows))
    return re.compile("|".join(named)) if rows else None


def _rows(forms: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for key, own in forms.items():
        for form in own:
            if form not in seen:
                seen.add(form)
                yield key, form
