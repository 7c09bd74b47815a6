"""A folder as a target."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from builder.model.site_file import SiteFile
from builder.publish.destination import BuiltSite, Marks
from builder.publish.publish_error import PublishError
from builder.write.folder_diff import scan_folder

PARTIAL = ".newsgloss-published.part"
"""The name of a file while it is written, in the root of the folder."""

_FOLDER_MODE = 0o755
_FILE_MODE = 0o644
_PROGRAM_FOLDERS = frozenset({".git", ".hg", ".svn", ".newsgloss"})


class FolderDestination:
    """A folder on this machine, or on a disk that is mounted there.

    Args:
        folder: the folder; it is created if only its parent exists.
        site: the site.
        protected: folders that the target must neither be, nor contain, nor be inside of.
        root: the site's root, inside of which the target may be.

    Raises:
        PublishError: if the folder cannot be a target.
    """

    server: str | None = None
    extra_files: Mapping[str, SiteFile] = {}
    marks: Marks | None = None

    def __init__(self, folder: Path, site: BuiltSite, *, protected: Sequence[Path], root: Path) -> None:
        self._site = site
        self._folder = _checked_folder(folder, protected, root)
        self.place = os.fspath(self._folder)

    def list_files(self) -> Mapping[str, int | None]:
        """Return the size of every file; links are not followed."""
        with _refusals(self._folder):
            if not self._folder.exists():
                return {}
            return {
                path: status.st_size if stat.S_ISREG(status.st_mode) else -1
                for path, status in scan_folder(self._folder)
                if path != PARTIAL
            }

    def read_file(self, path: str) -> bytes:
        """Return the bytes of a file."""
        with _refusals(self._folder):
            return (self._folder / path).read_bytes()

    def find_same(self, paths: Collection[str]) -> frozenset[str]:
        """Return the paths with the bytes of the site."""
        with _refusals(self._folder):
            return frozenset(path for path in paths if self._has_bytes(path))

    def send(self, paths: Sequence[str]) -> Iterator[str]:
        """Write each file beside its place, then move it there, so that no reader sees half of it."""
        for path in paths:
            self.write_file(path, self._site.files[path].read())
            yield path

    def write_file(self, path: str, data: bytes) -> None:
        """Write a file, which appears in its place when it is complete."""
        with _refusals(self._folder):
            place, partial = self._folder / path, self._folder / PARTIAL
            place.parent.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
            with suppress(FileNotFoundError):
                partial.unlink()  # of an interrupted publish; it may be a link by now
            descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _FILE_MODE)
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            partial.replace(place)

    def remove(self, paths: Sequence[str], folders: Sequence[str]) -> Iterator[str]:
        """Remove files, and folders that are empty."""
        for path in paths:
            with _refusals(self._folder), suppress(FileNotFoundError):
                (self._folder / path).unlink()
            yield path
        for folder in folders:
            with suppress(OSError):  # a file came into it meanwhile
                (self._folder / folder).rmdir()

    def finish(self, message: str) -> None:
        """Do nothing: every file is in its place."""

    def _has_bytes(self, path: str) -> bool:
        place = self._folder / path
        return stat.S_ISREG(place.lstat().st_mode) and place.read_bytes() == self._site.files[path].read()


def user_path(written: str) -> Path:
    """Return a path in which "~" is the folder of a user, if there is such a user."""
    try:
        return Path(written).expanduser()
    except RuntimeError:
        return Path(written)


def _checked_folder(folder: Path, protected: Sequence[Path], root: Path) -> Path:
    """Return a folder without symbolic links.

    Raises:
        PublishError: if it cannot be a target.
    """
    with _refusals(folder):
        target = folder.resolve()
    hint = "Give the target another folder."
    if not target.name or target in (root.resolve(), *root.resolve().parents):
        raise PublishError(f"The folder {folder} contains the site's own folder.", hint)
    for other in map(Path.resolve, protected):
        if target == other or target in other.parents or other in target.parents:
            raise PublishError(
                f"The folder {folder} and {other}, which a build uses, contain each other.", hint
            )
    if not _PROGRAM_FOLDERS.isdisjoint(target.parts):
        raise PublishError(f"The folder {folder} belongs to a program.", hint)
    if not target.parent.is_dir():
        message = f"There is no folder {target.parent}, in which the target would be."
        raise PublishError(message, "Create it, mount the disk, or correct the path.")
    if target.exists() and not target.is_dir():
        raise PublishError(f"{folder} is a file.", hint)
    return target


@contextmanager
def _refusals(folder: Path) -> Iterator[None]:
    """Turn an ``OSError`` in a ``with`` block into a ``PublishError``."""
    try:
        yield
    except (OSError, RuntimeError) as problem:  # before Python 3.13 a circle of links is a RuntimeError
        reason = getattr(problem, "strerror", None) or str(problem)
        name = getattr(problem, "filename", None)
        place = os.fsdecode(name) if isinstance(name, str | bytes) else os.fspath(folder)
        message = f"The system refused an operation on {place}: {reason}."
        hint = "Check the permissions of the folder and the space on the disk, then publish again."
        raise PublishError(message, hint) from problem
