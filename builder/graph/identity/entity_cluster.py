"""The result of identity: an entity across articles."""

from __future__ import annotations

from msgspec import Struct

from builder.graph.identity.name_evidence import EntityKey, NameLink
from builder.model.annotations import EntityType


class EntityCluster(Struct, frozen=True, array_like=True):
    """An entity across articles.

    Attributes:
        name: the fullest name in any article; the most frequent one for places, groups and events.
        keys: of its entities in the articles, sorted.
        forms: all its spellings, sorted.
        moved: spellings of other entities of articles that refer to it, with the keys of these entities, sorted.
        links: the links of its entities and spellings that are less than certain, sorted.
        place_name: the name of the country or town that is all the name of a team; "" for others.
    """

    type: EntityType
    name: str
    keys: tuple[EntityKey, ...]
    forms: tuple[str, ...]
    moved: tuple[tuple[EntityKey, str], ...] = ()
    links: tuple[NameLink, ...] = ()
    place_name: str = ""
