"""Static files: the files of ``content/static/``, which a site has as they are."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from functools import partial
from pathlib import Path

from builder.content.text_files import is_ignored
from builder.files import MEGABYTE, UnusableError, read_file, walk_folder
from builder.hidden_names import is_hidden
from builder.model.diagnostic import Diagnostic, InputError, error
from builder.model.site_file import SiteFile

FOLDER = "content/static"
STATIC_LIMIT = 200 * MEGABYTE
"""Bytes of one file. Most hosts take less: ``newsgloss publish`` says what theirs is."""


def static_files(root: Path) -> dict[str, SiteFile]:
    """Return the static files of a site by their path in it, sorted. Backup copies of text editors are left out.

    They are hashed here, and read again when they are written: an archive of pictures need not fit in memory.

    Args:
        root: the site's folder, which links must not lead out of.

    Raises:
        InputError: if a file or folder cannot be read; it has every such problem.
    """
    names, problems = walk_folder(root / FOLDER, root=root, name=FOLDER, is_left_out=_is_left_out)
    found: dict[str, SiteFile] = {}
    unread = list(problems)
    for name in names:
        try:
            data = _read(root, name)
        except FileNotFoundError:
            continue  # it was deleted since it was listed
        except InputError as problem:
            unread += problem.diagnostics
            continue
        digest = hashlib.sha256(data).hexdigest()
        found[name] = SiteFile(digest, len(data), partial(_read_again, root, name, digest))
    if unread:
        raise InputError(unread)
    return found


def static_names(root: Path) -> tuple[str, ...]:
    """Return the paths of the static files of a site, sorted; folders that cannot be read are left out."""
    return walk_folder(root / FOLDER, root=root, name=FOLDER, is_left_out=_is_left_out)[0]


def check_static(static: Collection[str], made: Collection[str], replaced: Collection[str]) -> None:
    """Check that no static file has the path of a file that the program makes.

    Args:
        static: the paths of the static files.
        made: those of the files that the program makes.
        replaced: those of them that a static file may replace.

    Raises:
        InputError: with an error for each that has.
    """
    taken = sorted((frozenset(static) & frozenset(made)) - frozenset(replaced))
    if taken:
        raise InputError([_taken(path) for path in taken])


def _taken(path: str) -> Diagnostic:
    message = f"The site has a file of its own with the path {path}: this one cannot take its place."
    return error(f"{FOLDER}/{path}", None, message, "Rename it.")


def _is_left_out(name: str) -> bool:
    return is_hidden(name) or (is_ignored(name) and not name.startswith("."))


def _read(root: Path, name: str) -> bytes:
    """Return the bytes of a static file.

    Raises:
        FileNotFoundError: if it does not exist.
        InputError: if it cannot be read.
    """
    try:
        return read_file(root / FOLDER / name, root=root, limit=STATIC_LIMIT)
    except UnusableError as problem:
        raise InputError([problem.diagnostic(f"{FOLDER}/{name}")]) from problem


def _read_again(root: Path, name: str, digest: str) -> bytes:
    """Return the bytes of a static file that was hashed before.

    Raises:
        InputError: if it is gone or has changed: the site would not be what its manifest says.
    """
    try:
        data = _read(root, name)
    except FileNotFoundError:
        data = b""
    if hashlib.sha256(data).hexdigest() != digest:
        message = "The file was changed during the build."
        raise InputError([error(f"{FOLDER}/{name}", None, message, "Build again.")])
    return data
