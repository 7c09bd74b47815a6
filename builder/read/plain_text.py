"""Plain text seeds: the file verbatim, split into paragraphs."""

from __future__ import annotations

from builder.model.article import Paragraph, ParagraphKind
from builder.read.paragraphs import paragraph_spans
from builder.read.raw_article import RawArticle


def read_plain(text: str) -> RawArticle:
    """Return the raw article of a plain text file; its text is ``text`` itself."""
    return RawArticle(text, tuple(Paragraph(span, ParagraphKind.TEXT) for span in paragraph_spans(text)))
