"""The home region of a site: the editor's, or the one that its archive shows.

A local paper names towns and counties of one state or province, in datelines above all, without the name of the state.
An archive with places of many regions has no home.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from msgspec import Struct

from builder.gazetteer.home_places import Home, counties_named, is_near, place_in_region
from builder.gazetteer.lookup import Gazetteer, load_gazetteer
from builder.gazetteer.name_keys import folded
from builder.gazetteer.towns import TOWN
from builder.model.annotations import DocumentEntity, EntityType
from builder.model.place import Place, PlaceKind

_LEAST_NAMES = 8
"""Different names of towns and counties that an archive must have before they show its home."""
_LEAST_SHARE = 0.6
"""Share of them that its home must have."""
_LEAD = 1.3
"""How many times as many of them the home must have as any other region."""
_COMPARED = 4
"""Regions with most of the names in the tables of cities and counties whose further towns are compared."""

_Key = tuple[str, str]


class PlaceNames(Struct, frozen=True, array_like=True):
    """The bare names of places of an article, and the place of its dateline if that has no region beside it."""

    bare: frozenset[str]
    dateline: str | None


def home_of(region: Place | None, named: Collection[PlaceNames]) -> Home | None:
    """Return the home of a site.

    Args:
        region: the editor's, or None.
        named: the names of places of all articles.

    Returns:
        None if the editor has not set it and the archive shows none.
    """
    region = region or _shown_region(named)
    return Home(region, _known_names(named, region)) if region is not None else None


def names_of_articles(
    datelines: Mapping[str, str | None], entities: Mapping[_Key, DocumentEntity]
) -> list[PlaceNames]:
    """Return the bare names of places of each article.

    Args:
        datelines: the place of each article's dateline that has no region beside it, or None, by seed id.
        entities: the entities of all articles, by seed id and key.
    """
    bare: dict[str, set[str]] = defaultdict(set)
    for (seed_id, _), entity in entities.items():
        if entity.type is EntityType.PLACE and entity.region is None:
            bare[seed_id].update((entity.name, *entity.aliases))
    names = []
    for seed_id, place in datelines.items():
        found = bare[seed_id] | ({place} if place is not None else set())
        names.append(PlaceNames(frozenset(found), place))
    return names


def _shown_region(articles: Collection[PlaceNames]) -> Place | None:
    """Return the first-level division that has most of the towns and counties that an archive names, and datelines."""
    gazetteer = load_gazetteer()
    forms = {folded(name): name for article in articles for name in sorted(article.bare)}
    meant = {key: [match.place for match in gazetteer.matches(name)] for key, name in sorted(forms.items())}
    greater = {key for key, places in meant.items() if any(map(_is_greater, places))}
    local = {key: places for key, places in meant.items() if key not in greater}
    counted = Counter(
        (place.country, place.admin)
        for places in local.values()
        for place in {(place.country, place.admin): place for place in places}.values()
        if place.admin is not None
    )
    most = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0][0] or "", pair[0][1] or ""))
    regions = [_division(country, admin, gazetteer) for (country, admin), _ in most[:_COMPARED]]
    inside = [
        ({key for key in local if place_in_region(forms[key], region) is not None}, region)
        for region in regions
        if region is not None
    ]
    inside.sort(key=lambda pair: -len(pair[0]))
    if not inside:
        return None
    (own, home), others = inside[0], [len(names) for names, _ in inside[1:]]
    known = own | {key for key, places in local.items() if places}
    if len(own) < max(_LEAST_NAMES, len(greater), _LEAST_SHARE * len(known)):
        return None
    lines = [article.dateline for article in articles if article.dateline is not None]
    far = [line for line in lines if place_in_region(line, home) is None]
    return None if len(own) < _LEAD * max(others, default=0) or len(far) > len(lines) - len(far) else home


def _is_greater(place: Place) -> bool:
    """Return True for countries, states and seas, which are no places of one region."""
    return place.kind is not PlaceKind.CITY and (place.kind is not PlaceKind.ADMIN or place.admin is None)


def _division(country: str | None, admin: str | None, gazetteer: Gazetteer) -> Place | None:
    """Return the first-level division of a name in a country."""
    found = (place for place in gazetteer.candidates(admin or "") if place.country == country)
    return next((place for place in found if place.kind is PlaceKind.ADMIN and place.admin is None), None)


def _known_names(articles: Collection[PlaceNames], region: Place) -> frozenset[str]:
    """Return the keys of the names that an article has in its dateline, or beside the county of a village."""
    known = set()
    for article in articles:
        counties = counties_named(sorted(article.bare), region)
        line = folded(article.dateline) if article.dateline is not None else None
        for name in article.bare:
            place = place_in_region(name, region)
            if place is None or place.kind is not PlaceKind.CITY:
                continue
            if folded(name) == line or (place.population < TOWN and is_near(place, counties)):
                known.add(folded(name))
    return frozenset(known)
