"""Latin letters as people write them without the accents and strokes of an alphabet: "Ł" → "L"."""

from __future__ import annotations

import unicodedata
from functools import cache

from builder.lexicon.word_lists import table


def plain_letters(text: str) -> str:
    """Return a text with plain letters in place of those with accents and strokes, decomposed or not."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text).translate(_undecomposed())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@cache
def _undecomposed() -> dict[int, str]:
    small = {letter: plain for letter, plain in table("latin_letters")}  # noqa: C416  rows are tuples of any length
    # "ß" becomes two letters in capitals by itself.
    large = {
        letter.upper(): plain.capitalize() for letter, plain in small.items() if len(letter.upper()) == 1
    }
    return str.maketrans(small | large)
