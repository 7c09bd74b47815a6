"""Openings: the first sentence of an editor's text, for places that have room for no more."""

from __future__ import annotations

import re

from markupsafe import Markup

from builder.edition.wording import shorten

SHORTEST = 24
"""An end before so many characters is rather that of an abbreviation than that of a sentence."""

LONGEST = 220
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_END = re.compile(r"(?<=[a-z0-9)\]”’\"'%])[.!?][”’\"')]*(?=\s+[A-Z0-9“\"(‘])")


def opening(html: Markup) -> str | None:
    """The first sentence of the first paragraph, as plain text on one line; None where there is no paragraph.

    Args:
        html: an editor's text as ``render_markdown`` gives it.
    """
    paragraph = _PARAGRAPH.search(html)
    text = Markup(paragraph[1]).striptags() if paragraph else ""  # noqa: S704 - a part of what is safe already
    if not text:
        return None
    end = _END.search(text, SHORTEST)
    return shorten(text[: end.end()] if end else text, limit=LONGEST)
