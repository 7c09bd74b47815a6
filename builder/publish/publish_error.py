"""The error that ends a publish."""

from __future__ import annotations


class PublishError(Exception):
    """A target that cannot be published to.

    Attributes:
        message: what happened, in one or two sentences.
        hint: the next step, in one or two sentences.
    """

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
