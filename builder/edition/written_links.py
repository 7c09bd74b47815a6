"""The links that editors write in Markdown and settings, by the page that they end up on."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.token import Token

from builder.content.site_settings import PATH as SITE_PATH
from builder.edition import urls
from builder.edition.markdown import markdown_tokens
from builder.model.editorial import Content, Site, WrittenLink
from builder.model.graph import Graph

EVERY_PAGE = ""
"""The key for all pages: the addresses of its links count from the site's root."""


def written_links(content: Content, graph: Graph) -> dict[str, tuple[WrittenLink, ...]]:
    """Return the links of the editor's files.

    Args:
        content: the files.
        graph: gives the addresses of briefs.

    Returns:
        By the path of the page, or ``EVERY_PAGE``; each in the order of its file.
    """
    found = {EVERY_PAGE: tuple(_site_links(content.site))}
    for page in content.pages:
        found[urls.content_path(page.slug)] = tuple(_links(page.markdown, page.path, page.line))
    for text in content.texts:
        found[urls.entity_path(text.type, text.id)] = tuple(_links(text.markdown, text.path, 1))
    slugs = {outline.seed_id: slug for slug, outline in graph.outlines.items()}
    for seed_id, notes in content.notes.items():
        if seed_id in slugs:
            found[urls.brief_path(slugs[seed_id])] = tuple(
                link for note in notes.notes for link in _links(note.markdown, notes.path, note.text_line)
            )
    return {path: links for path, links in found.items() if links}


def _site_links(site: Site) -> Iterator[WrittenLink]:
    """Yield the links that every page has."""
    yield from (WrittenLink(link.path, SITE_PATH, link.line) for link in site.navigation)
    yield from (WrittenLink(link.address, SITE_PATH, link.line) for link in site.theme.social)


def _links(markdown: str, path: str, first_line: int) -> Iterator[WrittenLink]:
    """Yield the links and pictures of a Markdown text that begins on a line of its file."""
    line = first_line
    for token in markdown_tokens(markdown):
        if token.map is not None:
            line = first_line + token.map[0]
        for address, lines_down in _addresses(token):
            yield WrittenLink(address, path, line + lines_down)


def _addresses(token: Token) -> Iterator[tuple[str, int]]:
    """Yield the addresses within a block, and how many lines below its first line each one is."""
    lines_down = 0
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            lines_down += 1
        elif child.type == "link_open":
            yield str(child.attrGet("href")), lines_down
        elif child.type == "image":
            yield str(child.attrGet("src")), lines_down
