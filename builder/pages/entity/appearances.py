"""Where an entity appears: its mentions in their sentences, the newest brief first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from builder.edition import urls
from builder.edition.view import View
from builder.pages.entity.excerpts import EXCERPTS, Excerpts, Place
from builder.pages.first_mentions import FIRST_MENTIONS
from builder.pages.links import BriefLink, brief_link

BRIEFS_IN_FULL = 20
MENTIONS_IN_FULL = 50
"""The newest briefs are shown sentence by sentence, so many of them and so many mentions at most."""

OLDER_SHOWN = 100
"""Where there are more older briefs than this, pages of their own list them."""


# A tuple, since the pages of entities have most of a site's sentences.
class Words(NamedTuple):
    """Adjacent words of a sentence.

    Attributes:
        url: leads to the mention that they are; None for words between mentions.
        uncertain: True if the annotator is unsure of the mention.
    """

    text: str
    url: str | None = None
    uncertain: bool = False


class Appearance(Struct, frozen=True):
    """The mentions of an entity in one brief.

    Attributes:
        sentences: each sentence that names it on the brief's page, in parts.
        mentions: how often the brief names it.
        language: the tag of the language of the sentences; None if it is the site's.
    """

    brief: BriefLink
    sentences: tuple[tuple[Words, ...], ...]
    mentions: int
    language: str | None


class OlderBrief(Struct, frozen=True):
    """A brief that names an entity, with the way to its first mention there."""

    brief: BriefLink
    mentions: int


def appearances(view: View, slugs: Iterable[str], path: str, entity_id: str) -> tuple[Appearance, ...]:
    """Return the mentions of an entity in briefs, all of which the list of its mentions counts."""
    counts = dict(view.mention_counts(entity_id))
    return tuple(
        _appearance(view, slug, excerpts, path, entity_id, counts[slug])
        for slug, excerpts in view.derived_of(EXCERPTS, slugs).items()
    )


def _appearance(
    view: View, slug: str, excerpts: Excerpts, path: str, entity_id: str, count: int
) -> Appearance:
    head = view.brief_head(slug)
    link = brief_link(view, head, path)
    by_sentence: dict[int, list[Place]] = {}
    for place in excerpts.mentions[entity_id]:
        by_sentence.setdefault(place[0], []).append(place)
    sentences = (
        tuple(_words(excerpts.sentences[number], named, link.url)) for number, named in by_sentence.items()
    )
    return Appearance(link, tuple(sentences), count, view.foreign(head.language))


def older_briefs(view: View, slugs: Iterable[str], path: str, entity_id: str) -> tuple[OlderBrief, ...]:
    """Return briefs that name an entity as lines of a list."""
    wanted = tuple(slugs)
    if not wanted:  # as for most entities
        return ()
    shown, counts = view.derived_of(FIRST_MENTIONS, wanted), dict(view.mention_counts(entity_id))
    rows = []
    for slug in wanted:
        first = shown[slug].get(entity_id)
        fragment = urls.mention_anchor(entity_id, first[0]) if first else ""
        rows.append(
            OlderBrief(brief_link(view, view.brief_head(slug), path, fragment=fragment), counts[slug])
        )
    return tuple(rows)


def listed_apart(view: View, entity_id: str) -> tuple[str, ...]:
    """Return the slugs of the briefs of an entity that are listed on pages of their own; most entities have none."""
    counts = view.mention_counts(entity_id)
    older = counts[count_in_full([count for _, count in counts]) :]
    return tuple(slug for slug, _ in older) if len(older) > OLDER_SHOWN else ()


def count_in_full(counts: Sequence[int]) -> int:
    """Return how many of the newest briefs are shown sentence by sentence, given the mentions in each: at least one."""
    mentions = 0
    for number, count in enumerate(counts[:BRIEFS_IN_FULL]):
        mentions += count
        if number and mentions > MENTIONS_IN_FULL:
            return number
    return min(len(counts), BRIEFS_IN_FULL)


def _words(sentence: str, places: Iterable[Place], url: str) -> Iterator[Words]:
    """Yield a sentence in parts; ``url`` leads to its brief."""
    position = 0
    for _, start, end, anchor, is_uncertain in places:
        if start < position:
            continue
        if position < start:
            yield Words(sentence[position:start])
        yield Words(sentence[start:end], urls.url_at(url, anchor), is_uncertain)
        position = end
    if position < len(sentence):
        yield Words(sentence[position:])
