"""The older briefs of an entity that very many name: pages of a list that its own page has no room for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.edition import urls
from builder.edition.catalog import Catalog
from builder.model.graph import Entity
from builder.pages.entity.entity_page import OlderBrief, listed_apart, older_briefs
from builder.pages.frame import Framer
from builder.pages.links import EntityLink, entity_link
from builder.pages.lists.pager import Pager, make_pager
from builder.pages.page import HtmlContext, Page

BRIEFS_PER_PAGE = 500


@dataclass(frozen=True, slots=True)
class OlderBriefsContext(HtmlContext):
    """One page of the list; ``total`` counts the older briefs on all pages."""

    entity: EntityLink
    total: int
    rows: tuple[OlderBrief, ...]
    pager: Pager | None


def older_pages(catalog: Catalog, framer: Framer, entity: Entity) -> Iterator[Page]:
    """The pages of one entity's list, none where its own page lists all briefs."""
    found = listed_apart(catalog, entity)

    def path_of(number: int) -> str:
        return urls.older_briefs_path(entity.type, entity.id, number)

    starts = range(0, len(found), BRIEFS_PER_PAGE)
    for number, start in enumerate(starts, start=1):
        path = path_of(number)
        context = OlderBriefsContext(
            frame=framer.frame(
                path,
                f"{entity.name}: {framer.claims.older} briefs, page {number}",
                description=f"{framer.claims.older.capitalize()} briefs that name {entity.name}.",
                section=urls.entity_index_path(entity.type),
                styles=urls.INDEX_STYLES,
            ),
            entity=entity_link(catalog, path, entity.id),
            total=len(found),
            rows=older_briefs(found[start : start + BRIEFS_PER_PAGE], path),
            pager=make_pager(path_of, number, len(starts)),
        )
        yield Page(path, "pages/older_briefs.html", context)
