"""The cache: results of earlier builds, each under a digest of everything that the result depends on."""

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
    """A store of bytes by kind and key, with one file for each entry.

    The folder can be deleted at any time, and several builds can use it at once. A damaged entry is a miss.

    Args:
        folder: the folder of the entries, created by the first ``put``. None stores nothing.
    """

    # An entry begins with a digest of its kind, key and content. So whatever a crash or another program leaves in the
    # folder is a miss, and nothing needs to be flushed to the disk.

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._opened = time.time()
        self._used: set[Path] = set()
        self._damaged: set[Path] = set()
        self._numbers = itertools.count()
        self._problem: Diagnostic | None = None
        if folder is not None:
            self._check_folder(folder)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """One warning if the folder is not used or an entry could not be written; else empty."""
        return (self._problem,) if self._problem else ()

    def get(self, kind: str, key: str) -> bytes | None:
        """Return the data of an entry; None if it does not exist or is damaged.

        Raises:
            ValueError: if ``kind`` is not a lower-case word.
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
        """Store data as an entry, unless the entry exists.

        If it cannot be written, ``diagnostics`` has a warning and the build goes on.

        Raises:
            ValueError: if ``kind`` is not a lower-case word.
        """
        path = self._path(kind, key)
        if path is None:
            return
        self._used.add(path)
        # A key is a digest of everything that the data depend on: a second put would write the same bytes.
        if len(data) > ENTRY_LIMIT - _DIGEST_SIZE or (path not in self._damaged and path.exists()):
            return
        try:
            self._write(path, _seal(kind, key, data) + data)
        except OSError as problem:
            self._report(problem)
            return
        self._damaged.discard(path)

    def prune(self) -> None:
        """Delete the entries that were not used since this cache was opened.

        Call it only after a complete build: one that failed has not used the entries of its later stages. Entries
        that another build put meanwhile stay.
        """
        for path in self._entries():
            try:
                if path not in self._used and path.lstat().st_mtime < self._opened:
                    path.unlink()
            except OSError:
                continue  # it is deleted already, or this build may not delete it: neither matters

    def _check_folder(self, folder: Path) -> None:
        """Use no folder if this one is a link that leads outside the site: the files there are not ours to change."""
        try:
            check_inside(folder, root=folder.parent)
        except UnusableError as problem:
            self._folder = None
            message = f"{problem.message} This build does not use the cache."
            self._problem = warning(folder.name, None, message, "Delete it, or put a folder in its place.")

    def _path(self, kind: str, key: str) -> Path | None:
        """Return the file of an entry; None if no folder is used."""
        if not _KIND.fullmatch(kind):
            raise ValueError(f"not a kind of cache entry: {kind!r}")
        if self._folder is None:
            return None
        name = digest(key)
        return self._folder / kind / name[:2] / name[2:]

    def _write(self, path: Path, data: bytes) -> None:
        """Write the file of an entry atomically. Irregular files at its path and at its folders' paths are deleted.

        Raises:
            OSError: if it cannot be written; no temporary file is left.
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
        """Yield every file whose path is that of an entry, temporary files of entries included."""
        for kind in _listed(self._folder, _KIND):
            for fan_out in _listed(kind, _FAN_OUT):
                yield from _listed(fan_out, _ENTRY)

    def _report(self, problem: OSError) -> None:
        if self._problem is None and self._folder is not None:
            reason = problem.strerror or str(problem)
            self._problem = warning(
                self._folder.name,
                None,
                f"The cache cannot be written: {reason}. The next build will repeat the work of this one.",
                "Check the permissions of this folder, or delete it.",
            )


def digest(*parts: bytes | str) -> str:
    """Return a digest (BLAKE2b, 64 hexadecimal digits) of the parts, their order and their boundaries."""
    state = hashlib.blake2b(digest_size=_DIGEST_SIZE)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.hexdigest()


def _seal(kind: str, key: str, data: bytes) -> bytes:
    """Return the first bytes of an entry: the digest of its kind, key and data."""
    return bytes.fromhex(digest(kind, key, data))


def _is_real_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _listed(folder: Path | None, name: re.Pattern[str]) -> list[Path]:
    """Return the entries of a folder whose names match; none if it is a link or cannot be read."""
    if folder is None or folder.is_symlink():
        return []
    try:
        return [path for path in folder.iterdir() if name.fullmatch(path.name)]
    except OSError:
        return []
