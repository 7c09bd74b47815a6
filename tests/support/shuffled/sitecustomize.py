"""Folder listings in another order, for every Python that starts with this folder on its path.

Python imports a module of this name when it starts. The environment variable SHUFFLED seeds the order.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from typing import Any

_chance = random.Random(os.environ.get("SHUFFLED", "1"))  # noqa: S311  no secret


class _Entries:
    """The entries of ``os.scandir`` in another order."""

    def __init__(self, scanned: Any) -> None:
        with scanned:
            self._entries = list(scanned)
        _chance.shuffle(self._entries)
        self._left: Iterator[Any] = iter(self._entries)

    def __iter__(self) -> Iterator[Any]:
        return self._left

    def __next__(self) -> Any:
        return next(self._left)

    def __enter__(self) -> _Entries:
        return self

    def __exit__(self, *problem: object) -> None:
        self.close()

    def close(self) -> None:
        self._left = iter(())


def _shuffled_list(call: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    def listing(*arguments: Any) -> list[Any]:
        names = call(*arguments)
        _chance.shuffle(names)
        return names

    return listing


def _shuffled_scan(call: Callable[..., Any]) -> Callable[..., _Entries]:
    def scanning(*arguments: Any) -> _Entries:
        return _Entries(call(*arguments))

    return scanning


os.listdir = _shuffled_list(os.listdir)
os.scandir = _shuffled_scan(os.scandir)  # type: ignore[assignment]
