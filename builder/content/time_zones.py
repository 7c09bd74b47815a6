"""Names of time zones in the IANA database."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo, available_timezones

from builder.schema.suggestion import did_you_mean

# "localtime" is the computer's own zone: the same files would give another site on another computer.
_REFUSED = frozenset(("localtime", "posixrules", "Factory"))

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*", re.ASCII)


def is_timezone(name: str) -> bool:
    """Return True if the tables of this computer have a time zone of this name."""
    if not _NAME.fullmatch(name) or name in _REFUSED:
        return False
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # a folder of names, a damaged file, or no such name
        return False
    return True


def nearest_timezone(name: str) -> str | None:
    """Return the name that is most like this one, which may be a city alone ("Berlin"); None if no name is near."""
    known = sorted(available_timezones() - _REFUSED)
    city = name.strip().replace(" ", "_").casefold()
    by_city = {zone.rpartition("/")[2].casefold(): zone for zone in reversed(known)}
    return by_city.get(city) or did_you_mean(name, known)


def has_timezones() -> bool:
    """Return True if this computer has tables of time zones."""
    return bool(available_timezones())
