"""Periods: the days that dates mean."""

from __future__ import annotations

import calendar
from datetime import date

from msgspec import Struct


class Period(Struct, frozen=True, array_like=True):
    """A day, week, month or year.

    Attributes:
        date: as ISO.
        first, last: its first and last day, counted from the first of year 1.
    """

    date: str
    first: int
    last: int


def period_of(iso: str) -> Period | None:
    """Return the days that an ISO date means: of a day, a week, a month or a year; None if it means none."""
    try:
        if "W" in iso:
            first = date.fromisocalendar(int(iso[:4]), int(iso[-2:]), 1).toordinal()
            last = first + 6
        else:
            year, month, day = (int(part) for part in f"{iso}-0-0".split("-")[:3])
            first = date(year, month or 1, day or 1).toordinal()
            last_month = month or 12
            last = date(year, last_month, day or calendar.monthrange(year, last_month)[1]).toordinal()
    except ValueError:
        return None
    return Period(iso, first, last)
