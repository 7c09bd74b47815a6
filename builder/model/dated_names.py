"""Days at the beginning of the names of seeds: ``2024-03-05-night-ferry``."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

_DATED = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[-_ ]+(?P<rest>.*))?", re.ASCII | re.DOTALL)
_LETTER = re.compile(r"[^\W\d_]")


class DatedName(NamedTuple):
    """The name of a seed that begins with a day.

    Attributes:
        day: the ISO date.
        rest: the name without it; "" if the rest has no letter.
    """

    day: str
    rest: str


def dated_name(seed_id: str) -> DatedName | None:
    """Return the parts of a name that begins with a day; None for any other name.

    The day has hyphens: digits alone may as well be a number.
    """
    match = _DATED.fullmatch(seed_id)
    if match is None:
        return None
    try:
        day = date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None
    rest = match["rest"] or ""
    return DatedName(day, rest if _LETTER.search(rest) else "")
