"""Limits of an editor's Markdown: beyond them the parser would drop words, or take minutes."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt

from builder.schema.report import Report

MAX_LEVELS = 18
"""Levels of block quotes and lists, a list and its item being two; the parser drops what is at the twentieth."""

MAX_BRACKETS = 5_000
"""Opening square brackets in a file: each may begin a link, and is followed to its end."""


def check_markdown(markdown: str, report: Report, *, first_line: int = 1) -> bool:
    """Return True for a text within the limits, and report an error for each that it exceeds.

    Args:
        markdown: the text.
        report: on its file.
        first_line: the line of the file that the text begins on, counted from 1.
    """
    brackets = markdown.count("[")
    if brackets > MAX_BRACKETS:
        message = f"The file has {brackets:,} opening square brackets; the limit is {MAX_BRACKETS:,}."
        report.error(None, message, "Split the text into several files.")
        return False
    deepest = next((token for token in _parser().parse(markdown) if token.level > MAX_LEVELS + 1), None)
    if deepest is None:
        return True
    line = first_line + (deepest.map[0] if deepest.map else 0)
    message = (
        f"Block quotes and lists are nested more than {MAX_LEVELS} levels deep; the limit is {MAX_LEVELS}."
    )
    report.error(line, message, "Remove some of the levels: anything deeper would be lost.")
    return False


@cache
def _parser() -> MarkdownIt:
    """Return a parser like that of pages."""
    # Its own limit is above ours, so that a text beyond ours is parsed and reported.
    options = {"html": False, "maxNesting": MAX_LEVELS + 6}
    return MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
