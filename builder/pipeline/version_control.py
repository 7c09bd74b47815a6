"""Version control: is the cache of a site in it? Read from git's index, without git."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from pathlib import Path

from builder.files import MEGABYTE, UnusableError, read_file
from builder.model.diagnostic import Diagnostic, warning

INDEX_LIMIT = 200 * MEGABYTE
"""Bytes of the largest index that is read: that of two million files."""

# https://git-scm.com/docs/index-format: a header, then entries in the order of their paths.
_HEADER = struct.Struct(">4sII")
_BEFORE_FLAGS = 60
_IS_EXTENDED = 0x4000
_LENGTH = 0x0FFF


def cache_warnings(root: Path, cache_folder: Path) -> tuple[Diagnostic, ...]:
    """Return a warning if files of the cache are tracked by git: a build trusts them, whoever commits them.

    Args:
        root: the site's folder.
        cache_folder: directly in it.
    """
    folder = Path(os.path.realpath(root))
    found = _repository(folder)
    if found is None:
        return ()
    top, index = found
    name = (folder.relative_to(top) / cache_folder.name).as_posix().encode("utf-8", "surrogateescape")
    try:
        data = read_file(index, root=index.parent, limit=INDEX_LIMIT)
    except (FileNotFoundError, UnusableError):
        return ()
    # The name is searched for as a whole first, since that takes no time in an index of any size.
    if cache_folder.name.lstrip(".").encode() not in data or not _is_tracked(name, data):
        return ()
    message = "The cache is under version control. A build trusts it, so whoever can commit to it can change the site."
    hint = (
        f"Run “git rm -r --cached {cache_folder.name}”, and add the line {cache_folder.name}/ to .gitignore."
    )
    return (warning(cache_folder.name, None, message, hint),)


def _repository(folder: Path) -> tuple[Path, Path] | None:
    """Return the work tree that contains a folder, and its index."""
    for top in (folder, *folder.parents):
        git = top / ".git"
        if os.path.isdir(git):  # noqa: PTH112 - that of Path raises if a folder may not be entered
            return top, git / "index"
        if os.path.isfile(git):  # noqa: PTH113 - of a further work tree or a submodule: it says where the folder is
            try:
                said = read_file(git, root=top, limit=MEGABYTE).decode()
            except (FileNotFoundError, UnusableError, UnicodeDecodeError):
                return None
            return top, top / said.removeprefix("gitdir:").strip() / "index"
    return None


def _is_tracked(name: bytes, data: bytes) -> bool:
    """Return True if the index has something of that name, a link perhaps, or something below it."""
    try:
        return any(path == name or path.startswith(name + b"/") for path in _paths(data))
    except (struct.error, ValueError, IndexError):
        return False  # not an index that this knows


def _paths(data: bytes) -> Iterator[bytes]:
    """Yield the paths of an index of version 2, 3 or 4."""
    signature, version, count = _HEADER.unpack_from(data)
    if signature != b"DIRC" or version not in (2, 3, 4):
        return
    place, path = _HEADER.size, b""
    for _ in range(count):
        start = place
        (flags,) = struct.unpack_from(">H", data, start + _BEFORE_FLAGS)
        place += _BEFORE_FLAGS + (4 if flags & _IS_EXTENDED else 2)
        if version == 4:
            cut, place = _number(data, place)
            end = data.index(b"\0", place)
            path = path[: len(path) - cut] + data[place:end]
            place = end + 1
        else:
            length = flags & _LENGTH
            end = place + length if length < _LENGTH else data.index(b"\0", place)
            path = data[place:end]
            place = start + (end - start + 8) // 8 * 8  # one to eight zeros fill it up
        yield path


def _number(data: bytes, place: int) -> tuple[int, int]:
    """Return a number of variable width, as in git's packs, and the place after it."""
    byte = data[place]
    value = byte & 0x7F
    while byte & 0x80:
        place += 1
        byte = data[place]
        value = ((value + 1) << 7) | (byte & 0x7F)
    return value, place + 1
