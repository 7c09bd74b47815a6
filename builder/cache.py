"""The cache: what earlier builds worked out, filed under a hash of everything the result depends on."""

from __future__ import annotations

import hashlib
import itertools
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from builder.files import ENTRY_LIMIT, UnusableError, check_inside, read_file
from builder.model.diagnostic import Diagnostic, warning

_KIND = re.compile(r"[a-z][a-z0-9-]*")
_FAN_OUT = re.compile(r"[0-9a-f]{2}")
_ENTRY = re.compile(r"[0-9a-f]{62}(?:\.[0-9]+-[0-9]+\.tmp)?")
_DIGEST_SIZE = 32


class Cache:
    """A store of bytes by kind and key, one file each, below one folder that is always safe to delete.

    An entry carries a digest of its content, so what a crash or a stranger left there is a miss. Nothing is
    flushed to the disk for the same reason. Builds may share a folder.

    Args:
        folder: where the entries are; made when the first is put. None remembers nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._opened = time.time()
        self._used: set[Path] = set()
        self._damaged: set[Path] = set()
        self._numbers = itertools.count()
        self._problem: Diagnostic | None = None
        if folder is not None:
            self._refuse_elsewhere(folder)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """One warning if the folder is not used or an entry could not be written; else nothing."""
        return (self._problem,) if self._problem else ()

    def get(self, kind: str, key: str) -> bytes | None:
        """What was put under ``kind`` and ``key``; None where nothing is, or nothing that can be trusted.

        Raises:
            ValueError: where ``kind`` is not a lower-case word.
        """
        path = self._path(kind, key)
        if path is None:
            return None
        try:
            entry = read_file(path, root=path.parents[2], limit=ENTRY_LIMIT, links=False)
        except FileNotFoundError:
            return None
        except (UnusableError, MemoryError):
            self._damaged.add(path)
            return None
        data = entry[_DIGEST_SIZE:]
        if entry[:_DIGEST_SIZE] != _seal(kind, key, data):
            self._damaged.add(path)
            return None
        self._used.add(path)
        return data

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Keep ``data`` under ``kind`` and ``key``, unless something is kept there.

        A key stands for what the data were made from, so a second put can only bring the same. Where the
        entry cannot be written, ``diagnostics`` says so and the build goes on.

        Raises:
            ValueError: where ``kind`` is not a lower-case word.
        """
        path = self._path(kind, key)
        if path is None:
            return
        self._used.add(path)
        if len(data) > ENTRY_LIMIT - _DIGEST_SIZE or (path not in self._damaged and path.exists()):
            return
        try:
            self._write(path, _seal(kind, key, data) + data)
        except OSError as problem:
            self._report(problem)
            return
        self._damaged.discard(path)

    def prune(self) -> None:
        """Drop the entries that nobody has used since this cache was opened.

        To be called only after a build that went through: one that broke off has not used what it did not
        reach. Entries that another build has put meanwhile stay.
        """
        for path in self._entries():
            try:
                if path not in self._used and path.lstat().st_mtime < self._opened:
                    path.unlink()
            except OSError:
                continue  # gone already, or not ours to remove: neither matters to a build

    def _refuse_elsewhere(self, folder: Path) -> None:
        """Remember nothing if the folder is a link that leads away: what is there is not this site's to change."""
        try:
            check_inside(folder, root=folder.parent)
        except UnusableError as problem:
            self._folder = None
            message = f"{problem.message} So nothing is remembered in it."
            self._problem = warning(folder.name, None, message, "Delete it, or put a folder in its place.")

    def _path(self, kind: str, key: str) -> Path | None:
        if not _KIND.fullmatch(kind):
            raise ValueError(f"not a kind of cache entry: {kind!r}")
        if self._folder is None:
            return None
        name = digest(key)
        return self._folder / kind / name[:2] / name[2:]

    def _write(self, path: Path, data: bytes) -> None:
        """Put a file in its place; what is not a folder on the way to it, or not a file there, is removed.

        Raises:
            OSError: it cannot be written; nothing unfinished is left.
        """
        for folder in (path.parents[1], path.parent):
            if os.path.lexists(folder) and not _is_real_folder(folder):
                folder.unlink()
        path.parent.mkdir(parents=True, exist_ok=True)
        if _is_real_folder(path):
            shutil.rmtree(path)
        temporary = path.with_name(f"{path.name}.{os.getpid()}-{next(self._numbers)}.tmp")
        temporary.unlink(missing_ok=True)
        try:
            with temporary.open("xb") as file:
                file.write(data)
            temporary.replace(path)
        except OSError:
            with suppress(OSError):
                temporary.unlink()
            raise

    def _entries(self) -> Iterator[Path]:
        """Every file in the folder that has the name of an entry, finished or not, and no other file."""
        for kind in _listed(self._folder, _KIND):
            for fan_out in _listed(kind, _FAN_OUT):
                yield from _listed(fan_out, _ENTRY)

    def _report(self, problem: OSError) -> None:
        if self._problem is None and self._folder is not None:
            reason = problem.strerror or str(problem)
            self._problem = warning(
                self._folder.name,
                None,
                f"What this build worked out cannot be kept for the next one: {reason}.",
                "Delete this folder, or let the build write to it.",
            )


def digest(*parts: bytes | str) -> str:
    """A hash (BLAKE2b, 64 hexadecimal digits) of the parts, their order and where each ends."""
    state = hashlib.blake2b(digest_size=_DIGEST_SIZE)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.hexdigest()


def _seal(kind: str, key: str, data: bytes) -> bytes:
    """What stands before an entry's data, and agrees with nothing else."""
    return bytes.fromhex(digest(kind, key, data))


def _is_real_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _listed(folder: Path | None, name: re.Pattern[str]) -> list[Path]:
    """What ``folder`` holds under names of that form; nothing where it cannot be read."""
    if folder is None or folder.is_symlink():
        return []
    try:
        return [path for path in folder.iterdir() if name.fullmatch(path.name)]
    except OSError:
        return []
