"""Who and what appears with an entity, and how often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from builder.edition.entity_heads import EntityHead
from builder.edition.view import View
from builder.pages.links import EntityLink, entity_link


@dataclass(frozen=True, slots=True)
class TieRow:
    """Other entities that appear with this one: each in how many sentences, in how many briefs.

    ``linked`` is False if they only happen to be in one brief: that has a link to each.
    """

    links: tuple[EntityLink, ...]
    sentences: int
    briefs: int
    linked: bool


def closest_ties(view: View, entity: EntityHead, path: str) -> tuple[TieRow, ...]:
    """The closest ties first: by shared sentences, then by shared briefs."""
    rows = [
        TieRow(
            (entity_link(view, path, tie.second_id if tie.first_id == entity.id else tie.first_id),),
            tie.sentences,
            len(tie.brief_slugs),
            linked=True,
        )
        for tie in view.ties(entity.id)
    ]
    return tuple(
        sorted(rows, key=lambda row: (-row.sentences, -row.briefs, row.links[0].name, row.links[0].id))
    )


def grouped_ties(rows: Sequence[TieRow]) -> tuple[TieRow, ...]:
    """Return sorted rows with one for all ties with the same numbers: most of the further ones are from one brief."""
    return tuple(
        TieRow(tuple(row.links[0] for row in group), sentences, briefs, linked=sentences > 0 or briefs > 1)
        for (sentences, briefs), group in groupby(rows, key=lambda row: (row.sentences, row.briefs))
    )
