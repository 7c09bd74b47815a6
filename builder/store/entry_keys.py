"""Keys and seals of entries, as they are in the file of a store."""

from __future__ import annotations

import re
from functools import cache
from hashlib import blake2b

from builder.digest import DIGEST_SIZE

_KIND = re.compile(r"[a-z][a-z0-9-]*")


def name_of_entry(kind: str, key: str) -> bytes:
    """Return the key of an entry in the file.

    Raises:
        ValueError: if ``kind`` is not a lower-case word.
    """
    # A build without much to do names 25,000 entries: one call of the hash function is half of its cost.
    return blake2b(_prefix(kind) + key.encode(), digest_size=DIGEST_SIZE).digest()


@cache
def _prefix(kind: str) -> bytes:
    """Return what tells the keys of a kind from those of others: it ends with a byte that no kind has."""
    if not _KIND.fullmatch(kind):
        raise ValueError(f"not a kind of entry: {kind!r}")
    return kind.encode() + b"\0"


def seal_of(name: bytes, data: bytes) -> bytes:
    """Return the digest of an entry's key in the file, which has always the same length, and its data."""
    return blake2b(name + data, digest_size=DIGEST_SIZE).digest()
