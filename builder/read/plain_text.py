"""Plain text seeds: the file verbatim, split into paragraphs."""

from __future__ import annotations

from builder.model.article import Paragraph, ParagraphKind
from builder.model.control_characters import controls_replaced, find_controls
from builder.read.paragraphs import paragraph_spans
from builder.read.raw_article import RawArticle


def read_plain(original: str) -> RawArticle:
    """Return the raw article of a plain text file; its text is that of the file, control characters replaced."""
    text = controls_replaced(original)
    paragraphs = tuple(Paragraph(span, ParagraphKind.TEXT) for span in paragraph_spans(text))
    return RawArticle(text, paragraphs, controls=tuple(find_controls(original)))
