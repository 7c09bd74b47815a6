"""A file of the site, known by its digest: its bytes are read only where they are needed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file of the site.

    Attributes:
        digest: the SHA-256 digest of its bytes, in hexadecimal digits.
        size: the number of bytes.
        read: returns the bytes.
    """

    digest: str
    size: int
    read: Callable[[], bytes]


def file_of(data: bytes) -> SiteFile:
    """Return a file of the site that is in memory."""
    return SiteFile(hashlib.sha256(data).hexdigest(), len(data), lambda: data)
