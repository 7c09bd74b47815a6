"""Who and what appears with an entity, and how often."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter

from msgspec import Struct

from builder.edition import urls
from builder.edition.entity_heads import Tied
from builder.edition.view import View
from builder.pages.links import EntityLink

TIES_SHOWN = 12
TIES_LISTED = 40
"""How many ties a page shows at once, and how many with those that a reader opens."""


class TieRow(Struct, frozen=True):
    """Other entities that appear with this one: each in how many sentences, in how many briefs.

    Attributes:
        names: in words, if the links are not shown; else "".
        linked: False if they only happen to be in one brief, which has a link to each.
    """

    links: tuple[EntityLink, ...]
    names: str
    sentences: int
    briefs: int
    linked: bool


class CloseTie(Struct, frozen=True):
    """A tie with another entity."""

    link: EntityLink
    sentences: int
    briefs: int


class Ties(Struct, frozen=True):
    """The closest ties of an entity, the closest first.

    Attributes:
        rows: the first ones, in a row all with the same numbers.
        further: the next ones in rows, which a reader opens; ``further_total`` counts them.
        omitted: how many others there are.
    """

    rows: tuple[TieRow, ...]
    further: tuple[TieRow, ...]
    further_total: int
    omitted: int


def closest_ties(view: View, tied: Iterable[Tied], path: str) -> tuple[CloseTie, ...]:
    """Return the closest ties of an entity: by shared sentences, then by shared briefs, then by name."""
    others = sorted((-sentences, -briefs, other_id) for other_id, sentences, briefs in tied)
    if len(others) > TIES_LISTED:
        # The names of those that come later in any case need not be known.
        last = others[TIES_LISTED - 1][:2]
        others = [other for other in others if other[:2] <= last]
    found = []
    for sentences, briefs, other_id in others:
        other = view.entity(other_id)
        found.append((sentences, briefs, other.name, other_id, other.type))
    found.sort(key=itemgetter(0, 1, 2, 3))
    return tuple(
        CloseTie(
            EntityLink(key, name, kind, urls.relative_url(path, urls.entity_path(kind, key))),
            -sentences,
            -briefs,
        )
        for sentences, briefs, name, key, kind in found[:TIES_LISTED]
    )


def group_ties(closest: Sequence[CloseTie], total: int, *, pictured: bool) -> Ties:
    """Return the closest ties in rows; most of the further ones are from one brief, with the same numbers.

    Args:
        closest: sorted.
        total: how many ties there are.
        pictured: True if the page has a picture of the first ones: then all of these are linked.
    """
    shown, further = closest[:TIES_SHOWN], closest[TIES_SHOWN:]
    rows = _rows(shown, all_linked=pictured), _rows(further, all_linked=False)
    return Ties(*rows, len(further), total - len(closest))


def _rows(ties: Sequence[CloseTie], *, all_linked: bool) -> tuple[TieRow, ...]:
    return tuple(
        _row(tuple(tie.link for tie in group), *numbers, all_linked=all_linked)
        for numbers, group in groupby(ties, key=lambda tie: (tie.sentences, tie.briefs))
    )


def _row(links: tuple[EntityLink, ...], sentences: int, briefs: int, *, all_linked: bool) -> TieRow:
    linked = all_linked or sentences > 0 or briefs > 1
    names = "" if linked else ", ".join(link.name for link in links)
    return TieRow(links, names, sentences, briefs, linked)
