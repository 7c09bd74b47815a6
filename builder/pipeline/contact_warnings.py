"""Warnings for e-mail addresses and telephone numbers that a site would publish, unless the editor allows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from builder.codec import Codec
from builder.contacts.allowlist import make_allowlist
from builder.contacts.detection import Contact, find_contacts
from builder.content.site_settings import PATH as SITE_PATH
from builder.digest import digest
from builder.edition.brief_texts import brief_text
from builder.graph.memory import Memory
from builder.model.article import Article
from builder.model.brief import Brief
from builder.model.diagnostic import Diagnostic, warning
from builder.model.editorial import Body, BriefSettings, Content
from builder.model.graph import Graph
from builder.model.line_ends import line_at
from builder.pages.exports.data import published_end
from builder.pipeline.site_data import SiteData

MOST_IN_A_FILE = 20
"""The largest number of warnings for one file: a list of addresses would hide everything else."""

HINT = "Remove it, or allow it under `contacts:` in content/site.yaml."

CODE = ("builder.pipeline.contact_warnings",)
"""Modules that find contacts. Their import closure is part of the key of what is remembered of them."""

Published = tuple[str, Iterable[Contact]]
"""The path of a file, and the contacts in it that are published: of those with one key, the last counts."""


class _Seed(Struct, frozen=True, array_like=True):
    """A seed with the contacts in it that are published."""

    path: str
    contacts: tuple[Contact, ...]


_SEED = Codec(_Seed)


def contact_warnings(
    site_data: SiteData, *, read_source: Callable[[str], str], memory: Memory
) -> tuple[Diagnostic, ...]:
    """Return a warning for each address and number that would be published and is not allowed.

    Args:
        site_data: the data of the site.
        read_source: returns the text of a file, by its path relative to the site's root.
        memory: what earlier builds remember of single articles.
    """
    allowlist = make_allowlist(site_data.content.site.contacts)
    warnings: list[Diagnostic] = []
    for path, contacts in _published(site_data, memory):
        found = {contact.key: contact for contact in contacts if not allowlist.allows(contact)}
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


def _published(site_data: SiteData, memory: Memory) -> Iterator[Published]:
    """Yield every file with the contacts in it that are published."""
    graph, content = site_data.graph, site_data.content
    in_articles = _in_articles(site_data, memory)
    for slug, outline in graph.outlines.items():
        settings = content.briefs.get(outline.seed_id)
        yield in_articles[slug]
        if settings is not None:
            yield settings.path, _contacts(_of_settings(settings))
        if outline.notes:
            notes = content.notes[outline.seed_id]
            yield notes.path, _contacts(note.markdown for note in outline.notes)
    for settings in content.briefs.values():
        if settings.withdrawn is not None:
            yield settings.path, _contacts((settings.withdrawn,))
    for page in content.pages:
        yield page.path, _contacts((page.title, page.markdown))
    for text in content.texts:
        if text.id in graph.entities:
            yield text.path, _contacts((text.markdown,))
    yield content.entities.path, _contacts(_of_entries(content, graph))
    site = content.site
    labels = (link.label for link in site.navigation)
    yield SITE_PATH, _contacts((site.title, site.tagline, site.notice, *labels))


def _in_articles(site_data: SiteData, memory: Memory) -> dict[str, Published]:
    """Return the seed of each brief with the contacts in it that are published, by slug."""
    graph, briefs = site_data.graph, site_data.content.briefs

    def make(slug: str) -> _Seed:
        brief = graph.briefs[slug]
        article = site_data.articles[brief.seed_id]
        texts = _of_article(brief, article, briefs.get(brief.seed_id))
        return _Seed(article.path, tuple(_contacts(texts)))

    keys = {
        slug: digest(graph.states[slug], repr(briefs.get(outline.seed_id))) if slug in graph.states else ""
        for slug, outline in graph.outlines.items()
    }
    found = memory.recall_all("seeds", _SEED, keys, make)
    return {slug: (seed.path, seed.contacts) for slug, seed in found.items()}


def _contacts(texts: Iterable[str]) -> Iterator[Contact]:
    """Yield the contacts in texts, those of each text from its end."""
    for text in texts:
        yield from reversed(find_contacts(text))


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
    yield from (text for one in settings.pictures for text in (one.alt, one.caption, one.credit))


def _of_entries(content: Content, graph: Graph) -> Iterator[str]:
    for entry in content.entities.entries:
        if entry.id in graph.entities:
            yield from (entry.name or "", entry.role or "", *entry.aliases)
