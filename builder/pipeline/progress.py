"""Progress of a build, whatever shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Progress(Protocol):
    """A display of the progress of stages."""

    def track(self, items: Iterable[Item], *, stage: str, total: int) -> Iterator[Item]:
        """Yield the same items in the same order, and count them.

        Args:
            items: the items that the stage works through.
            stage: the name of the stage, such as "annotate".
            total: the number of items.
        """
        ...


class SilentProgress:
    """A progress that shows nothing."""

    def track(self, items: Iterable[Item], *, stage: str, total: int) -> Iterator[Item]:  # noqa: ARG002
        """Return an iterator over the same items."""
        return iter(items)
