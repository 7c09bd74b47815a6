"""What is known of an entity beside its mentions: the part of it that most pages show."""

from __future__ import annotations

from msgspec import Struct

from builder.model.annotations import EntityType
from builder.model.graph import Entity
from builder.model.place import Place

Tied = tuple[str, int, int]
"""The id of an entity that appears with another one, and the numbers of sentences and of briefs that name both."""


class EntityHead(Struct, frozen=True):
    """An entity without its aliases and roles; fields as in ``graph.Entity``.

    Attributes:
        is_placed: True if the editor gives its coordinates.
    """

    id: str
    type: EntityType
    name: str
    place: Place | None = None
    wikidata: str | None = None
    edited: bool = False
    named_after: str | None = None
    is_placed: bool = False


class EntityCounts(Struct, frozen=True):
    """How many briefs name an entity, how often, and how many quotes it says."""

    briefs: int
    mentions: int
    quotes: int


class PlacedRole(Struct, frozen=True):
    """A role whose words a brief's page may show.

    Attributes:
        entity_id: of the entity that has the role.
        slug: of the brief that gives it.
        start, end: the words, in code points of the article's text.
        anchor: of the words on the brief's page; None if the page does not show them.
    """

    entity_id: str
    slug: str
    start: int
    end: int
    anchor: str | None


def entity_head(entity: Entity, *, is_placed: bool) -> EntityHead:
    """Return an entity without its aliases and roles."""
    return EntityHead(
        id=entity.id,
        type=entity.type,
        name=entity.name,
        place=entity.place,
        wikidata=entity.wikidata,
        edited=entity.edited,
        named_after=entity.named_after,
        is_placed=is_placed,
    )
