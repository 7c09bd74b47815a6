"""Date mentions resolved against the brief's date, and never without one where they need it."""

from __future__ import annotations

import calendar
import re
from datetime import date

from builder.dates.relative import MONTHS, WEEKDAYS, near_date
from builder.model.annotations import Tense

_MONTH = "|".join(sorted(MONTHS, key=lambda name: (-len(name), name)))
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
_FULL = re.compile(rf"(?:(?:{_DAYNAME}),?\s+)?({_MONTH})\.?\s+{_DAY}(?:,?\s+(\d{{4}}))?")
_DAY_FIRST = re.compile(rf"(?:(?:{_DAYNAME}),?\s+)?{_DAY}\s+(?:of\s+)?({_MONTH})\.?(?:,?\s+(\d{{4}}))?")
_MONTH_YEAR = re.compile(rf"(?:early |late |mid-?\s?)?({_MONTH})\.?,?\s+(?:of\s+)?(\d{{4}})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_YEAR = re.compile(
    r"(?:(?:early |late |mid-|(?:spring|summer|fall|autumn)(?: of)? |(?:end|start|beginning|middle) of ))?"
    rf"({_YEARS})"
)
_NAMED = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "valentine's day": (2, 14),
    "halloween": (10, 31),
    "veterans day": (11, 11),
}
"""Feasts that fall on one day every year."""
_NAMED_DAY = re.compile(rf"({'|'.join(_NAMED)})(?:,? ({_YEARS}))?")
NAMED_DAYS = 120
"""How far, in days, a feast may lie from the brief's day; of others news says the year."""
UNCLEAR_DAYS = 60
"""How many days ago a day without a year may lie where the verb may look either way."""
ATTACKS = (9, 11)
"""Without a year "Sept. 11" may be a day of this year, and is more often that of 2001."""

_MEASURE = re.compile(r"(?:last|next) (?:week|month|year)")
_YEAR_TOLD = re.compile(rf"(?<![\d,.$€£])\b({_YEARS})\b(?![,.]?\d)")
_YEAR_AFTER = re.compile(rf",?\s+({_YEARS})\b")
_MONTH_BEFORE = re.compile(
    r"\b(?:for|in|since|until|till|by|from|during|through|early|late|between)\s+$", re.IGNORECASE
)
_ALWAYS_MONTHS = frozenset(calendar.month_name[n].lower() for n in (1, 2, 7, 9, 10, 11, 12))
"""Months that are no word or given name besides."""
_NTH = re.compile(rf"(\d{{1,2}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS[10:])})")
_NTH_BEFORE = re.compile(r"\b(?:after|before|by|from|on|since|till|until)\s+the\s+$", re.IGNORECASE)
_NTH_AFTER = re.compile(r"\s*(?:[^\w\s]|$)|\s+(?:and|at|but|he|in|it|or|she|that|the|they|to|until|when)\b")
_MONTHS_TOLD = re.compile(rf"\b({_MONTH})\b", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"\b(?:news|super|black|good|cyber|ash|holy|bloody|fat|usa)\s+$", re.IGNORECASE)
"""Words that make a name of the weekday after them: "Fox News Sunday", "Super Tuesday"."""


def resolved_date(
    words: str, brief_date: str | None, *, tense: Tense | None = None, before: str = "", after: str = ""
) -> str | None:
    """The ISO date that the words of a mention mean, or None: a day (``2014-01-05``), a week (``2014-W02``, with
    its Monday), a month (``2011-12``) or a year (``2003``).

    A weekday is the last one up to and on the brief's day, as news usage has it, unless "next" stands before it or
    the verb looks ahead; a day without a year is the one nearest to the brief's day. Both need ``brief_date``.

    Args:
        words: the mention.
        brief_date: ISO day of the brief.
        tense: of the verb that the mention goes with; None where it is not known.
        before, after: the rest of the paragraph on either side.
    """
    if (
        tense is Tense.OPEN
        or _is_name(words, before)
        or _is_decade(words, after)
        or _is_measure(words, before)
    ):
        return None
    text = " ".join(words.lower().replace("’", "'").split()).removeprefix("on ").removeprefix("the ")
    text = text if text in _NAMED else text.removesuffix("'s")
    anchor = date.fromisoformat(brief_date) if brief_date else None
    year = _YEAR_AFTER.match(after)
    try:
        found = _absolute(text, anchor, year[1] if year else None, tense)
        if found is None and anchor is not None:
            found = _nth_day(text, anchor, tense, before, after)
        if found is None and anchor is not None:
            found = near_date(text, anchor, tense, month_stands=_is_month(text, before))
    except OverflowError:  # a day before the first or after the last that a calendar has
        return None
    sure = tense is Tense.FUTURE or year is not None
    if found is None or (not sure and _is_elsewhen(text, found, before)):
        return None
    return found


def _is_name(words: str, before: str) -> bool:
    """Whether it is the name of a paper, a programme or a day: "USA TODAY", "This Week", "Super Tuesday"."""
    if words == "TODAY" or re.fullmatch(r"(?:This|Last|Next) [A-Z][a-z]+", words) is not None:
        return words.rsplit(maxsplit=1)[-1].lower() not in (*WEEKDAYS, *MONTHS)
    return _NAME_BEFORE.search(before[-12:]) is not None and words.lower() in WEEKDAYS


def _is_month(text: str, before: str) -> bool:
    """Whether it shows that a bare "may" or "march" is a month."""
    apart = text in _ALWAYS_MONTHS or text.startswith(
        ("early ", "late ", "mid", "start ", "beginning ", "end ")
    )
    return apart or _MONTH_BEFORE.search(before[-12:]) is not None


def _nth_day(text: str, anchor: date, tense: Tense | None, before: str, after: str) -> str | None:
    """A day of the month alone, "on the 19th": of the brief's month where the text names no other, or of the one
    beside it that the verb looks to.
    """
    stands = _NTH.fullmatch(text) and _NTH_BEFORE.search(before[-16:]) and _NTH_AFTER.match(after)
    if not stands or any(MONTHS[name.lower()] != anchor.month for name in _MONTHS_TOLD.findall(before)):
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
    """Whether a year is that of "the 1970's"."""
    return words.endswith("0") and after[:2] in ("'s", "’s") and _YEAR.fullmatch(words.lower()) is not None


def _is_measure(words: str, before: str) -> bool:
    """Whether it is a stretch that ends or begins today: "the last week", "in the next year"."""
    return before.lower().endswith("the ") and _MEASURE.fullmatch(words.lower()) is not None


def _is_elsewhen(text: str, found: str, before: str) -> bool:
    """Whether the paragraph told of another year just before a day or month that has none of its own."""
    named = any(re.search(rf"\b{name}\b", text) for name in MONTHS)
    if not named or re.search(rf"\b{_YEARS}\b|year", text):
        return False
    told = [year for year in _YEAR_TOLD.findall(before) if int(year) <= int(found[:4]) + 1]
    return bool(told) and told[-1] != found[:4]


def _absolute(text: str, anchor: date | None, year: str | None, tense: Tense | None) -> str | None:
    """What a date of the calendar means; ``year`` is what stands after it."""
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
    if match := _NAMED_DAY.fullmatch(text):
        found = _dated(match[2] or year, *_NAMED[match[1]], anchor, tense)
        near = found is not None and anchor is not None and abs((date.fromisoformat(found) - anchor).days)
        return found if match[2] or year or (near is not False and near <= NAMED_DAYS) else None
    return None


def _number(day: str) -> int:
    return _ORDINALS.index(day) if day in _ORDINALS else int(re.sub(r"\D", "", day))


def _dated(
    year: str | None, month: int, day: int, anchor: date | None, tense: Tense | None, *, spelled: bool = False
) -> str | None:
    """A day of the calendar; without a year the nearest one, if the verb does not look the other way.

    ``spelled``: it is written out, "the eleventh of September", as the attacks of that day are not.
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
    belied = (tense is Tense.PAST and nearest > anchor) or (tense is Tense.FUTURE and nearest < anchor)
    # "The season, which closes Sept. 30", told in January.
    belied = belied or (tense is Tense.UNCLEAR and (anchor - nearest).days > UNCLEAR_DAYS)
    return None if belied else nearest.isoformat()


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
