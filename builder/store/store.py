"""The store: entries by kind and key, each sealed, written in few transactions."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from builder.files import ENTRY_LIMIT, UnusableError, check_inside
from builder.model.diagnostic import Diagnostic, note, warning
from builder.store.database import Database
from builder.store.earlier_cache import remove_earlier_cache
from builder.store.entry_keys import name_of_entry, seal_of
from builder.store.news import StoreNews

T = TypeVar("T")

FILE = "store.sqlite"
"""The name of the file in the folder of a site's store."""

SECONDS_PER_TRANSACTION = 1.0
"""An entry that waits for longer in memory is written when the next one is put."""

BYTES_PER_TRANSACTION = 16_000_000
"""The largest size of the entries that wait in memory."""

LOADED_AT_ONCE = 500
"""Entries whose data are in memory together while they become values."""


class Store:
    """A store of bytes by kind and key, in one file.

    The file can be deleted at any time, and several builds can use it at once. A damaged entry is a miss, and a damaged
    file is replaced. Close a store at the end, or use it in a ``with`` statement.

    Args:
        folder: the folder of the file, created with the first entry. None stores nothing.
        warm: values of entries that stay in memory between the builds of one process; None keeps none.
    """

    # An entry has a digest of its key in the file and its data. So whatever a crash, a disk or another program leaves
    # in the file is a miss, and no page is ever made of it.

    def __init__(self, folder: Path | None, warm: dict[bytes, Any] | None = None) -> None:
        self._folder = folder
        self._warm = warm
        self._problem: Diagnostic | None = None
        self._used: set[bytes] = set()
        self._kept: set[bytes] = set()
        self._waiting: dict[bytes, tuple[bytes, bytes]] = {}
        self._waiting_bytes = 0
        self._waiting_since = 0.0
        self._is_of_fork = False
        self._spares = False
        if folder is not None:
            self._check_folder(folder)
        self._database = Database(self._folder / FILE) if self._folder is not None else None

    def __enter__(self) -> Self:
        """Return the store, which is closed at the end of the ``with`` block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.close()

    @property
    def keeps(self) -> bool:
        """True if entries that are put now can be found later."""
        return self._database is not None and self._problem is None

    @property
    def is_warm(self) -> bool:
        """True if values stay in memory for later builds of this process."""
        return self._warm is not None

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """One warning if the folder is not used or entries could not be written; a note on each foreign file."""
        aside = self._database.set_aside if self._database else ()
        return (*([self._problem] if self._problem else ()), *map(_aside_note, aside))

    def get(self, kind: str, key: str) -> bytes | None:
        """Return the data of an entry; None if it does not exist or is damaged.

        Raises:
            ValueError: if ``kind`` is not a lower-case word.
        """
        return self.get_many(kind, (key,)).get(key)

    def get_many(self, kind: str, keys: Iterable[str]) -> Mapping[str, bytes]:
        """Return the data of the entries that exist and are not damaged, by key.

        Raises:
            ValueError: if ``kind`` is not a lower-case word.
        """
        wanted = {name_of_entry(kind, key): key for key in keys}
        rows = [(name, *self._waiting[name]) for name in wanted.keys() & self._waiting.keys()]
        if self._database is not None:
            rows += self._database.read([name for name in wanted if name not in self._waiting])
        found: dict[str, bytes] = {}
        for name, seal, data in rows:
            key = wanted[name]
            # Another program may have left a text.
            if isinstance(data, bytes) and seal == seal_of(name, data):
                self._used.add(name)
                found[key] = data
        return found

    def load_many(self, kind: str, keys: Iterable[str], load: Callable[[bytes], T]) -> dict[str, T]:
        """Return the values of the entries that exist and can be read, by key.

        Args:
            kind: a lower-case word.
            keys: of the entries.
            load: returns the value of the data of an entry. If it raises ValueError, the data have a form of another
                version, and the entry is a miss.

        Raises:
            ValueError: if ``kind`` is not a lower-case word.
        """
        found: dict[str, T] = {}
        remaining = iter(keys)
        # Of 10,000 articles the data of all entries would take a hundred megabytes beside their values.
        while portion := list(islice(remaining, LOADED_AT_ONCE)):
            for key, data in self.get_many(kind, portion).items():
                try:
                    found[key] = load(data)
                except ValueError:
                    self._used.discard(name_of_entry(kind, key))
        return found

    def values(self, kind: str, keys: Iterable[str], load: Callable[[bytes], T]) -> dict[str, T]:
        """Return the values of the entries that exist and can be read, by key.

        Args:
            kind: a lower-case word.
            keys: of the entries.
            load: as for ``load_many``. It is not called for a value that is still in memory, so values must not change.

        Raises:
            ValueError: if ``kind`` is not a lower-case word.
        """
        if self._warm is None:
            return self.load_many(kind, keys, load)
        names = {key: name_of_entry(kind, key) for key in keys}
        found = {key: self._warm[name] for key, name in names.items() if name in self._warm}
        self._used.update(names[key] for key in found)
        cold = self.load_many(kind, names.keys() - found.keys(), load)
        self._warm.update((names[key], value) for key, value in cold.items())
        return found | cold

    def put_value(
        self, kind: str, key: str, value: T, dump: Callable[[T], bytes], *, replaces: bool = False
    ) -> bool:
        """Store a value as ``put`` stores data, and keep it in memory.

        Raises:
            ValueError: if ``kind`` is not a lower-case word, or ``dump`` raises it.
        """
        data = dump(value)
        if self._warm is not None:
            self._warm[name_of_entry(kind, key)] = value
        return self.put(kind, key, data, replaces=replaces)

    def keep(self, kind: str, keys: Iterable[str]) -> None:
        """Let entries survive ``prune`` as if they had been used.

        Raises:
            ValueError: if ``kind`` is not a lower-case word.
        """
        # Most are in use already: 10,000 briefs have 270,000 entries.
        self._kept.update(name for key in keys if (name := name_of_entry(kind, key)) not in self._used)

    def present(self, kind: str, keys: Iterable[str]) -> set[str]:
        """Return the keys of entries that exist, of which none is read: one may be damaged.

        Raises:
            ValueError: if ``kind`` is not a lower-case word.
        """
        wanted = {name_of_entry(kind, key): key for key in keys}
        found = wanted.keys() & self._waiting.keys()
        if self._database is not None:
            found |= self._database.present([name for name in wanted if name not in found])
        return {wanted[name] for name in found}

    def put(self, kind: str, key: str, data: bytes, *, replaces: bool = False) -> bool:
        """Store data as an entry, unless this store has found or put it already.

        It is written together with others: ``commit`` writes it at once. If it cannot be written, ``diagnostics`` has a
        warning and the build goes on.

        Args:
            kind: a lower-case word.
            key: a digest of everything that the data depend on.
            data: the bytes.
            replaces: True if the key leaves something out, so that the data may differ from those that were found.

        Returns:
            False if it is not stored, so that it cannot be found later.

        Raises:
            ValueError: if ``kind`` is not a lower-case word.
        """
        name = name_of_entry(kind, key)
        if self._database is None or self._problem or len(data) > ENTRY_LIMIT:
            return False
        if name in self._used and not replaces:
            return True
        self._wait(name, seal_of(name, data), data)
        return self._problem is None

    def commit(self) -> None:
        """Write the entries that wait in memory: they then survive the end of this process. A fork writes nothing."""
        if self._is_of_fork:
            return
        rows = [(name, *sealed) for name, sealed in self._waiting.items()]
        self._waiting.clear()
        self._waiting_bytes = 0
        if self._database is None or not rows:
            return
        try:
            self._database.write(rows)
        except (OSError, sqlite3.Error) as problem:
            self._report(problem)

    def prune(self) -> None:
        """Delete the entries that were not used since this store was opened, and those of versions before the store.

        Call it only after a complete build: one that failed has not used the entries of its later stages. Entries
        that another build put meanwhile stay.
        """
        self.commit()
        if self._warm is not None:
            for name in self._warm.keys() - self._used - self._kept:
                del self._warm[name]
        if self._database is not None and self._folder is not None and not self._spares:
            self._database.prune(lambda name: name in self._used or name in self._kept)
            remove_earlier_cache(self._folder)

    def close(self) -> None:
        """Write the entries that wait in memory, and close the file."""
        self.commit()
        if self._database is not None:
            self._database.close()

    def pause(self) -> None:
        """Write the entries that wait in memory, and close the file until it is needed again."""
        self.commit()
        if self._database is not None:
            self._database.pause()

    def branch(self) -> None:
        """Become the store of a fork, which puts nothing into the file. Pause the store before the process forks."""
        # A connection must not be used in a fork: https://www.sqlite.org/howtocorrupt.html
        self._is_of_fork = True
        if self._database is not None:
            self._database.borrow()

    def take_news(self, *, is_last: bool) -> StoreNews:
        """Return what this store of a fork put since this was asked before; at the end, also what it used."""
        rows = [(name, *sealed) for name, sealed in self._waiting.items()]
        self._waiting.clear()
        self._waiting_bytes = 0
        return StoreNews(rows, [*self._used], [*self._kept]) if is_last else StoreNews(rows)

    def spare(self) -> None:
        """Let ``prune`` delete nothing from the file: a fork has ended without saying what it used."""
        self._spares = True

    def join(self, news: StoreNews) -> None:
        """Take over what the store of a fork did."""
        self._used.update(news.used)
        self._kept.update(news.kept)
        for name, seal, data in news.rows:
            if self._database is not None and not self._problem:
                self._wait(name, seal, data)

    def _wait(self, name: bytes, seal: bytes, data: bytes) -> None:
        """Let an entry wait in memory until it is written with others."""
        self._waiting_bytes -= len(self._waiting[name][1]) if name in self._waiting else 0
        now = time.monotonic()
        if not self._waiting:
            self._waiting_since = now
        self._used.add(name)
        self._waiting[name] = (seal, data)
        self._waiting_bytes += len(data)
        is_late = now - self._waiting_since >= SECONDS_PER_TRANSACTION
        if is_late or self._waiting_bytes >= BYTES_PER_TRANSACTION:
            self.commit()

    def _check_folder(self, folder: Path) -> None:
        """Use no folder if this one is a link that leads outside the site: the files there are not ours to change."""
        try:
            check_inside(folder, root=folder.parent)
        except UnusableError as problem:
            self._folder = None
            message = f"{problem.message} This build does not use the cache."
            self._problem = warning(folder.name, None, message, "Delete it, or put a folder in its place.")

    def _report(self, problem: Exception) -> None:
        if self._problem is None and self._folder is not None:
            reason = getattr(problem, "strerror", None) or str(problem)
            self._problem = warning(
                self._folder.name,
                None,
                f"The cache cannot be written: {reason}. The next build will repeat the work of this one.",
                "Check the permissions of this folder and the space on its disk, or delete it.",
            )


def _aside_note(path: Path) -> Diagnostic:
    message = "A file that newsgloss did not make was in the place of its store. It is now here."
    return note(f"{path.parent.name}/{path.name}", None, message, "Delete it if it is not yours.")
