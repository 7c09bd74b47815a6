"""Heads of articles: what the pipeline knows of them without their texts."""

from __future__ import annotations

from builder.codec import Codec
from builder.model.article import Article, ArticleHead

_ARTICLE = Codec(Article)
_PARTS = Codec(tuple)


def head_of(article: Article) -> ArticleHead:
    """Return what is known of an article without its text."""
    parts = (article.text, article.paragraphs, article.dateline, article.headline, article.byline)
    return ArticleHead(
        seed_id=article.seed_id,
        path=article.path,
        draft=article.draft,
        release=article.release,
        parts=_PARTS.digest(parts),
        state=_ARTICLE.digest(article),
        settings=article.settings,
    )
