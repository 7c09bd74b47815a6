"""Cards: the picture of a page that services show when its address is shared.

The design is that of the pages in their light colors: paper, ink, one accent, a rule below the masthead.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from builder.draw.typography import BOLD, LINE_HEIGHT, REGULAR, fit, legible, shorten, typeface
from builder.pages.picture import HEIGHT, WIDTH, Card

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

PAPER, INK, SOFT, RULE, ACCENT = "#fbfaf6", "#1e1b17", "#5f594e", "#dcd6c9", "#97291d"
MARGIN = 76
MASTHEAD_SIZE, SMALL = 34, 30
RULE_AT = 116
HEADLINE_SIZES: Sequence[int] = (84, 76, 68, 60, 54, 48, 44)
QUOTE_SIZES: Sequence[int] = (64, 58, 52, 48, 44, 40, 36)
SHADES = 8
"""Steps from the paper to each color of type: enough for smooth edges, few enough for a small file."""


class _Sheet(Struct):
    """A card during drawing; the area between ``top`` and ``bottom``, in pixels, is still free."""

    draw: ImageDraw
    accent: str = ACCENT
    left: int = MARGIN
    top: int = RULE_AT + 40
    bottom: int = HEIGHT - 56

    @property
    def width(self) -> int:
        return WIDTH - MARGIN - self.left

    def line(self, text: str, *, at: int, size: int, color: str, name: str = REGULAR) -> None:
        """Draw one line of type; ``at`` is the upper edge of its letters, in pixels."""
        face = typeface(name, size)
        self.draw.text((self.left, at), shorten(text, face=face, width=self.width), font=face, fill=color)

    def from_below(self, text: str, *, size: int, color: str, name: str = REGULAR) -> None:
        """Draw one line of type at the lower edge of the free area, and reduce the area."""
        if text:
            self.bottom -= round(size * LINE_HEIGHT)
            self.line(text, at=self.bottom, size=size, color=color, name=name)
            self.bottom -= 10


def draw_card(card: Card) -> bytes:
    """Return a card as PNG, ``WIDTH`` by ``HEIGHT`` pixels; the same card gives the same bytes.

    A text with a letter that the typefaces lack is left out.
    """
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    sheet = _Sheet(ImageDraw.Draw(image), card.accent or ACCENT)
    sheet.draw.rectangle((0, 0, WIDTH, 11), fill=sheet.accent)
    sheet.line(legible(card.masthead), at=54, size=MASTHEAD_SIZE, color=INK, name=BOLD)
    sheet.draw.rectangle((MARGIN, RULE_AT, WIDTH - MARGIN, RULE_AT + 1), fill=RULE)
    sheet.from_below(legible(card.notice), size=SMALL - 6, color=SOFT)
    if card.quoted:
        _quote(sheet, card)
    else:
        _headline(sheet, card)
    data = io.BytesIO()
    image.quantize(palette=_palette(sheet.accent), dither=Image.Dither.NONE).save(data, "PNG")
    return data.getvalue()


@cache
def _palette(accent: str) -> Image:
    """Return an image with all colors of a card as its palette: type, paper, and the shades between them."""
    from PIL import Image, ImageColor

    paper = ImageColor.getrgb(PAPER)
    values = [*paper, *ImageColor.getrgb(RULE)]
    for name in (INK, SOFT, accent):
        pairs = list(zip(paper, ImageColor.getrgb(name), strict=True))
        for step in range(1, SHADES + 1):
            values += [round(low + (high - low) * step / SHADES) for low, high in pairs]
    palette = Image.new("P", (1, 1))
    palette.putpalette(values)
    return palette


def _headline(sheet: _Sheet, card: Card) -> None:
    sheet.from_below(legible(card.foot), size=SMALL, color=SOFT)
    sheet.from_below(legible(card.credit), size=SMALL, color=SOFT)
    kicker = legible(card.kicker)
    if kicker:
        sheet.line(kicker, at=sheet.top, size=SMALL, color=sheet.accent, name=BOLD)
        sheet.top += round(SMALL * LINE_HEIGHT) + 14
    _text(sheet, legible(card.text), name=BOLD, sizes=HEADLINE_SIZES)


def _quote(sheet: _Sheet, card: Card) -> None:
    sheet.from_below(legible(card.foot), size=SMALL - 3, color=SOFT)
    sheet.from_below(legible(card.credit), size=SMALL + 4, color=INK, name=BOLD)
    sheet.bottom -= 14
    text = legible(card.text)
    if text:
        sheet.draw.text((MARGIN - 4, sheet.top - 18), "“", font=typeface(BOLD, 150), fill=sheet.accent)
    sheet.left = MARGIN + 92
    _text(sheet, text, name=REGULAR, sizes=QUOTE_SIZES)


def _text(sheet: _Sheet, text: str, *, name: str, sizes: Sequence[int]) -> None:
    if not text:
        return
    height = sheet.bottom - sheet.top
    size, lines = fit(text, name=name, sizes=sizes, width=sheet.width, height=height)
    for number, line in enumerate(lines):
        at = sheet.top + round(number * size * LINE_HEIGHT)
        sheet.line(line, at=at, size=size, color=INK, name=name)
