"""Byte ranges of requests, for media players and resumed downloads (RFC 9110, section 14)."""

from __future__ import annotations

import re

# 18 digits are enough for any file; reading numbers of any length would take too long.
_SINGLE = re.compile(r"bytes=\s*(?:([0-9]{1,18})-([0-9]{0,18})|-([0-9]{1,18}))\s*")


class UnsatisfiableRangeError(ValueError):
    """A range that contains no byte of the file."""


def parse_range(header: str, size: int) -> tuple[int, int] | None:
    """Return the half-open range of bytes that a Range header requests.

    Args:
        header: the value of the header; "" if it is missing.
        size: the number of bytes of the file.

    Returns:
        None if the whole file is to be sent: the header is missing, malformed, or has several ranges.

    Raises:
        UnsatisfiableRangeError: if the range contains no byte of the file.
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
