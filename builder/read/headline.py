"""Headlines: the short first paragraph of a text that says what the story is."""

from __future__ import annotations

import re

from builder.read.word_lists import word_list

_MOST_WORDS = 25
_MOST_WORDS_WITH_STOP = 18
_FEWEST_WORDS_IN_TITLE_CASE = 4

_CLOSERS = "\"'”’»)]"


def ends_in_stop(words: str) -> bool:
    """Return True if the words end in a full stop, closing quotation marks and brackets aside."""
    return words.rstrip(_CLOSERS).endswith((".", "…"))


def is_headline(words: str, *, before_byline: bool) -> bool:
    """Return True if the first paragraph of a text is its headline.

    Headlines have no full stop. A paragraph with one is a headline only if it is in title case, or if a byline or a
    dateline follows: those follow headlines, never paragraphs of a story.

    Args:
        words: the paragraph, each run of white space made one space.
        before_byline: True if a byline, a dateline or a publication line follows.
    """
    count = len(words.split())
    if (
        count > _MOST_WORDS
        or words.endswith((",", ";", ":", "-", "–", "—"))
        or not re.search(r"[^\W\d_]", words)
    ):
        return False
    if not ends_in_stop(words):
        return True
    return count <= _MOST_WORDS_WITH_STOP and (before_byline or is_title_case(words))


def is_title_case(words: str) -> bool:
    """Return True if every word but articles, conjunctions and short prepositions begins with a capital."""
    tokens = re.findall(r"(?<!\w)[^\W\d_][\w'’.-]*", words)
    small = word_list("titles.txt")[""]
    large = [token for token in tokens if token not in small]
    return len(large) >= _FEWEST_WORDS_IN_TITLE_CASE and all(token[0].isupper() for token in large)


def is_body(words: str) -> bool:
    """Return True if a paragraph can be the body under a headline: a sentence, or at least 20 words."""
    stripped = words.rstrip(_CLOSERS)
    return stripped.endswith((".", "!", "?", "…", ":")) or len(words.split()) >= 20
