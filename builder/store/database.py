"""The SQLite file of the store: opened when it is needed, and replaced if it is damaged."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from builder.store.connection import (
    delete_database,
    is_damage,
    newest_id,
    open_beside,
    open_or_replace,
    open_read_only,
    set_foreign_aside,
    shrink,
    transaction,
)

Row = tuple[bytes, bytes, bytes]
"""The key, the seal and the data of an entry."""

_KEYS_PER_QUERY = 500

P = ParamSpec("P")
T = TypeVar("T")


# Threads use databases of their own, but SQLite locks what they share. A fork would wait for ever for a lock that
# another thread held when it began: so no thread is in SQLite while the process forks.
_SQLITE = threading.RLock()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(
        before=_SQLITE.acquire, after_in_parent=_SQLITE.release, after_in_child=_SQLITE.release
    )


def _alone(method: Callable[P, T]) -> Callable[P, T]:
    """Return a method that runs while no other thread is in SQLite, and while the process does not fork."""

    @wraps(method)
    def run(*args: P.args, **options: P.kwargs) -> T:
        with _SQLITE:
            return method(*args, **options)

    return run


class Database:
    """The file of a store: rows of a key, a seal and data.

    Args:
        path: the file, created with the first row.

    Attributes:
        set_aside: the new paths of foreign files that were at the paths of the store.
    """

    def __init__(self, path: Path) -> None:
        self.set_aside: list[Path] = []
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._problem: Exception | None = None
        self._newest = 0
        self._file: tuple[int, int] | None = None
        self._is_borrowed = self._is_read_only = self._is_unreadable = False

    @_alone
    def read(self, keys: Sequence[bytes]) -> list[Row]:
        """Return the rows that exist, in any order. A row that cannot be read does not exist."""
        return self._selected("key, seal, data", keys)

    @_alone
    def present(self, keys: Sequence[bytes]) -> set[bytes]:
        """Return the keys of rows that exist, which may be damaged."""
        return {key for (key,) in self._selected("key", keys)}

    def _selected(self, columns: str, keys: Sequence[bytes]) -> list[Any]:
        """Return some columns of the rows with these keys, in any order."""
        rows: list[Any] = []
        for first in range(0, len(keys), _KEYS_PER_QUERY):
            chosen = keys[first : first + _KEYS_PER_QUERY]
            connection = self._opened(creates=False)
            if connection is None:
                break
            marks = ",".join("?" * len(chosen))
            query = f"SELECT {columns} FROM entries WHERE key IN ({marks})"  # noqa: S608 - question marks
            try:
                rows += connection.execute(query, chosen).fetchall()
            except MemoryError:
                break
            except sqlite3.Error as problem:
                self._recover(problem)
        return rows

    @_alone
    def write(self, rows: Sequence[Row]) -> None:
        """Write rows in one transaction; each replaces the row of its key.

        Raises:
            OSError: if the folder or the file cannot be written.
            sqlite3.Error: likewise.
        """
        try:
            self._write(rows)
        except sqlite3.Error as problem:
            if not is_damage(problem):
                self._problem = problem  # a full disk, say: what is in the file can still be read
                raise
            self._recover(problem)
            self._write(rows)

    @_alone
    def prune(self, is_used: Callable[[bytes], bool]) -> None:
        """Delete the rows that this database found when it was opened and whose keys are not in use.

        Args:
            is_used: returns True if a key is in use.
        """
        connection = self._opened(creates=False)
        if connection is None or self._problem is not None:
            return
        try:
            # Keys and ids are read from the index, without the data.
            rows = connection.execute("SELECT key, id FROM entries")
            unused = [(number,) for key, number in rows if number <= self._newest and not is_used(key)]
            if unused:
                with transaction(connection):
                    connection.executemany("DELETE FROM entries WHERE id = ?", unused)
                shrink(connection)
        except sqlite3.Error as problem:
            self._recover(problem)

    @_alone
    def close(self) -> None:
        """Close the file."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()

    @_alone
    def pause(self) -> None:
        """Close the file until it is needed again."""
        # After a problem, such as a full disk, what is in it can still be read.
        self._is_read_only |= self._connection is not None and self._problem is not None
        self.close()

    def borrow(self) -> None:
        """Only read from now on, as a fork of the process whose file it is. Pause it before the process forks."""
        self._is_borrowed = True

    def _write(self, rows: Sequence[Row]) -> None:
        connection = self._opened(creates=True)
        if connection is None or self._problem is not None:
            raise self._problem or OSError("the file is closed")
        with transaction(connection):
            connection.executemany("INSERT OR REPLACE INTO entries (key, seal, data) VALUES (?, ?, ?)", rows)

    def _opened(self, *, creates: bool) -> sqlite3.Connection | None:
        """Return a connection, which may only read if there was a problem; None if the file cannot be used.

        Args:
            creates: True to create the file if it does not exist.
        """
        if self._is_borrowed or self._is_read_only:
            return self._opened_to_read()
        if self._connection is None and self._problem is None and (creates or os.path.lexists(self._path)):
            try:
                self.set_aside += set_foreign_aside(self._path)
                self._connection = open_or_replace(self._path)
                self._note_file(newest_id(self._connection))
            except (OSError, sqlite3.Error) as problem:
                self._problem = problem
                with suppress(OSError, sqlite3.Error):
                    self._connection = open_read_only(self._path)
        return self._connection

    def _note_file(self, newest: int) -> None:
        """Note which rows the file has when it is opened first: those that other builds put later are theirs.

        Args:
            newest: the highest id.
        """
        status = self._path.stat()
        file = status.st_dev, status.st_ino
        if self._file is None:
            self._newest = newest
        elif file != self._file or newest < self._newest:  # a new file may have the number of the old one
            self._newest = 0
        self._file = file

    def _opened_to_read(self) -> sqlite3.Connection | None:
        """Return a connection that only reads; None if the file cannot be read."""
        if self._connection is None and not self._is_unreadable:
            for opened in (open_beside, open_read_only):
                with suppress(sqlite3.Error):
                    self._connection = opened(self._path)
                    return self._connection
            self._is_unreadable = True
        return self._connection

    def _recover(self, problem: sqlite3.Error) -> None:
        """Delete a damaged file, so that the next row begins a new one. After another problem, use the file no more."""
        self.close()
        if self._is_borrowed or self._is_read_only:
            self._is_unreadable = True
            return
        if not is_damage(problem):
            self._problem = problem
            return
        self._file = None
        try:
            delete_database(self._path)
        except OSError as refused:
            self._problem = refused
