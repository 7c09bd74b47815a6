"""Pages of the editor's own, the page for missing ones, and pages that lead on from an old address."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from builder.edition import urls
from builder.edition.catalog import Catalog
from builder.edition.markdown import render_markdown
from builder.model.editorial import ContentPage
from builder.model.graph import Entity
from builder.pages.frame import Framer
from builder.pages.links import EntityLink, entity_link
from builder.pages.page import HtmlContext, Page


@dataclass(frozen=True, slots=True)
class TextContext(HtmlContext):
    """A page of the editor's own."""

    title: str
    text_html: Markup


@dataclass(frozen=True, slots=True)
class NotFoundContext(HtmlContext):
    """The page for missing ones: the frame has all it needs."""


@dataclass(frozen=True, slots=True)
class RedirectContext(HtmlContext):
    """A page at an entity's old address."""

    target: EntityLink


def content_page(framer: Framer, page: ContentPage) -> Page:
    """A page made from ``content/pages/``."""
    path = urls.content_path(page.slug)
    text_html = render_markdown(page.markdown, title=page.title)
    description = text_html.striptags()
    frame = framer.frame(path, page.title, description=description, styles=urls.TEXT_STYLES)
    return Page(path, "pages/text.html", TextContext(frame, page.title, text_html))


def not_found_page(framer: Framer) -> Page:
    """The page that a host shows for an unknown address.

    It is shown at addresses of any depth, where relative links would count from the wrong folder. With the
    site's public address known, a ``<base>`` makes them count from its root; without, they count from
    where the page is asked for, which is right at the first level.
    """
    frame = framer.frame(urls.NOT_FOUND, "Page not found", indexed=False, styles=urls.TEXT_STYLES)
    return Page(urls.NOT_FOUND, "pages/not_found.html", NotFoundContext(frame))


def redirect_page(catalog: Catalog, framer: Framer, entity: Entity, old_id: str) -> Page:
    """A page at the address of an entity that was merged into another."""
    path = urls.entity_path(entity.type, old_id)
    frame = framer.frame(
        path, entity.name, section=urls.entity_index_path(entity.type), indexed=False, styles=urls.TEXT_STYLES
    )
    return Page(path, "pages/redirect.html", RedirectContext(frame, entity_link(catalog, path, entity.id)))
