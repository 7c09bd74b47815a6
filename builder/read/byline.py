"""Bylines: "By Jane Roe", "BY JANE ROE, The Paper", "Jane Roe, Staff Writer", and the lines under them."""

from __future__ import annotations

import re
from functools import cache

from builder.read.publication_date import BARS, is_publication_line
from builder.read.word_lists import word_list

_LONGEST = 120
_MOST_WORDS = 16
_MOST_NAME_WORDS = 14

_NAMES_END = re.compile(r",|\s(?:for|in|at|of|with)\s")
_SENTENCE_END = re.compile(r"[.!?…:;]$")
_NAME_STOP = re.compile(r"(?:\b[A-Z]|\b(?:Jr|Sr|Inc|Co))\.$")


@cache
def _opening() -> re.Pattern[str]:
    openings = "|".join(re.escape(opening) for opening in word_list("bylines.txt")["openings"])
    return re.compile(rf"(?:{openings}):?\s+", re.IGNORECASE)


def find_byline(words: str) -> str | None:
    """Return the author named by a line that opens with "By", without that word; None if it is not a byline.

    Args:
        words: the paragraph, each run of white space made one space.
    """
    kept = _without_day(words)
    opening = _opening().match(kept) if kept else None
    if kept is None or opening is None:
        return None
    rest = kept[opening.end() :].strip()
    if _SENTENCE_END.search(rest) and not _NAME_STOP.search(rest):
        # A sentence may open with "By", too: before a full stop only names may follow.
        rest = rest.removesuffix(".")
        return rest if _are_names(rest) else None
    names = _NAMES_END.split(rest, maxsplit=1)[0].split(" | ")[0]
    return rest if _are_names(names) or is_affiliation(rest) else None


def find_signature(words: str) -> str | None:
    """Return the author named by a line without "By" ("Jane Roe, Staff Writer"); None if it is not a byline.

    Args:
        words: the paragraph, each run of white space made one space.
    """
    kept = _without_day(words)
    if kept is None or _opening().match(kept):
        return None
    name, _, role = kept.replace(" | ", ", ", 1).partition(", ")
    return kept if _are_names(name) and is_affiliation(role) else None


def _without_day(words: str) -> str | None:
    """Return a line without the publication date that may follow a bar in it; None if the line is long."""
    if len(words) > _LONGEST or len(words.split()) > _MOST_WORDS:
        return None
    return " | ".join(part for part in BARS.split(words) if not is_publication_line(part))


def is_affiliation(words: str) -> bool:
    """Return True for the affiliation or role of an author: "The Associated Press", "Staff Writer"."""
    return words in word_list("bylines.txt")["affiliations"] or _is_role(words)


def _is_role(words: str) -> bool:
    if re.match(r"Special (?:to|for) [A-Z]", words):
        return not _SENTENCE_END.search(words)
    tokens = words.split()
    capitalised = all(token[:1].isupper() or token in {"and", "at", "for", "of", "the"} for token in tokens)
    return 0 < len(tokens) <= 6 and capitalised and tokens[-1] in word_list("bylines.txt")["roles"]


def _are_names(words: str) -> bool:
    """Return True for names of people with at least two words: "Ann de la Cruz and J. R. Roe"."""
    small = word_list("bylines.txt")["particles"]
    large = [token for token in words.split() if token.lower() not in small]
    if not 2 <= len(large) <= _MOST_NAME_WORDS:
        return False
    return all(
        re.fullmatch(r"(?:al-|[dDoO]['’])?[^\W\d_][\w.'’-]*", token) and _is_capitalised(token)
        for token in large
    )


def _is_capitalised(token: str) -> bool:
    return token[0].isupper() or re.match(r"(?:al-|d['’])[^\W\d_]", token) is not None
