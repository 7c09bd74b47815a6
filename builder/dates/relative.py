"""Relative dates: a day, week, month or year near that of the brief ("Thursday night", "last week", "in March")."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from builder.model.annotations import Tense

WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
"""Number of each weekday, Monday 0 to Sunday 6, by its name in lower case."""
MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
"""Number of each month, 1 to 12, by its names and abbreviations in lower case."""
MONTH_NAMES = "|".join(sorted(MONTHS, key=lambda name: (-len(name), name)))
"""The names of months as alternatives of a regular expression, the longest first."""

UNCLEAR_BACK, UNCLEAR_AHEAD = 2, 4
"""Most months that a month without a year may lie in the past, or in the future, if the tense is unclear."""
NO_VERB_MONTHS = 4
"""Most months that it may lie in the past without a verb; a month in the future has a verb in the future tense."""
PAST_MONTHS = 8
"""Most months that a month without a year may lie in the past: of an earlier one, news gives the year."""
DAYS_AGO, WEEKS_AGO, YEARS_AGO = 6, 3, 9
"""Largest numbers before "days ago", "weeks ago" and "years ago" that are exact: larger ones are rounded."""

_PART = r"(?:(?:early|earlier|late|later|mid)[- ])?"
_HOURS = r"(?: (?:morning|afternoon|evening|night|noon))?"
_WEEKDAY = re.compile(
    rf"{_PART}(?:(last|past|next|this|this coming|coming|this past) )?({'|'.join(WEEKDAYS)}){_HOURS}"
)
_ENDS = rf"(?:{_PART}|(?:end|start|beginning|middle) of )"
_PERIOD = re.compile(rf"{_ENDS}(this|last|next) (week|month|year)")
_END = re.compile(r"end of the (month|year)")
_MONTH = re.compile(rf"{_ENDS}(?:(this|last|next) )?({MONTH_NAMES})\.?(?: (?:of )?(this|last|next) year)?")
_DAY = re.compile(rf"{_PART}(today|tonight|yesterday|tomorrow|last night|this){_HOURS}")
_DAYS = {"today": 0, "tonight": 0, "this": 0, "yesterday": -1, "last night": -1, "tomorrow": 1}
_STEPS = {"last": -1, "this": 0, "next": 1}
_AGO = re.compile(r"(an?|one|two|three|four|five|six|seven|eight|nine|\d) (day|week|year)s? ago")
_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def relative_date(text: str, anchor: date, tense: Tense | None, *, is_month: bool) -> str | None:
    """Return the ISO day, week, month or year that the words mean, or None.

    Args:
        text: the words in lower case, with single spaces.
        anchor: the day of the brief.
        tense: of the verb that the words modify; None if it is not known.
        is_month: True if the context shows that a bare "may" or "march" is a month.
    """
    if (match := _DAY.fullmatch(text)) and text != "this":
        return (anchor + timedelta(days=_DAYS[match[1]])).isoformat()
    if match := _WEEKDAY.fullmatch(text):
        return _weekday(match[1] or "", WEEKDAYS[match[2]], anchor, tense)
    if match := _PERIOD.fullmatch(text):
        return _period(match[2], _STEPS[match[1]], anchor)
    if match := _END.fullmatch(text):
        # In the past tense it may be the end of the year before.
        return _period(match[1], 0, anchor) if tense in (Tense.FUTURE, Tense.UNCLEAR) else None
    if match := _AGO.fullmatch(text):
        return _ago(match[1], match[2], anchor)
    if match := _MONTH.fullmatch(text):
        if match[3] is not None:
            return None if match[1] else _month(anchor.year + _STEPS[match[3]], MONTHS[match[2]])
        if match[1] is not None:
            return _named_month(match[1], MONTHS[match[2]], anchor)
        return _bare_month(MONTHS[match[2]], anchor, tense) if is_month else None
    return None


def _weekday(word: str, weekday: int, anchor: date, tense: Tense | None) -> str | None:
    """Return the last such weekday up to and including the day of the brief, or the next one in the future tense."""
    back = (anchor.weekday() - weekday) % 7
    if word in ("next", "coming", "this coming"):
        return (anchor + timedelta(days=7 - back)).isoformat()
    if word in ("last", "past", "this past"):
        return (anchor - timedelta(days=back or 7)).isoformat()
    if back == 0:
        return anchor.isoformat()
    if tense is Tense.FUTURE:
        return (anchor + timedelta(days=7 - back)).isoformat()
    if tense is Tense.UNCLEAR or (word == "this" and tense is None):
        return None
    return (anchor - timedelta(days=back)).isoformat()


def _period(unit: str, step: int, anchor: date) -> str | None:
    """Return the week, month or year that is ``step`` units after that of the anchor."""
    if unit == "week":
        return _week(anchor + timedelta(weeks=step), anchor)
    if unit == "year":
        return _year(anchor.year + step)
    months = anchor.year * 12 + anchor.month - 1 + step
    return _month(months // 12, months % 12 + 1)


def _week(day: date, anchor: date) -> str | None:
    """Return the ISO week of a day; None if the brief is of a Sunday."""
    # Some writers begin a week on Sunday, others end it then.
    if anchor.weekday() == WEEKDAYS["sunday"]:
        return None
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _ago(number: str, unit: str, anchor: date) -> str | None:
    """Resolve "two days ago"; None if the number is so large that it may be rounded."""
    count = 1 if number in ("a", "an") else _NUMBERS.index(number) if number in _NUMBERS else int(number)
    if unit == "day" and count <= DAYS_AGO:
        return (anchor - timedelta(days=count)).isoformat()
    if unit == "week" and count <= WEEKS_AGO:
        return _week(anchor - timedelta(weeks=count), anchor)
    return _year(anchor.year - count) if unit == "year" and count <= YEARS_AGO else None


def _named_month(word: str, month: int, anchor: date) -> str | None:
    """Resolve "last June": in July it may be either of two; in May it is that of the year before."""
    if word == "this":
        return _month(anchor.year, month) if abs(month - anchor.month) <= PAST_MONTHS else None
    if word == "last":
        return _month(anchor.year - 1, month) if month >= anchor.month else None
    return _month(anchor.year + 1, month) if month <= anchor.month else None


def _bare_month(month: int, anchor: date, tense: Tense | None) -> str | None:
    """Resolve a month without a year, given the tense of its verb."""
    back = (anchor.month - month) % 12
    ahead = (month - anchor.month) % 12
    if tense is Tense.PAST:
        step = -back if back <= PAST_MONTHS else None
    elif tense is Tense.FUTURE:
        step = ahead
    elif tense is Tense.UNCLEAR:
        step = -back if back <= UNCLEAR_BACK else ahead if ahead <= UNCLEAR_AHEAD else None
    else:
        step = -back if back <= NO_VERB_MONTHS else None
    if step is None:
        return None
    months = anchor.year * 12 + anchor.month - 1 + step
    return _month(months // 12, months % 12 + 1)


def _month(year: int, month: int) -> str | None:
    return f"{year:04}-{month:02}" if _year(year) is not None else None


def _year(year: int) -> str | None:
    return f"{year:04}" if date.min.year <= year <= date.max.year else None
