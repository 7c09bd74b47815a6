"""Publication dates as news copy writes them: "Jan. 5", "5 January 2014", "2014-01-05"."""

from __future__ import annotations

import re
from functools import cache

from builder.dates.written_days import iso_day
from builder.read.word_lists import word_list

BARS = re.compile(r"\s*(?:[|•·]|\s[–—-]\s)\s*")
"""Separators of author, date and the like that share a line."""

_TIME = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?"


@cache
def day_pattern() -> str:
    """Return a regular expression for a date, without groups: month and day in either order, the year optional."""
    forms = (form.lower() for line in word_list("datelines.txt")["months"] for form in line.split("|"))
    months = "|".join(sorted(forms, key=lambda name: (-len(name), name)))
    month = rf"(?:{months})\b\.?"
    return rf"(?:{month}\s\d{{1,2}}(?:st|nd|rd|th)?\b|\d{{1,2}}(?:st|nd|rd|th)?\s{month})(?:,?\s\d{{4}}\b)?"


@cache
def _publication_line() -> re.Pattern[str]:
    """Return the pattern of a publication line, with the groups "day" and "time"."""
    return re.compile(
        r"(?:(?:first |originally )?(?:published|posted|date|updated|last updated|modified)(?: on| at)?:?\s)?"
        r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?,?\s)?"
        rf"(?P<day>\d{{4}}-\d{{2}}-\d{{2}}|{day_pattern()})"
        rf"(?P<time>(?:,|T|\sat|\s[|·•/–-])?\s?(?:{_TIME}))?"
        r"(?:\s\(?[A-Z]{2,5}\)?)?[.]?",
        re.IGNORECASE,
    )


def is_publication_line(words: str) -> bool:
    """Return True for a publication line: a paragraph that only says when the article was published or changed.

    Args:
        words: the paragraph, each run of white space made one space.
    """
    match = _publication_line().fullmatch(words)
    # A date without a year is more likely a heading of the story.
    return match is not None and re.search(r"\d{4}", match["day"]) is not None


def publication_date(words: str) -> str | None:
    """Return the ISO date of a publication line, or of one that follows a bar in a byline; None if it is of a change.

    Args:
        words: the paragraph, each run of white space made one space.
    """
    for part in BARS.split(words):
        match = _publication_line().fullmatch(part)
        if match is not None and not re.match(r"(?:last )?(?:updated|modified)", part, re.IGNORECASE):
            return iso_day(match["day"])
    return None
