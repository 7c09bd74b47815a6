"""What a build gives to the preview at its end."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from builder.model.diagnostic import Diagnostic
from builder.model.viewers import Viewers


class BuildOutcome(Struct, frozen=True):
    """The outcome of one build.

    Attributes:
        ok: True if the build succeeded; otherwise the folder still has the last good site.
        diagnostics: the errors, warnings and notes of the build.
    """

    ok: bool
    diagnostics: tuple[Diagnostic, ...]


Build = Callable[[Viewers], BuildOutcome]
"""A function that builds a site, shows it to those who see it already, and writes it."""
