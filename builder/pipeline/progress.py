"""Progress: how a build tells how far it is, without knowing who listens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Progress(Protocol):
    """Somebody who is told how far a stage is."""

    def track(self, items: Iterable[Item], *, stage: str, total: int) -> Iterator[Item]:
        """The same items in the same order, counted as they pass.

        Args:
            items: what the stage works through.
            stage: its name for people: "annotate".
            total: how many items there are.
        """
        ...


class SilentProgress:
    """Listens and says nothing."""

    def track(self, items: Iterable[Item], *, stage: str, total: int) -> Iterator[Item]:  # noqa: ARG002
        """The same items, uncounted."""
        return iter(items)
