"""The feeds: Atom (RFC 4287) and JSON Feed 1.1, with the same entries."""

from __future__ import annotations

import json
import uuid

from msgspec import Struct

from builder.edition import urls
from builder.edition.brief_texts import BriefText
from builder.edition.site_frame import SiteWords
from builder.edition.view import View
from builder.edition.wording import shorten, xml_text
from builder.model.brief import Brief
from builder.pages.brief.brief_page import lead_sentence
from builder.pages.page import Context, DataFile, Page

ENTRIES = 50
SUMMARY_LIMIT = 500


class FeedEntry(Struct, frozen=True):
    """A dated brief.

    Attributes:
        published: the first moment of its date, in UTC.
        updated: likewise of the day when it was last corrected, else the same.
        author: its byline, or None.
        title_language, summary_language: the tags of their languages; None if it is the site's.
    """

    id: str
    title: str
    url: str
    published: str
    updated: str
    author: str | None
    summary: str | None
    topics: tuple[str, ...]
    title_language: str | None
    summary_language: str | None


class FeedContext(Context, frozen=True):
    """An Atom feed (RFC 4287); the feed was updated when the last of its entries was."""

    id: str
    title: str
    subtitle: str
    language: str
    home_url: str
    self_url: str
    updated: str
    entries: tuple[FeedEntry, ...]


def feed_page(view: View) -> Page:
    """The feed of the newest dated briefs, of which there is one at least: a feed must say when it changed.

    Without the site's public address the links are relative (RFC 4287, section 2), and the ids are UUIDs
    made from names that do not change with the host.
    """
    site = view.words
    entries = tuple(_entry(view, site, source) for source in _newest_dated(view))
    context = FeedContext(
        id=urls.absolute_url(site.url, urls.HOME) if site.url else _urn("site", site.title),
        title=xml_text(site.title),
        subtitle=xml_text(site.tagline),
        language=site.language,
        home_url=_url(site, urls.HOME),
        self_url=_url(site, urls.FEED),
        updated=max(entry.updated for entry in entries),
        entries=entries,
    )
    return Page(urls.FEED, "feed.xml", context)


def json_feed(view: View) -> DataFile:
    """The same feed as JSON.

    Without the site's public address it names neither itself nor the home page, and its items' addresses count from
    the feed.
    """
    site = view.words
    sources = _newest_dated(view)
    feed: dict[str, object] = {"version": "https://jsonfeed.org/version/1.1", "title": site.title}
    if site.tagline:
        feed["description"] = site.tagline
    if site.url:
        feed["home_page_url"] = urls.absolute_url(site.url, urls.HOME)
        feed["feed_url"] = urls.absolute_url(site.url, urls.JSON_FEED)
    feed["language"] = site.language
    feed["items"] = [_item(view, site, source) for source in sources]
    return DataFile(
        urls.JSON_FEED, (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
    )


def _newest_dated(view: View) -> list[BriefText]:
    dated = [slug for slug, year in zip(view.slugs, view.years, strict=True) if year][:ENTRIES]
    return [view.brief(slug) for slug in dated]


def _item(view: View, site: SiteWords, source: BriefText) -> dict[str, object]:
    """An entry as JSON Feed has it, with the same id as in the Atom feed."""
    entry = _entry(view, site, source)
    item: dict[str, object] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_text": entry.summary or entry.title,
        "date_published": entry.published,
    }
    if entry.updated != entry.published:
        item["date_modified"] = entry.updated
    if site.url:
        item["image"] = urls.absolute_url(site.url, urls.brief_card_path(source.brief.slug))
    if entry.author is not None:
        item["authors"] = [{"name": entry.author}]
    if entry.topics:
        item["tags"] = list(entry.topics)
    if (language := source.foreign_language(site.language)) is not None:
        item["language"] = language
    return item


def _entry(view: View, site: SiteWords, source: BriefText) -> FeedEntry:
    brief = source.brief
    summary = brief.summary or lead_sentence(source)
    return FeedEntry(
        id=_entry_id(site, brief),
        title=xml_text(brief.headline),
        url=_url(site, urls.brief_path(brief.slug)),
        published=_moment(brief.date),
        updated=_moment(view.changed(brief.slug)),
        author=xml_text(brief.byline) if brief.byline else None,
        summary=shorten(xml_text(summary), limit=SUMMARY_LIMIT) if summary else None,
        topics=tuple(xml_text(topic) for topic in brief.topics),
        title_language=view.foreign(brief.headline_language),
        summary_language=view.foreign(brief.summary_language if brief.summary else brief.language),
    )


def _moment(date: str | None) -> str:
    return f"{date}T00:00:00Z"


def _entry_id(site: SiteWords, brief: Brief) -> str:
    if site.url:
        return urls.absolute_url(site.url, urls.brief_path(brief.slug))
    return _urn("brief", f"{site.title}\n{brief.slug}")


def _url(site: SiteWords, path: str) -> str:
    return urls.public_url(site.url, urls.FEED, path)


def _urn(kind: str, name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_OID, f"newsgloss\n{kind}\n{name}").urn
