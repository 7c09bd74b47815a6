"""A file of the site, known by its digest: its bytes are read only where they are needed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct

READ_AT_ONCE = 64
"""Files that are read together; a brief's page has 30 kB."""
BYTES_AT_ONCE = 4_000_000
"""The size from which on no further file is read together with others: a list of all quotes may have 30 MB."""


class SiteFile(Struct, frozen=True):
    """A file of the site.

    Attributes:
        digest: the SHA-256 digest of its bytes, in hexadecimal digits.
        size: the number of bytes.
        read: returns the bytes.
        read_many: returns the bytes of several files like this one by their digests, in less time, as far as it has
            them; None if nothing does.
    """

    digest: str
    size: int
    read: Callable[[], bytes]
    read_many: Callable[[list[str]], Mapping[str, bytes]] | None = None


def file_of(data: bytes) -> SiteFile:
    """Return a file of the site that is in memory."""
    return SiteFile(hashlib.sha256(data).hexdigest(), len(data), lambda: data)


def read_files(files: Iterable[tuple[str, SiteFile]]) -> Iterator[tuple[str, bytes]]:
    """Yield the bytes of files, each with its name; few are in memory at once."""
    for part in _parts(files):
        wanted: dict[Callable[[list[str]], Mapping[str, bytes]], list[str]] = {}
        for _, file in part:
            if file.read_many is not None:
                wanted.setdefault(file.read_many, []).append(file.digest)
        known = {digest: data for read, digests in wanted.items() for digest, data in read(digests).items()}
        for name, file in part:
            data = known.get(file.digest)
            yield name, file.read() if data is None else data


def _parts(files: Iterable[tuple[str, SiteFile]]) -> Iterator[list[tuple[str, SiteFile]]]:
    """Yield files in parts that are read together."""
    part: list[tuple[str, SiteFile]] = []
    size = 0
    for name, file in files:
        if part and (len(part) == READ_AT_ONCE or size + file.size > BYTES_AT_ONCE):
            yield part
            part, size = [], 0
        part.append((name, file))
        size += file.size
    if part:
        yield part
