"""The shelves of the quote index: which of its pages holds which quotes.

A site with few quotes has them all on one page. Where that would grow too heavy, each letter has pages of its own,
as many as it needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from builder.edition import urls
from builder.edition.catalog import Catalog, Utterance
from builder.edition.index_keys import index_key
from builder.edition.quote_words import speaker_key
from builder.edition.wording import initial, sort_key

PAGE_WEIGHT = 200_000
"""How many bytes the quotes of one page may have, by estimate: the page around them comes on top."""

GROUP_WEIGHT = 400
CARD_WEIGHT = 900
"""Bytes of a speaker's heading, and of a quote beside its own words: generous, so that no page is heavier."""

UNNAMED, UNKNOWN = "unnamed", "unknown"
"""The shelves of sources that are no entity, and of quotes that nobody is credited with."""


@dataclass(frozen=True, slots=True)
class Group:
    """The quotes of one speaker, of several jointly, or of a source that the articles name in the same words.

    Attributes:
        key: where it stands among the groups.
        letter: under which letter it is listed; "" for sources that are no entity.
        total: how many quotes the group has on all its pages; ``utterances`` are those of one page.
        continued: whether it began on an earlier page.
    """

    speaker_ids: tuple[str, ...]
    key: tuple[int, tuple[tuple[str, str], ...], tuple[str, ...]]
    letter: str
    utterances: tuple[Utterance, ...]
    total: int
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Shelf:
    """One page of the quote index.

    Attributes:
        name: of the letter or the part that the page belongs to; "" where one page holds everything.
        letter: that letter, or "".
        number: which of that letter's pages it is, counted from 1.
    """

    path: str
    name: str
    letter: str
    number: int
    groups: tuple[Group, ...]


def shelve(catalog: Catalog) -> tuple[Shelf, ...]:
    """The pages of the quote index in their order; none where there are no quotes."""
    groups = _groups(catalog)
    if not groups:
        return ()
    if sum(map(_weight, groups)) <= PAGE_WEIGHT:
        return (Shelf(urls.QUOTE_INDEX, "", "", 1, tuple(groups)),)
    return tuple(
        Shelf(urls.quote_page_path(name, number), name, part[0].letter, number, part)
        for name, found in groupby(groups, key=_shelf_name)
        for number, part in enumerate(_pages(found), start=1)
    )


def with_shelves(catalog: Catalog, shelves: Sequence[Shelf]) -> Catalog:
    """The catalogue with the places of all quotes and speakers in the quote index."""
    speaker_paths: dict[str, tuple[str, str]] = {}
    for shelf in shelves:
        for group in shelf.groups:
            for entity_id in group.speaker_ids:
                place = shelf.path, urls.speaker_anchor(group.speaker_ids)
                if group.speaker_ids == (entity_id,) and not group.continued:
                    speaker_paths[entity_id] = place
                speaker_paths.setdefault(entity_id, place)
    quote_paths = {
        (said.source.brief.slug, said.quote.id): shelf.path
        for shelf in shelves
        for group in shelf.groups
        for said in group.utterances
    }
    return replace(catalog, quote_paths=quote_paths, speaker_paths=speaker_paths)


def _groups(catalog: Catalog) -> list[Group]:
    """Named speakers from A to Z, then unnamed ones, then those without any; in each the newest brief first."""
    found: dict[tuple[tuple[str, ...], str], list[Utterance]] = {}
    for source in catalog.briefs.values():
        for quote in source.brief.quotes:
            found.setdefault(speaker_key(quote), []).append(Utterance(source, quote))
    groups = [_group(catalog, *key, utterances) for key, utterances in found.items()]
    # The shelf comes before the key: two letters that sort between one another stay together.
    return sorted(groups, key=lambda group: (group.key[0], group.letter, group.key))


def _group(
    catalog: Catalog, speaker_ids: tuple[str, ...], text: str, utterances: Sequence[Utterance]
) -> Group:
    key: tuple[int, tuple[tuple[str, str], ...], tuple[str, ...]]
    letter = ""
    if speaker_ids:
        keys = tuple(index_key(catalog.entity(entity_id)) for entity_id in speaker_ids)
        key, letter = (0, keys, speaker_ids), initial(keys[0][0])
    else:
        key = (1, (sort_key(text),), ()) if text else (2, (), ())
    return Group(speaker_ids, key, letter, tuple(utterances), len(utterances))


def _shelf_name(group: Group) -> str:
    if group.letter:
        return urls.letter_name(group.letter)
    return UNNAMED if group.key[0] == 1 else UNKNOWN


def _pages(groups: Iterable[Group]) -> Iterator[tuple[Group, ...]]:
    """The groups of one letter on as many pages as they need; a group is cut only where no page could hold it."""
    page: list[Group] = []
    room = PAGE_WEIGHT
    for whole in groups:
        for group in _cut(whole):
            weight = _weight(group)
            if page and weight > room:
                yield tuple(page)
                page, room = [], PAGE_WEIGHT
            page.append(group)
            room -= weight
    if page:
        yield tuple(page)


def _cut(group: Group) -> Iterator[Group]:
    """The group in parts of which each fits on a page."""
    if _weight(group) <= PAGE_WEIGHT:
        yield group
        return
    part: list[Utterance] = []
    room, continued = PAGE_WEIGHT - GROUP_WEIGHT, False
    for said in group.utterances:
        weight = _card_weight(said)
        if part and weight > room:
            yield replace(group, utterances=tuple(part), continued=continued)
            part, room, continued = [], PAGE_WEIGHT - GROUP_WEIGHT, True
        part.append(said)
        room -= weight
    yield replace(group, utterances=tuple(part), continued=continued)


def _weight(group: Group) -> int:
    return GROUP_WEIGHT + sum(map(_card_weight, group.utterances))


def _card_weight(said: Utterance) -> int:
    """About how many bytes a quote has on a page."""
    quote, brief = said.quote, said.source.brief
    words = sum(len(span.of(said.source.text).encode("utf-8", "replace")) for span in quote.content)
    apparatus = len(brief.headline.encode("utf-8", "replace")) + 4 * len(
        brief.slug.encode("utf-8", "replace")
    )
    return CARD_WEIGHT + words + apparatus
