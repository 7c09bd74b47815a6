"""Entities that decisions are about: those of the site that is shown, and new ones."""

from __future__ import annotations

from functools import partial

from builder.desk import entity_edits
from builder.desk.decisions import NewEntity
from builder.desk.desk_errors import DeskError
from builder.desk.plan import Edit
from builder.desk.shown_names import ShownNames
from builder.desk.site_sight import EntitySeen, SiteSight
from builder.graph.slugs import slug_of
from builder.model.entity_entries import EntityRules


class KnownEntities:
    """The entities of the site, and those that a decision makes.

    Args:
        sight: the site that the preview shows.
        rules: the editor's.
    """

    def __init__(self, sight: SiteSight, rules: EntityRules) -> None:
        self._sight = sight
        self._rules = rules

    def entity(self, entity_id: str) -> EntitySeen:
        """Return an entity.

        Raises:
            DeskError: if the site does not have it.
        """
        found = self._sight.entities().get(entity_id)
        if found is None:
            raise DeskError(
                f"The site has no page with the id {entity_id!r}.", "Wait for the page to reload."
            )
        return found

    def others(self, entity: EntitySeen) -> list[EntitySeen]:
        """Return all other entities."""
        return [one for one in self._sight.entities().values() if one.id != entity.id]

    def names(self, new_id: str = "", new: NewEntity | None = None) -> ShownNames:
        """Return the names of all entities, and of a new one."""
        made = {} if new is None else {new_id: " ".join(new.name.split())}
        return ShownNames(self._sight.entities(), made)

    def made(self, new: NewEntity, *, brief: str = "", words: str = "") -> tuple[dict[str, Edit], str]:
        """Return the edit that makes a new entity, and its id.

        Args:
            new: the entity.
            brief: the slug of the brief in which all places with certain words are given to it; "" if some are left.
            words: the words.

        Raises:
            DeskError: if it has no name or no type.
        """
        kind = entity_edits.entity_type(new.type)
        name = " ".join(new.name.split())
        if not name:
            raise DeskError("The new page has no name.", "Write one.")
        known = set(self._sight.entities())
        plain = self._sight.entities().get(slug_of(name, fallback=kind.value))
        if plain is not None and self._gives_way(plain, name, kind.value, brief, words):
            known.discard(plain.id)
        entity_id = entity_edits.id_of_new(name, kind, known)
        edit = partial(entity_edits.with_entry, entity_id=entity_id, kind=kind, values={"name": name})
        return {entity_edits.PATH: edit}, entity_id

    def _gives_way(self, old: EntitySeen, name: str, kind: str, brief: str, words: str) -> bool:
        """Return True if an entity becomes a new one of its name: it is of another type, and of one brief only."""
        is_meant = words.casefold() in {form.casefold() for form in (old.name, *old.aliases)}
        is_edited = any(entry.id == old.id for entry in self._rules.entries)
        is_same = old.name.casefold() == name.casefold() and old.type != kind
        return is_meant and is_same and not is_edited and list(old.briefs) == [brief]
