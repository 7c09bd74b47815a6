"""What builds remember of pure functions: their values in the store, by a digest of what they depend on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache, partial
from hashlib import blake2b
from typing import Any, TypeVar

from builder.code_digest import code_digest
from builder.codec import Codec
from builder.digest import DIGEST_SIZE, digest
from builder.graph.memory import ValueCodec
from builder.model.lazy_mapping import LazyMapping, limit_of_passes
from builder.pipeline.value_packs import dump_pack, load_pack, pack_of
from builder.store.store import Store

T = TypeVar("T")

_PARTS = Codec(tuple[str, ...])


class StoredMemory:
    """A memory in the store.

    Args:
        store: what earlier builds remember.
        kind: of the entries.
        code: the modules that make the values; their import closure is part of every key.

    Attributes:
        made_by: a digest of this code.
    """

    def __init__(self, store: Store, *, kind: str, code: Iterable[str]) -> None:
        self._store = store
        self._kind = kind
        self.made_by = code_digest(*code)
        # The entries that were used since each value began to be made that is not made yet.
        self._parts: list[set[str]] = []
        self._prefixes: dict[str, bytes] = {}

    @property
    def remembers(self) -> bool:
        """True if values that are made now can be looked up later."""
        return self._store.keeps

    def recall(
        self, codec: ValueCodec[T], keys: Mapping[str, str], make: Callable[[str], T], /
    ) -> dict[str, T]:
        """Return a value for each name, as ``Memory`` says."""
        entries = self._entries(codec, keys)
        self._use(entries.values())
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

    def recall_all(
        self, table: str, codec: ValueCodec[T], keys: Mapping[str, str], make: Callable[[str], T], /
    ) -> dict[str, T]:
        """Return a value for each name, as ``Memory`` says."""
        packs: dict[int, list[str]] = {}
        for name in keys:
            packs.setdefault(pack_of(name), []).append(name)
        entries = self._packs(table, codec, packs)
        self._use(entries.values())
        known = self._store.values(self._kind, entries.values(), partial(load_pack, codec=codec))
        before = {name: found for pack in known.values() for name, found in pack.items()}
        values, fresh = _known_or_made(keys, before, make)
        for number, names in packs.items():
            pack = {name: (keys[name], values[name]) for name in names if keys[name]}
            if pack.keys() != known.get(entries[number], {}).keys() or not fresh.isdisjoint(pack):
                with suppress(ValueError):
                    dump = partial(dump_pack, codec=codec)
                    self._store.put_value(self._kind, entries[number], pack, dump, replaces=True)
        return values

    def lookup(
        self, codec: ValueCodec[T], keys: Mapping[str, str], make: Callable[[str], T], /
    ) -> Mapping[str, T]:
        """Return a mapping of values by name, as ``Memory`` says."""
        entries = self._entries(codec, keys)
        self._use(entries.values())
        pinned: dict[str, T] = {}

        def load(name: str) -> T:
            if name in pinned:
                return pinned[name]
            entry = entries.get(name)
            if entry is not None:
                known = self._store.values(self._kind, [entry], codec.load)
                if entry in known:
                    return known[entry]
            value = make(name)
            if not self._put(codec, entry, value):
                pinned[name] = value
            return value

        return LazyMapping(keys, load, limit=limit_of_passes(len(keys)))

    def remember(self, codec: ValueCodec[T], key: str, value: T, /) -> None:
        """Remember a value, as ``Memory`` says."""
        if key:
            self._put(codec, self._key(codec, key), value)

    def keep(self, codec: ValueCodec[Any], keys: Iterable[str], /) -> None:
        """Let the values of keys stay remembered, as ``Memory`` says."""
        self._use([self._key(codec, key) for key in keys if key])

    def keep_all(self, table: str, codec: ValueCodec[Any], names: Iterable[str], /) -> None:
        """Let a table of ``recall_all`` stay remembered, as ``Memory`` says."""
        self._use(self._packs(table, codec, {pack_of(name) for name in names}).values())

    def recall_one(self, codec: ValueCodec[T], key: str, make: Callable[[], T], /) -> T:
        """Return the remembered value of a key, or a new one, as ``Memory`` says."""
        if not key:
            return make()
        entry = self._key(codec, key)
        parts_entry = digest(entry, "parts")
        known = self._store.values(self._kind, [entry], codec.load)
        if entry in known:
            parts = self._store.values(self._kind, [parts_entry], _PARTS.load).get(parts_entry, ())
            self._use([entry, parts_entry, *parts])
            return known[entry]
        used: set[str] = set()
        self._parts.append(used)
        try:
            value = make()
        finally:
            self._parts.pop()
        self._put(codec, entry, value)
        self._store.put_value(self._kind, parts_entry, tuple(sorted(used)), _PARTS.dump)
        self._use([entry, parts_entry, *used])
        return value

    def lookup_one(self, codec: ValueCodec[T], key: str, make: Callable[[], T], /) -> Callable[[], T]:
        """Return a function that returns a remembered value, as ``Memory`` says."""

        def load() -> T:
            return self.recall_one(codec, key, make)

        entry = self._key(codec, key) if key else ""
        if not self._store.present(self._kind, [entry] if entry else []):
            value = load()
            return lambda: value
        parts_entry = digest(entry, "parts")
        parts = self._store.values(self._kind, [parts_entry], _PARTS.load).get(parts_entry, ())
        self._use([entry, parts_entry, *parts])
        return cache(load)

    def recall_table(
        self,
        table: str,
        codec: ValueCodec[dict[str, tuple[str, T]]],
        keys: Mapping[str, str],
        make: Callable[[str], T],
        /,
    ) -> dict[str, T]:
        """Return a value for each name, as ``Memory`` says."""
        entry = self._key(codec, f"table {table}")
        self._use([entry])
        before = self._store.values(self._kind, [entry], codec.load).get(entry, {})
        values, fresh = _known_or_made(keys, before, make)
        if fresh or before.keys() != keys.keys():
            kept = {name: (keys[name], value) for name, value in values.items() if keys[name]}
            with suppress(ValueError):
                self._store.put_value(self._kind, entry, kept, codec.dump, replaces=True)
        return values

    def _use(self, entries: Iterable[str]) -> None:
        """Let entries survive this build, and those that they are parts of."""
        found = list(entries)
        self._store.keep(self._kind, found)
        for used in self._parts:
            used.update(found)

    def _put(self, codec: ValueCodec[T], entry: str | None, value: T) -> bool:
        """Store a value; return False if it cannot be found there later."""
        if entry is not None:
            # A name may have half of a surrogate pair, written as an escape sequence. It is not remembered.
            with suppress(ValueError):
                return self._store.put_value(self._kind, entry, value, codec.dump)
        return False

    def _entries(self, codec: ValueCodec[Any], keys: Mapping[str, str]) -> dict[str, str]:
        """Return the entries of values by name; of those without a key nothing is remembered."""
        return {name: self._key(codec, key) for name, key in keys.items() if key}

    def _packs(self, table: str, codec: ValueCodec[Any], numbers: Iterable[int]) -> dict[int, str]:
        """Return the entries of the packs of a table, by number."""
        return {number: self._key(codec, f"pack {number} {table}") for number in numbers}

    def _key(self, codec: ValueCodec[T], key: str) -> str:
        # A build has 25,000 of them, which differ only in their ends.
        prefix = self._prefixes.get(codec.name)
        if prefix is None:
            prefix = self._prefixes[codec.name] = digest(self.made_by, codec.name).encode()
        return blake2b(prefix + key.encode("utf-8", "surrogatepass"), digest_size=DIGEST_SIZE).hexdigest()


def _known_or_made(
    keys: Mapping[str, str], before: Mapping[str, tuple[str, T]], make: Callable[[str], T]
) -> tuple[dict[str, T], set[str]]:
    """Return the value of each name, and the names of those that are made anew.

    Args:
        keys: a digest of all that a value depends on, by name; "" for one that is not remembered.
        before: the remembered values with their keys, by name.
        make: returns the value of a name.
    """
    values: dict[str, T] = {}
    fresh: set[str] = set()
    for name, key in keys.items():
        found = before.get(name)
        if key and found is not None and found[0] == key:
            values[name] = found[1]
        else:
            values[name] = make(name)
            fresh.add(name)
    return values, fresh
