"""Mistakes in names, in the pages that they link to, and in the coordinates of places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from builder.evaluate.gold import GoldArticle
from builder.evaluate.mistakes import Mistake, MistakeKind, clipped
from builder.evaluate.name_alignment import AlignedNames, ScoredName
from builder.evaluate.page_quality import JudgedEntity, PageVerdict
from builder.evaluate.place_scores import LocatedPlace

_OF_VERDICT = {
    PageVerdict.NOT_FOUND: MistakeKind.PAGE_NOT_FOUND,
    PageVerdict.MISSED: MistakeKind.PAGE_MISSED,
    PageVerdict.SPLIT: MistakeKind.PAGE_SPLIT,
    PageVerdict.MIXED: MistakeKind.PAGE_MIXED,
    PageVerdict.WRONG_TYPE: MistakeKind.PAGE_TYPE,
    PageVerdict.SECOND: MistakeKind.PAGE_SECOND,
}
_PAGES_SHOWN = 4


def name_mistakes(one: GoldArticle, aligned: AlignedNames) -> Iterator[Mistake]:
    """Yield every name of an article that was missed, is spurious, or has the wrong type or boundaries."""
    for name in aligned.scored:
        span, found = name.gold.span, name.found
        if found is None:
            yield Mistake(MistakeKind.NAME_MISSED, one.id, span, name.words, name.gold.type)
            continue
        if found.type != name.gold.type:
            detail = f"{name.gold.type} found as {found.type}"
            yield Mistake(MistakeKind.TYPE_WRONG, one.id, span, name.words, detail)
        if found.mention.span != span:
            detail = f"found as “{clipped(found.mention.span.of(one.text))}”"
            yield Mistake(MistakeKind.EDGES_WRONG, one.id, span, name.words, detail)
    if not aligned.partial:
        for found in aligned.spurious:
            words = clipped(found.mention.span.of(one.text))
            yield Mistake(MistakeKind.NAME_SPURIOUS, one.id, found.mention.span, words, found.type)


def page_mistakes(titled: Iterable[JudgedEntity]) -> Iterator[Mistake]:
    """Yield every entity without a good page of its own, at its first mention."""
    for one in titled:
        kind = _OF_VERDICT.get(one.verdict)
        if kind is not None:
            first = one.mentions[0]
            yield Mistake(kind, first.article, first.gold.span, one.title, _pages(one))


def place_mistakes(places: Iterable[LocatedPlace]) -> Iterator[Mistake]:
    """Yield every place with wrong or no coordinates, at its first mention."""
    for place in places:
        if not place.right:
            first = place.mentions[0]
            kind = MistakeKind.PLACE_UNKNOWN if place.distance_km is None else MistakeKind.PLACE_AWAY
            detail = "" if place.distance_km is None else f"{place.distance_km:.0f} km off"
            yield Mistake(kind, first.article, first.gold.span, place.title, detail)


def _pages(one: JudgedEntity) -> str:
    """Return the pages that the mentions of an entity link to, with their numbers and spellings, as text."""
    total = len(one.mentions)
    parts = [f"{total} {'mention' if total == 1 else 'mentions'}"]
    for page, number in one.pages[:_PAGES_SHOWN]:
        parts.append(f"{number} on {page} ({_spellings(one.mentions, page)})")
    if len(one.pages) > _PAGES_SHOWN:
        parts.append(f"{len(one.pages) - _PAGES_SHOWN} more pages")
    lost = total - sum(number for _, number in one.pages)
    if lost:
        parts.append(f"{lost} not found ({_spellings(one.mentions, None)})")
    if one.verdict is PageVerdict.MIXED:
        page = one.pages[0][0]
        others = len(one.others)
        spellings = _spellings(one.others, page)
        parts.append(f"{page} has {others} {'other' if others == 1 else 'others'} too ({spellings})")
    if one.verdict is PageVerdict.WRONG_TYPE:
        parts.append(f"{one.mentions[0].gold.type} taken for {one.page_type}")
    return "; ".join(parts)


def _spellings(mentions: Sequence[ScoredName], page: str | None) -> str:
    counts = Counter(name.words for name in mentions if name.page == page)
    return ", ".join(sorted(counts, key=lambda words: (-counts[words], words))[:3])
