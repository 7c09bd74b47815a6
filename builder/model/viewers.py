"""Those who see a site before it is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from msgspec import Struct

from builder.model.site_file import SiteFile

Show = Callable[[Mapping[str, SiteFile]], object]
"""A function that shows files, by POSIX path. It reads those that it needs before it returns."""


def _ignore(_: Mapping[str, SiteFile]) -> None:
    """Show nothing."""


def _none() -> Collection[str]:
    """Return no paths."""
    return ()


def _never() -> bool:
    """Return False."""
    return False


class OvertakenError(Exception):
    """A build ended before it wrote anything, because those who see the site wait for a newer one."""


class Viewers(Struct, frozen=True):
    """Those who see a site before it is written.

    Attributes:
        show: shows a new site when all of its files are made and have no errors, but for the index of the search.
        show_pages: shows pages of a new site whose other files are not made yet.
        open_pages: returns the paths of the pages that they see just now.
        is_overtaken: returns True if they wait for a newer site than the one that is being built.
    """

    show: Show = _ignore
    show_pages: Show = _ignore
    open_pages: Callable[[], Collection[str]] = _none
    is_overtaken: Callable[[], bool] = _never

    def give_way(self) -> None:
        """End this build if it is overtaken.

        Raises:
            OvertakenError: if it is.
        """
        if self.is_overtaken():
            raise OvertakenError


NO_VIEWERS = Viewers()
"""No one sees the site before it is written."""
