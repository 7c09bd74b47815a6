"""Boilerplate: paragraphs that a site puts around the story, such as "Read more:" and sharing lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from builder.lexicon.word_lists import data_lines
from builder.model.article import Paragraph, ParagraphKind
from builder.read.limits import MAX_PATTERN_PARAGRAPH
from builder.read.raw_article import one_line
from builder.read.word_lists import DATA

# The stock lines are short; the limit keeps a pattern from matching a paragraph of the story.
_MOST_WORDS = 40
_MOST_CHARACTERS = 500


@cache
def _stock_pattern() -> re.Pattern[str]:
    # One search for all lines takes a third of the time.
    return re.compile("|".join(f"(?:{line})" for line in data_lines(DATA / "boilerplate.txt")), re.IGNORECASE)


def is_boilerplate(words: str, patterns: Sequence[re.Pattern[str]] = ()) -> bool:
    """Return True if a paragraph is boilerplate.

    Args:
        words: the paragraph, each run of white space made one space.
        patterns: the site's own, searched anywhere in a paragraph of at most ``MAX_PATTERN_PARAGRAPH`` characters.
    """
    if len(words) <= MAX_PATTERN_PARAGRAPH and any(pattern.search(words) for pattern in patterns):
        return True
    if len(words) > _MOST_CHARACTERS or len(words.split()) > _MOST_WORDS:
        return False
    return _stock_pattern().search(words) is not None


def mark_boilerplate(
    text: str, paragraphs: Sequence[Paragraph], boilerplate: Sequence[str]
) -> tuple[Paragraph, ...]:
    """Return the paragraphs with boilerplate marked; a known headline stays a headline."""
    patterns = tuple(re.compile(pattern, re.IGNORECASE) for pattern in boilerplate)
    return tuple(
        replace(paragraph, kind=ParagraphKind.BOILERPLATE)
        if paragraph.kind is not ParagraphKind.HEADLINE
        and is_boilerplate(one_line(paragraph.span.of(text)), patterns)
        else paragraph
        for paragraph in paragraphs
    )
