"""Files of a finished site, whose bytes may be somewhere else until they are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class SiteFile(Protocol):
    """A file of a site."""

    @property
    def digest(self) -> bytes:
        """A value that two files share if and only if they have the same bytes."""

    def read(self) -> bytes:
        """Return the bytes.

        Raises:
            OSError: if they cannot be read.
        """


@dataclass(frozen=True, slots=True)
class BytesFile:
    """A file of a site whose bytes are in memory."""

    data: bytes

    @property
    def digest(self) -> bytes:
        """The bytes themselves."""
        return self.data

    def read(self) -> bytes:
        """Return the bytes."""
        return self.data
