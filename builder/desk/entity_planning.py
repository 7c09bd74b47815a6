"""Plans of decisions on entities: all are edits of ``content/entities.yaml``, and of fixes that name them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from builder.desk import brief_edits, entity_edits
from builder.desk.decisions import Distinct, Entry, Ignore, Merge, Retype, Split
from builder.desk.desk_errors import DeskError
from builder.desk.known_entities import KnownEntities
from builder.desk.plan import Edit, Plan, in_turn
from builder.desk.site_sight import EntitySeen
from builder.desk.text_moves import text_moves
from builder.edition.interface import interface_of
from builder.graph.slugs import slug_of
from builder.model.editorial import Content


class EntityPlanner:
    """Plans decisions on entities.

    Args:
        known: the entities.
        content: the editor's files.

    Its methods raise ``DeskError`` if the site does not have what a decision is about.
    """

    def __init__(self, known: KnownEntities, content: Content) -> None:
        self._known = known
        self._content = content

    def merged(self, decision: Merge) -> Plan:
        """Return the plan by which two entities become one."""
        gone, kept = self._known.entity(decision.gone), self._known.entity(decision.kept)
        kind, names = entity_edits.entity_type(kept.type), self._known.names()
        edit = partial(entity_edits.with_merge, gone=gone.id, kept=kept.id, kind=kind, name_of=names)
        meaning = f"The page of {names(gone.id)} is now that of {names(kept.id)}"
        moves = text_moves(self._content.texts, (gone.id, kept.id), kept.id, kind)
        return Plan({entity_edits.PATH: edit}, meaning, moves=moves)

    def split(self, decision: Split) -> Plan:
        """Return the plan by which an entity is another one in some briefs."""
        entity = self._known.entity(decision.entity)
        made: dict[str, Edit] = {}
        if decision.new is not None:
            made, other = self._known.made(decision.new)
        else:
            other = self._known.entity(decision.other).id
        names = self._known.names(other, decision.new)
        split = partial(
            entity_edits.with_split, entity_id=entity.id, briefs=decision.briefs, other=other, name_of=names
        )
        number = len(decision.briefs)
        meaning = f"{names(entity.id)} is {names(other)} in {number} brief{'s' if number > 1 else ''}"
        return Plan({entity_edits.PATH: in_turn(*made.values(), split)}, meaning)

    def distinct(self, decision: Distinct) -> Plan:
        """Return the plan by which entries confirm entities."""
        found = [self._known.entity(one) for one in decision.entities]
        confirmed = [(one.id, entity_edits.entity_type(one.type), one.name) for one in found]
        edits: list[Edit] = [partial(entity_edits.with_confirmed, entities=confirmed)]
        if len(found) == 2 and found[0].name.casefold() == found[1].name.casefold():
            edits.append(self._told_apart(*found))
        edit = in_turn(*edits)
        names = " and ".join(map(self._known.names(), decision.entities))
        meaning = f"{names} are different" if len(found) > 1 else f"{names} is right"
        return Plan({entity_edits.PATH: edit}, meaning)

    def _told_apart(self, one: EntitySeen, other: EntitySeen) -> Edit:
        """Return the edit that says in which briefs a name means which of two entities that have it."""
        # A name in an entry means one entity: of the two the one whose id it is.
        if slug_of(other.name, fallback="") == other.id:
            one, other = other, one
        briefs = [brief for brief in other.briefs if brief not in one.briefs]
        return partial(
            entity_edits.with_split,
            entity_id=one.id,
            briefs=briefs,
            other=other.id,
            name_of=self._known.names(),
        )

    def entry(self, decision: Entry) -> Plan:
        """Return the plan by which an entity has another name or role."""
        entity = self._known.entity(decision.entity)
        values = {
            key: " ".join(one.split()) for key in ("name", "role") if (one := getattr(decision, key)).strip()
        }
        if not values:
            raise DeskError("Nothing is changed.", "Write a name or a role.")
        edit = partial(
            entity_edits.with_entry,
            entity_id=entity.id,
            kind=entity_edits.entity_type(entity.type),
            values=values,
        )
        meaning = ", ".join(f"{key} “{value}”" for key, value in values.items())
        return Plan({entity_edits.PATH: edit}, f"{self._known.names()(entity.id)}: {meaning}")

    def ignored(self, decision: Ignore) -> Plan:
        """Return the plan by which words, or the spellings of an entity, are no name in any brief."""
        if decision.words.strip():
            words = " ".join(decision.words.split())
            edit = partial(entity_edits.with_ignored, spellings=[words])
            return Plan({entity_edits.PATH: edit}, f"“{words}” is not a name in any brief")
        entity = self._known.entity(decision.entity)
        # "Roe" stays the name of the one Roe if the other is none.
        taken = {form.casefold() for one in self._known.others(entity) for form in (one.name, *one.aliases)}
        spellings = [form for form in (entity.name, *entity.aliases) if form.casefold() not in taken]
        if not spellings:
            raise DeskError(
                f"Another page has the name “{entity.name}”, too.", "Choose who it is in some of the briefs."
            )
        edit = partial(entity_edits.with_ignored, spellings=spellings)
        shown = [f"“{form}”" for form in spellings]
        verb = "is not a name" if len(shown) == 1 else "are not names"
        return Plan({entity_edits.PATH: edit}, f"{interface_of('en').names(shown)} {verb} in any brief")

    def retyped(self, decision: Retype) -> Plan:
        """Return the plan by which an entity is of another type, in all briefs; fixes that name it follow."""
        entity = self._known.entity(decision.entity)
        old, new = entity_edits.entity_type(entity.type), entity_edits.entity_type(decision.type)
        edit = partial(entity_edits.with_type, entity_id=entity.id, kind=new, name=entity.name)
        edits: dict[str, Edit] = {entity_edits.PATH: edit}
        merge = self._content.entities.merge
        for settings in self._content.briefs.values():
            if any(
                fix.type is old
                and merge.get(fix.entity_id or "", fix.entity_id) == entity.id
                and not fix.path
                for fix in settings.mention_fixes
            ):
                edits[settings.path] = partial(
                    brief_edits.with_other_type,
                    old=old.value,
                    new=new.value,
                    is_meant=partial(_is_merged_into, merge=merge, kept=entity.id),
                )
        article = "an" if new.value[0] in "aeiou" else "a"
        moves = text_moves(self._content.texts, (entity.id,), entity.id, new)
        return Plan(edits, f"{self._known.names()(entity.id)} is {article} {new.value}", moves=moves)


def _is_merged_into(entity_id: str, *, merge: Mapping[str, str], kept: str) -> bool:
    return merge.get(entity_id, entity_id) == kept
