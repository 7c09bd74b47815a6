"""Requests: the files of the site before they are made."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from builder.edition.view import View
from builder.pages.page import DataFile, Page
from builder.pages.picture import Picture

File = Page | DataFile | Picture
"""What a site is made of."""


class Request(Struct, frozen=True):
    """A file of the site, and how it is made.

    Attributes:
        path: from the site's root.
        make: makes it from a view; it depends on its path, ``given`` and what it reads.
        source: the file of the site that asks for it, or what returns it; "" for a page that every site has.
        listed: True if search engines may list it.
        given: what else it depends on.
        place: where it is made among the files of its folder. Files that show the same briefs are made one after the
            other, since an archive's briefs do not all stay in memory.
    """

    path: str
    make: Callable[[View], File]
    source: str | Callable[[], str] = ""
    listed: bool = False
    given: str = ""
    place: int = 0

    @property
    def asked_by(self) -> str:
        """The file of the site that asks for it; "" for a page that every site has."""
        return self.source if isinstance(self.source, str) else self.source()

    @property
    def is_picture(self) -> bool:
        """True if the file is drawn, and not a page or data."""
        return self.path.endswith(".png")
