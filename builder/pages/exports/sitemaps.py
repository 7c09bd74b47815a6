"""What robots read: the sitemap, in parts where it grows too long, and ``robots.txt``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.edition import urls
from builder.edition.catalog import Catalog
from builder.model.editorial import Site
from builder.pages.page import Context, DataFile, Page
from builder.pages.sharing.share import shared_quotes

ADDRESSES = 50_000
"""The most that the protocol allows in one file."""


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A public address; ``date`` (ISO) is the day when a brief that the page shows was last changed, or None."""

    url: str
    date: str | None


@dataclass(frozen=True, slots=True)
class SitemapContext(Context):
    """The public addresses of the pages that search engines may list."""

    entries: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True)
class SitemapIndexContext(Context):
    """The addresses of the parts of a sitemap."""

    parts: tuple[SitemapEntry, ...]


def sitemap_pages(
    site_url: str, paths: Sequence[str], dates: Mapping[str, str], *, limit: int = ADDRESSES
) -> Iterator[Page]:
    """The sitemap over the given pages: one file, or an index of parts with at most ``limit`` addresses each."""
    entries = tuple(
        SitemapEntry(urls.absolute_url(site_url, path), dates.get(path)) for path in sorted(paths)
    )
    if len(entries) <= limit:
        yield Page(urls.SITEMAP, "sitemap.xml", SitemapContext(entries))
        return
    parts = []
    for number, start in enumerate(range(0, len(entries), limit), start=1):
        part = entries[start : start + limit]
        path = urls.sitemap_part_path(number)
        newest = max((entry.date for entry in part if entry.date), default=None)
        parts.append(SitemapEntry(urls.absolute_url(site_url, path), newest))
        yield Page(path, "sitemap.xml", SitemapContext(part))
    yield Page(urls.SITEMAP, "sitemap_index.xml", SitemapIndexContext(tuple(parts)))


def page_dates(catalog: Catalog) -> dict[str, str]:
    """The last day when a brief that a page shows appeared or was corrected; left out are pages without such a day,
    and those that only go on with a list.

    No clock is asked, and no file's time: the date of the news is what a reader would call the page's.
    """
    dates: dict[str, str] = {}
    changes = {slug: date for slug, source in catalog.briefs.items() if (date := source.brief.changed)}
    if not changes:
        return dates
    for path in (urls.HOME, urls.BRIEF_INDEX, urls.QUOTE_INDEX, urls.TIMELINE, urls.MAP, urls.NETWORK):
        dates[path] = max(changes.values())
    for slug, date in changes.items():
        dates[urls.brief_path(slug)] = date
        for said in shared_quotes(catalog.briefs[slug]):
            dates[urls.shared_quote_path(slug, said.quote.id)] = date
    for entity_id, slugs in catalog.appearances.items():
        entity = catalog.entity(entity_id)
        found = [changes[slug] for slug in slugs if slug in changes]
        if found:
            path, index = urls.entity_path(entity.type, entity_id), urls.entity_index_path(entity.type)
            dates[path] = max(found)
            dates[index] = max(dates.get(index, ""), dates[path])
    return dates


def robots_file(site: Site) -> DataFile:
    """Every robot is welcome; one that wants the sitemap learns where it is, where there is one."""
    lines = ["User-agent: *", "Allow: /"]
    if site.url:
        lines += ["", f"Sitemap: {urls.absolute_url(site.url, urls.SITEMAP)}"]
    return DataFile(urls.ROBOTS, "".join(f"{line}\n" for line in lines).encode())
