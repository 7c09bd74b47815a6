"""Warnings for e-mail addresses and telephone numbers that a site would publish, unless the editor allows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from builder.contacts.allowlist import make_allowlist
from builder.contacts.detection import Contact, find_contacts
from builder.content.site_settings import PATH as SITE_PATH
from builder.edition.brief_texts import brief_text
from builder.model.article import Article
from builder.model.diagnostic import Diagnostic, warning
from builder.model.editorial import Body, BriefSettings, Content
from builder.model.graph import Brief, Graph
from builder.model.line_ends import line_at
from builder.pages.exports.data import published_end
from builder.pipeline.site_data import SiteData

MOST_IN_A_FILE = 20
"""The largest number of warnings for one file: a list of addresses would hide everything else."""

HINT = "Remove it, or allow it under `contacts:` in content/site.yaml."

Published = tuple[str, Iterable[str]]
"""The path of a file, and the texts of it that are published."""


def contact_warnings(site_data: SiteData, *, read_source: Callable[[str], str]) -> tuple[Diagnostic, ...]:
    """Return a warning for each address and number that would be published and is not allowed.

    Args:
        site_data: the data of the site.
        read_source: returns the text of a file, by its path relative to the site's root.
    """
    allowlist = make_allowlist(site_data.content.site.contacts)
    warnings: list[Diagnostic] = []
    for path, texts in _published(site_data):
        found = {
            contact.key: contact
            for text in texts
            for contact in reversed(find_contacts(text))
            if not allowlist.allows(contact)
        }
        if found:
            warnings += _warnings(path, found.values(), read_source(path))
    return tuple(warnings)


def _warnings(path: str, contacts: Iterable[Contact], source: str) -> Iterator[Diagnostic]:
    placed = sorted((_line(contact, source), contact.words, contact.is_address) for contact in contacts)
    for line, words, is_address in placed[:MOST_IN_A_FILE]:
        what = "e-mail address" if is_address else "telephone number"
        yield warning(path, line or None, f"The {what} “{words}” would be published.", HINT)
    if len(placed) > MOST_IN_A_FILE:
        more = f"{len(placed) - MOST_IN_A_FILE} more addresses and telephone numbers would be published."
        yield warning(path, None, more, HINT)


def _line(contact: Contact, source: str) -> int:
    """Return the first line of the file with the words, from 1; 0 if the file spells them differently."""
    place = source.find(contact.words)
    return line_at(source, place) if place >= 0 else 0


def _published(site_data: SiteData) -> Iterator[Published]:
    """Yield every file with the texts of it that are published."""
    graph, content = site_data.graph, site_data.content
    for brief in graph.briefs.values():
        article = site_data.articles[brief.seed_id]
        settings = content.briefs.get(brief.seed_id)
        yield article.path, _of_article(brief, article, settings)
        if settings is not None:
            yield settings.path, _of_settings(settings)
        if brief.notes:
            yield content.notes[brief.seed_id].path, [note.markdown for note in brief.notes]
    for page in content.pages:
        yield page.path, (page.title, page.markdown)
    for text in content.texts:
        if text.id in graph.entities:
            yield text.path, (text.markdown,)
    yield content.entities.path, _of_entries(content, graph)
    site = content.site
    yield SITE_PATH, (site.title, site.tagline, site.notice, *(link.label for link in site.navigation))


def _of_article(brief: Brief, article: Article, settings: BriefSettings | None) -> Iterator[str]:
    """Yield the texts of a seed that the site shows: its published text, its quotes, and its front matter."""
    end = len(article.text) if brief.body is Body.FULL else published_end(brief_text(brief, article))
    yield article.text[:end]
    for quote in brief.quotes:
        yield from (span.of(article.text) for span in quote.content if span.end > end)
    given = settings if settings is not None else BriefSettings("")
    yield (article.headline or "") if given.headline is None else ""
    yield (article.byline or "") if given.byline is None else ""
    yield (article.summary or "") if given.summary is None else ""
    yield (article.source or "") if given.source is None else ""
    yield from article.topics if given.topics is None else ()


def _of_settings(settings: BriefSettings) -> Iterator[str]:
    for value in (settings.headline, settings.byline, settings.summary, settings.source):
        yield value or ""
    yield from settings.topics or ()
    yield from (correction.text for correction in settings.corrections)


def _of_entries(content: Content, graph: Graph) -> Iterator[str]:
    for entry in content.entities.entries:
        if entry.id in graph.entities:
            yield from (entry.name or "", entry.role or "", *entry.aliases)
