"""The memory of graph and edition: values of pure functions, above all of single articles, which builds remember."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Protocol, TypeVar

from builder.model.lazy_mapping import LazyMapping

T = TypeVar("T")


class ValueCodec(Protocol[T]):
    """Values of one type as bytes and back, as ``Codec`` has them."""

    @property
    def name(self) -> str:
        """The name of the type."""

    def dump(self, value: T, /) -> bytes:
        """Return a value as bytes; equal values give the same bytes."""

    def load(self, data: bytes, /) -> T:
        """Return the value that ``dump`` turned into bytes."""


class Memory(Protocol):
    """Remembers values by a digest of everything that they depend on, besides the code."""

    @property
    def made_by(self) -> str:
        """A digest of the code that makes the values; "" if nothing is remembered."""

    @property
    def remembers(self) -> bool:
        """True if values that are made now can be looked up later."""

    def recall(
        self, codec: ValueCodec[T], keys: Mapping[str, str], make: Callable[[str], T], /
    ) -> dict[str, T]:
        """Return a value for each name, in the order of the keys: the remembered one of its key, or a new one.

        Args:
            codec: of the values.
            keys: a digest of all that a value depends on, by name; "" for one that is not remembered.
            make: returns the value of a name.
        """

    def recall_all(
        self, table: str, codec: ValueCodec[T], keys: Mapping[str, str], make: Callable[[str], T], /
    ) -> dict[str, T]:
        """Return a value for each name, as ``recall`` does: the one of its key in the last table, or a new one.

        It is for small values of all articles, which each build needs: they are remembered together, as the last build
        had them.

        Args:
            table: a name that no other values have.
            codec, keys, make: as for ``recall``.
        """

    def lookup(
        self, codec: ValueCodec[T], keys: Mapping[str, str], make: Callable[[str], T], /
    ) -> Mapping[str, T]:
        """Return a mapping of the values that ``recall`` returns; each is loaded or made when it is looked up."""

    def remember(self, codec: ValueCodec[T], key: str, value: T, /) -> None:
        """Remember a value by a digest of all that it depends on, as ``recall`` does; without one, do nothing."""

    def keep(self, codec: ValueCodec[Any], keys: Iterable[str], /) -> None:
        """Let the values of keys stay remembered, even if they are not asked for before the memory is closed."""

    def keep_all(self, table: str, codec: ValueCodec[Any], names: Iterable[str], /) -> None:
        """Let the values that ``recall_all`` gives these names stay remembered likewise."""

    def recall_one(self, codec: ValueCodec[T], key: str, make: Callable[[], T], /) -> T:
        """Return the remembered value of a key, or a new one.

        The values that are recalled while it is made are remembered as long as it is.

        Args:
            codec: of the value.
            key: a digest of all that it depends on; "" if it is not remembered.
            make: returns the value.
        """

    def lookup_one(self, codec: ValueCodec[T], key: str, make: Callable[[], T], /) -> Callable[[], T]:
        """Return a function that returns the value that ``recall_one`` does, which is loaded when it is called."""

    def recall_table(
        self,
        name: str,
        codec: ValueCodec[dict[str, tuple[str, T]]],
        keys: Mapping[str, str],
        make: Callable[[str], T],
        /,
    ) -> dict[str, T]:
        """Return a value for each name, as ``recall`` does: the one of its key in the last table, or a new one.

        All values of a table are remembered as one: those of the last build that made any. It is for many small ones.

        Args:
            name: of the table.
            codec: of the table, which has each value with its key, by name.
            keys: as for ``recall``.
            make: returns the value of a name.
        """


class NoMemory:
    """A memory that remembers nothing."""

    made_by = ""
    remembers = False

    def recall(self, _: ValueCodec[T], keys: Mapping[str, str], make: Callable[[str], T], /) -> dict[str, T]:
        """Return a new value for each name."""
        return {name: make(name) for name in keys}

    def recall_all(
        self, _: str, __: ValueCodec[T], keys: Mapping[str, str], make: Callable[[str], T], /
    ) -> dict[str, T]:
        """Return a new value for each name."""
        return {name: make(name) for name in keys}

    def lookup(
        self, _: ValueCodec[T], keys: Mapping[str, str], make: Callable[[str], T], /
    ) -> Mapping[str, T]:
        """Return a mapping that makes each value when it is looked up, once."""
        return LazyMapping(keys, make, limit=max(1, len(keys)))

    def remember(self, _: ValueCodec[T], __: str, ___: T, /) -> None:
        """Do nothing."""

    def keep(self, _: ValueCodec[Any], __: Iterable[str], /) -> None:
        """Do nothing."""

    def keep_all(self, _: str, __: ValueCodec[Any], ___: Iterable[str], /) -> None:
        """Keep nothing."""

    def recall_one(self, _: ValueCodec[T], __: str, make: Callable[[], T], /) -> T:
        """Return a new value."""
        return make()

    def lookup_one(self, _: ValueCodec[T], __: str, make: Callable[[], T], /) -> Callable[[], T]:
        """Return a function that makes the value when it is called, once."""
        return cache(make)

    def recall_table(
        self,
        _: str,
        __: ValueCodec[dict[str, tuple[str, T]]],
        keys: Mapping[str, str],
        make: Callable[[str], T],
        /,
    ) -> dict[str, T]:
        """Return a new value for each name."""
        return {name: make(name) for name in keys}
