"""Readable text: letters composed and decoded, without invisible characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Default_Ignorable_Code_Point of the Unicode Character Database (DerivedCoreProperties.txt), without Hangul fillers:
# soft hyphen, zero-width spaces and joiners, direction marks, word joiner, byte order mark, variation selectors.
_IGNORED = (
    "\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
)
_IGNORED += "\ufff0-\ufff8\U000e0000-\U000e0fff"
# Blocks of combining marks, and the two voicing marks of Japanese.
_MARKS = "\u0300-\u034e\u0350-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
_LIGATURES = "\ufb00-\ufb06"
_HANGUL = "[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
_SIGNS = {
    form: code
    for code in range(0xA1, 0xC0)
    if len(form := unicodedata.normalize("NFKC", chr(code))) > 1 or form == chr(code)
}
"""The signs after the first letter of a misread one, as they are and taken apart: "1\u20444" is one fourth."""
# A small letter with an accent, in UTF-8 that a program took for Latin-1: "Ã©". No language writes a sign after "Ã".
_MISREAD = f"(?:\u00c3|A\u0303)(?:[\u00a1-\u00bf]|{'|'.join(form for form in _SIGNS if len(form) > 1)})"
_ODD = re.compile(f"[{_IGNORED}{_MARKS}{_LIGATURES}\u1100-\u1112]|{_MISREAD}")
_INVISIBLE = re.compile(f"[{_IGNORED}]+")
_PIECE = re.compile(
    # A word that a soft hyphen divides at the end of a line goes on in the next.
    rf"{_MISREAD}|\u00ad[^\S\n]*\n[^\S\n]*(?=[^\W\d_])|\w[{_IGNORED}]*[{_MARKS}][{_MARKS}{_IGNORED}]*"
    rf"|[{_IGNORED}]+|[{_LIGATURES}]|{_HANGUL}"
)


def readable(original: str) -> str:
    """Return the readable form of a text; of most texts it is the text itself."""
    if not _may_differ(original):
        return original
    return _PIECE.sub(lambda match: _readable_form(match[0]), original)


def readable_pieces(original: str) -> Iterator[tuple[int, int, str]]:
    """Yield start and end of each part of a text whose readable form differs, and that form, in order."""
    if not _may_differ(original):
        return
    for match in _PIECE.finditer(original):
        form = _readable_form(match[0])
        if form != match[0]:
            yield match.start(), match.end(), form


def _may_differ(original: str) -> bool:
    """Return False for almost every text whose readable form is the text itself."""
    return not original.isascii() and _ODD.search(original) is not None


def _readable_form(piece: str) -> str:
    """Return the readable form of a match of ``_PIECE``."""
    if re.fullmatch(_MISREAD, piece):
        sign = piece.removeprefix("\u00c3").removeprefix("A\u0303")
        return bytes((0xC3, _SIGNS.get(sign) or ord(sign))).decode()
    visible = _INVISIBLE.sub("", piece)
    if not visible.strip():
        return ""
    return unicodedata.normalize("NFKC" if re.fullmatch(f"[{_LIGATURES}]", visible) else "NFC", visible)
