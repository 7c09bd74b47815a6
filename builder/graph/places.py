"""Locations of the site's places: safe matches with the gazetteer, article by article, and the editor's coordinates."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from builder.codec import Codec
from builder.digest import digest
from builder.gazetteer.home_places import Home
from builder.gazetteer.lookup import load_gazetteer
from builder.gazetteer.toponym_resolution import locate
from builder.graph.article_errors import report_errors_of
from builder.graph.memory import Memory
from builder.model.annotations import EntityType
from builder.model.article import Article
from builder.model.brief import Brief, LinkedMention
from builder.model.entity_entries import EntityEntry
from builder.model.place import Place, PlaceKind

_HOME = Codec(Home)
_PLACES = Codec(dict[str, Place])
_REGION_SEPARATORS = (", ", " (")
"""Text between a place and the region that it is in: "Lowmoor, Ohio"."""


def places_of_article(
    article: Article, mentions: Sequence[LinkedMention], names: Mapping[str, str], home: Home | None = None
) -> dict[str, Place]:
    """Locate the places of one article.

    Args:
        article: the text.
        mentions: its mentions, sorted.
        names: canonical name of each entity by id.
        home: the site's home region.

    Returns:
        By entity id; ids that cannot be located safely are left out.
    """
    places = [mention for mention in mentions if mention.type is EntityType.PLACE and mention.entity_id]
    spellings: dict[str, dict[str, None]] = defaultdict(dict)
    for mention in places:
        entity_id = mention.entity_id or ""
        spellings[entity_id][mention.span.one_line(article.text)] = None
        spellings[entity_id].setdefault(names[entity_id], None)
    hints = _regions(article, places)
    for entity_id, forms in spellings.items():
        # "Lowmoor, Ohio", a town that the gazetteer lacks, is not the Lowmoor elsewhere that it has.
        head, comma, region = names[entity_id].rpartition(", ")
        if comma and head in forms:
            del forms[names[entity_id]]
            hints[entity_id] = {region: None}
    return dict(
        locate(
            {entity_id: tuple(forms) for entity_id, forms in sorted(spellings.items())},
            context_countries=_countries_of_groups(article, mentions),
            hints={entity_id: tuple(words) for entity_id, words in sorted(hints.items())},
            home=home,
        )
    )


def _regions(article: Article, places: Sequence[LinkedMention]) -> dict[str, dict[str, None]]:
    """Return the regions that the article names beside each place, as ordered sets of words by entity id."""
    regions: dict[str, dict[str, None]] = defaultdict(dict)
    for first, second in pairwise(places):
        between = article.text[first.span.end : second.span.start]
        if between in _REGION_SEPARATORS and first.entity_id != second.entity_id:
            regions[first.entity_id or ""][second.span.one_line(article.text)] = None
    dateline = article.dateline
    if dateline is not None and dateline.region is not None:
        for mention in places:
            if mention.span == dateline.place:
                regions[mention.entity_id or ""][dateline.region.one_line(article.text)] = None
    return regions


def _countries_of_groups(article: Article, mentions: Sequence[LinkedMention]) -> tuple[str, ...]:
    """Return the countries of the nationalities that the article mentions, sorted."""
    gazetteer = load_gazetteer()
    groups = (
        gazetteer.group(mention.span.one_line(article.text))
        for mention in mentions
        if mention.type is EntityType.GROUP
    )
    return tuple(sorted({group.country for group in groups if group is not None and group.country}))


def located_places(
    articles: Mapping[str, Article],
    briefs: Mapping[str, Brief],
    place_ids: Mapping[str, Sequence[str]],
    names: Mapping[str, str],
    home: Home | None,
    memory: Memory,
    digests: Mapping[str, str],
) -> dict[str, Place]:
    """Return the places of a site that can be located safely, by id.

    Args:
        articles: all articles, by seed id.
        briefs: by slug.
        place_ids: of the places that each brief mentions, sorted, by slug.
        names: canonical name of each entity by id.
        home: the site's home region.
        memory: what earlier builds remember of single articles.
        digests: of the articles as briefs, by slug; of others nothing is remembered.

    Raises:
        InputError: if the places of an article cannot be located.
    """
    at_home = "" if home is None else _HOME.digest(home)

    def key_of(slug: str, ids: Sequence[str]) -> str:
        if slug not in digests:
            return ""
        return digest(at_home, digests[slug], *(names.get(key, "") for key in ids))

    def make(slug: str) -> dict[str, Place]:
        brief = briefs[slug]
        article = articles[brief.seed_id]
        with report_errors_of(article):
            return places_of_article(article, brief.mentions, names, home)

    keys = {slug: key_of(slug, ids) for slug, ids in place_ids.items()}
    return agreed_places(list(memory.recall_all("places", _PLACES, keys, make).values()))


def agreed_places(located: Sequence[Mapping[str, Place]]) -> dict[str, Place]:
    """Return the place that most articles give for each id; none if the two most frequent are equally frequent."""
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
    """Return the gazetteer's place with the editor's coordinates and country, which take precedence."""
    if entry is None:
        return found
    # A place in another country than the editor's is a namesake: nothing of it is kept.
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
