"""What builds remember of the graph: the values of single articles, in the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import TypeVar

from builder.code_digest import code_digest
from builder.codec import Codec
from builder.digest import digest
from builder.store.store import Store

KIND = "graph"
CODE = ("builder.graph.build",)
"""Modules that compute an entry. Their import closure is part of its key."""

T = TypeVar("T")


class StoredMemory:
    """A memory of the graph in the store.

    Args:
        store: what earlier builds remember.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._code = code_digest(*CODE)

    def recall(self, codec: Codec[T], keys: Mapping[str, str], make: Callable[[str], T], /) -> dict[str, T]:
        """Return a value for each name, as ``Memory`` says."""
        entries = {name: self._key(codec, key) for name, key in keys.items() if key}
        known = self._store.values(KIND, entries.values(), codec.load)
        values: dict[str, T] = {}
        for name in keys:
            entry = entries.get(name)
            if entry in known:
                values[name] = known[entry]
                continue
            values[name] = make(name)
            if entry is not None:
                # A name may have half of a surrogate pair, written as an escape sequence. It is not remembered.
                with suppress(ValueError):
                    self._store.put_value(KIND, entry, values[name], codec.dump)
        return values

    def keep(self, codec: Codec[T], keys: Iterable[str], /) -> None:
        """Remember values for the next builds, though this one did not need them."""
        self._store.keep(KIND, (self._key(codec, key) for key in keys if key))

    def _key(self, codec: Codec[T], key: str) -> str:
        return digest(self._code, codec.name, key)
