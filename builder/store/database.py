"""The SQLite file of the store: opened when it is needed, and replaced if it is damaged."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

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
        self._newest: int | None = None
        self._is_borrowed = self._is_read_only = self._is_unreadable = False

    def read(self, keys: Sequence[bytes]) -> list[Row]:
        """Return the rows that exist, in any order. A row that cannot be read does not exist."""
        return self._selected("key, seal, data", keys)

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
            newest = self._newest or 0
            unused = [(number,) for key, number in rows if number <= newest and not is_used(key)]
            if unused:
                with transaction(connection):
                    connection.executemany("DELETE FROM entries WHERE id = ?", unused)
                shrink(connection)
        except sqlite3.Error as problem:
            self._recover(problem)

    def close(self) -> None:
        """Close the file."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()

    def pause(self) -> None:
        """Close the file until it is needed again."""
        # After a problem, such as a full disk, what is in it can still be read.
        self._is_read_only = self._connection is not None and self._problem is not None
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
                if self._newest is None:  # what other builds have put since it was opened first is theirs
                    self._newest = newest_id(self._connection)
            except (OSError, sqlite3.Error) as problem:
                self._problem = problem
                with suppress(OSError, sqlite3.Error):
                    self._connection = open_read_only(self._path)
        return self._connection

    def _opened_to_read(self) -> sqlite3.Connection | None:
        """Return a connection that only reads; None if the file cannot be read."""
        if self._connection is None and not self._is_unreadable:
            try:
                opened = open_read_only if self._is_read_only else open_beside
                self._connection = opened(self._path)
            except sqlite3.Error:
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
        try:
            delete_database(self._path)
        except OSError as refused:
            self._problem = refused
