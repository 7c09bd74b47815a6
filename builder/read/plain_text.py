"""Plain text seeds: the file verbatim, split into paragraphs."""

from __future__ import annotations

from itertools import islice

from builder.model.article import Paragraph, ParagraphKind
from builder.model.control_characters import controls_replaced, find_controls
from builder.model.line_ends import LINE_END
from builder.model.span import Span
from builder.read.paragraphs import paragraph_spans
from builder.read.raw_article import RawArticle, SeedMetadata

NO_METADATA = SeedMetadata()


def read_plain(original: str, *, first_line: int = 1, metadata: SeedMetadata = NO_METADATA) -> RawArticle:
    """Return the raw article of a plain text file; its text is that of the file, control characters replaced.

    Args:
        original: the file, decoded.
        first_line: the line on which the article begins; a head above it is no part of the story.
        metadata: of that head.
    """
    text = controls_replaced(original)
    start = _offset_of(text, first_line)
    head = tuple(Paragraph(span, ParagraphKind.BOILERPLATE) for span in paragraph_spans(text[:start]))
    body = paragraph_spans(text[start:])
    if start:
        body = tuple(Span(span.start + start, span.end + start) for span in body)
    paragraphs = (*head, *(Paragraph(span, ParagraphKind.TEXT) for span in body))
    return RawArticle(text, paragraphs, metadata, controls=tuple(find_controls(original)))


def _offset_of(text: str, line: int) -> int:
    """Return the offset at which a line begins, counted from 1."""
    ends = islice(LINE_END.finditer(text), line - 1)
    return max((end.end() for end in ends), default=0)
