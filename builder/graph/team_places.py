"""Places whose names teams bear: the page of "Orve (football team)" leads to that of Orve."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from builder.graph.site_entities import SiteEntity
from builder.model.annotations import EntityType
from builder.names.matching_keys import plain_key


def places_of_teams(entities: Iterable[SiteEntity]) -> Mapping[str, str]:
    """Return the id of the place whose name each team bears, by the team's id.

    Of several places with one name it is the one in most articles; a team without such a page is missing.
    """
    found = list(entities)
    places: dict[str, list[SiteEntity]] = defaultdict(list)
    for entity in found:
        if entity.type is EntityType.PLACE:
            for form in sorted({form for cluster in entity.clusters for form in cluster.forms}):
                places[plain_key(form)].append(entity)
    teams: dict[str, str] = {}
    for entity in found:
        names = [cluster.place_name for cluster in entity.clusters if cluster.place_name]
        fitting = places.get(plain_key(names[0]), []) if names else []
        if fitting:
            teams[entity.id] = min(fitting, key=lambda place: (-_articles(place), place.id)).id
    return teams


def _articles(entity: SiteEntity) -> int:
    return len({seed_id for cluster in entity.clusters for seed_id, _ in cluster.keys})
