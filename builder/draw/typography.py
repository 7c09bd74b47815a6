"""Typography of the cards: typefaces, and text broken into lines that fit."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

DATA = Path(__file__).parent / "data"
REGULAR, BOLD = "SourceSerifPro-Regular.otf", "SourceSerifPro-Bold.otf"
LINE_HEIGHT = 1.2
"""Distance of two baselines, in sizes of the type."""

ELLIPSIS = " …"

MOST_LETTERS = 4000
"""Characters of a text that are read: several times what a card has room for at its smallest size."""


@cache
def typeface(name: str, size: int) -> FreeTypeFont:
    """Return a typeface at a size in pixels."""
    from PIL import ImageFont

    # The basic layout engine: the other one is not on every machine, and sets type a little differently. The basic one
    # makes the kerning of the .ttf files too large, so the .otf files are used.

    return ImageFont.truetype(str(DATA / name), size, layout_engine=ImageFont.Layout.BASIC)


def legible(text: str) -> str:
    """Return the text in composed form, or "" if the typefaces lack one of its letters.

    Only its first ``MOST_LETTERS`` characters count.
    """
    composed = unicodedata.normalize("NFC", text[:MOST_LETTERS])
    return composed if all(map(_has, composed)) else ""


def break_lines(text: str, *, face: FreeTypeFont, width: int, most: int) -> list[str]:
    """Break a text greedily into lines of at most ``width`` pixels.

    A word that is wider than a line is cut at the end of the line. Breaking stops after more than ``most`` lines, so
    that no time is spent on text without room.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        if len(lines) > most:
            return lines
        longer = f"{line} {word}" if line else word
        if face.getlength(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while len(lines) <= most and face.getlength(line) > width:
            head = _head(line, face=face, width=width)
            lines.append(head)
            line = line[len(head) :]
    return [*lines, line] if line else lines


def fit(text: str, *, name: str, sizes: Sequence[int], width: int, height: int) -> tuple[int, list[str]]:
    """Return the largest size at which the text fits the box, and its lines; cut with "…" if it fits at none.

    Args:
        text: on one line.
        name: of the typeface.
        sizes: in pixels, the largest first.
        width, height: of the box, in pixels.
    """
    for size in sizes:
        most = max(int(height / (size * LINE_HEIGHT)), 1)
        lines = break_lines(text, face=typeface(name, size), width=width, most=most)
        if len(lines) * size * LINE_HEIGHT <= height:
            return size, lines
    size = sizes[-1]
    kept = lines[:most]
    return size, [*kept[:-1], shorten(kept[-1] + ELLIPSIS, face=typeface(name, size), width=width)]


def shorten(text: str, *, face: FreeTypeFont, width: int) -> str:
    """Return the text on one line of at most ``width`` pixels, cut after a word and ended with "…" if it is longer."""
    words = text.removesuffix(ELLIPSIS).split()
    line = " ".join(words) + (ELLIPSIS if text.endswith(ELLIPSIS) else "")
    if face.getlength(line) <= width:
        return line

    def begun(number: int) -> str:
        return " ".join(words[:number]).rstrip(",;:–—-") + ELLIPSIS

    most = _last_that(len(words) - 1, lambda number: face.getlength(begun(number)) <= width)
    if most:
        return begun(most)
    only = begun(1) if len(words) > 1 else line
    return _head(only, face=face, width=width - round(face.getlength("…"))) + "…"


def _head(word: str, *, face: FreeTypeFont, width: int) -> str:
    """Return as many first characters as fit, at least one."""
    return word[: max(_last_that(len(word), lambda end: face.getlength(word[:end]) <= width), 1)]


def _last_that(most: int, fits: Callable[[int], bool]) -> int:
    """Return the last number from 1 to ``most`` that fits, given that all before it fit too; 0 if none does."""
    return bisect_left(range(1, most + 1), 1, key=lambda number: not fits(number))


@cache
def _has(char: str) -> bool:
    """Return True if the typefaces have a letter: its image differs from that of a letter that no typeface has."""
    if char.isspace():
        return True
    face = typeface(REGULAR, 40)
    return bytes(face.getmask(char)) != bytes(face.getmask("\uffff"))
