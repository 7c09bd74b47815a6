"""At a glance: who, where, which figures, and the words worth reading first."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder.edition.brief_texts import BriefText
from builder.model.annotations import EntityType
from builder.pages.brief.brief_scope import BriefQuote, BriefScope
from builder.pages.brief.figure_lines import FigureLine, figure_lines
from builder.pages.brief.sidebar import SidebarGroup, SidebarRow
from builder.pages.charts.place_scenes import scene_mentions

PEOPLE_SHOWN = 5
PLACES_SHOWN = 4
QUOTES_SHOWN = 2


class Glance(Struct, frozen=True):
    """The box above the text; each part may be empty."""

    who: tuple[SidebarRow, ...]
    where: tuple[SidebarRow, ...]
    figures: tuple[FigureLine, ...]
    quotes: tuple[BriefQuote, ...]


def make_glance(scope: BriefScope, groups: Sequence[SidebarGroup]) -> Glance:
    """What a brief's box shows; ``groups`` are those of its sidebar."""
    rows = {group.type: group.rows for group in groups}
    who = rows.get(EntityType.PERSON) or rows.get(EntityType.ORGANIZATION) or ()
    return Glance(
        who=who[:PEOPLE_SHOWN],
        where=_scenes(scope.source, rows.get(EntityType.PLACE, ()))[:PLACES_SHOWN],
        figures=figure_lines(scope.source, scope.path),
        quotes=tuple(scope.quotes[said.quote.id] for said in scope.key_quotes[:QUOTES_SHOWN]),
    )


def _scenes(source: BriefText, rows: Sequence[SidebarRow]) -> tuple[SidebarRow, ...]:
    """Return the rows of places that the brief names as places, not only in the name of an agreement."""
    found = source.entities
    return tuple(row for row in rows if scene_mentions(source, found.get(row.link.id, ())))
