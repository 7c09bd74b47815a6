"""Decisions on entities as edits of ``content/entities.yaml``: entries, merges, splits."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from builder.content.entity_sections import SECTION_OF, SECTIONS
from builder.desk.desk_errors import ConflictError, DeskError
from builder.desk.yaml_splices import Value, line_at_path, value_at, with_item, with_value, without
from builder.graph.slugs import slug_of, unique_slug
from builder.model.annotations import PAGE_TYPES, EntityType

PATH = "content/entities.yaml"

MERGE, SPLIT, IGNORE = "merge", "split", "ignore"

_OF_PLACES = ("lat", "lon", "country")
"""Keys that only entries of places have."""


def entity_type(name: str) -> EntityType:
    """Return the type of an entity that has a page.

    Raises:
        DeskError: if there is no such type.
    """
    kind = next((one for one in PAGE_TYPES if one.value == name), None)
    if kind is None:
        raise DeskError(f"{name!r} is no type of an entity.", f"Types are {', '.join(sorted(PAGE_TYPES))}.")
    return kind


def id_of_new(name: str, kind: EntityType, known: Collection[str]) -> str:
    """Return the id of a new entity: the slug of its name, with a number if an entity has that."""
    return unique_slug(slug_of(name, fallback=kind.value), set(known))


def with_entry(text: str, entity_id: str, kind: EntityType, values: Mapping[str, str]) -> str:
    """Return the file with an entry that has these values; the others that it has stay."""
    section = SECTION_OF[kind]
    if value_at(text, [section, entity_id]) is None:
        return with_value(text, [section, entity_id], dict(values))
    for key, value in values.items():
        text = with_value(text, [section, entity_id, key], value)
    return text


def with_confirmed(text: str, entities: Sequence[tuple[str, EntityType, str]]) -> str:
    """Return the file with entries that confirm entities: id, type and name of each."""
    for entity_id, kind, name in entities:
        if value_at(text, [SECTION_OF[kind], entity_id]) is None:
            text = with_value(text, [SECTION_OF[kind], entity_id], {"name": name})
    return text


def with_ignored(text: str, spellings: Sequence[str]) -> str:
    """Return the file in which spellings never name an entity. Those that it ignores already, in any case, stay."""
    for words in spellings:
        found = value_at(text, [IGNORE])
        known = {str(one).casefold() for one in found} if isinstance(found, list) else set()
        if words.casefold() not in known:
            text = with_item(text, [IGNORE], words)
    return text


def with_type(text: str, entity_id: str, kind: EntityType, name: str) -> str:
    """Return the file in which an entity is of another type: its entry moves, or it gets one with its name."""
    values: dict[str, Value] = {"name": name}
    for section in SECTIONS:
        entry = value_at(text, [section, entity_id])
        if entry is None or section == SECTION_OF[kind]:
            continue
        text = without(text, [section, entity_id])
        kept = entry.items() if isinstance(entry, dict) else ()
        values |= {key: one for key, one in kept if key not in _OF_PLACES}
    if value_at(text, [SECTION_OF[kind], entity_id]) is None:
        text = with_value(text, [SECTION_OF[kind], entity_id], values)
    return text


def with_merge(text: str, gone: str, kept: str, kind: EntityType, *, name_of: Callable[[str], str]) -> str:
    """Return the file in which an entity becomes another one. An entry of its own goes into that of the other.

    Args:
        text: of the file.
        gone, kept: the ids.
        kind: the type of the entity that stays.
        name_of: returns the name of an entity by its id.

    Raises:
        ConflictError: if the file merges it into another one.
    """
    before = value_at(text, [MERGE, gone])
    if before is not None and before != kept:
        line = line_at_path(text, [MERGE, gone])
        raise ConflictError(
            f"Line {line} merges {name_of(gone)} into {name_of(str(before))}.",
            "Change that line, or merge that page.",
        )
    for section in SECTIONS:
        entry = value_at(text, [section, gone])
        if entry is not None:
            text = without(text, [section, gone])
            text = _with_keys_of(text, kept, kind, entry if isinstance(entry, dict) else {})
    return with_value(text, [MERGE, gone], kept)


def with_split(
    text: str, entity_id: str, briefs: Sequence[str], other: str, *, name_of: Callable[[str], str]
) -> str:
    """Return the file in which an entity is another one in some briefs.

    Args:
        text: of the file.
        entity_id, other: the ids.
        briefs: the slugs.
        name_of: returns the name of an entity by its id.

    Raises:
        ConflictError: if the file says so of a third one.
    """
    for brief in briefs:
        before = value_at(text, [SPLIT, entity_id, brief])
        if before is not None and before != other:
            line = line_at_path(text, [SPLIT, entity_id, brief])
            raise ConflictError(
                f"Line {line} says that {name_of(entity_id)} is {name_of(str(before))} there.",
                "Change that line.",
            )
        text = with_value(text, [SPLIT, entity_id, brief], other)
    return text


def _with_keys_of(text: str, kept: str, kind: EntityType, entry: Mapping[str, object]) -> str:
    """Return the file with the values of an entry that goes in the one that stays, as far as that has none."""
    path = [SECTION_OF[kind], kept]
    now = value_at(text, path)
    own: Mapping[str, object] = now if isinstance(now, dict) else {}
    given = own.get("aliases")
    aliases = [str(one) for one in given] if isinstance(given, list) else []
    more = entry.get("aliases")
    names = [str(entry["name"])] if entry.get("name") else []
    names += [str(one) for one in more] if isinstance(more, list) else []
    added = [one for one in dict.fromkeys(names) if one not in aliases and one != own.get("name")]
    values: dict[str, Value] = {"aliases": [*aliases, *added]} if added else {}
    values |= {
        key: value
        for key, value in entry.items()
        if key not in ("name", "aliases") and key not in own and isinstance(value, str)
    }
    if not values:
        return text
    if now is None:
        return with_value(text, path, values)
    for key, one in values.items():
        text = with_value(text, [*path, key], one)
    return text
