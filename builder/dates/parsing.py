"""Parsing of date mentions to ISO dates; relative ones are resolved against the day of the brief."""

from __future__ import annotations

import calendar
import re
from datetime import date

from builder.dates.relative import MONTH_NAMES, MONTHS, WEEKDAYS, relative_date
from builder.model.annotations import Tense

_ORDINALS = (
    *("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
    *("eighteenth", "nineteenth", "twentieth"),
    *(f"twenty-{last}" for last in ("first", "second", "third", "fourth", "fifth")),
    *(f"twenty-{last}" for last in ("sixth", "seventh", "eighth", "ninth")),
    *("thirtieth", "thirty-first"),
)
_DAY = rf"(\d{{1,2}}(?:st|nd|rd|th)?|{'|'.join(sorted(filter(None, _ORDINALS), key=len, reverse=True))})"
_YEARS = r"(?:1[5-9]\d\d|20\d\d)"
_DAYNAME = "|".join([*WEEKDAYS, *(rf"{name[:3]}\." for name in WEEKDAYS)])
_FULL = re.compile(rf"(?:(?:{_DAYNAME}),?\s+)?({MONTH_NAMES})\.?\s+{_DAY}(?:,?\s+(\d{{4}}))?")
_DAY_FIRST = re.compile(rf"(?:(?:{_DAYNAME}),?\s+)?{_DAY}\s+(?:of\s+)?({MONTH_NAMES})\.?(?:,?\s+(\d{{4}}))?")
_MONTH_YEAR = re.compile(rf"(?:early |late |mid-?\s?)?({MONTH_NAMES})\.?,?\s+(?:of\s+)?(\d{{4}})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_YEAR = re.compile(
    r"(?:(?:early |late |mid-|(?:spring|summer|fall|autumn)(?: of)? |(?:end|start|beginning|middle) of ))?"
    rf"({_YEARS})"
)
_HOLIDAYS = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "valentine's day": (2, 14),
    "halloween": (10, 31),
    "veterans day": (11, 11),
}
"""Holidays that fall on the same day every year, as month and day."""
_HOLIDAY = re.compile(rf"({'|'.join(_HOLIDAYS)})(?:,? ({_YEARS}))?")
MOST_HOLIDAY_DAYS = 120
"""Most days between a holiday without a year and the day of the brief: of a more distant one, news gives the year."""
MOST_UNCLEAR_DAYS = 60
"""Most days that a day without a year may lie in the past if the tense is unclear."""
ATTACKS = (9, 11)
"""Month and day that are not resolved without a year: "Sept. 11" may be this year's, and is more often that of 2001."""

_PERIOD = re.compile(r"(?:last|next) (?:week|month|year)")
_YEAR_ALONE = re.compile(rf"(?<![\d,.$€£])\b({_YEARS})\b(?![,.]?\d)")
_YEAR_AFTER = re.compile(rf",?\s+({_YEARS})\b")
_MONTH_BEFORE = re.compile(
    r"\b(?:for|in|since|until|till|by|from|during|through|early|late|between)\s+$", re.IGNORECASE
)
_ALWAYS_MONTHS = frozenset(calendar.month_name[n].lower() for n in (1, 2, 7, 9, 10, 11, 12))
"""Months whose names are not another word or a given name too."""
_NTH = re.compile(rf"(\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS[10:])})")
_NTH_BEFORE = re.compile(r"\b(?:after|before|by|from|on|since|till|until)\s+the\s+$", re.IGNORECASE)
_NTH_AFTER = re.compile(r"\s*(?:[^\w\s]|$)|\s+(?:and|at|but|he|in|it|or|she|that|the|they|to|until|when)\b")
_MONTH_NAME = re.compile(rf"\b({MONTH_NAMES})\b", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"\b(?:news|super|black|good|cyber|ash|holy|bloody|fat|usa)\s+$", re.IGNORECASE)
"""Words that form a name with the weekday after them: "Elster News Sunday", "Super Tuesday"."""


def resolved_date(
    words: str, brief_date: str | None, *, tense: Tense | None = None, before: str = "", after: str = ""
) -> str | None:
    """Resolve a date mention to an ISO date.

    A weekday is the last one up to and including the day of the brief, as in news usage, unless "next" precedes it or
    the tense is future. A day without a year is the one nearest to the day of the brief. Both need ``brief_date``.

    Args:
        words: the mention.
        brief_date: ISO day of the brief; None if it has no date.
        tense: of the verb that the mention modifies; None if it is not known.
        before, after: the rest of the paragraph on either side.

    Returns:
        A day (``2014-01-05``), a week (``2014-W02``, which begins on Monday), a month (``2011-12``) or a year
        (``2003``); None if the mention is not clearly one of these.
    """
    if (
        tense is Tense.OPEN
        or _is_name(words, before)
        or _is_decade(words, after)
        or _is_period(words, before)
    ):
        return None
    text = " ".join(words.lower().replace("’", "'").split()).removeprefix("on ").removeprefix("the ")
    text = text if text in _HOLIDAYS else text.removesuffix("'s")
    anchor = date.fromisoformat(brief_date) if brief_date else None
    year = _YEAR_AFTER.match(after)
    try:
        found = _absolute(text, anchor, year[1] if year else None, tense)
        if found is None and anchor is not None:
            found = _relative(text, anchor, tense, before, after)
    except OverflowError:  # a day before the first or after the last of the calendar
        return None
    sure = tense is Tense.FUTURE or year is not None
    if found is None or (not sure and _is_in_other_year(text, found, before)):
        return None
    return found


def _relative(text: str, anchor: date, tense: Tense | None, before: str, after: str) -> str | None:
    """Resolve a date that only the day of the brief makes clear."""
    nth = _nth_day(text, anchor, tense, before, after)
    return nth if nth is not None else relative_date(text, anchor, tense, is_month=_is_month(text, before))


def _is_name(words: str, before: str) -> bool:
    """Return True for the name of a newspaper, a program or an event: "This Week", "Super Tuesday"."""
    if words == "TODAY" or re.fullmatch(r"(?:This|Last|Next) [A-Z][a-z]+", words) is not None:
        return words.rsplit(maxsplit=1)[-1].lower() not in (*WEEKDAYS, *MONTHS)
    return _NAME_BEFORE.search(before[-12:]) is not None and words.lower() in WEEKDAYS


def _is_month(text: str, before: str) -> bool:
    """Return True if the context shows that a bare "may" or "march" is a month."""
    apart = text in _ALWAYS_MONTHS or text.startswith(
        ("early ", "late ", "mid", "start ", "beginning ", "end ")
    )
    return apart or _MONTH_BEFORE.search(before[-12:]) is not None


def _nth_day(text: str, anchor: date, tense: Tense | None, before: str, after: str) -> str | None:
    """Resolve a day of the month alone ("on the 19th"), unless the text names another month than the brief's.

    The day is of the brief's month, or of the month before or after it if the tense requires that.
    """
    is_day = _NTH.fullmatch(text) and _NTH_BEFORE.search(before[-16:]) and _NTH_AFTER.match(after)
    if not is_day or any(MONTHS[name.lower()] != anchor.month for name in _MONTH_NAME.findall(before)):
        return None
    day = _number(text)
    if tense is Tense.FUTURE or tense is Tense.PAST:
        ahead = tense is Tense.FUTURE
        step = (day < anchor.day) if ahead else -(day > anchor.day)
    elif tense is Tense.UNCLEAR and day >= anchor.day:
        step = 0
    else:
        return None
    months = anchor.year * 12 + anchor.month - 1 + step
    return _day(months // 12, months % 12 + 1, day)


def _is_decade(words: str, after: str) -> bool:
    """Return True for a decade: "the 1970's"."""
    return words.endswith("0") and after[:2] in ("'s", "’s") and _YEAR.fullmatch(words.lower()) is not None


def _is_period(words: str, before: str) -> bool:
    """Return True for a period that ends or begins on the day of the brief: "the last week", "in the next year"."""
    return before.lower().endswith("the ") and _PERIOD.fullmatch(words.lower()) is not None


def _is_in_other_year(text: str, found: str, before: str) -> bool:
    """Return True if the last year that precedes a day or month without a year is another than that of the date."""
    named = any(re.search(rf"\b{name}\b", text) for name in MONTHS)
    if not named or re.search(rf"\b{_YEARS}\b|year", text):
        return False
    years = [year for year in _YEAR_ALONE.findall(before) if int(year) <= int(found[:4]) + 1]
    return bool(years) and years[-1] != found[:4]


def _absolute(text: str, anchor: date | None, year: str | None, tense: Tense | None) -> str | None:
    """Resolve a date of the calendar; ``year`` is the year that follows the mention, or None."""
    if match := _ISO.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if text == "9/11":
        return "2001-09-11"
    if match := _FULL.fullmatch(text):
        return _dated(match[3] or year, MONTHS[match[1]], _number(match[2]), anchor, tense)
    if match := _DAY_FIRST.fullmatch(text):
        spelled = match[1] in _ORDINALS
        return _dated(match[3] or year, MONTHS[match[2]], _number(match[1]), anchor, tense, spelled=spelled)
    if match := _MONTH_YEAR.fullmatch(text):
        return f"{int(match[2]):04}-{MONTHS[match[1]]:02}"
    if match := _YEAR.fullmatch(text):
        return match[1]
    if match := _HOLIDAY.fullmatch(text):
        found = _dated(match[2] or year, *_HOLIDAYS[match[1]], anchor, tense)
        near = found is not None and anchor is not None and abs((date.fromisoformat(found) - anchor).days)
        return found if match[2] or year or (near is not False and near <= MOST_HOLIDAY_DAYS) else None
    return None


def _number(day: str) -> int:
    return _ORDINALS.index(day) if day in _ORDINALS else int(re.sub(r"\D", "", day))


def _dated(
    year: str | None, month: int, day: int, anchor: date | None, tense: Tense | None, *, spelled: bool = False
) -> str | None:
    """Return a day of the calendar; without a year the nearest one, unless the tense contradicts it.

    Args:
        year: None if the text gives none.
        month, day: from 1.
        anchor: the day of the brief; None if it has no date.
        tense: of the verb that the mention modifies.
        spelled: True if the day is written out ("the eleventh of September"), as the attacks of that day are not.
    """
    if year is not None:
        return _day(int(year), month, day)
    if anchor is None or ((month, day) == ATTACKS and not spelled):
        return None
    near = [_day(anchor.year + step, month, day) for step in (-1, 0, 1)]
    days = [date.fromisoformat(iso) for iso in near if iso is not None]
    if not days:
        return None
    nearest = min(days, key=lambda day: (abs((day - anchor).days), day))
    is_wrong = (tense is Tense.PAST and nearest > anchor) or (tense is Tense.FUTURE and nearest < anchor)
    # "The season, which closes Sept. 30" in an article of January is not about the September before.
    is_wrong = is_wrong or (tense is Tense.UNCLEAR and (anchor - nearest).days > MOST_UNCLEAR_DAYS)
    return None if is_wrong else nearest.isoformat()


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
