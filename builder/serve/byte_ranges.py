"""Ranges of bytes, as a browser asks for them when it plays or resumes something (RFC 9110, section 14)."""

from __future__ import annotations

import re

# 18 digits are more than any file has; numbers without end would cost time.
_SINGLE = re.compile(r"bytes=\s*(?:([0-9]{1,18})-([0-9]{0,18})|-([0-9]{1,18}))\s*")


class UnsatisfiableRangeError(ValueError):
    """The range begins behind the end."""


def parse_range(header: str, size: int) -> tuple[int, int] | None:
    """Return the half-open range of bytes that a Range header asks for.

    Args:
        header: its value, "" if there is none.
        size: how many bytes there are.

    Returns:
        None if everything is to be sent: no header, several ranges, or none that can be understood.

    Raises:
        UnsatisfiableRangeError: if none of the bytes exists.
    """
    match = _SINGLE.fullmatch(header)
    if match is None:
        return None
    first, last, final = match.groups()
    if final is not None:
        start, end = max(0, size - int(final)), size
    else:
        start, end = int(first), min(size, int(last) + 1) if last else size
        if last and int(last) < start:
            return None
    if start >= end:
        raise UnsatisfiableRangeError(header)
    return start, end
