"""The facts of a timeline strip: when an entity is mentioned, and what dates are told of it."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

from builder.edition import urls
from builder.edition.periods import Period, period_of
from builder.edition.view import View
from builder.pages.entity.excerpts import EXCERPTS

BARS = 60
"""How many bars a strip has room for: where days are more, months are taken, then years."""
EVENTS = 30
BRIEFS_READ = 20
"""The newest briefs, in which dates are looked for."""
FEWEST_DAYS = 4
"""How many days a strip with a single bar must have to be drawn."""


class StripBar(Struct, frozen=True):
    """What falls into a period.

    Attributes:
        count: how often the entity is mentioned, or how many entries there are.
        text: the headline of the brief, or how many briefs there are.
        url: leads to the brief, of several to the newest, or to the part of the page that lists them.
        language: the tag of the language of a headline; None if it is the site's.
    """

    period: Period
    count: int
    text: str
    url: str
    language: str | None = None


class StripEvent(Struct, frozen=True):
    """A date told in a sentence that names the entity.

    Attributes:
        brief: the headline of the brief that tells it; "" if the entity appears in no other.
        url: leads to the words.
        language: the tag of the language of the headline; None if it is the site's.
    """

    period: Period
    brief: str
    url: str
    language: str | None = None


class TimeStrip(Struct, frozen=True):
    """The bars and events of a strip, each from early to late.

    Attributes:
        listed: the bars that nothing else on the page says in words: other ones are of a brief that it shows.
        drawn: False if a picture would tell nothing more than the list.
    """

    bars: tuple[StripBar, ...]
    events: tuple[StripEvent, ...]
    listed: tuple[StripBar, ...] = ()
    drawn: bool = True


def entity_strip(view: View, entity_id: str, path: str, shown: Collection[str]) -> TimeStrip | None:
    """The strip of an entity; None where all that is known falls on one day.

    Args:
        view: what the site knows.
        entity_id: the entity.
        path: of its page.
        shown: the slugs of the briefs that the page shows with headline, date and mentions.
    """
    slugs = view.slugs_of(entity_id)
    bars, listed = strip_bars(view, entity_id, path, shown)
    events: dict[tuple[str, str], StripEvent] = {}
    for slug, excerpts in view.derived_of(EXCERPTS, slugs[:BRIEFS_READ]).items():
        head = view.brief_head(slug)
        for date, anchor in excerpts.told.get(entity_id, ()):
            period = period_of(date)
            if period is not None and date != head.date:
                url = urls.relative_url(path, urls.brief_path(slug), anchor)
                headline = head.headline if len(slugs) > 1 else ""
                language = view.foreign(head.headline_language)
                events.setdefault((period.date, slug), StripEvent(period, headline, url, language))
    told = sorted(events.values(), key=lambda event: (event.period.first, event.period.last, event.url))
    days = {period.first for period in (*(bar.period for bar in bars), *(one.period for one in told))}
    if len(days) < 2:
        return None
    drawn = len(bars) > 1 or len(days) >= FEWEST_DAYS
    return TimeStrip(bars, tuple(told[-EVENTS:]), listed, drawn)


def strip_bars(
    view: View, entity_id: str, path: str, shown: Collection[str]
) -> tuple[tuple[StripBar, ...], tuple[StripBar, ...]]:
    """Return the mentions by date of their briefs: by day, or by month or year where the days are too many; then those
    bars that are not of a single brief that the page shows.
    """
    found = dict(view.mention_counts(entity_id))
    heads = {slug: view.brief_head(slug) for slug in found}
    dates = {slug: head.date for slug, head in heads.items() if head.date}
    length = next(
        (size for size in (10, 7) if len({iso[:size] for iso in dates.values()}) <= BARS), len("2014")
    )
    slugs: dict[str, list[str]] = {}
    for slug, iso in dates.items():
        slugs.setdefault(iso[:length], []).append(slug)
    bars, listed = [], []
    for iso, group in sorted(slugs.items()):
        period = period_of(iso)
        if period is not None:
            count = sum(found[slug] for slug in group)
            url = urls.relative_url(path, urls.brief_path(group[0]))
            if len(group) == 1:
                head = heads[group[0]]
                bar = StripBar(period, count, head.headline, url, view.foreign(head.headline_language))
            else:
                bar = StripBar(period, count, view.interface.counted("brief", len(group)), url)
            bars.append(bar)
            if len(group) > 1 or group[0] not in shown or dates[group[0]] != iso:
                listed.append(bar)
    return tuple(bars), tuple(listed)
