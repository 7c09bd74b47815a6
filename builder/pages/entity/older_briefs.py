"""The older briefs of an entity that very many name: pages of a list that its own page has no room for."""

from __future__ import annotations

from builder.edition import urls
from builder.edition.view import View
from builder.pages.entity.appearances import OlderBrief, listed_apart, older_briefs
from builder.pages.frame import make_frame
from builder.pages.links import EntityLink, entity_link
from builder.pages.lists.pager import Pager, make_pager
from builder.pages.page import HtmlContext, Page

BRIEFS_PER_PAGE = 500


class OlderBriefsContext(HtmlContext, frozen=True):
    """One page of the list; ``total`` counts the older briefs on all pages."""

    entity: EntityLink
    total: int
    rows: tuple[OlderBrief, ...]
    pager: Pager | None


def count_older_pages(view: View, entity_id: str) -> int:
    """Return how many pages an entity's list has; none if its own page lists all briefs."""
    return -(-len(listed_apart(view, entity_id)) // BRIEFS_PER_PAGE)


def older_page(view: View, entity_id: str, number: int) -> Page:
    """One page of an entity's list; ``number`` counts from 1."""
    entity, found = view.entity(entity_id), listed_apart(view, entity_id)

    def path_of(number: int) -> str:
        return urls.older_briefs_path(entity.type, entity.id, number)

    path, start = path_of(number), (number - 1) * BRIEFS_PER_PAGE
    older = view.claims.older
    context = OlderBriefsContext(
        frame=make_frame(
            view,
            path,
            view.interface.say(f"entity.older-title-{older}", name=entity.name, number=number),
            description=view.interface.say(f"entity.older-description-{older}", name=entity.name),
            section=urls.entity_index_path(entity.type),
            styles=urls.INDEX_STYLES,
        ),
        entity=entity_link(view, path, entity.id),
        total=len(found),
        rows=older_briefs(view, found[start : start + BRIEFS_PER_PAGE], path, entity_id),
        pager=make_pager(path_of, number, -(-len(found) // BRIEFS_PER_PAGE)),
    )
    return Page(path, "pages/older_briefs.html", context)
