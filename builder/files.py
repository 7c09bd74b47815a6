"""Files of editors and earlier builds: listed and read within limits.

Only regular files are read, none beyond a limit of its kind, and none outside the folder that the caller allows: a
link, a device or a pipe in a site must neither publish a secret nor block a build.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from msgspec import Struct

from builder.model.diagnostic import Diagnostic, error

MEGABYTE = 1_000_000
CONTENT_LIMIT = 2 * MEGABYTE
"""Bytes of a file in ``content/``."""
TEMPLATE_LIMIT = 2 * MEGABYTE
"""Bytes of a template."""
ASSET_LIMIT = 50 * MEGABYTE
"""Bytes of an asset."""
ENTRY_LIMIT = 900 * MEGABYTE
"""Bytes of an entry of the store: the largest is the index of the search. SQLite's limit of a row is 1,000 MB."""
MOST_ENTRIES = 100_000
"""Files and folders below one folder of templates or assets, or directly in one of ``content/``."""

# A path alone lets a folder be entered that may not be listed.
_FOLDER = os.O_DIRECTORY | os.O_CLOEXEC | getattr(os, "O_PATH", os.O_RDONLY)
# Opening a pipe must not wait for someone to write, nor a terminal become this process's own.
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class UnusableError(Exception):
    """A file or folder that cannot be used.

    Attributes:
        message: what is wrong, a sentence.
        hint: the next step, a sentence.
    """

    def __init__(self, message: str, hint: str) -> None:
        self.message = message
        self.hint = hint
        super().__init__(message)

    def diagnostic(self, path: str) -> Diagnostic:
        """Return an error that names ``path``, which is relative to the site's root."""
        return error(printable(path), None, self.message, self.hint)


class TooLargeError(UnusableError):
    """A file that has more bytes than its limit.

    Attributes:
        size: its number of bytes, as the system reports it; None if the file grew beyond the limit while it was read.
    """

    def __init__(self, size: int, limit: int) -> None:
        self.size = size if size > limit else None
        message = f"The file cannot be read: it is larger than {limit / MEGABYTE:,g} MB."
        super().__init__(message, "Shorten, split or remove the file.")


class FolderEntry(Struct, frozen=True):
    """An entry of a folder: its name, whether it is a folder, and whether it is a link."""

    name: str
    is_folder: bool
    is_link: bool


def read_file(path: Path, *, root: Path, limit: int, links: bool = True) -> bytes:
    """Return the bytes of a regular file.

    Args:
        path: of the file, below ``root``.
        root: the folder that no link may lead out of; it may itself be a link.
        limit: in bytes; at most one more is read, even from a file that grows.
        links: True if links below ``root`` are followed.

    Raises:
        FileNotFoundError: if nothing has that path.
        UnusableError: if the file is not regular, is too large, lies outside ``root`` or cannot be read.
    """
    try:
        with open(_descriptor(path, root, links=links), "rb") as file:
            # The opened file is checked: no other file can take its place between the check and the reading.
            status = os.fstat(file.fileno())
            _refuse_irregular(status.st_mode)
            # Reading up to the limit first took 2.5 seconds of CPU for a file of more than 1,000 MB.
            if status.st_size > limit:
                raise TooLargeError(status.st_size, limit)
            data = file.read(status.st_size + 1)
            if status.st_size < len(data) <= limit:
                data += file.read(limit + 1 - len(data))
    except FileNotFoundError:
        raise
    except OSError as problem:
        raise _unreadable("file", problem) from problem
    if len(data) > limit:
        raise TooLargeError(status.st_size, limit)
    return data


def list_folder(folder: Path, *, root: Path) -> tuple[FolderEntry, ...]:
    """Return the entries of a folder, sorted by name.

    Args:
        folder: at or below ``root``.
        root: the folder that no link may lead out of.

    Raises:
        FileNotFoundError: if nothing has that path.
        UnusableError: if it is not a folder, lies outside ``root``, has too many entries or cannot be listed.
    """
    try:
        with os.scandir(_resolve(folder, root)) as listed:
            entries = [
                FolderEntry(entry.name, _is_folder(entry), entry.is_symlink())
                for entry in islice(listed, MOST_ENTRIES + 1)
            ]
    except FileNotFoundError:
        raise
    except NotADirectoryError as problem:
        message = "The folder cannot be read: it is not a folder."
        raise UnusableError(message, "Remove it, or put a folder in its place.") from problem
    except OSError as problem:
        raise _unreadable("folder", problem) from problem
    if len(entries) > MOST_ENTRIES:
        raise _too_many()
    return tuple(sorted(entries, key=lambda entry: entry.name))


def _is_dotted(name: str) -> bool:
    """Return True if a name is hidden."""
    return name.startswith(".")


def walk_folder(
    folder: Path, *, root: Path, name: str, is_left_out: Callable[[str], bool] = _is_dotted
) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """List all files below a folder that are not hidden; a folder that does not exist is empty.

    Links to folders are followed inside ``root``.

    Args:
        folder: at or below ``root``.
        root: the folder that no link may lead out of.
        name: what diagnostics call the folder.
        is_left_out: returns True for the name of a file or folder to leave out.

    Returns:
        Sorted paths relative to ``folder`` with forward slashes, and an error for each folder that cannot be read.
    """
    files: list[str] = []
    problems: list[Diagnostic] = []
    number = 0
    pending: list[tuple[str, tuple[str, ...]]] = [("", (os.path.realpath(folder),))]
    while pending and number <= MOST_ENTRIES:
        below, entered = pending.pop()
        try:
            entries = list_folder(folder / below, root=root)
        except FileNotFoundError:
            continue
        except UnusableError as problem:
            problems.append(problem.diagnostic(f"{name}/{below}".rstrip("/")))
            continue
        number += len(entries)
        for entry in entries:
            if is_left_out(entry.name):
                continue
            path = f"{below}{entry.name}"
            if not entry.is_folder:
                files.append(path)
            elif not entry.is_link:
                pending.append((f"{path}/", entered))
            elif _is_circle(folder / path, entered):
                problems.append(_circle().diagnostic(f"{name}/{path}"))
            else:
                pending.append((f"{path}/", (*entered, os.path.realpath(folder / path))))
    if number > MOST_ENTRIES:
        problems.append(_too_many().diagnostic(name))
    return tuple(sorted(files)), tuple(sorted(problems, key=lambda problem: problem.path))


def check_inside(path: Path, *, root: Path) -> None:
    """Check that a path, its links followed, is at or below a folder, or that nothing has that path.

    Raises:
        UnusableError: if a link leads out of ``root``, nowhere or in a circle, or cannot be followed.
    """
    try:
        _resolve(path, root)
    except FileNotFoundError:
        return
    except OSError as problem:
        raise _unreadable("link", problem) from problem


def printable(name: str) -> str:
    """Return a name with "?" for every byte that is not text."""
    # Such a byte would break every message and page that names the file.
    return name.encode("utf-8", errors="replace").decode("utf-8")


def _descriptor(path: Path, root: Path, *, links: bool) -> int:
    """Open a file for reading, whatever it is, along a path from ``root`` without links."""
    try:
        return _open_below(root, path.relative_to(root).parts)
    except OSError as problem:
        if not links or problem.errno not in (errno.ELOOP, errno.ENOTDIR):
            raise
    real_root = Path(os.path.realpath(root))
    return _open_below(real_root, Path(_resolve(path, root)).relative_to(real_root).parts)


def _open_below(root: Path, parts: tuple[str, ...]) -> int:
    """Open the regular file at a path below ``root``, of which no part may be a link; return its descriptor."""
    here = os.open(root, _FOLDER)
    try:
        for part in parts[:-1]:
            deeper = os.open(part, _FOLDER | os.O_NOFOLLOW, dir_fd=here)
            os.close(here)
            here = deeper
        name = parts[-1] if parts else "."
        mode = os.stat(name, dir_fd=here, follow_symlinks=False).st_mode
        if stat.S_ISLNK(mode):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        # Merely opening a device may have an effect: a tape is rewound.
        _refuse_irregular(mode)
        return os.open(name, _FILE, dir_fd=here)
    finally:
        os.close(here)


def _resolve(path: Path, root: Path) -> str:
    """Return the real path of what exists at ``path``, which is inside ``root``."""
    real_root = os.path.realpath(root)
    try:
        real = os.path.realpath(path, strict=True)
    except FileNotFoundError:
        if path.is_symlink():
            raise UnusableError(
                "The link is broken: nothing exists at its target.", "Fix or delete the link."
            ) from None
        raise
    except OSError as problem:
        if problem.errno == errno.ELOOP:
            raise _circle() from problem
        raise
    if real != real_root and not real.startswith(real_root.rstrip(os.sep) + os.sep):
        message = "The link leads out of the site's folder."
        raise UnusableError(message, "Replace the link by a copy of its target.")
    return real


def _is_circle(link: Path, entered: tuple[str, ...]) -> bool:
    """Return True if a link leads to a folder that it lies in, or that a walk has reached through another link."""
    real = os.path.realpath(link)
    return real in entered or f"{os.path.realpath(link.parent)}{os.sep}".startswith(f"{real}{os.sep}")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # a link that cannot be followed: reading it reports that


def _refuse_irregular(mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    kind = next((name for applies, name in _KINDS if applies(mode)), "not a regular file")
    raise UnusableError(
        f"The file cannot be read: it is {kind}.", "Remove it, or put a regular file in its place."
    )


def _unreadable(what: str, problem: OSError) -> UnusableError:
    reason = problem.strerror or type(problem).__name__
    return UnusableError(f"The {what} cannot be read: {reason}.", "Check its permissions.")


def _circle() -> UnusableError:
    return UnusableError("The link leads in a circle.", "Fix or delete the link.")


def _too_many() -> UnusableError:
    message = f"The folder cannot be read: it has more than {MOST_ENTRIES:,} files and folders."
    return UnusableError(message, "Remove the files that do not belong there.")
