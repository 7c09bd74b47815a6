"""Static files of a site by address: only regular files inside its folder that are not hidden."""

from __future__ import annotations

import os
import stat
from errno import EACCES, ELOOP, EMFILE, ENAMETOOLONG, ENFILE, ENOENT, ENOMEM, ENOTDIR, EPERM
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote_to_bytes

from builder.hidden_names import is_hidden

EXHAUSTED = frozenset({EMFILE, ENFILE, ENOMEM})
"""Error numbers for exhausted descriptors or memory: a later attempt may succeed."""

FORBIDDEN = frozenset({EACCES, EPERM})

_MISSING = frozenset({ENOENT, ENOTDIR, ELOOP, ENAMETOOLONG})


def find_file(out: Path, address: str) -> Path | None:
    """Return the file or folder at an address; None if the site has none.

    Args:
        out: the site's folder.
        address: a path from the host's root, percent-encoded, with its bytes as code points (ISO 8859-1).

    Raises:
        OSError: if the lookup fails, because of permissions for example.
    """
    parts = split_address(address)
    if parts is None:
        return None
    try:
        root = out.resolve(strict=True)
        path = root.joinpath(*parts).resolve(strict=True)
    except RuntimeError:  # a circle of links, before Python 3.13
        return None
    except OSError as problem:
        if problem.errno in _MISSING:
            return None
        raise
    # A link must not lead out of the site, nor to a hidden file in it.
    if not path.is_relative_to(root) or any(map(is_hidden, path.relative_to(root).parts)):
        return None
    return path


def open_file(path: Path) -> BinaryIO | None:
    """Open a regular file; return None if it is missing or of another type.

    Raises:
        OSError: if it exists and cannot be opened.
    """
    # Without O_NONBLOCK, opening a pipe that someone put into the folder would wait forever.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except OSError as problem:
        if problem.errno in _MISSING:
            return None
        raise
    file = os.fdopen(descriptor, "rb")
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return file
    file.close()
    return None


def split_address(address: str) -> tuple[str, ...] | None:
    """Return the decoded parts of an address; None if it is malformed or one of them is hidden.

    Args:
        address: a path from the host's root, percent-encoded, with its bytes as code points (ISO 8859-1).
    """
    try:
        # The decoding is strict, so that no overlong encoding of "." or "/" is taken for one of them.
        text = unquote_to_bytes(address.encode("latin-1")).decode("utf-8")
    except UnicodeError:
        return None
    if "\\" in text or "\0" in text:
        return None
    parts = tuple(part for part in text.split("/") if part)
    return None if any(map(is_hidden, parts)) else parts
