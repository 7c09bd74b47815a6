"""Sequences whose values are loaded, all at once, when one of them is looked up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, overload

T = TypeVar("T")


class LazySequence(Sequence[T]):
    """A sequence that is loaded when it is looked at first. It is equal to another sequence with the same values.

    Args:
        load: returns the values: the same ones each time. They stay where it keeps them.
    """

    def __init__(self, load: Callable[[], Sequence[T]]) -> None:
        self._load = load

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        """Return a value, or several."""
        return self._load()[index]

    def __iter__(self) -> Iterator[T]:
        """Return the values in order."""
        return iter(self._load())

    def __len__(self) -> int:
        """Return the number of values."""
        return len(self._load())

    def __eq__(self, other: object) -> bool:
        """Return True if another sequence has the same values."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]
