"""The facts of a timeline strip: when an entity is mentioned, and what dates are told of it."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from builder.edition import urls
from builder.edition.catalog import BriefText, Catalog
from builder.edition.wording import DateWords, date_words
from builder.model.graph import Entity, LinkedMention

BARS = 60
"""How many bars a strip has room for: where days are more, months are taken, then years."""
EVENTS = 30
BRIEFS_READ = 50
"""The newest briefs, in which dates are looked for."""


@dataclass(frozen=True, slots=True)
class Period:
    """A day, week, month or year: its first and last day, counted from the first of year 1."""

    date: DateWords
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class StripBar:
    """What falls into a period.

    Attributes:
        count: how often the entity is mentioned, or how many entries there are.
        text: the headline of the brief, or how many briefs there are.
        url: leads to the brief, of several to the newest, or to the part of the page that lists them.
    """

    period: Period
    count: int
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class StripEvent:
    """A date told in a sentence that names the entity: ``brief`` tells it, ``url`` leads to the words."""

    period: Period
    brief: str
    url: str


@dataclass(frozen=True, slots=True)
class TimeStrip:
    """The bars and events of a strip, each from early to late."""

    bars: tuple[StripBar, ...]
    events: tuple[StripEvent, ...]


def entity_strip(catalog: Catalog, entity: Entity, path: str) -> TimeStrip | None:
    """The strip of an entity; None where all that is known falls on one day."""
    found = catalog.appearances.get(entity.id, {})
    bars = _bars(catalog, path, found)
    events: dict[tuple[str, str], StripEvent] = {}
    for slug, mentions in list(found.items())[:BRIEFS_READ]:
        source = catalog.briefs[slug]
        for told in _dates_told(catalog, source, mentions):
            period = period_of(told.value or "")
            if period is not None and told.value != source.brief.date:
                url = urls.relative_url(path, urls.brief_path(slug), told.anchor)
                events.setdefault((period.date.iso, slug), StripEvent(period, source.brief.headline, url))
    listed = sorted(events.values(), key=lambda event: (event.period.first, event.period.last, event.url))
    days = {period.first for period in (*(bar.period for bar in bars), *(one.period for one in listed))}
    return TimeStrip(bars, tuple(listed[-EVENTS:])) if len(days) > 1 else None


def period_of(iso: str) -> Period | None:
    """The days that an ISO date means: of a day, a week, a month or a year; None where it means none."""
    words = date_words(iso)
    try:
        if "W" in iso:
            first = date.fromisocalendar(int(iso[:4]), int(iso[-2:]), 1).toordinal()
            last = first + 6
        else:
            year, month, day = (int(part) for part in f"{iso}-0-0".split("-")[:3])
            first = date(year, month or 1, day or 1).toordinal()
            last_month = month or 12
            last = date(year, last_month, day or calendar.monthrange(year, last_month)[1]).toordinal()
    except ValueError:
        return None
    return Period(words, first, last) if words is not None else None


def _dates_told(
    catalog: Catalog, source: BriefText, mentions: Iterable[LinkedMention]
) -> Iterable[LinkedMention]:
    """The dates of the sentences that these mentions stand in."""
    dated = catalog.dated[source.brief.slug]
    if dated:
        for sentence in dict.fromkeys(source.sentence_of(mention.span) for mention in mentions):
            yield from dated.get(sentence, ())


def _bars(
    catalog: Catalog, path: str, found: Mapping[str, tuple[LinkedMention, ...]]
) -> tuple[StripBar, ...]:
    """The mentions by date of their briefs: by day, or by month or year where the days are too many."""
    dates = {slug: catalog.briefs[slug].brief.date or "" for slug in found if catalog.briefs[slug].brief.date}
    length = next(
        (size for size in (10, 7) if len({iso[:size] for iso in dates.values()}) <= BARS), len("2014")
    )
    slugs: dict[str, list[str]] = {}
    for slug, iso in dates.items():
        slugs.setdefault(iso[:length], []).append(slug)
    bars = []
    for iso, group in sorted(slugs.items()):
        period = period_of(iso)
        if period is not None:
            count = sum(len(found[slug]) for slug in group)
            text = catalog.briefs[group[0]].brief.headline if len(group) == 1 else f"{len(group):,} briefs"
            bars.append(StripBar(period, count, text, urls.relative_url(path, urls.brief_path(group[0]))))
    return tuple(bars)
