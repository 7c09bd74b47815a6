"""Places of the site matched to the gazetteer, article by article, where the match is safe."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from builder.gazetteer.lookup import load_gazetteer
from builder.gazetteer.toponym_resolution import locate
from builder.model.annotations import EntityType
from builder.model.article import Article
from builder.model.editorial import EntityEntry
from builder.model.graph import LinkedMention
from builder.model.place import Place, PlaceKind

_BESIDE = (", ", " (")
"""What stands between a place and the larger one it lies in: "Lowmoor, Ohio"."""


def places_of_article(
    article: Article, mentions: Sequence[LinkedMention], names: Mapping[str, str]
) -> dict[str, Place]:
    """The located places of one article.

    Args:
        article: the text.
        mentions: its mentions, sorted.
        names: canonical name of each entity by id.

    Returns:
        By entity id; ids that could not be located safely are left out.
    """
    places = [mention for mention in mentions if mention.type is EntityType.PLACE and mention.entity_id]
    spellings: dict[str, dict[str, None]] = defaultdict(dict)
    hints: dict[str, dict[str, None]] = defaultdict(dict)
    for mention in places:
        entity_id = mention.entity_id or ""
        spellings[entity_id][" ".join(mention.span.of(article.text).split())] = None
        spellings[entity_id].setdefault(names[entity_id], None)
    for first, second in pairwise(places):
        between = article.text[first.span.end : second.span.start]
        if between in _BESIDE and first.entity_id != second.entity_id:
            hints[first.entity_id or ""][second.span.of(article.text)] = None
    dateline = article.dateline
    if dateline is not None and dateline.region is not None:
        for mention in places:
            if mention.span == dateline.place:
                hints[mention.entity_id or ""][dateline.region.of(article.text)] = None
    peoples = {
        group.country
        for mention in mentions
        if mention.type is EntityType.GROUP
        and (group := load_gazetteer().group(mention.span.of(article.text))) is not None
        and group.country
    }
    return dict(
        locate(
            {entity_id: tuple(forms) for entity_id, forms in sorted(spellings.items())},
            context_countries=tuple(sorted(peoples)),
            hints={entity_id: tuple(words) for entity_id, words in sorted(hints.items())},
        )
    )


def agreed_places(located: Sequence[Mapping[str, Place]]) -> dict[str, Place]:
    """One place for each id: the one that most articles give; none where two are given equally often."""
    votes: dict[str, Counter[Place]] = defaultdict(Counter)
    for places in located:
        for entity_id, place in places.items():
            votes[entity_id][place] += 1
    agreed = {}
    for entity_id, counter in sorted(votes.items()):
        ranked = sorted(counter.items(), key=lambda pair: (-pair[1], pair[0].name, pair[0].lat, pair[0].lon))
        if len(ranked) == 1 or ranked[0][1] > ranked[1][1]:
            agreed[entity_id] = ranked[0][0]
    return agreed


def edited_place(entry: EntityEntry | None, name: str, found: Place | None) -> Place | None:
    """The gazetteer's place with what the editor says of it: the editor's coordinates and country win.

    Where the editor's country is another one, the gazetteer's place is a namesake, and nothing of it is kept.
    """
    if entry is None:
        return found
    if found is not None and entry.country is not None and entry.country != found.country:
        found = None
    if entry.lat is not None and entry.lon is not None:
        return Place(
            name=found.name if found is not None else name,
            kind=found.kind if found is not None else PlaceKind.SPOT,
            lat=entry.lat,
            lon=entry.lon,
            country=entry.country or (found.country if found is not None else None),
            admin=found.admin if found is not None else None,
            population=found.population if found is not None else 0,
        )
    return found
