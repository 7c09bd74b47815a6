"""What a build gives to the preview: the files of the new site, then the outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from builder.model.diagnostic import Diagnostic
from builder.model.site_file import SiteFile

Show = Callable[[Mapping[str, SiteFile]], None]
"""A function that shows a site, given its files by POSIX path, without the index of the search.

It reads the files that it needs before it returns.
"""


@dataclass(frozen=True, slots=True)
class BuildOutcome:
    """The outcome of one build.

    Attributes:
        ok: True if the build succeeded; otherwise the folder still has the last good site.
        diagnostics: the errors, warnings and notes of the build.
    """

    ok: bool
    diagnostics: tuple[Diagnostic, ...]


Build = Callable[[Show], BuildOutcome]
"""A function that builds a site: if all pages are made and have no errors, it shows them once, then it writes them."""
