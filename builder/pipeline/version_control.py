"""A warning for a cache under version control, found in git's index without running git."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from pathlib import Path

from builder.files import MEGABYTE, UnusableError, read_file
from builder.model.diagnostic import Diagnostic, warning

INDEX_LIMIT = 200 * MEGABYTE
"""The size in bytes of the largest index that is read: that of about two million files."""

# https://git-scm.com/docs/index-format: a header, then entries in the order of their paths.
_HEADER = struct.Struct(">4sII")
_BEFORE_FLAGS = 60
_IS_EXTENDED = 0x4000
_LENGTH = 0x0FFF


def cache_warnings(root: Path, store_folder: Path) -> tuple[Diagnostic, ...]:
    """Return a warning if git tracks files of the cache, because builds trust them.

    Args:
        root: the site's folder.
        store_folder: the cache, directly in it.
    """
    folder = Path(os.path.realpath(root))
    found = _repository(folder)
    if found is None:
        return ()
    top, index = found
    name = (folder.relative_to(top) / store_folder.name).as_posix().encode("utf-8", "surrogateescape")
    try:
        data = read_file(index, root=index.parent, limit=INDEX_LIMIT)
    except (FileNotFoundError, UnusableError):
        return ()
    # First the name is searched in the raw bytes, which takes almost no time in an index of any size.
    if store_folder.name.lstrip(".").encode() not in data or not _is_tracked(name, data):
        return ()
    message = "The cache is under version control. Builds trust it, so anyone who can commit to it can change the site."
    hint = (
        f"Run “git rm -r --cached {store_folder.name}”, and add the line {store_folder.name}/ to .gitignore."
    )
    return (warning(store_folder.name, None, message, hint),)


def _repository(folder: Path) -> tuple[Path, Path] | None:
    """Return the work tree that contains a folder, and the path of its index; None outside of version control."""
    for top in (folder, *folder.parents):
        git = top / ".git"
        if os.path.isdir(git):  # noqa: PTH112 - Path.is_dir raises an error if a folder is not accessible
            return top, git / "index"
        # In further work trees and in submodules ``.git`` is a file with the path of the folder.
        if os.path.isfile(git):  # noqa: PTH113 - as above
            try:
                said = read_file(git, root=top, limit=MEGABYTE).decode()
            except (FileNotFoundError, UnusableError, UnicodeDecodeError):
                return None
            return top, top / said.removeprefix("gitdir:").strip() / "index"
    return None


def _is_tracked(name: bytes, data: bytes) -> bool:
    """Return True if the index has an entry with the name (a file or link), or an entry in a folder of that name."""
    try:
        return any(path == name or path.startswith(name + b"/") for path in _paths(data))
    except (struct.error, ValueError, IndexError):
        return False  # the index is damaged or of an unknown version


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
            place = start + (end - start + 8) // 8 * 8  # one to eight zero bytes pad the entry
        yield path


def _number(data: bytes, place: int) -> tuple[int, int]:
    """Return a number of variable width, as in git's packs, and the position after it."""
    byte = data[place]
    value = byte & 0x7F
    while byte & 0x80:
        place += 1
        byte = data[place]
        value = ((value + 1) << 7) | (byte & 0x7F)
    return value, place + 1
