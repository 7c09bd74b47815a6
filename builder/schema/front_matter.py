"""Front matter: the YAML between two fences (lines of three hyphens) at the head of an editor's page."""

from __future__ import annotations

import re

from msgspec import Struct

from builder.model.line_ends import line_at
from builder.schema.report import Report

FIRST_LINE = 2
"""The line of the file on which the YAML begins, counted from 1."""

_OPENING = re.compile(r"---[ \t]*(?:\r\n|\r|\n|\Z)")
# "^" matches after "\n" alone, but a line may end in "\r", too.
_HYPHENS = re.compile(r"(?<![^\r\n])---[ \t]*(?:\r\n|\r|\n|\Z)")


class MarkdownParts(Struct, frozen=True):
    """A Markdown file split into front matter and body.

    Attributes:
        yaml: the text between the fences; None if the file has no front matter.
        body: the text below the front matter, a suffix of the file's text.
        body_line: the line on which ``body`` begins, counted from 1.
        is_open: True if the closing fence is missing; ``yaml`` is None then, and ``body`` is the whole file.
    """

    yaml: str | None
    body: str
    body_line: int
    is_open: bool = False


def split_front_matter(text: str) -> MarkdownParts:
    """Split a decoded Markdown file of the editor's into front matter and body."""
    opening = _OPENING.match(text)
    if opening is None:
        return MarkdownParts(None, text, 1)
    closing = _HYPHENS.search(text, opening.end())
    if closing is None:
        return MarkdownParts(None, text, 1, is_open=True)
    body_line = line_at(text, closing.end())
    return MarkdownParts(text[opening.end() : closing.start()], text[closing.end() :], body_line)


def report_open(report: Report) -> None:
    """Report front matter without a closing fence."""
    message = "The front matter that begins here with “---” is never closed."
    report.error(1, message, "End it with a line “---” below the last key.")
