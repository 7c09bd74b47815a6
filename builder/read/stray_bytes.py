"""Stray bytes: bytes that fit no character in a file that is otherwise sound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.model.diagnostic import Diagnostic, warning
from builder.model.line_ends import LINE_END
from builder.read.raw_article import RawArticle

LOST = "\ufffd"
"""The replacement character, read in place of bytes that no encoding explains."""

_MOST_REPORTED = 10
_ESCAPED = re.compile("[\udc80-\udcff]+")

# Marks for strays in a page, in private use: they survive every parser, and are exchanged when the text is found.
_FIRST_MARK = 0x100000
_MARK = re.compile("[\U00100000-\U0010fffd]")
_MOST_MARKS = 60_000


class Stray(Struct, frozen=True):
    """Bytes that fit no character.

    Attributes:
        data: the bytes.
        line: the line of the file, counted from 1.
        reading: the character that is read in their place.
    """

    data: bytes
    line: int
    reading: str


def read_strays(data: bytes) -> tuple[str, tuple[Stray, ...], list[int]]:
    """Read UTF-8 with stray bytes as text.

    Returns:
        The text with the reading of each stray in its place, the strays, and their offsets in the text.
    """
    escaped = data.decode("utf-8", errors="surrogateescape")
    parts: list[str] = []
    strays: list[Stray] = []
    offsets: list[int] = []
    at, line, length = 0, 1, 0
    for match in _ESCAPED.finditer(escaped):
        before = escaped[at : match.start()]
        line += len(LINE_END.findall(before))
        found = match[0].encode("utf-8", errors="surrogateescape")
        strays.append(Stray(found, line, _reading(found)))
        offsets.append(length + len(before))
        parts += (before, strays[-1].reading)
        length += len(before) + 1
        at = match.end()
    parts.append(escaped[at:])
    return "".join(parts), tuple(strays), offsets


def replaced_strays(text: str) -> tuple[tuple[Stray, ...], list[int]]:
    """Return the strays of a text decoded with the replacement character in their place, and their offsets."""
    strays: list[Stray] = []
    offsets = [match.start() for match in re.finditer(LOST, text)]
    at, line = 0, 1
    for offset in offsets:
        line += len(LINE_END.findall(text, at, offset))
        strays.append(Stray(b"", line, LOST))
        at = offset
    return tuple(strays), offsets


def _reading(data: bytes) -> str:
    """Return the reading of stray bytes: one is Windows-1252, as in pasted text; more are a broken sequence."""
    character = data.decode("cp1252", errors="ignore") if len(data) == 1 else ""
    return character or LOST


def mark_strays(text: str, strays: Sequence[Stray], offsets: Sequence[int]) -> str | None:
    """Return ``text`` with a mark in place of each stray; None if its own characters could be taken for marks."""
    if len(strays) > _MOST_MARKS or _MARK.search(text):
        return None
    characters = list(text)
    for number, (stray, offset) in enumerate(zip(strays, offsets, strict=True)):
        # A space needs no mark, and a mark in its place would keep a paragraph from being stripped.
        if not stray.reading.isspace():
            characters[offset] = chr(_FIRST_MARK + number)
    return "".join(characters)


def unmarked(text: str, strays: Sequence[Stray]) -> str:
    """Return ``text`` with the reading of each stray in place of its mark."""
    return _MARK.sub(lambda match: strays[ord(match[0]) - _FIRST_MARK].reading, text) if strays else text


def settle_strays(
    raw: RawArticle, strays: Sequence[Stray], *, path: str
) -> tuple[RawArticle, tuple[Diagnostic, ...]]:
    """Return the raw article with the reading of each marked stray, and a warning for those that are part of it."""
    if not strays:
        return raw, ()
    found: dict[int, None] = {}

    def settle(match: re.Match[str]) -> str:
        number = ord(match[0]) - _FIRST_MARK
        if number >= len(strays):
            return match[0]  # a character reference of the page's
        found[number] = None
        return strays[number].reading

    def settled(words: str | None) -> str | None:
        return None if words is None else _MARK.sub(settle, words)

    said = raw.metadata
    metadata = replace(
        said,
        headline=settled(said.headline),
        byline=settled(said.byline),
        source=settled(said.source),
        source_url=settled(said.source_url),
        summary=settled(said.summary),
        topics=tuple(_MARK.sub(settle, topic) for topic in said.topics),
    )
    text = _MARK.sub(settle, raw.text)
    warnings = stray_warnings([strays[number] for number in sorted(found)], path=path)
    return replace(raw, text=text, metadata=metadata), warnings


def stray_warnings(strays: Iterable[Stray], *, path: str) -> tuple[Diagnostic, ...]:
    """Return a warning for each of the first strays; the last one counts the rest."""
    strays = list(strays)
    warnings = []
    for number, stray in enumerate(strays[:_MOST_REPORTED], start=1):
        named = " ".join(f"0x{byte:02X}" for byte in stray.data)
        what = f"The byte {named} fits" if len(stray.data) == 1 else f"The bytes {named} fit"
        what = what if stray.data else "A byte here fits"
        rest = len(strays) - _MOST_REPORTED
        more = f" There are {rest:,} more like it." if number == _MOST_REPORTED and rest > 0 else ""
        reading = "is lost" if stray.reading == LOST else f"was read as “{stray.reading}”"
        message = f"{what} no character of the file's encoding and {reading}.{more}"
        warnings.append(
            warning(path, stray.line, message, "Check the word there, and save the file as UTF-8.")
        )
    return tuple(warnings)
