"""Pages of the editor's own, for missing pages, at the addresses of withdrawn briefs, and at old addresses."""

from __future__ import annotations

from markupsafe import Markup

from builder.edition import urls
from builder.edition.view import View
from builder.model.annotations import EntityType
from builder.pages.frame import make_frame
from builder.pages.links import EntityLink, entity_link
from builder.pages.page import HtmlContext, Page


class TextContext(HtmlContext, frozen=True):
    """A page of the editor's own."""

    title: str
    text_html: Markup


class NotFoundContext(HtmlContext, frozen=True):
    """The page for missing ones: the frame has all it needs."""


class RedirectContext(HtmlContext, frozen=True):
    """A page at an entity's old address."""

    target: EntityLink


class WithdrawnContext(HtmlContext, frozen=True):
    """A page at the address of a withdrawn brief."""

    reason: str


def content_page(view: View, slug: str) -> Page:
    """A page made from ``content/pages/``."""
    page, path = view.text_page(slug), urls.content_path(slug)
    description = page.html.striptags()
    frame = make_frame(view, path, page.title, description=description, styles=urls.TEXT_STYLES)
    return Page(path, "pages/text.html", TextContext(frame, page.title, page.html))


def not_found_page(view: View) -> Page:
    """The page that a host shows for an unknown address.

    It is shown at addresses of any depth, where relative links would count from the wrong folder. With the
    site's public address known, a ``<base>`` makes them count from its root; without, they count from
    where the page is asked for, which is right at the first level.
    """
    title = view.interface.say("missing.title")
    frame = make_frame(view, urls.NOT_FOUND, title, indexed=False, styles=urls.TEXT_STYLES)
    return Page(urls.NOT_FOUND, "pages/not_found.html", NotFoundContext(frame))


def redirect_page(view: View, entity_id: str, old_id: str, old_type: EntityType | None = None) -> Page:
    """A page at the address of an entity that was merged into another, or that had another type."""
    entity = view.entity(entity_id)
    path = urls.entity_path(old_type or entity.type, old_id)
    frame = make_frame(
        view,
        path,
        entity.name,
        section=urls.entity_index_path(entity.type),
        indexed=False,
        styles=urls.TEXT_STYLES,
    )
    return Page(path, "pages/redirect.html", RedirectContext(frame, entity_link(view, path, entity.id)))


def withdrawn_page(view: View, slug: str) -> Page:
    """A page at the address of a withdrawn brief. Its headline may be what had to go, so that no page has it."""
    path = urls.brief_path(slug)
    frame = make_frame(
        view,
        path,
        view.interface.say("withdrawn.title"),
        section=urls.BRIEF_INDEX,
        indexed=False,
        styles=urls.TEXT_STYLES,
    )
    return Page(path, "pages/withdrawn.html", WithdrawnContext(frame, view.withdrawn(slug)))
