"""Headlines: the short first paragraph of a text that says what the story is."""

from __future__ import annotations

import re

from builder.read.word_lists import word_list

_MOST_WORDS = 25
_MOST_WORDS_WITH_STOP = 18
_FEWEST_WORDS_IN_TITLE_CASE = 4

_CLOSERS = "\"'”’»)]"


def ends_in_stop(words: str) -> bool:
    """Whether the words end as a sentence does, closing quotation marks aside."""
    return words.rstrip(_CLOSERS).endswith((".", "…"))


def is_headline(words: str, *, before_byline: bool) -> bool:
    """Whether the first paragraph of a text is its headline.

    Headlines have no full stop. One that has is taken for a headline only where it is in title case, or
    where a byline or a dateline follows: those stand under headlines, never within a story.

    Args:
        words: the paragraph, its white space made single spaces.
        before_byline: whether a byline, a dateline or the day of publication follows.
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
    """Whether every word but articles, conjunctions and short prepositions begins with a capital."""
    tokens = re.findall(r"(?<!\w)[^\W\d_][\w'’.-]*", words)
    small = word_list("titles.txt")[""]
    large = [token for token in tokens if token not in small]
    return len(large) >= _FEWEST_WORDS_IN_TITLE_CASE and all(token[0].isupper() for token in large)


def is_body(words: str) -> bool:
    """Whether a paragraph can be the body that a headline stands over: a sentence, or a good many words."""
    stripped = words.rstrip(_CLOSERS)
    return stripped.endswith((".", "!", "?", "…", ":")) or len(words.split()) >= 20
