"""Page quality: the share of entities that have one good page of their own.

The page of an entity is good if it has most of the entity's mentions, if most of its mentions are of the entity, if its
type is right, and if no second page is about the same entity.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from builder.evaluate.gold import CORE_TYPES, GOLD_TYPES
from builder.evaluate.metrics import Proportion, Score
from builder.evaluate.name_alignment import AlignedNames, ScoredName

MOST = 0.8
"""Least share of an entity's mentions that are on its page, and of a page's mentions that are of its entity."""


class PageVerdict(StrEnum):
    """Verdict on the page of an entity: good, or the first reason why not."""

    GOOD = "good"
    NOT_FOUND = "not found"
    MISSED = "mentions missed"
    SPLIT = "split over pages"
    MIXED = "page mixed"
    WRONG_TYPE = "page of the wrong type"
    SECOND = "second page"


class JudgedEntity(Struct, frozen=True):
    """A person, place or organization that the articles mention, with the verdict on its page.

    Attributes:
        title: its id across articles.
        mentions: those that are not optional, in the order of the articles.
        pages: the pages that they link to, with the number of mentions, the most frequent first.
        others: mentions of other entities on the first of these pages.
        page_type: the most frequent type on that page; "" without a page.
    """

    title: str
    mentions: tuple[ScoredName, ...]
    pages: tuple[tuple[str, int], ...]
    others: tuple[ScoredName, ...]
    page_type: str
    verdict: PageVerdict


def judge_pages(articles: Iterable[AlignedNames]) -> tuple[JudgedEntity, ...]:
    """Judge the page of every person, place and organization with a title; the result is sorted by title."""
    by_title: defaultdict[str, list[ScoredName]] = defaultdict(list)
    by_page: defaultdict[str, list[ScoredName]] = defaultdict(list)
    types: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for found in article.found:
            types[found.page][found.type] += 1
        for name in article.scored:
            if name.gold.title is not None:
                by_title[name.gold.title].append(name)
            if name.page is not None:
                by_page[name.page].append(name)
    index = _PageIndex(by_page, types, {page: _subject(names) for page, names in by_page.items()})
    return tuple(
        _judge(title, names, index)
        for title, names in sorted(by_title.items())
        if _most_frequent(name.gold.type for name in names)[0] in CORE_TYPES
    )


def page_scores(titled: Sequence[JudgedEntity]) -> dict[str, Score]:
    """Return the page quality of all entities, and of those with two or more mentions; no scores without entities."""
    if not titled:
        return {}
    again = [one for one in titled if len(one.mentions) > 1]
    return {"page quality": _share(titled), "page quality, met twice and more": _share(again)}


class _PageIndex(Struct, frozen=True):
    """Reverse indexes by page: its mentions, its types, and the entity of most of its mentions."""

    mentions: Mapping[str, Sequence[ScoredName]]
    types: Mapping[str, Counter[str]]
    subjects: Mapping[str, tuple[str, ...]]


def _judge(title: str, names: Sequence[ScoredName], index: _PageIndex) -> JudgedEntity:
    """Return an entity with the pages of its mentions and the verdict on them."""
    counts = Counter(name.page for name in names if name.page is not None)
    pages = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    first = pages[0][0] if pages else None
    return JudgedEntity(
        title=title,
        mentions=tuple(names),
        pages=tuple(pages),
        others=tuple(name for name in index.mentions.get(first or "", ()) if name.gold.title != title),
        page_type=_most_frequent(index.types[first].elements())[0] if first is not None else "",
        verdict=_verdict(title, names, pages, index),
    )


def _verdict(
    title: str, names: Sequence[ScoredName], pages: Sequence[tuple[str, int]], index: _PageIndex
) -> PageVerdict:
    """Return the first reason why the page of an entity is not good, or ``GOOD``."""
    if not pages:
        return PageVerdict.NOT_FOUND
    page, number = pages[0]
    if sum(count for _, count in pages) < MOST * len(names):
        return PageVerdict.MISSED
    if number < MOST * len(names):
        return PageVerdict.SPLIT
    if sum(name.gold.title == title for name in index.mentions[page]) < MOST * len(index.mentions[page]):
        return PageVerdict.MIXED
    if not {*_most_frequent(index.types[page].elements())} & {
        *_most_frequent(name.gold.type for name in names)
    }:
        return PageVerdict.WRONG_TYPE
    if any(index.subjects[other] == (title,) for other, _ in pages[1:]):
        return PageVerdict.SECOND
    return PageVerdict.GOOD


def _subject(names: Iterable[ScoredName]) -> tuple[str, ...]:
    """Return the entity of most mentions of a page: its title, or article and cluster if it has none."""
    subjects = Counter(
        (name.gold.title,) if name.gold.title is not None else (name.article, name.gold.cluster or "")
        for name in names
    )
    return subjects.most_common(1)[0][0]


def _most_frequent(types: Iterable[str]) -> list[str]:
    """Return the most frequent types, in the order of ``GOLD_TYPES``."""
    counts = Counter(types)
    most = max(counts.values())
    return [kind for kind in GOLD_TYPES if counts[kind] == most]


def _share(titled: Sequence[JudgedEntity]) -> Proportion:
    verdicts = Counter(one.verdict for one in titled)
    reasons = {str(verdict): verdicts[verdict] for verdict in PageVerdict if verdict is not PageVerdict.GOOD}
    return Proportion(
        verdicts[PageVerdict.GOOD], len(titled), {name: count for name, count in reasons.items() if count}
    )
