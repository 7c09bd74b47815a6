"""Texts folded for the search of names: without case, accents and invisible characters, with the way back."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from builder.lexicon.latin_letters import plain_letters
from builder.model.readable_text import readable
from builder.model.span import Span

_APOSTROPHES = frozenset("’‘ʼ＇`´")
_HYPHENS = frozenset("‐‑‒–−")
_BROKEN = re.compile(r"\u00ad(?=[^\S\n]*\n)")
"""A soft hyphen at the end of a line, at which the word goes on in the next line."""


class FoldedText(Struct, frozen=True):
    """A text in folded form.

    Attributes:
        text: the folded form.
        offsets: for each of its characters the offset in the original, and the length of the original at the end;
            None if both have the same offsets.
        original: the text that was folded.
    """

    text: str
    offsets: tuple[int, ...] | None
    original: str

    def source_span(self, start: int, end: int) -> Span:
        """Return the span in the original of a part of the folded form, which is not empty."""
        if self.offsets is None:
            return Span(start, end)
        last = self.offsets[end - 1] + 1
        # An accent of its own belongs to the letter before it.
        while last < len(self.original) and not _folded(self.original[last]):
            last += 1
        return Span(self.offsets[start], last)


def fold_text(original: str) -> FoldedText:
    """Return a text in folded form."""
    if original.isascii():
        return FoldedText(original.lower(), None, original)
    letters: list[str] = []
    offsets: list[int] = []
    for offset, letter in enumerate(_BROKEN.sub("-", original)):
        for plain in _folded(letter):
            letters.append(plain)
            offsets.append(offset)
    return FoldedText("".join(letters), (*offsets, len(original)), original)


@cache
def _folded(letter: str) -> str:
    """Return what a character is in folded form; "" for an invisible one and for an accent of its own."""
    if letter in _APOSTROPHES:
        return "'"
    if letter in _HYPHENS:
        return "-"
    if not letter.isascii() and letter.isspace():
        return " "
    return plain_letters(readable(letter)).casefold()
