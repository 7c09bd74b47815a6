"""Pictures of the plan: what the cards show that stand for pages where somebody shares their address.

A card is words alone; how it looks is the business of the stage that draws it.
"""

from __future__ import annotations

from msgspec import Struct

WIDTH, HEIGHT = 1200, 630
"""Pixels of every card: the shape that networks and messengers show whole."""


class Card(Struct, frozen=True):
    """The words on a card; all but the masthead may be "".

    Attributes:
        masthead: the site's title.
        kicker: place and date above the text.
        text: the headline, or the words of a quote without quotation marks around them.
        quoted: whether the text is a quote.
        credit: below the text: who said it and what they are, or whom the brief is about.
        foot: at the lower edge: where the quote stands.
        notice: what every page of the site says, at the very edge.
        accent: the color of its rules, "#rrggbb"; "" for the built-in one.
    """

    masthead: str
    kicker: str = ""
    text: str = ""
    quoted: bool = False
    credit: str = ""
    foot: str = ""
    notice: str = ""
    accent: str = ""


class Picture(Struct, frozen=True):
    """A file of the site that is drawn: a PNG image at ``path``."""

    path: str
    card: Card
