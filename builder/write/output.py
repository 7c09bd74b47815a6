"""The output folder: which one is meant, whether it may be replaced, and what its errors mean."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from builder.model.diagnostic import InputError, error

MARKER = ".newsgloss-site"
"""The file in a site's root that says whose work the folder is."""

MARKER_DATA = b"newsgloss made this folder. Each build replaces everything in it.\n"

_REPOSITORIES = (".git", ".hg", ".svn")

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
        "Mend the links, or choose another folder with --out.",
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
    """The folder to replace: ``out`` made absolute, symbolic links followed.

    Raises:
        InputError: where ``out`` is the root of the file system, or is or holds a protected path.
    """
    try:
        target = out.resolve()
        kept = [path.resolve() for path in protected]
    except (OSError, RuntimeError) as problem:  # before Python 3.13 a circle of links is a RuntimeError
        raise refused(out, *_REASONS[errno.ELOOP]) from problem
    if not target.name:
        raise refused(out, "it is the root of the file system", "Choose another folder with --out.")
    for path, given in zip(kept, protected, strict=True):
        if path == target or target in path.parents:
            reason = f'it would replace "{given.as_posix()}", which a build reads'
            raise refused(out, reason, "Choose another folder with --out.")
    return target


def refuse_foreign(out: Path, target: Path) -> None:
    """Refuse a target that holds anything but a site made by newsgloss.

    Raises:
        InputError: where ``target`` is not a folder, holds files without the marker, or is a working copy
            of a version control system, whose history a build would delete.
        OSError: where it cannot be read.
    """
    if not target.exists():
        return
    if not target.is_dir():
        raise refused(out, "it is a file", "Move the file away, or choose another folder with --out.")
    names = {path.name for path in target.iterdir()}
    if names and MARKER not in names:
        reason = "it holds files that newsgloss did not make"
        raise refused(out, reason, "Choose an empty or a new folder with --out, or empty this one yourself.")
    for name in _REPOSITORIES:
        if name in names:
            reason = f'it holds "{name}", and a build would delete that'
            raise refused(out, reason, "Build into another folder and copy the site from there.")
