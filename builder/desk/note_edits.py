"""Notes in the margin as edits of ``content/notes/<seed>.md``."""

from __future__ import annotations

import re

from builder.desk.brief_edits import ArticleSight
from builder.desk.desk_errors import DeskError
from builder.desk.fix_words import words_around
from builder.model.span import Span

_QUOTE_LINE = re.compile(r"^ {0,3}>", re.MULTILINE)


def with_note(text: str, sight: ArticleSight, span: Span, note: str) -> str:
    """Return the file with one more note at its end.

    Args:
        text: of the file; "" without one.
        sight: the article.
        span: the words that the note is on.
        note: Markdown.

    Raises:
        DeskError: if the note has a block quote, or no words around the place are unique.
    """
    if _QUOTE_LINE.search(note):
        raise DeskError(
            "A line of the note begins with “>”.", "A note has no block quotes: leave the sign out."
        )
    words = span.one_line(sight.article.text)
    if len(sight.search.find(words)) != 1:
        around = words_around(sight.article, sight.search, span)
        if around is None:
            raise DeskError("No words around this place are unique.", "Select more words.")
        words = around
    gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    return f"{text}{gap}> {words}\n\n{note.strip()}\n"
