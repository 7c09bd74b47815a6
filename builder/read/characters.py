"""Control characters: what no page, feed or file name can carry, and what is read in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# Unicode keeps two code points at the end of each plane, and a row of the first, for no character.
_PLANE_ENDS = "".join(chr(plane + end) for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))
_CONTROL = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANE_ENDS}]")


class Control(NamedTuple):
    """A control character of a text.

    Attributes:
        offset: where it stands, in code points.
        character: the character itself.
        reading: what is read in its place; "" where nothing is.
    """

    offset: int
    character: str
    reading: str


def reading_of(character: str) -> str:
    """What is read in place of a control character.

    A tab stop or page break is a space, so that no words run together. U+0080 to U+009F are what Windows-1252 has
    there, as in the references of HTML: texts have them where a program took that encoding for Latin-1.
    """
    if "\x80" <= character <= "\x9f":
        return character.encode("latin-1").decode("cp1252", errors="ignore")
    return " " if character.isspace() else ""


def without_controls(text: str) -> str:
    """``text`` with every control character, lone surrogate and noncharacter replaced by its reading."""
    return _CONTROL.sub(lambda match: reading_of(match[0]), text)


def find_controls(text: str) -> Iterator[Control]:
    """The control characters of ``text``, in order."""
    return (Control(match.start(), match[0], reading_of(match[0])) for match in _CONTROL.finditer(text))
