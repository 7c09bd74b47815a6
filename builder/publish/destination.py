"""What every kind of target can do."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from builder.model.site_file import SiteFile


class BuiltSite(Struct, frozen=True):
    """A site as it is published.

    Attributes:
        folder: the output folder, absolute.
        files: every file that newsgloss made there, by path.
    """

    folder: Path
    files: Mapping[str, SiteFile]


class Marks(Protocol):
    """What a place itself knows the bytes of files by: git knows its digests of them, and no sizes."""

    def there(self) -> Mapping[str, str]:
        """Return the marks of the files that the place listed, by path."""
        ...

    def of(self, files: Mapping[str, SiteFile]) -> Mapping[str, str]:
        """Return the marks that files will have there, by path."""
        ...


class Destination(Protocol):
    """The place of a target. Every method raises ``PublishError`` if the place cannot be reached or refuses.

    Attributes:
        place: what messages call it, without secrets.
        server: the name of the server with the repository, if it is a branch; else None.
        extra_files: files that the place needs beside those of the site, by path.
        marks: of the place; None if sizes show what was changed there.
    """

    place: str
    server: str | None
    extra_files: Mapping[str, SiteFile]
    marks: Marks | None

    def list_files(self) -> Mapping[str, int | None]:
        """Return the size in bytes of every file there, by path; None if it is not known.

        A size of -1 means something else than a regular file. A place that does not exist yet has no files.
        """
        ...

    def read_file(self, path: str) -> bytes:
        """Return the bytes of a file there."""
        ...

    def find_same(self, paths: Collection[str]) -> frozenset[str]:
        """Return those of the paths at which the place has the bytes of the site."""
        ...

    def send(self, paths: Sequence[str]) -> Iterator[str]:
        """Send files of the site in any order, and yield the path of each one that is there."""
        ...

    def write_file(self, path: str, data: bytes) -> None:
        """Write a file that is not part of the site."""
        ...

    def remove(self, paths: Sequence[str], folders: Sequence[str]) -> Iterator[str]:
        """Remove files, and then folders that are empty, deepest first; yield the path of each removed file."""
        ...

    def finish(self, message: str) -> None:
        """Make everything so far public at once, if the place can do that.

        Args:
            message: what was done, in one line.
        """
        ...
