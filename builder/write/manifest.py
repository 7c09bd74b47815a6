"""The manifest: which files of an output folder newsgloss made."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

MARKER = ".newsgloss-site"
"""The manifest's file in the root of a site."""

# What versions before the manifest wrote into that file.
_EARLIER = b"newsgloss made this folder. Each build replaces everything in it.\n"

_HEAD = (
    "newsgloss-site 1",
    "# The files that newsgloss made: SHA-256, size in bytes, path. A build changes and removes no others.",
)
_FILE = re.compile(r'file ([0-9a-f]{64}) ([0-9]{1,18}) (".*")')
_NAMED = re.compile(r'kept (".*")')
_LIMIT = 512 * 2**20  # bytes; a line is about 120, so this is 4 million files


class State(Enum):
    """What the manifest's file in a folder is; ``EARLIER`` is the mark of versions before the manifest."""

    ABSENT = 1
    EARLIER = 2
    DAMAGED = 3
    VALID = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """SHA-256 (hexadecimal) and size in bytes of a file as it was written."""

    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What newsgloss knows of a folder.

    Attributes:
        files: what it made, by POSIX path.
        named: files and folders (ending in "/") of others that an earlier build has reported.
    """

    files: Mapping[str, Entry] = field(default_factory=dict)
    named: frozenset[str] = frozenset()


def make_manifest(files: Mapping[str, bytes], named: Iterable[str]) -> bytes:
    """Return the manifest's bytes: lines sorted by path, and at the end their own digest."""
    lines = [*_HEAD]
    for path in sorted(files):
        data = files[path]
        lines.append(f"file {hashlib.sha256(data).hexdigest()} {len(data)} {json.dumps(path)}")
    lines += [f"kept {json.dumps(path)}" for path in sorted(named)]
    text = "".join(f"{line}\n" for line in lines).encode()
    return text + _seal(text)


def read_manifest(folder: Path) -> tuple[State, Manifest]:
    """Return what the manifest of a folder says; an empty one unless its state is ``VALID``.

    Raises:
        OSError: if the file exists and cannot be read.
    """
    try:
        data = _read(folder / MARKER)
    except FileNotFoundError:
        return State.ABSENT, Manifest()
    if data == _EARLIER:
        return State.EARLIER, Manifest()
    manifest = _parse(data)
    return (State.DAMAGED, Manifest()) if manifest is None else (State.VALID, manifest)


def _read(path: Path) -> bytes:
    """Return the file's bytes; b"" for a link, a pipe and whatever else is not a file of bearable size."""
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode) or status.st_size > _LIMIT:
        return b""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        return file.read()


def _parse(data: bytes) -> Manifest | None:
    """Return the manifest, or None if it is not one, not whole, or of another version."""
    text, _, seal = data.rpartition(b"sha256 ")
    if not text or b"sha256 " + seal != _seal(text):
        return None
    lines = text.decode("ascii", "replace").splitlines()
    if lines[:1] != [_HEAD[0]]:
        return None
    files: dict[str, Entry] = {}
    named: set[str] = set()
    for line in lines[1:]:
        if line.startswith("#"):
            continue
        if made := _FILE.fullmatch(line):
            files[json.loads(made[3])] = Entry(made[1], int(made[2]))
        elif other := _NAMED.fullmatch(line):
            named.add(json.loads(other[1]))
        else:
            return None
    return Manifest(files, frozenset(named)) if all(map(_is_below, files)) else None


def _is_below(path: str) -> bool:
    """Return True if a path leads to something below the folder it starts in."""
    return bool(path) and all(part not in ("", ".", "..") for part in path.split("/"))


def _seal(text: bytes) -> bytes:
    return b"sha256 " + hashlib.sha256(text).hexdigest().encode() + b"\n"


def folders_of(paths: Iterable[str]) -> set[str]:
    """Return every folder that one of the paths lies in, without the root."""
    folders: set[str] = set()
    for path in paths:
        parent = path.rpartition("/")[0]
        while parent and parent not in folders:
            folders.add(parent)
            parent = parent.rpartition("/")[0]
    return folders


def printable(path: str) -> str:
    """Return the path with whatever is not UTF-8 in it replaced."""
    return os.fsencode(path).decode(errors="replace")
