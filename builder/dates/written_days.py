"""Days in words with a year: "2014-01-05", "5 January 2014", "March 5, 2041, 10 a.m."."""

from __future__ import annotations

import re
from datetime import date

from builder.dates.relative import MONTH_NAMES, MONTHS

_TIME = r"(?:(?:,|\s+at)?\s+\d{1,2}(?::\d\d){0,2}\s?(?:[ap]\.?m\.?)?(?:\s[a-z]{2,5}|\s[-+]\d{4})?)?"
_MONTH = rf"(?:{MONTH_NAMES})\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?:{_MONTH}\s{_DAY},?|{_DAY}\s{_MONTH},?)\s\d{{4}}"
_WRITTEN = re.compile(rf"(?:[a-z]{{3,9}}[.,]{{1,2}}\s)?{_DATE}{_TIME}", re.IGNORECASE | re.ASCII)


def iso_day(words: str) -> str | None:
    """Return the ISO date of a date with a year; None if the words have none, or no calendar has it."""
    iso = re.search(r"\b(\d{4})-(\d{2})-(\d{2})(?!\d)", words)
    if iso is not None:
        return _iso(int(iso[1]), int(iso[2]), int(iso[3]))
    year = re.search(r"\b\d{4}\b", words)
    day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", words)
    month = next((word for word in re.findall(r"[a-z]+", words.lower()) if word in MONTHS), None)
    if year is None or day is None or month is None:
        return None
    return _iso(int(year[0]), MONTHS[month], int(day[1]))


def written_day(words: str) -> str | None:
    """Return the ISO date of a text that is nothing but a day with its year, in words, perhaps with a time."""
    return iso_day(words) if _WRITTEN.fullmatch(" ".join(words.split())) else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
