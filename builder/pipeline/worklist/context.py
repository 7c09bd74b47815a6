"""The context of words: what an editor has to read to decide about them."""

from __future__ import annotations

from builder.model.article import Article
from builder.model.span import Span

AROUND = 120
"""Characters of the paragraph that are shown on either side of the words."""


def context_of(article: Article, span: Span) -> str:
    """Return the paragraph around a span on one line, cut at words; "…" stands for what is left out."""
    part = next((one.span for one in article.paragraphs if one.span.contains(span)), span)
    start, end = max(part.start, span.start - AROUND), min(part.end, span.end + AROUND)
    before, after = article.text[start : span.start], article.text[span.end : end]
    if start > part.start:
        before = f"… {before.partition(' ')[2]}"
    if end < part.end:
        after = f"{after.rpartition(' ')[0]} …"
    return " ".join(f"{before}{span.of(article.text)}{after}".split())
