"""The manifest: the list of the files in an output folder that newsgloss made."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Collection, Iterable, Mapping
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct, field

from builder.model.site_file import SiteFile

MARKER = ".newsgloss-site"
"""The name of the manifest's file, in the root of a site."""

# The content of that file in sites of versions that had no manifest.
_EARLIER = b"newsgloss made this folder. Each build replaces everything in it.\n"

_HEAD = (
    "newsgloss-site 1",
    "# The files that newsgloss made: SHA-256, size in bytes, path. A build changes and removes no others.",
)
_FILE = re.compile(r'^file ([0-9a-f]{64}) ([0-9]{1,18}) (".*")$', re.MULTILINE)
_FOLDER_LINK = re.compile(r"/\.{0,2}/")
"""A part of a path, between its slashes, that is empty or leads to a folder: ".", ".."."""
_BETWEEN = "/\n/"
_NAMED = re.compile(r'^kept (".*")$', re.MULTILINE)
_COMMENT = re.compile("^#.*$", re.MULTILINE)
_LIMIT = 512 * 2**20  # bytes; a line has about 120, so this is 4 million files


class ManifestState(Enum):
    """The state of the manifest in a folder; ``EARLIER`` is the marker of versions that had no manifest."""

    ABSENT = 1
    EARLIER = 2
    DAMAGED = 3
    VALID = 4


class ManifestEntry(NamedTuple):
    """The SHA-256 digest (hexadecimal) and the size in bytes of a file as it was written."""

    digest: str
    size: int


class Manifest(Struct, frozen=True):
    """The content of a manifest.

    Attributes:
        files: the files that newsgloss made, by POSIX path.
        reported: foreign files and folders (ending in "/") that an earlier build has reported.
    """

    files: Mapping[str, ManifestEntry] = field(default_factory=dict)
    reported: frozenset[str] = frozenset()


def make_manifest(files: Mapping[str, SiteFile], reported: Iterable[str]) -> bytes:
    """Return the bytes of a manifest: lines sorted by path, then the digest of these lines.

    Args:
        files: every file of the site, by POSIX path.
        reported: foreign files and folders (ending in "/") that have been reported.
    """
    lines = [*_HEAD]
    lines += [f"file {file.digest} {file.size} {_quoted(path)}" for path, file in sorted(files.items())]
    lines += [f"kept {_quoted(path)}" for path in sorted(reported)]
    text = "".join(f"{line}\n" for line in lines).encode()
    return text + _seal(text)


def _quoted(path: str) -> str:
    """Return a path as JSON; almost every one is plain, and each build that writes has thousands."""
    is_plain = path.isascii() and path.isprintable() and '"' not in path and "\\" not in path
    return f'"{path}"' if is_plain else json.dumps(path)


def read_manifest(folder: Path) -> tuple[ManifestState, Manifest]:
    """Return the state of a folder's manifest and its content, which is empty unless the state is ``VALID``.

    Raises:
        OSError: if the manifest exists and cannot be read.
    """
    try:
        data = _read(folder / MARKER)
    except FileNotFoundError:
        return ManifestState.ABSENT, Manifest()
    if data == _EARLIER:
        return ManifestState.EARLIER, Manifest()
    manifest = _parse(data)
    return (ManifestState.DAMAGED, Manifest()) if manifest is None else (ManifestState.VALID, manifest)


def _read(path: Path) -> bytes:
    """Return the bytes of a regular file; b"" for a link, a pipe and the like, and for a file above the limit."""
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode) or status.st_size > _LIMIT:
        return b""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        return file.read()


# A build reads the manifest of the last site several times.
@lru_cache(maxsize=2)
def _parse(data: bytes) -> Manifest | None:
    """Return the content of a manifest; None if its digest or a line is wrong, or for another version."""
    text, _, seal = data.rpartition(b"sha256 ")
    if not text or b"sha256 " + seal != _seal(text):
        return None
    lines = text.decode("ascii", "replace").splitlines()
    if lines[:1] != [_HEAD[0]]:
        return None
    # All lines of a kind are found at once: a site has thousands.
    whole = "\n".join(lines[1:])
    made, kept, comments = _FILE.findall(whole), _NAMED.findall(whole), _COMMENT.findall(whole)
    if len(made) + len(kept) + len(comments) != len(lines) - 1:
        return None
    files = {_path_of(path): ManifestEntry(digest, int(size)) for digest, size, path in made}
    reported = frozenset(map(_path_of, kept))
    return Manifest(files, reported) if _are_below(files) else None


def _path_of(written: str) -> str:
    """Return a path from its JSON, which hardly ever has an escape sequence."""
    path: str = json.loads(written) if "\\" in written else written[1:-1]
    return path


def _are_below(paths: Collection[str]) -> bool:
    """Return True if all relative paths stay inside the folder they start in."""
    return not paths or _FOLDER_LINK.search(f"/{_BETWEEN.join(paths)}/") is None


def _seal(text: bytes) -> bytes:
    return b"sha256 " + hashlib.sha256(text).hexdigest().encode() + b"\n"


def folders_of(paths: Iterable[str]) -> set[str]:
    """Return every folder that contains one of the paths, at any depth, without the root."""
    folders: set[str] = set()
    for path in paths:
        parent = path.rpartition("/")[0]
        while parent and parent not in folders:
            folders.add(parent)
            parent = parent.rpartition("/")[0]
    return folders


def printable(path: str) -> str:
    """Return a path in which bytes that are not UTF-8 are replaced by U+FFFD."""
    return os.fsencode(path).decode(errors="replace")
