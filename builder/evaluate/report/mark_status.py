"""Status of a mark: how it compares with the other side."""

from __future__ import annotations

from enum import IntEnum


class MarkStatus(IntEnum):
    """Statuses from the least to the most severe."""

    LEFT_OUT = 0
    RIGHT = 1
    WRONG = 2
    SPURIOUS = 3
    MISSED = 4

    @property
    def style(self) -> str:
        """Name in style sheets."""
        return self.name.lower().replace("_", "-")

    @property
    def words(self) -> str:
        """Name for display."""
        return "not judged" if self is MarkStatus.LEFT_OUT else self.name.lower()
