"""Line numbers in the files of seeds."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from builder.files import UnusableError, read_file
from builder.model.article import Article
from builder.model.line_ends import line_at
from builder.model.span import Span
from builder.read.limits import size_limit

WORDS_TO_FIND_A_LINE = 5
"""The number of consecutive words that almost always appear once in a file."""


def source_reader(root: Path) -> Callable[[str], str]:
    """Return a function that returns the text of a seed as the reader decodes it, or "" if it cannot be read."""

    def read(path: str) -> str:
        # Few builds have to say where in a file something is.
        from builder.read.reader import source_text

        try:
            return source_text(read_file(root / path, root=root, limit=size_limit(path)), path=path)
        except (FileNotFoundError, UnusableError):
            return ""

    return read


class SourceLines:
    """The line numbers in one article's file."""

    def __init__(self, article: Article, read_source: Callable[[str], str]) -> None:
        self._text = article.text
        is_verbatim = article.path.lower().endswith(".txt") and not article.is_mail
        self._source = None if is_verbatim else read_source(article.path)

    def of(self, span: Span) -> int | None:
        """Return the line on which a span begins, counted from 1; None if it is unknown."""
        if self._source is None:
            return line_at(self._text, span.start)
        words = re.findall(r"\w+", self._text[span.start :][:200])[:WORDS_TO_FIND_A_LINE]
        hits = list(re.finditer(r"\b" + r"\W+".join(map(re.escape, words)) + r"\b", self._source))
        return line_at(self._source, hits[0].start()) if words and len(hits) == 1 else None
