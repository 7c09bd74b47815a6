"""Type: the typefaces of the cards, and text broken into lines that fit."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

DATA = Path(__file__).parent / "data"
REGULAR, BOLD = "SourceSerifPro-Regular.otf", "SourceSerifPro-Bold.otf"
LINE_HEIGHT = 1.2
"""Distance of two base lines, in sizes of the type."""

ELLIPSIS = " …"


@cache
def typeface(name: str, size: int) -> FreeTypeFont:
    """A typeface at a size in pixels.

    The basic layout engine is asked for: the other one is not on every machine, and sets type a little differently.
    It takes the kerning of the ``.ttf`` files for more than it is, so the ``.otf`` ones are used.
    """
    from PIL import ImageFont

    return ImageFont.truetype(str(DATA / name), size, layout_engine=ImageFont.Layout.BASIC)


def legible(text: str) -> str:
    """The text as the typefaces can show it, or "" where they lack one of its letters: no letter is left out."""
    composed = unicodedata.normalize("NFC", text)
    return composed if all(map(_has, composed)) else ""


def break_lines(text: str, *, face: FreeTypeFont, width: int) -> list[str]:
    """The text in lines of at most ``width`` pixels, as even as greedy breaking makes them.

    A word that is wider than a line is cut where the line ends.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if face.getlength(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word
        while face.getlength(line) > width:
            head = _head(line, face=face, width=width)
            lines.append(head)
            line = line[len(head) :]
    return [*lines, line] if line else lines


def fit(text: str, *, name: str, sizes: Sequence[int], width: int, height: int) -> tuple[int, list[str]]:
    """The largest of the sizes at which the text fits the box, and its lines; cut with "…" where none does.

    Args:
        text: on one line.
        name: of the typeface.
        sizes: in pixels, falling.
        width, height: of the box, in pixels.
    """
    for size in sizes:
        lines = break_lines(text, face=typeface(name, size), width=width)
        if len(lines) * size * LINE_HEIGHT <= height:
            return size, lines
    size = sizes[-1]
    kept = lines[: max(int(height / (size * LINE_HEIGHT)), 1)]
    return size, [*kept[:-1], shorten(kept[-1] + ELLIPSIS, face=typeface(name, size), width=width)]


def shorten(text: str, *, face: FreeTypeFont, width: int) -> str:
    """The text on one line of at most ``width`` pixels, cut after a word and ended with "…" where it is longer."""
    words = text.removesuffix(ELLIPSIS).split()
    line = " ".join(words) + (ELLIPSIS if text.endswith(ELLIPSIS) else "")
    while len(words) > 1 and face.getlength(line) > width:
        words.pop()
        line = " ".join(words).rstrip(",;:–—-") + ELLIPSIS
    if face.getlength(line) <= width:
        return line
    return _head(line, face=face, width=width - round(face.getlength("…"))) + "…"


def _head(word: str, *, face: FreeTypeFont, width: int) -> str:
    """As much of the beginning as fits, at least one character."""
    end = len(word)
    while end > 1 and face.getlength(word[:end]) > width:
        end -= 1
    return word[:end]


@cache
def _has(char: str) -> bool:
    """Whether the typefaces have a letter: its picture differs from that of a letter that no typeface has."""
    if char.isspace():
        return True
    face = typeface(REGULAR, 40)
    return bytes(face.getmask(char)) != bytes(face.getmask("\uffff"))
