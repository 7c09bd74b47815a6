"""Raw articles, as each format returns them: the text, its paragraphs, and the seed's metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from builder.content.release import UNSAID, Release
from builder.model.article import Paragraph, ParagraphKind
from builder.model.control_characters import Control, without_controls
from builder.model.editorial import BriefSettings
from builder.model.span import Span

WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
"""The form of the address at which a seed says that it was published."""


class SeedMetadata(Struct, frozen=True):
    """Metadata of a seed; fields as in ``Article``.

    Attributes:
        release: its publication status; it does not include the date of the article (``date``).
        settings: what else it says of its brief; None if nothing.
    """

    headline: str | None = None
    byline: str | None = None
    date: str | None = None
    source: str | None = None
    source_url: str | None = None
    summary: str | None = None
    topics: tuple[str, ...] = ()
    release: Release = UNSAID
    settings: BriefSettings | None = None


class RawArticle(Struct, frozen=True):
    """A seed's text in paragraphs, before headline, byline and boilerplate are separated from the story.

    Attributes:
        is_mail: True if the text was extracted from an e-mail.
        controls: as in ``Article``.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    metadata: SeedMetadata = SeedMetadata()
    is_mail: bool = False
    controls: tuple[Control, ...] = ()


class TextBlock(Struct, frozen=True):
    """The words of one block of a Markdown or HTML document."""

    text: str
    kind: ParagraphKind = ParagraphKind.TEXT


def join_blocks(blocks: Iterable[TextBlock], metadata: SeedMetadata) -> RawArticle:
    """Return the raw article of the blocks, with a blank line between each two.

    Blocks without words are left out, and so are control characters, which HTML entities may contain.
    """
    parts: list[str] = []
    paragraphs: list[Paragraph] = []
    start = 0
    for block in blocks:
        words = without_controls(block.text).strip()
        if not words:
            continue
        parts.append(words)
        paragraphs.append(Paragraph(Span(start, start + len(words)), block.kind))
        start += len(words) + 2
    return RawArticle("\n\n".join(parts), tuple(paragraphs), metadata)


def one_line(text: str) -> str:
    """Return ``text`` with each run of white space made one space, without white space at its ends."""
    return " ".join(without_controls(text).split())
