"""Date mentions resolved against the brief's date, and never without one where they need it."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.lower(): number for number, name in enumerate(calendar.month_abbr) if name
}
_MONTHS["sept"] = 9
_MONTH = "|".join(sorted(_MONTHS, key=lambda name: (-len(name), name)))
_FULL = re.compile(
    rf"(?:({'|'.join(_WEEKDAYS)}),?\s+)?({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(\d{{4}}))?"
)
_DAY_FIRST = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({_MONTH})\.?(?:,?\s+(\d{{4}}))?")
_MONTH_YEAR = re.compile(rf"(?:early |late |mid-?\s?)?({_MONTH})\.?,?\s+(?:of\s+)?(\d{{4}})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_YEAR = re.compile(r"(?:early |late |mid-)?(1[5-9]\d\d|20\d\d)")
_NEAR = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def resolved_date(words: str, brief_date: str | None) -> str | None:
    """The ISO date (``2014-01-05``, ``2011-12`` or ``2003``) that the words of a mention mean, or None.

    A weekday is the last one up to and on the brief's day, as news usage has it, unless "next" stands before
    it; a day without a year is the one nearest to the brief's day. Both need ``brief_date`` (ISO).
    """
    text = " ".join(words.lower().replace("’", "'").split()).removeprefix("on ").removesuffix("'s")
    anchor = date.fromisoformat(brief_date) if brief_date else None
    try:
        return _absolute(text, anchor) or (_relative(text, anchor) if anchor is not None else None)
    except OverflowError:  # a day before the first or after the last that a calendar has
        return None


def _absolute(text: str, anchor: date | None) -> str | None:
    if match := _ISO.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _FULL.fullmatch(text):
        return _dated(match[4], _MONTHS[match[2]], int(match[3]), anchor)
    if match := _DAY_FIRST.fullmatch(text):
        return _dated(match[3], _MONTHS[match[2]], int(match[1]), anchor)
    if match := _MONTH_YEAR.fullmatch(text):
        return f"{int(match[2]):04}-{_MONTHS[match[1]]:02}"
    if match := _YEAR.fullmatch(text):
        return match[1]
    return None


def _dated(year: str | None, month: int, day: int, anchor: date | None) -> str | None:
    if year is not None:
        return _day(int(year), month, day)
    if anchor is None:
        return None
    near = [_day(anchor.year + step, month, day) for step in (-1, 0, 1)]
    days = [date.fromisoformat(iso) for iso in near if iso is not None]
    return min(days, key=lambda day: (abs((day - anchor).days), day)).isoformat() if days else None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _relative(text: str, anchor: date) -> str | None:
    if text in _NEAR:
        return (anchor + timedelta(days=_NEAR[text])).isoformat()
    if text in ("this month", "this year", "last month", "next month", "last year", "next year"):
        return _month_or_year(text, anchor)
    words = text.split()
    if words and words[-1] in ("morning", "afternoon", "evening", "night") and len(words) > 1:
        words.pop()
    before = words[:-1]
    if not words or words[-1] not in _WEEKDAYS or len(before) > 1:
        return None
    if before and before[0] not in ("last", "next", "this", "late", "early", "past"):
        return None
    back = (anchor.weekday() - _WEEKDAYS[words[-1]]) % 7
    if before == ["next"]:
        return (anchor + timedelta(days=7 - back)).isoformat()
    if before in (["last"], ["past"]) and back == 0:
        back = 7
    return (anchor - timedelta(days=back)).isoformat()


def _month_or_year(text: str, anchor: date) -> str | None:
    step = {"this": 0, "last": -1, "next": 1}[text.split(maxsplit=1)[0]]
    if not 1 < anchor.year < date.max.year:
        return None
    if text.endswith("year"):
        return f"{anchor.year + step:04}"
    months = anchor.year * 12 + anchor.month - 1 + step
    return f"{months // 12:04}-{months % 12 + 1:02}"
