"""The YAML front matter of a Markdown file: keys between two lines of three hyphens at its head."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FENCE = re.compile(r"---[ \t]*(?:\r\n|\r|\n|\Z)")
_CLOSE = re.compile(r"^---[ \t]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A Markdown file taken apart.

    Attributes:
        yaml: the text between the fences; None where the file has no front matter.
        body: what follows, a suffix of the file's text.
        body_line: the line on which ``body`` begins, counted from 1.
        is_open: whether the file begins with a fence that is never closed; ``body`` is the whole file then.
    """

    yaml: str | None
    body: str
    body_line: int
    is_open: bool = False


def split_front_matter(text: str) -> FrontMatter:
    """Takes a decoded Markdown file apart; the YAML, where there is any, begins on line 2."""
    opening = _FENCE.match(text)
    if opening is None:
        return FrontMatter(None, text, 1)
    closing = _CLOSE.search(text, opening.end())
    if closing is None:
        return FrontMatter(None, text, 1, is_open=True)
    lines = len(text[: closing.end()].splitlines())
    return FrontMatter(text[opening.end() : closing.start()], text[closing.end() :], lines + 1)
