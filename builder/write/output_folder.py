"""The output folder: which one is meant, whether it may be replaced, and what its errors mean."""

from __future__ import annotations

import errno
import os
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from builder.model.diagnostic import InputError, error
from builder.write.manifest import MARKER

_ANOTHER = "Choose another folder with --out."

_PROGRAMS = {
    ".git": "where Git keeps its history",
    ".hg": "where Mercurial keeps its history",
    ".svn": "where Subversion keeps its state",
    ".newsgloss": "newsgloss's cache, which may be deleted at any time",
}

_REASONS = {
    errno.EACCES: ("permission is denied", "Choose another folder with --out, or change its permissions."),
    errno.EPERM: ("permission is denied", "Choose another folder with --out, or change its permissions."),
    errno.EROFS: ("the file system is read-only", "Choose a folder on another file system with --out."),
    errno.ENOSPC: ("no space is left on the device", "Free some space and build again."),
    errno.EDQUOT: ("the disk quota is used up", "Free some space and build again."),
    errno.ENOTDIR: ("a part of the path is a file", "Choose another folder with --out."),
    errno.EEXIST: ("a part of the path is a file", "Choose another folder with --out."),
    errno.ENAMETOOLONG: ("a name is too long for the file system", "Shorten the folder's name or the slug."),
    errno.ELOOP: (
        "its symbolic links lead in a circle",
        "Fix the links, or choose another folder with --out.",
    ),
    errno.EBUSY: ("the folder is a mount point or in use", "Choose a folder below it with --out."),
    errno.EXDEV: ("the folder is a mount point", "Choose a folder below it with --out."),
}


def refused(out: Path, reason: str, hint: str) -> InputError:
    """The error for an output folder that cannot be used."""
    return InputError(
        [error(out.as_posix(), None, f"The site cannot be written to this folder: {reason}.", hint)]
    )


@contextmanager
def output_errors(out: Path) -> Iterator[None]:
    """Turn every ``OSError`` inside into an ``InputError`` that names ``out``, the reason and a remedy."""
    try:
        yield
    except OSError as problem:
        reason, hint = _REASONS.get(
            problem.errno or 0,
            (f"the system says {problem.strerror or problem}", "Choose another folder with --out."),
        )
        name = problem.filename
        below = f" ({os.fsdecode(name)})" if isinstance(name, str | bytes) else ""
        raise refused(out, reason + below, f"{hint} The last site is unchanged.") from problem


def find_target(out: Path, protected: Sequence[Path]) -> Path:
    """Return the folder to write: ``out`` made absolute, symbolic links followed.

    Raises:
        InputError: if ``out`` is the root of the file system, is or holds a protected path, or lies in a
            folder of version control or of newsgloss's cache.
    """
    try:
        target = out.resolve()
    except (OSError, RuntimeError) as problem:  # before Python 3.13 a circle of links is a RuntimeError
        raise refused(out, *_REASONS[errno.ELOOP]) from problem
    if not target.name:
        raise refused(out, "it is the root of the file system", _ANOTHER)
    for given in protected:
        path = _resolved(given)
        if any(_is_one_folder(target, outer) for outer in (path, *path.parents)):
            raise refused(out, f'it would replace "{given.as_posix()}", which a build reads', _ANOTHER)
    refuse_inside(out, target)
    return target


def refuse_sources(out: Path, folders: Sequence[Path]) -> None:
    """Refuse an output folder that is one of these folders or lies in one: the next build would read it.

    Raises:
        InputError: if it is or does, also through a link or in another case.
    """
    target = _resolved(out)
    for folder in folders:
        # In any case, whatever this file system makes of it: the site may be copied to another.
        if _folded(_resolved(folder)) in map(_folded, (target, *target.parents)):
            reason = f'it is in the folder "{folder.name}", which the next build would read'
            raise refused(out, reason, _ANOTHER)


def refuse_inside(out: Path, target: Path) -> None:
    """Refuse a target in a folder that belongs to a program: a repository, or newsgloss's cache.

    Raises:
        InputError: if it is in one, by name or, for repositories, by what a folder holds.
    """
    for folder in (target, *target.parents):
        name = folder.name.casefold()
        if name in _PROGRAMS:
            raise refused(out, f'it is in "{folder.name}", {_PROGRAMS[name]}', _ANOTHER)
        if all(os.access(folder / part, os.F_OK) for part in ("HEAD", "objects", "refs")):
            raise refused(out, f'it is in "{folder.name}", a repository of Git', _ANOTHER)


def refuse_file(out: Path, target: Path) -> None:
    """Refuse a target that exists and is not a folder, or whose manifest is not a file.

    Raises:
        InputError: if it is such a one.
        OSError: if it cannot be read.
    """
    if target.exists() and not target.is_dir():
        raise refused(out, "it is a file", "Move the file away, or choose another folder with --out.")
    marker = target / MARKER
    if marker.is_symlink() or (marker.exists() and not marker.is_file()):
        reason = f'its "{MARKER}" is not a file'
        raise refused(out, reason, "Move it away, or choose another folder with --out.")


def _resolved(path: Path) -> Path:
    """Return the path without links, or as it is if they lead in a circle, which ``find_target`` reports."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def _is_one_folder(first: Path, second: Path) -> bool:
    """Return True if two paths without links lead to one folder, perhaps in two spellings."""
    try:
        return first == second or first.samefile(second)
    except OSError:
        return False


def _folded(path: Path) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", str(path)).casefold())
