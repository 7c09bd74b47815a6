"""Redacted words of the editor's: pages, texts, notes and settings without the names of hidden persons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from builder.graph.brief_slugs import brief_slugs
from builder.model.editorial import BriefSettings, Content, ContentPage, NavigationLink, Site
from builder.model.entity_entries import EntityRules
from builder.model.theme import SocialLink
from builder.redaction.redacted_article import NewNames, Remains, remains_at
from builder.redaction.redactor import Redactor


def redacted_content(
    content: Content, redactor: Redactor, names: NewNames, published: Iterable[str]
) -> Content:
    """Return what pages are made of in the editor's files, without the names; all else is left out.

    Args:
        content: the editor's files.
        redactor: of the names.
        names: the new ids of entities and seeds.
        published: the ids of the seeds of the site's briefs.
    """
    slugs = brief_slugs(dict.fromkeys((*published, *content.briefs)), content)
    hidden = redactor.hidden.by_entity
    entries = (entry for entry in content.entities.entries if entry.id not in hidden)
    return Content(
        site=_site(content.site, redactor),
        entities=EntityRules(
            path=content.entities.path,
            entries=tuple(replace(entry, id=names.entities.get(entry.id, entry.id)) for entry in entries),
        ),
        briefs={
            names.seeds.get(seed_id, seed_id): _settings(settings, redactor, slugs[seed_id])
            for seed_id, settings in content.briefs.items()
        },
        notes={
            names.seeds.get(seed_id, seed_id): replace(
                own,
                notes=tuple(replace(note, markdown=redactor.markdown(note.markdown)) for note in own.notes),
            )
            for seed_id, own in content.notes.items()
        },
        texts=tuple(
            replace(text, id=names.entities.get(text.id, text.id), markdown=redactor.markdown(text.markdown))
            for text in content.texts
            if text.id not in hidden
        ),
        pages=tuple(sorted((_page(page, redactor) for page in content.pages), key=lambda page: page.slug)),
    )


def remains_of_content(content: Content, redactor: Redactor) -> Iterator[tuple[str, Remains]]:
    """Yield the words of the editor's files that may be hidden names and remain, each with its file."""
    for path, text in _texts(content, redactor):
        for span in redactor.unclear(text, redactor.edits(text)):
            yield path, remains_at(text, span)


def _texts(content: Content, redactor: Redactor) -> Iterator[tuple[str, str]]:
    """Yield the texts that pages have, each with its file."""
    site = content.site
    labels = (*(link.label for link in site.navigation), *(link.label for link in site.theme.social))
    for text in (site.title, site.tagline, site.notice, *labels):
        yield "content/site.yaml", text
    for settings in content.briefs.values():
        given = (settings.headline, settings.byline, settings.source, settings.summary, settings.withdrawn)
        below = (text for one in settings.pictures for text in (one.alt, one.caption, one.credit))
        said = (one.text for one in settings.corrections)
        for one in (*given, *(settings.topics or ()), *said, *below):
            yield settings.path, one or ""
    for notes in content.notes.values():
        yield from ((notes.path, note.markdown) for note in notes.notes)
    for page in content.pages:
        yield page.path, page.title
        yield page.path, page.markdown
    hidden = redactor.hidden.by_entity
    yield from ((text.path, text.markdown) for text in content.texts if text.id not in hidden)
    for entry in content.entities.entries:
        if entry.id not in hidden and entry.role is not None:
            yield content.entities.path, entry.role


def _site(site: Site, redactor: Redactor) -> Site:
    links = ((redactor.text(link.label), redactor.path(link.path), link.line) for link in site.navigation)
    return replace(
        site,
        title=redactor.text(site.title),
        tagline=redactor.text(site.tagline),
        notice=redactor.text(site.notice),
        navigation=tuple(
            NavigationLink(label, path, line) for label, path, line in links if path is not None
        ),
        theme=replace(site.theme, social=tuple(_social(site.theme.social, redactor))),
    )


def _social(links: Iterable[SocialLink], redactor: Redactor) -> Iterator[SocialLink]:
    """Yield the links of the footer whose addresses do not have a name."""
    for link in links:
        change = redactor.address if link.is_elsewhere else redactor.path
        address = change(link.address)
        if address is not None:
            yield replace(link, address=address, label=redactor.text(link.label))


def _settings(settings: BriefSettings, redactor: Redactor, slug: str) -> BriefSettings:
    """Return what pages are made of in the settings of a brief; all else is part of the brief."""
    slug = redactor.slug(slug)
    return BriefSettings(
        path=settings.path,
        lines=settings.lines,
        slug=slug if settings.slug or settings.withdrawn is not None else None,
        withdrawn=redactor.optional(settings.withdrawn),
    )


def _page(page: ContentPage, redactor: Redactor) -> ContentPage:
    return replace(
        page,
        slug=redactor.slug(page.slug),
        title=redactor.text(page.title),
        markdown=redactor.markdown(page.markdown),
    )
