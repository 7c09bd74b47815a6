"""The editor's words about entities: entries, merges, splits, hidden persons and texts."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from builder.model.annotations import EntityType


class EntityEntry(Struct, frozen=True):
    """One entry of ``content/entities.yaml``.

    Attributes:
        id: the entity's id, which is its slug.
        type: from its section.
        line: its line in the file, counted from 1.
        name: the canonical name, or None to keep the text's.
        aliases: further spellings that mean this entity.
        role: what the entity is, in the editor's words, or None.
        wikidata: its item ("Q22316"), or None.
        lat, lon: degrees WGS 84, both or neither.
        country: ISO 3166-1 alpha-2 code, or None.
    """

    id: str
    type: EntityType
    line: int
    name: str | None = None
    aliases: tuple[str, ...] = ()
    role: str | None = None
    wikidata: str | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None


class EntitySplit(Struct, frozen=True):
    """The editor's word that an entity is another one in one brief.

    Attributes:
        entity_id: of the entity on the rest of the site.
        brief: the seed id or the slug of the brief.
        new_id: of the other entity.
        line: its line in the file, counted from 1.
    """

    entity_id: str
    brief: str
    new_id: str
    line: int


class HiddenEntry(Struct, frozen=True):
    """A person whose names no page has.

    Attributes:
        entity_id: the id of the person.
        words: what stands in place of the names; None for the initials.
        line: its line in the file, counted from 1.
    """

    entity_id: str
    words: str | None
    line: int


class EntityRules(Struct, frozen=True):
    """``content/entities.yaml`` as a whole.

    Attributes:
        entries: by type and id, sorted.
        merge: id of the entity that goes → id of the one that stays (chains resolved).
        merge_lines: the line of each merge, counted from 1.
        splits: by entity and brief, sorted.
        ignore: spellings that never name an entity.
        ignore_lines: the line of each of them, counted from 1.
        hide: persons whose names no page has, in the order of the file.
    """

    path: str = "content/entities.yaml"
    entries: tuple[EntityEntry, ...] = ()
    merge: Mapping[str, str] = field(default_factory=dict)
    merge_lines: Mapping[str, int] = field(default_factory=dict)
    splits: tuple[EntitySplit, ...] = ()
    ignore: tuple[str, ...] = ()
    ignore_lines: Mapping[str, int] = field(default_factory=dict)
    hide: tuple[HiddenEntry, ...] = ()


class EntityText(Struct, frozen=True):
    """``content/people/<id>.md`` and the like: what the editor writes about an entity, as Markdown."""

    type: EntityType
    id: str
    path: str
    markdown: str
