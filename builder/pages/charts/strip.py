"""The facts of a timeline strip: when an entity is mentioned, and what dates are told of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from builder.edition import urls
from builder.edition.brief_texts import BriefText
from builder.edition.periods import Period, period_of
from builder.edition.view import View
from builder.model.graph import LinkedMention

BARS = 60
"""How many bars a strip has room for: where days are more, months are taken, then years."""
EVENTS = 30
BRIEFS_READ = 20
"""The newest briefs, in which dates are looked for."""


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


def entity_strip(view: View, entity_id: str, path: str) -> TimeStrip | None:
    """The strip of an entity; None where all that is known falls on one day."""
    found = view.appearances(entity_id)
    bars = _bars(view, path, found)
    events: dict[tuple[str, str], StripEvent] = {}
    for slug, mentions in list(found.items())[:BRIEFS_READ]:
        source = view.brief(slug)
        for told in _dates_told(source, mentions):
            period = period_of(told.value or "")
            if period is not None and told.value != source.brief.date:
                url = urls.relative_url(path, urls.brief_path(slug), told.anchor)
                events.setdefault((period.date.iso, slug), StripEvent(period, source.brief.headline, url))
    listed = sorted(events.values(), key=lambda event: (event.period.first, event.period.last, event.url))
    days = {period.first for period in (*(bar.period for bar in bars), *(one.period for one in listed))}
    return TimeStrip(bars, tuple(listed[-EVENTS:])) if len(days) > 1 else None


def _dates_told(source: BriefText, mentions: Iterable[LinkedMention]) -> Iterable[LinkedMention]:
    """The dates of the sentences that these mentions stand in."""
    dated = source.dated
    if dated:
        for sentence in dict.fromkeys(source.sentence_of(mention.span) for mention in mentions):
            yield from dated.get(sentence, ())


def _bars(view: View, path: str, found: Mapping[str, tuple[LinkedMention, ...]]) -> tuple[StripBar, ...]:
    """The mentions by date of their briefs: by day, or by month or year where the days are too many."""
    heads = {slug: view.brief_head(slug) for slug in found}
    dates = {slug: head.date for slug, head in heads.items() if head.date}
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
            text = heads[group[0]].headline if len(group) == 1 else f"{len(group):,} briefs"
            bars.append(StripBar(period, count, text, urls.relative_url(path, urls.brief_path(group[0]))))
    return tuple(bars)
