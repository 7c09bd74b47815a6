"""The output folder: its resolved path, the rules for its place, and messages for its errors."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from builder.model.diagnostic import InputError, error
from builder.write.manifest import MARKER
from builder.write.portable_paths import fold_path

_ANOTHER = "Choose another folder with --out."

_PROGRAM_FOLDERS = {
    ".git": "the folder with Git's history",
    ".hg": "the folder with Mercurial's history",
    ".svn": "the folder with Subversion's state",
    ".newsgloss": "newsgloss's cache, which may be deleted at any time",
}

_REASONS = {
    errno.EACCES: (
        "permission is denied",
        "Check the permissions of the folder, or choose another with --out.",
    ),
    errno.EPERM: (
        "permission is denied",
        "Check the permissions of the folder, or choose another with --out.",
    ),
    errno.EROFS: ("the file system is read-only", "Choose a folder on another file system with --out."),
    errno.ENOSPC: ("no space is left on the device", "Free some space, then build again."),
    errno.EDQUOT: ("the disk quota is used up", "Free some space, then build again."),
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


def output_error(out: Path, reason: str, hint: str) -> InputError:
    """Return the error for an output folder that cannot be used.

    Args:
        out: the folder as the user named it.
        reason: the end of a sentence, without a full stop.
        hint: the next step.
    """
    return InputError(
        [error(out.as_posix(), None, f"The site cannot be written to this folder: {reason}.", hint)]
    )


@contextmanager
def output_errors(out: Path) -> Iterator[None]:
    """Turn an ``OSError`` in a ``with`` block into an ``InputError`` with folder, reason and next step."""
    try:
        yield
    except OSError as problem:
        reason, hint = _REASONS.get(
            problem.errno or 0,
            (f"the system says {problem.strerror or problem}", "Choose another folder with --out."),
        )
        name = problem.filename
        below = f" ({os.fsdecode(name)})" if isinstance(name, str | bytes) else ""
        raise output_error(out, reason + below, f"{hint} The last site is unchanged.") from problem


def find_target(out: Path, protected: Sequence[Path]) -> Path:
    """Return the output folder as an absolute path without symbolic links.

    Raises:
        InputError: if ``out`` is the root of the file system, is or contains a protected path, or is in a
            folder of version control or of newsgloss's cache.
    """
    try:
        target = out.resolve()
    except (OSError, RuntimeError) as problem:  # before Python 3.13 a circle of links is a RuntimeError
        raise output_error(out, *_REASONS[errno.ELOOP]) from problem
    if not target.name:
        raise output_error(out, "it is the root of the file system", _ANOTHER)
    for given in protected:
        path = _resolved(given)
        if any(_is_same_folder(target, outer) for outer in (path, *path.parents)):
            raise output_error(out, f'it would replace "{given.as_posix()}", which a build reads', _ANOTHER)
    check_program_folders(out, target)
    return target


def check_source_folders(out: Path, folders: Sequence[Path]) -> None:
    """Check that the output folder is outside of the source folders: the next build would read the site.

    Raises:
        InputError: if it is one of them or in one, also through a link or in another case.
    """
    target = _resolved(out)
    for folder in folders:
        # Case is ignored even if this file system does not ignore it: the site may be copied to one that does.
        outer = {fold_path(str(path)) for path in (target, *target.parents)}
        if fold_path(str(_resolved(folder))) in outer:
            reason = f'it is in the folder "{folder.name}", which the next build would read'
            raise output_error(out, reason, _ANOTHER)


def check_program_folders(out: Path, target: Path) -> None:
    """Check that the output folder is outside of repositories' own folders and of newsgloss's cache.

    Raises:
        InputError: if it is in one. A folder counts by its name, a Git repository also by its content.
    """
    for folder in (target, *target.parents):
        name = folder.name.casefold()
        if name in _PROGRAM_FOLDERS:
            raise output_error(out, f'it is in "{folder.name}", {_PROGRAM_FOLDERS[name]}', _ANOTHER)
        if all(os.access(folder / part, os.F_OK) for part in ("HEAD", "objects", "refs")):
            raise output_error(out, f'it is in "{folder.name}", a Git repository', _ANOTHER)


def check_file_types(out: Path, target: Path) -> None:
    """Check that an output folder that exists is a folder, and that its manifest is a file.

    Raises:
        InputError: if one of the two is something else.
        OSError: if it cannot be read.
    """
    if target.exists() and not target.is_dir():
        raise output_error(out, "it is a file", "Move the file away, or choose another folder with --out.")
    marker = target / MARKER
    if marker.is_symlink() or (marker.exists() and not marker.is_file()):
        reason = f'its "{MARKER}" is not a file'
        raise output_error(out, reason, "Move it away, or choose another folder with --out.")


def _resolved(path: Path) -> Path:
    """Return an absolute path without symbolic links; with its links if they lead in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # ``find_target`` reports the circle
        return path.absolute()


def _is_same_folder(first: Path, second: Path) -> bool:
    """Return True if two paths without links lead to the same folder, even if they are spelled differently."""
    try:
        return first == second or first.samefile(second)
    except OSError:
        return False
