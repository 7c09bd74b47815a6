"""Who and what appears with an entity, and how often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from builder.edition import urls
from builder.edition.view import View
from builder.model.graph import Tie
from builder.pages.links import EntityLink

TIES_SHOWN = 12
TIES_LISTED = 40
"""How many ties a page shows at once, and how many with those that a reader opens."""


@dataclass(frozen=True, slots=True)
class TieRow:
    """Other entities that appear with this one: each in how many sentences, in how many briefs.

    ``linked`` is False if they only happen to be in one brief, which has a link to each.
    """

    links: tuple[EntityLink, ...]
    sentences: int
    briefs: int
    linked: bool


@dataclass(frozen=True, slots=True)
class CloseTie:
    """A tie with another entity."""

    link: EntityLink
    sentences: int
    briefs: int


@dataclass(frozen=True, slots=True)
class Ties:
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


def closest_ties(view: View, entity_id: str, path: str) -> tuple[CloseTie, ...]:
    """Return the closest ties of an entity: by shared sentences, then by shared briefs, then by name."""
    ties = sorted(view.ties(entity_id), key=_closeness)
    if len(ties) > TIES_LISTED:
        # The names of those that come later in any case need not be known.
        last = _closeness(ties[TIES_LISTED - 1])
        ties = [tie for tie in ties if _closeness(tie) <= last]
    found = []
    for tie in ties:
        other = view.entity(tie.second_id if tie.first_id == entity_id else tie.first_id)
        found.append((_closeness(tie), other.name, other.id, other.type))
    found.sort(key=lambda one: one[:3])
    return tuple(
        CloseTie(
            EntityLink(key, name, kind, urls.relative_url(path, urls.entity_path(kind, key))),
            -closeness[0],
            -closeness[1],
        )
        for closeness, name, key, kind in found[:TIES_LISTED]
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


def _closeness(tie: Tie) -> tuple[int, int]:
    """Return a key that sorts the closest tie first."""
    return -tie.sentences, -len(tie.brief_slugs)


def _rows(ties: Sequence[CloseTie], *, all_linked: bool) -> tuple[TieRow, ...]:
    return tuple(
        TieRow(
            tuple(tie.link for tie in group),
            sentences,
            briefs,
            linked=all_linked or sentences > 0 or briefs > 1,
        )
        for (sentences, briefs), group in groupby(ties, key=lambda tie: (tie.sentences, tie.briefs))
    )
