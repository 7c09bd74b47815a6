"""Connections to the SQLite file of the store: opened, created, and replaced if the file is damaged."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from urllib.parse import quote

APPLICATION_ID = 0x6E67_6C73
"""The number in the header of our files ("ngls"), by which SQLite's files of other programs are told apart."""

VERSION = 1
"""The version of the tables. A file of another version is replaced."""

PATIENCE = 10.0
"""Seconds to wait for another build that is writing."""

_HEADER = b"SQLite format 3\0"
_ID_OFFSET = 68  # https://www.sqlite.org/fileformat.html#the_database_header
_BESIDE = ("-wal", "-shm", "-journal")
# Ids grow with time, so an entry that another build added meanwhile has a higher one than all that this build found.
_TABLES = """CREATE TABLE entries (
    id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, seal BLOB NOT NULL, data BLOB NOT NULL
)"""
# SQLITE_ERROR: the tables are not ours.
_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT", "SQLITE_SCHEMA", "SQLITE_ERROR")


class OtherVersionError(sqlite3.DatabaseError):
    """The file of a store of another version."""


def open_or_replace(path: Path) -> sqlite3.Connection:
    """Open the file of a store; create it, with its folder, if nothing has that path.

    A damaged file of ours, or one of another version, is replaced by a new one.

    Raises:
        OSError: if the folder or the file cannot be written.
        sqlite3.Error: if the file can be neither used nor replaced.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _connect(path)
    except sqlite3.Error as problem:
        if not is_damage(problem):
            raise
    delete_database(path)
    return _connect(path)


def open_read_only(path: Path) -> sqlite3.Connection:
    """Open the file of a store in a folder that cannot be written.

    Raises:
        sqlite3.Error: if the file cannot be used.
    """
    # SQLite needs to write beside the file for its locks. Without them a build that writes at the same time may show
    # half of what it wrote; the seals of the entries find that out.
    connection = sqlite3.connect(f"{_address(path)}?immutable=1", uri=True, isolation_level=None)
    with _closed_on_errors(connection):
        _check_version(connection)
    return connection


def open_beside(path: Path) -> sqlite3.Connection:
    """Open the file of a store only to read, while another process has it open.

    Raises:
        sqlite3.Error: if the file cannot be used.
    """
    connection = sqlite3.connect(
        f"{_address(path)}?mode=ro", uri=True, isolation_level=None, timeout=PATIENCE
    )
    with _closed_on_errors(connection):
        _check_version(connection)
    return connection


def set_foreign_aside(path: Path) -> tuple[Path, ...]:
    """Rename what is at the paths of a store and is not ours; return the new paths.

    SQLite would wait for a pipe, and write through a link.

    Raises:
        OSError: if something cannot be read or renamed.
    """
    aside = []
    for place in (path, *_beside(path)):
        if os.path.lexists(place) and not _is_ours(place, has_header=place == path):
            free = _free_name(place)
            place.rename(free)
            aside.append(free)
    return tuple(aside)


def delete_database(path: Path) -> None:
    """Delete the file of a store, and what SQLite keeps beside it.

    Raises:
        OSError: if one cannot be deleted.
    """
    # The file goes first: without it, nothing beside it is of any use to SQLite.
    for place in (path, *_beside(path)):
        place.unlink(missing_ok=True)


def is_damage(problem: sqlite3.Error) -> bool:
    """Return True if an error means that the file is damaged or of another version, so that a new one helps."""
    return isinstance(problem, OtherVersionError) or getattr(problem, "sqlite_errorname", "").startswith(
        _DAMAGE
    )


def _connect(path: Path) -> sqlite3.Connection:
    """Open a file for reading and writing; create the tables if it is new.

    Raises:
        sqlite3.Error: if it cannot be used.
    """
    connection = sqlite3.connect(
        f"{_address(path)}?mode=rwc", uri=True, isolation_level=None, timeout=PATIENCE
    )
    with _closed_on_errors(connection):
        # Some systems overwrite by default what is deleted: after a change of all pages that took 0.4 seconds.
        connection.execute("PRAGMA secure_delete = OFF")
        # In pages of 4 kB. With the default of 1,000 a build from nothing waits 50 times for the disk.
        connection.execute("PRAGMA wal_autocheckpoint = 8000")
        if not _is_complete(connection):
            _create_tables(connection)
        connection.execute("PRAGMA journal_mode = WAL")
        # A power cut may lose the last transactions, but damages nothing.
        connection.execute("PRAGMA synchronous = NORMAL")
        _check_version(connection)
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Make a ``with`` block one transaction, which is rolled back after an exception."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def shrink(connection: sqlite3.Connection) -> None:
    """Give the disk back what the file does not use, if that is more than half of it and no other build needs the file.

    Raises:
        sqlite3.Error: if the file cannot be read.
    """
    (free,) = connection.execute("PRAGMA freelist_count").fetchone()
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    if 2 * free > pages:
        with suppress(sqlite3.OperationalError):
            connection.execute("VACUUM")


@contextmanager
def _closed_on_errors(connection: sqlite3.Connection) -> Iterator[None]:
    """Close a connection if the ``with`` block raises an exception."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _create_tables(connection: sqlite3.Connection) -> None:
    """Create the tables in an empty file, unless another build is faster.

    Raises:
        sqlite3.Error: if the file cannot be written.
    """
    connection.execute("PRAGMA synchronous = OFF")  # nothing is in it yet that a power cut could damage
    connection.execute("BEGIN EXCLUSIVE")
    if not _is_complete(connection):
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute(_TABLES)
    connection.execute("COMMIT")


def _is_complete(connection: sqlite3.Connection) -> bool:
    """Return False if a file has no tables yet."""
    return bool(connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])


def _check_version(connection: sqlite3.Connection) -> None:
    """Check that a file has the tables of this version.

    Raises:
        sqlite3.Error: if it has others.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version != VERSION:
        raise OtherVersionError(f"version {version}")
    newest_id(connection)
    connection.execute("SELECT key, seal, data FROM entries LIMIT 0")


def newest_id(connection: sqlite3.Connection) -> int:
    """Return the highest id of an entry; 0 if there are none.

    Raises:
        sqlite3.Error: if the file cannot be read.
    """
    return int(connection.execute("SELECT ifnull(max(id), 0) FROM entries").fetchone()[0])


def _is_ours(path: Path, *, has_header: bool) -> bool:
    """Return True if a path has a regular file that a store made, or an empty one.

    Raises:
        OSError: if it cannot be read.
    """
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode):
        return False
    if not has_header or status.st_size == 0:
        return True
    with path.open("rb") as file:
        header = file.read(_ID_OFFSET + 4)
    return header.startswith(_HEADER) and header[_ID_OFFSET:] == APPLICATION_ID.to_bytes(4, "big")


def _free_name(path: Path) -> Path:
    """Return the path of a set-aside file: the first that nothing has."""
    names = (f"{path.name}.foreign{f'-{number}' if number > 1 else ''}" for number in count(1))
    return next(path.with_name(name) for name in names if not os.path.lexists(path.with_name(name)))


def _beside(path: Path) -> Iterator[Path]:
    return (path.with_name(f"{path.name}{ending}") for ending in _BESIDE)


def _address(path: Path) -> str:
    """Return the URI of a file, whose name may contain any character."""
    return f"file:{quote(os.fsencode(path.absolute()))}"
