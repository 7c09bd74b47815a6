"""Mappings whose values are loaded when they are looked up, so that an archive need not fit in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

LIMIT = 32
"""How many values stay in memory, at most, if nothing else is said."""

MANY = 1000
"""The same for values that are looked up again and again."""


def limit_of_passes(count: int) -> int:
    """Return how many of so many values should stay in memory, if several passes look all of them up in order.

    Of an archive of up to ``MANY`` articles all stay. Of a larger one, no pass would find what the one before has left.
    """
    return MANY if count <= MANY else LIMIT


class LazyMapping(Mapping[K, V], Generic[K, V]):
    """A mapping that loads each value when it is looked up; those loaded last stay in memory.

    Its keys are known and keep their order. It is equal to another mapping with the same keys and values.

    Args:
        keys: in order.
        load: returns the value of a key: the same one each time, and one that does not change.
        limit: how many values stay in memory, at least 1.
    """

    def __init__(self, keys: Iterable[K], load: Callable[[K], V], *, limit: int = LIMIT) -> None:
        self._keys = dict.fromkeys(keys)
        self._load = load
        self._limit = limit
        self._recent: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        """Return the value of a key.

        Raises:
            KeyError: if there is no such key.
        """
        try:
            return self._recent[key]
        except KeyError:
            if key not in self._keys:
                raise
        value = self._load(key)
        while len(self._recent) >= self._limit:
            self._recent.pop(next(iter(self._recent)), None)
        self._recent[key] = value
        return value

    def forget(self) -> None:
        """Give the memory back: values are loaded again when they are looked up."""
        self._recent.clear()

    def __contains__(self, key: object) -> bool:
        """Return True if there is such a key; its value is not loaded."""
        return key in self._keys

    def __iter__(self) -> Iterator[K]:
        """Return the keys in order."""
        return iter(self._keys)

    def __len__(self) -> int:
        """Return the number of keys."""
        return len(self._keys)
