"""Line numbers in the file of an article."""

from __future__ import annotations

from builder.model.article import Article
from builder.model.line_ends import line_at


def line_of(article: Article, offset: int) -> int | None:
    """Return the line of an article's file that contains a code point of its text, counted from 1.

    Returns:
        None if the lines of the file are not those of the text (a saved page, an e-mail).
    """
    is_verbatim = article.path.lower().endswith(".txt") and not article.is_mail
    return line_at(article.text, offset) if is_verbatim else None
