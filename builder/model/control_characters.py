"""Control characters, which no page, feed or file name can contain, and their replacements."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from builder.model.line_ends import line_at

_MOST_REPORTED = 10
_WORD_JOINER = "\u2060"
"""An invisible character at which no line is broken."""

# Unicode assigns no characters to two code points at the end of each plane, and to a row of the first plane.
_PLANE_ENDS = "".join(chr(plane + end) for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))
_CONTROL = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANE_ENDS}]")
_CONTROLS = re.compile(f"{_CONTROL.pattern}+")


class Control(NamedTuple):
    """A control character of a text.

    Attributes:
        offset: its offset, in code points.
        character: the character itself.
        reading: what is read in its place; "" if nothing is.
    """

    offset: int
    character: str
    reading: str


def reading_of(character: str) -> str:
    """Return what is read in place of a control character.

    A tab stop or page break is a space, so that no words run together. U+0080 to U+009F are what Windows-1252 has
    there, as in the references of HTML: texts have them when a program took that encoding for Latin-1.
    """
    if "\x80" <= character <= "\x9f":
        return character.encode("latin-1").decode("cp1252", errors="ignore")
    return " " if character.isspace() else ""


def _may_hold_controls(text: str) -> bool:
    """Return False for almost every text without control characters, in a twentieth of the time of searching them."""
    # Unicode calls nothing printable that is a control character, a surrogate or not assigned.
    return not text.replace("\n", "").isprintable()


def without_controls(text: str) -> str:
    """Return ``text`` with every control character, lone surrogate and noncharacter replaced by its reading."""
    if not _may_hold_controls(text):
        return text
    return _CONTROL.sub(lambda match: reading_of(match[0]), text)


def controls_replaced(text: str) -> str:
    """Return ``text`` with each control character replaced by one character, so that offsets stay valid.

    One without a reading becomes an invisible character within a word, and a space at the beginning or end of one.
    """
    return _CONTROLS.sub(_replaced, text)


def _replaced(controls: re.Match[str]) -> str:
    """Return the replacement of adjacent control characters, of the same length."""
    text, before, end = controls.string, controls.start() - 1, controls.end()
    # A line that contains nothing else stays empty: an invisible character would make it a paragraph.
    is_at_space = before < 0 or end == len(text) or text[before].isspace() or text[end].isspace()
    blank = " " if is_at_space else _WORD_JOINER
    return "".join(reading_of(character) or blank for character in controls[0])


def escape_controls(data: str) -> str:
    """Return JSON with the control characters of its strings as escape sequences."""
    if not _may_hold_controls(data):
        return data
    return _CONTROL.sub(lambda match: json.dumps(match[0])[1:-1], data)


def find_controls(text: str) -> Iterator[Control]:
    """Return the control characters of ``text``, in order."""
    if not _may_hold_controls(text):
        return iter(())
    return (Control(match.start(), match[0], reading_of(match[0])) for match in _CONTROL.finditer(text))


def control_messages(text: str, what: str) -> list[tuple[int, str]]:
    """Return the line of the first of each kind of control character, from 1, and a message on that kind.

    Args:
        text: as it was decoded.
        what: the thing that contains them, as the beginning of a sentence: "The seed".
    """
    first: dict[str, Control] = {}
    counts: Counter[str] = Counter()
    for control in find_controls(text):
        first.setdefault(control.character, control)
        counts[control.character] += 1
    messages = []
    for character, control in islice(first.items(), _MOST_REPORTED):
        line = line_at(text, control.offset)
        how_often = f" {counts[character]:,} times" if counts[character] > 1 else ""
        result = f"was read as “{control.reading}”" if control.reading.strip() else "was left out"
        result = "was read as a space" if control.reading == " " else result
        name = f"the control character U+{ord(character):04X}"
        messages.append((line, f"{what} has {name}{how_often}, which no page can show; it {result}."))
    return messages
