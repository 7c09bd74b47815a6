"""How much of something an article may have: what is beyond would take minutes, or hours."""

from __future__ import annotations


class LimitError(Exception):
    """An article has more of something than it may.

    Attributes:
        message: what there is too much of, how much, and the limit.
        hint: what to do about it.
        offset: the code point of the article's text at which it begins; None where it is the article as a whole.
    """

    def __init__(self, message: str, hint: str, *, offset: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.offset = offset
