"""The parts of the timeline: which of its pages lists which dates.

A timeline of few entries is one page. A longer one is divided into years, years into months, and months into pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from builder.edition import urls
from builder.edition.brief_texts import BriefText
from builder.edition.periods import Period, period_of
from builder.edition.wording import shorten

ENTRIES = 300
"""How many entries a page of the timeline lists before it is divided into years, years into months, and months into
pages by number."""
SENTENCE_LIMIT = 180


class DatedEntry(Struct, frozen=True, array_like=True):
    """A brief by its date, or a date that a brief tells of.

    Attributes:
        slug, headline: of the brief.
        fragment: the place of the words on the brief's page; "" for the brief itself.
        text: the headline, or the sentence that tells of the date.
        is_told: True for a date that the brief tells of.
        language, headline_language: the tags of the languages of the article and of the headline, if they are known.
    """

    period: Period
    slug: str
    headline: str
    fragment: str
    text: str
    is_told: bool
    language: str | None
    headline_language: str | None

    @property
    def month(self) -> str:
        """``2014-01``, or the year alone if no more is known; a week belongs to the month of its Monday."""
        iso = self.period.date
        return date.fromordinal(self.period.first).isoformat()[:7] if "W" in iso else iso[:7]


class TimelinePart(Struct, frozen=True):
    """One page of the timeline.

    Attributes:
        part: the year or month that the page belongs to; None for the whole timeline.
        name: what the part is called in the addresses of its pages; "" if it has one page.
        entries: those of the page.
        briefs, told: how many entries of the part are briefs, and how many are dates told in them, on all its pages.
        divided: the length of the ISO dates of the parts that the page leads to; None if it lists its entries.
        number, pages: which of the part's pages it is, counted from 1, and how many there are.
    """

    path: str
    part: str | None
    name: str
    entries: tuple[DatedEntry, ...]
    briefs: int
    told: int
    divided: int | None = None
    number: int = 1
    pages: int = 1


def timeline_parts(dated: Iterable[DatedEntry]) -> tuple[TimelinePart, ...]:
    """Return the pages of the timeline; none if no brief has or tells of a date.

    Args:
        dated: the entries of all briefs, the newest brief first.
    """
    entries = _sorted(dated)
    return tuple(_parts(urls.TIMELINE, None, entries)) if entries else ()


def part_name(period: str, part: str | None) -> str:
    """Return what a part is called in its address: entries without a month have an address beside their year's."""
    return f"{period}-no-month" if period == part else period


def _parts(path: str, part: str | None, entries: Sequence[DatedEntry]) -> Iterator[TimelinePart]:
    """Yield a page with all its entries, or one that leads to the pages of its parts, and those."""
    size = len("2014") if part is None else len("2014-01")
    if len(entries) <= ENTRIES:
        yield _part(path, part, entries)
    elif part is not None and len(part) >= size:
        yield from _numbered(part, part, entries)
    else:
        yield _part(path, part, entries, divided=size)
        for period, group in groupby(entries, key=lambda entry: entry.month[:size]):
            inside = list(group)
            if period != part:
                yield from _parts(urls.timeline_path(period), period, inside)
            elif len(inside) > ENTRIES:
                yield from _numbered(part_name(period, part), part, inside)


def _part(
    path: str, part: str | None, entries: Sequence[DatedEntry], *, divided: int | None = None
) -> TimelinePart:
    told = sum(entry.is_told for entry in entries)
    return TimelinePart(path, part, "", tuple(entries), len(entries) - told, told, divided)


def _numbered(name: str, part: str | None, entries: Sequence[DatedEntry]) -> Iterator[TimelinePart]:
    """Yield as many pages as it takes of entries that have no parts."""
    told = sum(entry.is_told for entry in entries)
    starts = range(0, len(entries), ENTRIES)
    for number, start in enumerate(starts, start=1):
        yield TimelinePart(
            path=urls.timeline_path(name, number),
            part=part,
            name=name,
            entries=tuple(entries[start : start + ENTRIES]),
            briefs=len(entries) - told,
            told=told,
            number=number,
            pages=len(starts),
        )


def _sorted(entries: Iterable[DatedEntry]) -> list[DatedEntry]:
    """Return the entries, the latest first; what is known to the year alone is before its months."""
    return sorted(
        entries,
        key=lambda one: (one.month[:4], one.month if len(one.month) > 4 else "~", one.period.first),
        reverse=True,
    )


def dated_entries(source: BriefText) -> Iterator[DatedEntry]:
    """Yield the brief itself if it has a date, and the dates that it tells of, each once."""
    brief = source.brief

    def entry(period: Period, fragment: str, text: str, *, is_told: bool) -> DatedEntry:
        languages = brief.language, brief.headline_language
        return DatedEntry(period, brief.slug, brief.headline, fragment, text, is_told, *languages)

    period = period_of(brief.date) if brief.date else None
    if period is not None:
        yield entry(period, "", brief.headline, is_told=False)
    seen = {brief.date}
    for sentence, mentions in source.dated.items():
        for mention in mentions:
            told = period_of(mention.value or "")
            if told is not None and mention.value not in seen:
                seen.add(mention.value)
                text = shorten(sentence.of(source.text), limit=SENTENCE_LIMIT)
                yield entry(told, mention.anchor, text, is_told=True)
