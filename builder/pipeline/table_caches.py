"""What functions keep in memory to look it up again, forgotten when no stage needs it."""

from __future__ import annotations

import sys
from functools import cache

_OF_NAMES = ("builder.gazetteer.", "builder.names.")
"""The packages whose functions keep tables of places and names, and what was looked up in them."""
_OF_PAGES = ("builder.check.references", "builder.edition.urls", "builder.pictures.")
"""The modules and packages whose functions keep addresses of pages, outlines of maps, and widths of names."""

_CACHED = type(cache(lambda: None))


def forget_tables() -> None:
    """Forget the tables, and all that was looked up in them: what needs one of them later reads it again.

    Only annotating and linking need them. A build of 1,000 briefs takes 50 MB less without them.
    """
    _forget(_OF_NAMES)


def forget_page_caches() -> None:
    """Forget what only pages are made with: 3,000 briefs have 70 MB of it."""
    _forget(_OF_PAGES)


def _forget(packages: tuple[str, ...]) -> None:
    for name, module in tuple(sys.modules.items()):
        if name.startswith(packages):
            for value in vars(module).values():
                if isinstance(value, _CACHED):
                    value.cache_clear()
