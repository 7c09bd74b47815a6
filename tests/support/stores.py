"""Entries of a built site's store by kind, to be lost or damaged by tests."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

import pytest

from builder.store import store as stores
from builder.store.entry_keys import name_of_entry, seal_of
from builder.store.store import FILE

Entries = dict[str, dict[str, bytes]]
"""The rows of a store: the names of entries, by kind and key."""


def entries_of(build: Callable[[], object]) -> Entries:
    """Return the entries that a build asks the store for, or puts into it."""
    found: Entries = defaultdict(dict)
    name_of = name_of_entry

    def recording(kind: str, key: str) -> bytes:
        found[kind][key] = name_of(kind, key)
        return found[kind][key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stores, "name_of_entry", recording)
        build()
    return dict(found)


def lose(root: Path, names: Iterable[bytes]) -> int:
    """Delete rows of the store of a site; return how many there were."""
    with closing(sqlite3.connect(root / ".newsgloss" / FILE)) as connection, connection:
        rows = connection.executemany("DELETE FROM entries WHERE key = ?", [(name,) for name in names])
        return rows.rowcount


def spoil(root: Path, entries: dict[str, bytes], data: bytes) -> int:
    """Replace the data of entries, with their seals; return how many there were."""
    rows = [(seal_of(name, data), data, name) for name in entries.values()]
    with closing(sqlite3.connect(root / ".newsgloss" / FILE)) as connection, connection:
        changed = connection.executemany("UPDATE entries SET seal = ?, data = ? WHERE key = ?", rows)
        return changed.rowcount
