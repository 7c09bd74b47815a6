"""Names of entities as messages show them: an id only if two entities have the same name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from builder.desk.site_sight import EntitySeen


class ShownNames:
    """The names of all entities of a site.

    Args:
        entities: the entities by id.
        new: the names of entities that a decision makes, by id.
    """

    def __init__(self, entities: Mapping[str, EntitySeen], new: Mapping[str, str] | None = None) -> None:
        self._names = {**{one.id: one.name for one in entities.values()}, **(new or {})}
        self._counts = Counter(self._names.values())

    def __call__(self, entity_id: str) -> str:
        """Return the name of an entity, with its id if others have the same name; the id of one that is unknown."""
        name = self._names.get(entity_id, entity_id)
        return f"{name} ({entity_id})" if self._counts[name] > 1 else name
