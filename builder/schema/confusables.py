"""Characters that look like YAML but are not: no-break spaces, curly quotation marks, tabs, wide colons.

Word processors, messengers and phones put them there. To an editor they look right, so a message about keys and
values would mislead: messages name the character itself.
"""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

CURLY_OPENING = "“”„«‘‚‹"
"""Quotation marks that a value may begin with, and that YAML does not recognize."""

_CLOSING = {"“": "”", "”": "”", "„": "“”", "«": "»", "‘": "’", "‚": "‘’", "‹": "›"}
_KEY = r"[A-Za-z0-9_][\w-]*"
_START = r"^\s*(?:-\s+)?(?:\{\s*)?"

_KEY_IN_MARKS = re.compile(rf"{_START}(?P<at>[{CURLY_OPENING}])[^:]*[”“»’‘›\"']\s*:")
_VALUE_BEGINS = rf"(?:{_START}{_KEY}:\s+|\[\s*|[\[{{][^\[\]{{}}]*,\s+(?:{_KEY}:\s+)?|^\s*-\s+)"
_VALUE_IN_MARKS = re.compile(rf"{_VALUE_BEGINS}(?P<at>[{CURLY_OPENING}])")
_CLOSED_BY_CURLY = re.compile(
    _VALUE_BEGINS + r"""(?:"[^"]*(?P<double>[“”„])|'[^']*(?P<single>[‘’‚]))\s*(?:[,\]}].*)?$"""
)
_WIDE_COLON = re.compile(rf"{_START}{_KEY}\s*(?P<at>[：﹕∶꞉])")
_CLOSE_COLON = re.compile(rf"{_START}{_KEY}(?P<at>:)(?=[^\s/:])")
_CLOSE_COLON_IN_GROUP = re.compile(rf"[{{,]\s*{_KEY}(?P<at>:)(?=[^\s/:])")
_DECIMAL_COMMA = re.compile(r"\b(?:lat|lon)\s*:\s*[-+]?\d+(?P<at>,)\d")
_DASH = re.compile(r"^\s*(?P<at>[–—−•·▪])\s+\S")
_INDENT = re.compile(r"[^\w{\[\"'#&*!|>%@`]*")
_AFTER_COLON = re.compile(r":(?P<space>[^\S\r\n]*[^\w\s]?)")


class Confusable(Struct, frozen=True):
    """A character that is not what it looks like.

    Attributes:
        what: the character and its place, as part of a sentence.
        hint: the next step.
        column: of the character in its line, counted from 1; None if the line is not known.
    """

    what: str
    hint: str
    column: int | None = None

    @property
    def message(self) -> str:
        """The character and its place, with the column."""
        return f"{self.what}, in column {self.column}" if self.column else self.what


def is_invisible(character: str) -> bool:
    """Return True for spaces other than the plain one, and for characters without a width of their own."""
    return character != " " and unicodedata.category(character) in ("Zs", "Zl", "Zp", "Cf")


def without_invisible(text: str) -> str:
    """Return a text without its invisible characters, as messages show it."""
    return "".join(character for character in text if not is_invisible(character))


def name_of(character: str) -> str:
    """Return a character as messages name it: "no-break space (U+00A0)"."""
    return f"{unicodedata.name(character, 'character').lower()} (U+{ord(character):04X})"


def find_invisible(text: str) -> Confusable | None:
    """Return the first invisible character of a key or value that may not contain any."""
    found = next((character for character in text if is_invisible(character)), None)
    if found is None:
        return None
    return Confusable(f"an invisible {name_of(found)} is in it", "Delete that character.")


def in_curly_marks(text: str) -> bool:
    """Return True if one pair of curly quotation marks encloses the whole text."""
    if len(text) < 2 or text[-1] not in _CLOSING.get(text[0], ""):
        return False
    # Single marks are apostrophes, too, and may appear within.
    inner_marks = text[0] + ("" if text[0] in "‘‚‹" else _CLOSING[text[0]])
    return not any(mark in text[1:-1] for mark in inner_marks)


def find_curly(text: str) -> Confusable | None:
    """Return the curly quotation marks around a key or a value that is not a text."""
    words = text.strip()
    if not in_curly_marks(words) and not (
        len(words) > 1 and words[0] in CURLY_OPENING and words[-1] in "\"'"
    ):
        return None
    what = f"it is in curly quotation marks ({words[0]}, U+{ord(words[0]):04X})"
    return Confusable(f"{what}, which YAML takes for a part of it", "Use straight quotation marks, or none.")


def find_dash(text: str) -> Confusable | None:
    """Return a dash in a date, number or id, in which only a hyphen is allowed."""
    found = next((character for character in text if character in "‐‑‒–—−﹣－"), None)
    if found is None:
        return None
    return Confusable(
        f"its “{found}” is not a hyphen but {name_of(found)}", "Write the plain hyphen of the keyboard."
    )


def find_confusable(line: str) -> Confusable | None:
    """Return the first character that keeps a line from being the YAML that it looks like; None if it has none."""
    return (
        _invisible_in_structure(line)
        or _at(
            _KEY_IN_MARKS,
            line,
            "the key is in curly quotation marks",
            "Use straight quotation marks, or none.",
        )
        or _at(
            _WIDE_COLON,
            line,
            "the colon after the key is not a plain one",
            "Write a plain colon and a space after the key.",
        )
        or _at(
            _DECIMAL_COMMA,
            line,
            "the number has a decimal comma",
            "Write it with a decimal point.",
            named=False,
        )
        or _at(_DASH, line, "the item does not begin with a hyphen", "Begin each item of a list with “- ”.")
        or _closed_by_curly(line)
        or _at(
            _VALUE_IN_MARKS,
            line,
            "the value begins with a curly quotation mark, which YAML takes for a letter",
            "Put straight quotation marks around the value.",
        )
        or _at(_CLOSE_COLON, line, "a space is missing after the colon", "Write “key: value”.", named=False)
        or _at(
            _CLOSE_COLON_IN_GROUP,
            line,
            "a space is missing after the colon",
            "Write “key: value”.",
            named=False,
        )
    )


def _at(
    pattern: re.Pattern[str], line: str, what: str, hint: str, *, named: bool = True
) -> Confusable | None:
    """Return the character that the group "at" of a pattern finds in a line, or None."""
    match = pattern.search(line)
    if match is None:
        return None
    character = match["at"]
    name = f" ({character}, U+{ord(character):04X})" if named else ""
    return Confusable(f"{what}{name}", hint, match.start("at") + 1)


def _closed_by_curly(line: str) -> Confusable | None:
    """Return the curly quotation mark that seems to close a value that a straight one opens."""
    match = _CLOSED_BY_CURLY.search(line)
    if match is None:
        return None
    mark = match["double"] or match["single"]
    what = f"a straight quotation mark is closed by a curly one ({mark}, U+{ord(mark):04X})"
    return Confusable(what, "Use straight quotation marks at both ends.", match.end(match.lastgroup or 0))


def _invisible_in_structure(line: str) -> Confusable | None:
    """Return an invisible character before a key or after its colon, or a tab before a key."""
    indent = _INDENT.match(line)
    before = indent[0] if indent else ""
    key = line.partition(":")[0] if ":" in line else before
    for column, character in enumerate(before, start=1):
        if character == "\t":
            return Confusable("the line is indented with a tab", "Indent with spaces.", column)
        if is_invisible(character):
            return _invisible(character, column, "before the key")
    for column, character in enumerate(key, start=1):
        if is_invisible(character) and "#" not in key[:column]:
            return _invisible(character, column, "in the key")
    for match in _AFTER_COLON.finditer(line):
        for offset, character in enumerate(match["space"]):
            if is_invisible(character):
                return _invisible(character, match.start("space") + offset + 1, "after the colon")
    return None


def _invisible(character: str, column: int, place: str) -> Confusable:
    what = f"an invisible {name_of(character)} is {place}"
    instead = (
        "write a plain space after the colon" if place == "after the colon" else "indent with plain spaces"
    )
    return Confusable(what, f"Delete that character, and {instead}.", column)
