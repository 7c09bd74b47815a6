"""Lines of an article's file."""

from __future__ import annotations

import re

from builder.model.article import Article

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


def line_at(text: str, offset: int) -> int:
    """The line on which a code point of a text stands, counted from 1."""
    return len(_LINE_BREAK.findall(text, 0, offset)) + 1


def line_of(article: Article, offset: int) -> int | None:
    """The line of an article's file on which a code point of its text stands, counted from 1; None where the file's
    lines are not the text's (a saved page, an e-mail).
    """
    is_verbatim = article.path.lower().endswith(".txt") and not article.is_mail
    return line_at(article.text, offset) if is_verbatim else None
