"""What robots read: the sitemap, in parts where it grows too long, and ``robots.txt``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from msgspec import Struct

from builder.edition import urls
from builder.edition.view import View
from builder.pages.page import Context, DataFile, Page
from builder.pages.request import Request
from builder.pages.sharing.share import shared_quotes

ADDRESSES = 50_000
"""The most that the protocol allows in one file."""


class SitemapEntry(Struct, frozen=True):
    """A public address; ``date`` (ISO) is the day when a brief that the page shows was last changed, or None."""

    url: str
    date: str | None


class SitemapContext(Context, frozen=True):
    """The public addresses of the pages that search engines may list."""

    entries: tuple[SitemapEntry, ...]


class SitemapIndexContext(Context, frozen=True):
    """The addresses of the parts of a sitemap."""

    parts: tuple[SitemapEntry, ...]


def sitemap_requests(paths: Iterable[str], *, limit: int = ADDRESSES) -> Iterator[Request]:
    """Yield the sitemap over pages: one file, or an index of parts with at most ``limit`` addresses each.

    Args:
        paths: of the pages that search engines may list.
        limit: addresses of one file, at most.
    """
    listed = sorted(paths)
    if len(listed) <= limit:
        yield Request(urls.SITEMAP, partial(_sitemap, path=urls.SITEMAP, listed=listed), given=_given(listed))
        return
    parts = [listed[start : start + limit] for start in range(0, len(listed), limit)]
    for number, part in enumerate(parts, start=1):
        path = urls.sitemap_part_path(number)
        yield Request(path, partial(_sitemap, path=path, listed=part), given=_given(part))
    yield Request(urls.SITEMAP, partial(_sitemap_index, parts=parts), given=_given(listed))


def _sitemap(view: View, path: str, listed: Sequence[str]) -> Page:
    return Page(path, "sitemap.xml", SitemapContext(_entries(view, listed)))


def _sitemap_index(view: View, parts: Sequence[Sequence[str]]) -> Page:
    dates, site_url = page_dates(view), view.site_url or ""
    entries = []
    for number, part in enumerate(parts, start=1):
        newest = max((dates[path] for path in part if path in dates), default=None)
        entries.append(SitemapEntry(urls.absolute_url(site_url, urls.sitemap_part_path(number)), newest))
    return Page(urls.SITEMAP, "sitemap_index.xml", SitemapIndexContext(tuple(entries)))


def _entries(view: View, listed: Sequence[str]) -> tuple[SitemapEntry, ...]:
    dates, site_url = page_dates(view), view.site_url or ""
    return tuple(SitemapEntry(urls.absolute_url(site_url, path), dates.get(path)) for path in listed)


def _given(listed: Sequence[str]) -> str:
    return "\n".join(listed)


def page_dates(view: View) -> dict[str, str]:
    """The last day when a brief that a page shows appeared or was corrected; left out are pages without such a day,
    and those that only go on with a list.

    No clock is asked, and no file's time: the date of the news is what a reader would call the page's.
    """
    dates: dict[str, str] = {}
    changes = {slug: date for slug in view.slugs if (date := view.changed(slug))}
    if not changes:
        return dates
    for path in (urls.HOME, urls.BRIEF_INDEX, urls.QUOTE_INDEX, urls.TIMELINE, urls.MAP, urls.NETWORK):
        dates[path] = max(changes.values())
    for slug, date in changes.items():
        dates[urls.brief_path(slug)] = date
        for said in shared_quotes(view.brief(slug)):
            dates[urls.shared_quote_path(slug, said.quote.id)] = date
    for entity_id in view.entity_ids:
        entity = view.entity(entity_id)
        found = [changes[slug] for slug in view.slugs_of(entity_id) if slug in changes]
        if found:
            path, index = urls.entity_path(entity.type, entity_id), urls.entity_index_path(entity.type)
            dates[path] = max(found)
            dates[index] = max(dates.get(index, ""), dates[path])
    return dates


def robots_file(view: View) -> DataFile:
    """Every robot is welcome; one that wants the sitemap learns where it is, where there is one."""
    lines = ["User-agent: *", "Allow: /"]
    if view.site_url:
        lines += ["", f"Sitemap: {urls.absolute_url(view.site_url, urls.SITEMAP)}"]
    return DataFile(urls.ROBOTS, "".join(f"{line}\n" for line in lines).encode())
