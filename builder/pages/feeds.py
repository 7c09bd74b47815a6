"""The Atom feed and the sitemap."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from builder.model.editorial import Site
from builder.model.graph import Brief
from builder.pages import urls
from builder.pages.brief_page import lead_sentence
from builder.pages.catalog import BriefText, Catalog
from builder.pages.page import Context, DataFile, Page
from builder.pages.wording import shorten, xml_text

ENTRIES = 50
SUMMARY_LIMIT = 500


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A dated brief; ``updated`` is the first moment of its date, in UTC."""

    id: str
    title: str
    url: str
    updated: str
    summary: str | None
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedContext(Context):
    """An Atom feed (RFC 4287); the feed was updated when its newest entry was."""

    id: str
    title: str
    subtitle: str
    language: str
    home_url: str
    self_url: str
    updated: str
    entries: tuple[FeedEntry, ...]


@dataclass(frozen=True, slots=True)
class SitemapContext(Context):
    """The public addresses of the pages that search engines may list."""

    urls: tuple[str, ...]


def feed_page(catalog: Catalog) -> Page | None:
    """The feed of the newest dated briefs; None where none has a date: a feed must say when it changed.

    Without the site's public address the links are relative (RFC 4287, section 2), and the ids are UUIDs
    made from names that do not change with the host.
    """
    site = catalog.content.site
    dated = [source for source in catalog.briefs.values() if source.brief.date][:ENTRIES]
    if not dated:
        return None
    entries = tuple(_entry(site, source) for source in dated)
    context = FeedContext(
        id=urls.absolute_url(site.url, urls.HOME) if site.url else _urn("site", site.title),
        title=xml_text(site.title),
        subtitle=xml_text(site.tagline),
        language=site.language,
        home_url=_url(site, urls.HOME),
        self_url=_url(site, urls.FEED),
        updated=entries[0].updated,
        entries=entries,
    )
    return Page(urls.FEED, "feed.xml", context)


def sitemap_page(site_url: str, paths: Iterable[str]) -> Page:
    """The sitemap over the given pages."""
    addresses = tuple(urls.absolute_url(site_url, path) for path in sorted(paths))
    return Page(urls.SITEMAP, "sitemap.xml", SitemapContext(addresses))


def robots_file(site: Site) -> DataFile:
    """Every robot is welcome; one that wants the sitemap learns where it is, where there is one."""
    lines = ["User-agent: *", "Allow: /"]
    if site.url:
        lines += ["", f"Sitemap: {urls.absolute_url(site.url, urls.SITEMAP)}"]
    return DataFile(urls.ROBOTS, "".join(f"{line}\n" for line in lines).encode())


def _entry(site: Site, source: BriefText) -> FeedEntry:
    brief = source.brief
    summary = brief.summary or lead_sentence(source)
    return FeedEntry(
        id=_entry_id(site, brief),
        title=xml_text(brief.headline),
        url=_url(site, urls.brief_path(brief.slug)),
        updated=f"{brief.date}T00:00:00Z",
        summary=shorten(xml_text(summary), limit=SUMMARY_LIMIT) if summary else None,
        topics=tuple(xml_text(topic) for topic in brief.topics),
    )


def _entry_id(site: Site, brief: Brief) -> str:
    if site.url:
        return urls.absolute_url(site.url, urls.brief_path(brief.slug))
    return _urn("brief", f"{site.title}\n{brief.slug}")


def _url(site: Site, path: str) -> str:
    return urls.absolute_url(site.url, path) if site.url else urls.relative_url(urls.FEED, path)


def _urn(kind: str, name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_OID, f"newsgloss\n{kind}\n{name}").urn
