"""How a marked stretch compares with the other side."""

from __future__ import annotations

from enum import IntEnum


class MarkStatus(IntEnum):
    """From what is of no account to what is wrong."""

    LEFT_OUT = 0
    RIGHT = 1
    WRONG = 2
    SPURIOUS = 3
    MISSED = 4

    @property
    def style(self) -> str:
        """The name by which style sheets know it."""
        return self.name.lower().replace("_", "-")

    @property
    def words(self) -> str:
        """What people call it."""
        return "not judged" if self is MarkStatus.LEFT_OUT else self.name.lower()
