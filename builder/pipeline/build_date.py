"""The day of a build: an input, so that the same inputs give the same site."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from builder.model.diagnostic import InputError, error

VARIABLE = "SOURCE_DATE_EPOCH"
"""Names the moment of a build in seconds since 1970, as reproducible-builds.org specifies."""

# A day less than the calendar has, so that no time zone leads beyond its end.
_LATEST = int((datetime.max.replace(tzinfo=UTC) - timedelta(days=2)).timestamp())


def moment_of_build(environment: Mapping[str, str] | None = None) -> datetime:
    """Return the moment that ``SOURCE_DATE_EPOCH`` gives, else the present one, in UTC.

    Raises:
        InputError: the variable is not a number of seconds.
    """
    given = (os.environ if environment is None else environment).get(VARIABLE)
    if given is None:
        return datetime.now(UTC)
    if not re.fullmatch(r"[0-9]{1,12}", given, re.ASCII) or int(given) > _LATEST:
        shown = given if len(given) <= 40 else given[:39] + "…"
        message = f"The environment variable {VARIABLE} is “{shown}”, which is not a number of seconds."
        hint = (
            "Set it to the seconds since 1 January 1970, such as 1700000000, or unset it to build for today."
        )
        raise InputError([error("", None, message, hint)])
    return datetime.fromtimestamp(int(given), UTC)


def day_of_build(moment: datetime, timezone: str | None) -> date:
    """Return the day of a moment in a time zone.

    Args:
        moment: with a time zone of its own.
        timezone: its IANA name, which exists; None means UTC.
    """
    return moment.astimezone(ZoneInfo(timezone) if timezone else UTC).date()
