"""The shelves of the quote index: which of its pages holds which quotes.

A site with few quotes has them all on one page. If that would grow too heavy, each letter has pages of its own,
as many as it needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from builder.edition import urls
from builder.edition.brief_texts import QuoteRef
from builder.edition.index_keys import index_key
from builder.edition.quote_weights import GROUP_WEIGHT
from builder.edition.quote_words import speaker_key
from builder.edition.wording import initial, sort_key
from builder.model.brief_outline import BriefOutline
from builder.model.graph import Entity

PAGE_WEIGHT = 200_000
"""How many bytes the quotes of one page may have, by estimate: the page around them comes on top."""

UNNAMED, UNKNOWN = "unnamed", "unknown"
"""The shelves of sources that are no entity, and of quotes that are credited to no one."""


class Group(Struct, frozen=True):
    """The quotes of one speaker, of several jointly, or of a source that the articles name in the same words.

    Attributes:
        key: its place among the groups.
        letter: under which letter it is listed; "" for sources that are no entity.
        quotes: those of one page, the newest brief first.
        total: how many quotes the group has on all its pages.
        continued: True if it began on an earlier page.
    """

    speaker_ids: tuple[str, ...]
    key: tuple[int, tuple[tuple[str, str], ...], tuple[str, ...]]
    letter: str
    quotes: tuple[QuoteRef, ...]
    total: int
    continued: bool = False


class ShelfLabel(Struct, frozen=True):
    """What is written on a page of the quote index.

    Attributes:
        name: of the letter or the part that the page belongs to; "" if one page holds everything.
        letter: that letter, or "".
        number: which of that letter's pages it is, counted from 1.
        quotes: how many quotes the page holds.
    """

    path: str
    name: str
    letter: str
    number: int
    quotes: int


class Shelf(Struct, frozen=True):
    """One page of the quote index."""

    label: ShelfLabel
    groups: tuple[Group, ...]


class _Weighed(Struct, frozen=True):
    """A group with the bytes of each of its quotes on a page, by estimate."""

    group: Group
    weights: tuple[int, ...]

    @property
    def weight(self) -> int:
        return GROUP_WEIGHT + sum(self.weights)


def quote_shelves(
    outlines: Iterable[BriefOutline], weights: Mapping[str, Sequence[int]], entities: Mapping[str, Entity]
) -> tuple[Shelf, ...]:
    """Return the pages of the quote index in their order; none if there are no quotes.

    Args:
        outlines: of the briefs, the newest first.
        weights: about how many bytes each quote of a brief has on a page, by slug.
        entities: by id.
    """
    groups = _groups(outlines, weights, entities)
    if not groups:
        return ()
    if sum(group.weight for group in groups) <= PAGE_WEIGHT:
        return (_shelf(urls.QUOTE_INDEX, "", "", 1, [weighed.group for weighed in groups]),)
    return tuple(
        _shelf(urls.quote_page_path(name, number), name, part[0].letter, number, part)
        for name, found in groupby(groups, key=lambda weighed: _shelf_name(weighed.group))
        for number, part in enumerate(_pages(found), start=1)
    )


def quote_paths(shelves: Iterable[Shelf]) -> dict[str, dict[str, str]]:
    """Return the page of the quote index that shows each quote, by slug and quote id."""
    paths: dict[str, dict[str, str]] = {}
    for shelf in shelves:
        for group in shelf.groups:
            for quote in group.quotes:
                paths.setdefault(quote.slug, {})[quote.quote_id] = shelf.label.path
    return paths


def speaker_paths(shelves: Iterable[Shelf]) -> dict[str, tuple[str, str]]:
    """Return the page of the quote index on which each speaker's quotes begin, with their anchor there."""
    paths: dict[str, tuple[str, str]] = {}
    for shelf in shelves:
        for group in shelf.groups:
            for entity_id in group.speaker_ids:
                place = shelf.label.path, urls.speaker_anchor(group.speaker_ids)
                if group.speaker_ids == (entity_id,) and not group.continued:
                    paths[entity_id] = place
                paths.setdefault(entity_id, place)
    return paths


def _shelf(path: str, name: str, letter: str, number: int, groups: Sequence[Group]) -> Shelf:
    label = ShelfLabel(path, name, letter, number, sum(len(group.quotes) for group in groups))
    return Shelf(label, tuple(groups))


def _groups(
    outlines: Iterable[BriefOutline], weights: Mapping[str, Sequence[int]], entities: Mapping[str, Entity]
) -> list[_Weighed]:
    """Return named speakers from A to Z, then unnamed ones, then those without any; in each the newest brief first."""
    found: dict[tuple[tuple[str, ...], str], list[tuple[QuoteRef, int]]] = {}
    for outline in outlines:
        for quote, weight in zip(outline.quotes, weights[outline.slug], strict=True):
            found.setdefault(speaker_key(quote), []).append((QuoteRef(outline.slug, quote.id), weight))
    groups = [_group(entities, *key, quotes) for key, quotes in found.items()]
    # The shelf comes before the key: two letters that sort between one another stay together.
    return sorted(groups, key=lambda one: (one.group.key[0], one.group.letter, one.group.key))


def _group(
    entities: Mapping[str, Entity],
    speaker_ids: tuple[str, ...],
    text: str,
    quotes: Sequence[tuple[QuoteRef, int]],
) -> _Weighed:
    key: tuple[int, tuple[tuple[str, str], ...], tuple[str, ...]]
    letter = ""
    if speaker_ids:
        keys = tuple(index_key(entities[entity_id]) for entity_id in speaker_ids)
        key, letter = (0, keys, speaker_ids), initial(keys[0][0])
    else:
        key = (1, (sort_key(text),), ()) if text else (2, (), ())
    group = Group(speaker_ids, key, letter, tuple(quote for quote, _ in quotes), len(quotes))
    return _Weighed(group, tuple(weight for _, weight in quotes))


def _shelf_name(group: Group) -> str:
    if group.letter:
        return urls.letter_name(group.letter)
    return UNNAMED if group.key[0] == 1 else UNKNOWN


def _pages(groups: Iterable[_Weighed]) -> Iterator[tuple[Group, ...]]:
    """Yield the groups of one letter on as many pages as they need; a group is cut only if no page could hold it."""
    page: list[Group] = []
    room = PAGE_WEIGHT
    for whole in groups:
        for weighed in _cut(whole):
            if page and weighed.weight > room:
                yield tuple(page)
                page, room = [], PAGE_WEIGHT
            page.append(weighed.group)
            room -= weighed.weight
    if page:
        yield tuple(page)


def _cut(whole: _Weighed) -> Iterator[_Weighed]:
    """Yield the group in parts of which each fits on a page."""
    if whole.weight <= PAGE_WEIGHT:
        yield whole
        return
    start, room = 0, PAGE_WEIGHT - GROUP_WEIGHT
    for end, weight in enumerate(whole.weights):
        if end > start and weight > room:
            yield _part(whole, start, end)
            start, room = end, PAGE_WEIGHT - GROUP_WEIGHT
        room -= weight
    yield _part(whole, start, len(whole.weights))


def _part(whole: _Weighed, start: int, end: int) -> _Weighed:
    group = replace(whole.group, quotes=whole.group.quotes[start:end], continued=start > 0)
    return _Weighed(group, whole.weights[start:end])
