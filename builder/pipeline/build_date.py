"""The moment and the day of a build."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from builder.model.diagnostic import InputError, error

VARIABLE = "SOURCE_DATE_EPOCH"
"""The variable with the moment of a build in seconds since 1970, as reproducible-builds.org specifies it.

With it, the day is an input like any other: the same inputs give the same site.
"""

# Two days before the end of Python's calendar, so that no time zone leads beyond it.
_LATEST = int((datetime.max.replace(tzinfo=UTC) - timedelta(days=2)).timestamp())


def moment_of_build(environment: Mapping[str, str] | None = None) -> datetime:
    """Return the moment of ``SOURCE_DATE_EPOCH``, or the present one if it is not set, in UTC.

    Args:
        environment: the environment variables; None for those of the process.

    Raises:
        InputError: if the variable is not a number of seconds.
    """
    given = (os.environ if environment is None else environment).get(VARIABLE)
    if given is None:
        return datetime.now(UTC)
    if not re.fullmatch(r"[0-9]{1,12}", given, re.ASCII) or int(given) > _LATEST:
        shown = given if len(given) <= 40 else given[:39] + "…"
        message = f"The environment variable {VARIABLE} is “{shown}”, which is not a number of seconds."
        hint = "Set it to seconds since 1 January 1970, such as 1700000000, or unset it to build for today."
        raise InputError([error("", None, message, hint)])
    return datetime.fromtimestamp(int(given), UTC)


def day_of_build(moment: datetime, timezone: str | None) -> date:
    """Return the day of a moment in a time zone.

    Args:
        moment: an aware datetime.
        timezone: the IANA name of an existing time zone; None for UTC.
    """
    return moment.astimezone(_zone(timezone)).date()


def start_of_day(day: date, timezone: str | None) -> datetime:
    """Return the moment at which a day begins in a time zone.

    Args:
        day: the day.
        timezone: as in ``day_of_build``.
    """
    return datetime(day.year, day.month, day.day, tzinfo=_zone(timezone))


def _zone(timezone: str | None) -> tzinfo:
    return ZoneInfo(timezone) if timezone else UTC
