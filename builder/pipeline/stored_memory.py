"""What builds remember of pure functions: their values in the store, by a digest of what they depend on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import TypeVar

from builder.code_digest import code_digest
from builder.codec import Codec
from builder.digest import digest
from builder.model.lazy_mapping import LazyMapping
from builder.store.store import Store

T = TypeVar("T")


class StoredMemory:
    """A memory in the store.

    Args:
        store: what earlier builds remember.
        kind: of the entries.
        code: the modules that make the values; their import closure is part of every key.
    """

    def __init__(self, store: Store, *, kind: str, code: Iterable[str]) -> None:
        self._store = store
        self._kind = kind
        self._code = code_digest(*code)

    def recall(self, codec: Codec[T], keys: Mapping[str, str], make: Callable[[str], T], /) -> dict[str, T]:
        """Return a value for each name, as ``Memory`` says."""
        entries = {name: self._key(codec, key) for name, key in keys.items() if key}
        known = self._store.values(self._kind, entries.values(), codec.load)
        values: dict[str, T] = {}
        for name in keys:
            entry = entries.get(name)
            if entry in known:
                values[name] = known[entry]
                continue
            values[name] = make(name)
            self._put(codec, entry, values[name])
        return values

    def lookup(
        self, codec: Codec[T], keys: Mapping[str, str], make: Callable[[str], T], /
    ) -> Mapping[str, T]:
        """Return a mapping of values by name, as ``Memory`` says."""
        entries = {name: self._key(codec, key) if key else None for name, key in keys.items()}
        self._store.keep(self._kind, filter(None, entries.values()))
        pinned: dict[str, T] = {}

        def load(name: str) -> T:
            if name in pinned:
                return pinned[name]
            entry = entries[name]
            if entry is not None:
                known = self._store.values(self._kind, [entry], codec.load)
                if entry in known:
                    return known[entry]
            value = make(name)
            if not self._put(codec, entry, value):
                pinned[name] = value
            return value

        return LazyMapping(keys, load)

    def keep(self, codec: Codec[T], keys: Iterable[str], /) -> None:
        """Remember values for the next builds, though this one did not need them."""
        self._store.keep(self._kind, (self._key(codec, key) for key in keys if key))

    def _put(self, codec: Codec[T], entry: str | None, value: T) -> bool:
        """Store a value; return False if it cannot be found there later."""
        if entry is not None:
            # A name may have half of a surrogate pair, written as an escape sequence. It is not remembered.
            with suppress(ValueError):
                return self._store.put_value(self._kind, entry, value, codec.dump)
        return False

    def _key(self, codec: Codec[T], key: str) -> str:
        return digest(self._code, codec.name, key)
