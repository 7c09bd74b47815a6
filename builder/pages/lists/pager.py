"""Pagers: the way between the pages of a list that has several."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from builder.edition import urls
from builder.pages.page import NavLink

NEIGHBOURS = 2
"""So many pages on either side of the current one are linked by number; so are the first and the last."""


class Pager(Struct, frozen=True):
    """The pages of a list as one of them links to them.

    Attributes:
        number, total: which page it is, of how many.
        previous_url, next_url: None at the ends.
        links: by number, in order; a link without an address ("…") stands for those between.
    """

    number: int
    total: int
    previous_url: str | None
    next_url: str | None
    links: tuple[NavLink, ...]


def make_pager(path_of: Callable[[int], str], number: int, total: int) -> Pager | None:
    """The pager of one page; ``path_of`` gives the path of each, counted from 1. None for a single page."""
    if total < 2:
        return None
    path = path_of(number)

    def url(other: int) -> str:
        return urls.relative_url(path, path_of(other))

    links: list[NavLink] = []
    near = range(number - NEIGHBOURS, number + NEIGHBOURS + 1)
    last = 0
    for other in sorted({1, total, *(page for page in near if 1 <= page <= total)}):
        if other > last + 1:
            links.append(NavLink("…", "", current=False))
        links.append(NavLink(str(other), url(other), current=other == number))
        last = other
    return Pager(
        number=number,
        total=total,
        previous_url=url(number - 1) if number > 1 else None,
        next_url=url(number + 1) if number < total else None,
        links=tuple(links),
    )
