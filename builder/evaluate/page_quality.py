"""Page quality: the share of things that have one good page of their own.

A page is good where it holds most of what the articles say of the thing, where most of what it holds is of the thing,
where its type is right, and where no second page is about the same thing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from builder.evaluate.gold import CORE_TYPES, GOLD_TYPES
from builder.evaluate.metrics import Proportion, Score
from builder.evaluate.name_alignment import AlignedNames, AskedName

MOST = 0.8
"""The least share of a thing's mentions on its page, and of a page's mentions that are of its thing."""


class PageVerdict(StrEnum):
    """What a thing's page is like: good, or the first reason why not."""

    GOOD = "good"
    NOT_FOUND = "not found"
    MISSED = "mentions missed"
    SPLIT = "split over pages"
    MIXED = "page mixed"
    WRONG_TYPE = "page of the wrong type"
    SECOND = "second page"


@dataclass(frozen=True, slots=True)
class JudgedEntity:
    """A person, place or organisation that the articles mention.

    Attributes:
        title: its title, the same in all articles.
        mentions: those asked for, in the order of the articles.
        pages: the pages that they lead to, with the number of mentions, that with most first.
        strangers: what else the first of these pages holds.
        page_type: the usual type of that page; "" where there is none.
    """

    title: str
    mentions: tuple[AskedName, ...]
    pages: tuple[tuple[str, int], ...]
    strangers: tuple[AskedName, ...]
    page_type: str
    verdict: PageVerdict


def judge_pages(articles: Iterable[AlignedNames]) -> tuple[JudgedEntity, ...]:
    """The verdict on every titled person, place and organisation, sorted by title."""
    by_title: defaultdict[str, list[AskedName]] = defaultdict(list)
    by_page: defaultdict[str, list[AskedName]] = defaultdict(list)
    types: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for found in article.found:
            types[found.page][found.type] += 1
        for name in article.asked:
            if name.gold.title is not None:
                by_title[name.gold.title].append(name)
            if name.page is not None:
                by_page[name.page].append(name)
    held = _PageIndex(by_page, types, {page: _subject(names) for page, names in by_page.items()})
    return tuple(
        _judge(title, names, held)
        for title, names in sorted(by_title.items())
        if _usual(name.gold.type for name in names)[0] in CORE_TYPES
    )


def page_scores(titled: Sequence[JudgedEntity]) -> dict[str, Score]:
    """Page quality, over all and over those that are mentioned twice and more; nothing where nothing has a title."""
    if not titled:
        return {}
    again = [one for one in titled if len(one.mentions) > 1]
    return {"page quality": _share(titled), "page quality, met twice and more": _share(again)}


@dataclass(frozen=True, slots=True)
class _PageIndex:
    """What is known of the pages, by page: mentions, types, and what it is mostly about."""

    mentions: Mapping[str, Sequence[AskedName]]
    types: Mapping[str, Counter[str]]
    subjects: Mapping[str, tuple[str, ...]]


def _judge(title: str, names: Sequence[AskedName], held: _PageIndex) -> JudgedEntity:
    counts = Counter(name.page for name in names if name.page is not None)
    pages = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    first = pages[0][0] if pages else None
    return JudgedEntity(
        title=title,
        mentions=tuple(names),
        pages=tuple(pages),
        strangers=tuple(name for name in held.mentions.get(first or "", ()) if name.gold.title != title),
        page_type=_usual(held.types[first].elements())[0] if first is not None else "",
        verdict=_verdict(title, names, pages, held),
    )


def _verdict(
    title: str, names: Sequence[AskedName], pages: Sequence[tuple[str, int]], held: _PageIndex
) -> PageVerdict:
    if not pages:
        return PageVerdict.NOT_FOUND
    page, number = pages[0]
    if sum(count for _, count in pages) < MOST * len(names):
        return PageVerdict.MISSED
    if number < MOST * len(names):
        return PageVerdict.SPLIT
    if sum(name.gold.title == title for name in held.mentions[page]) < MOST * len(held.mentions[page]):
        return PageVerdict.MIXED
    if not {*_usual(held.types[page].elements())} & {*_usual(name.gold.type for name in names)}:
        return PageVerdict.WRONG_TYPE
    if any(held.subjects[other] == (title,) for other, _ in pages[1:]):
        return PageVerdict.SECOND
    return PageVerdict.GOOD


def _subject(names: Iterable[AskedName]) -> tuple[str, ...]:
    """What most mentions of a page are of: a title alone, or something in one article that has none."""
    things = Counter(
        (name.gold.title,) if name.gold.title is not None else (name.article, name.gold.cluster or "")
        for name in names
    )
    return things.most_common(1)[0][0]


def _usual(types: Iterable[str]) -> list[str]:
    """The types met most often, in the order of ``GOLD_TYPES``."""
    counts = Counter(types)
    most = max(counts.values())
    return [kind for kind in GOLD_TYPES if counts[kind] == most]


def _share(titled: Sequence[JudgedEntity]) -> Proportion:
    verdicts = Counter(one.verdict for one in titled)
    reasons = {str(verdict): verdicts[verdict] for verdict in PageVerdict if verdict is not PageVerdict.GOOD}
    return Proportion(
        verdicts[PageVerdict.GOOD], len(titled), {name: count for name, count in reasons.items() if count}
    )
