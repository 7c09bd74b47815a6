"""Spellings by which the editor's entries are found in articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from builder.graph.slugs import slug_of
from builder.model.annotations import EntityType
from builder.model.entity_entries import EntityEntry, EntityRules


def entry_forms(rules: EntityRules) -> Mapping[str, tuple[str, ...]]:
    """Return the spellings of each entry, its name first, by id.

    The name of an entry only titles its page if articles mean another entity by it: that of which a split leads to this
    one, or another entry with the same name. Of the aliases of an entry to which a split leads, those that the other
    has too are left out.
    """
    entries = {entry.id: entry for entry in rules.entries}
    forms = {entry.id: _forms(entry) for entry in rules.entries}
    for entity_id in title_only(rules):
        forms[entity_id] = entries[entity_id].aliases
    for split in rules.splits:
        if split.new_id in entries:
            shared = {form.casefold() for form in forms.get(split.entity_id, ())}
            forms[split.new_id] = tuple(
                form for form in entries[split.new_id].aliases if form.casefold() not in shared
            )
    return forms


def title_only(rules: EntityRules) -> Mapping[str, str]:
    """Return the ids of the entries whose name means another entry of the same type, each with the id of that one.

    It means the entry of which it is the id, else the first in the file. Entries to which a split leads are left out.
    """
    split_off = {split.new_id for split in rules.splits}
    alike: dict[tuple[EntityType, str], list[EntityEntry]] = defaultdict(list)
    for entry in rules.entries:
        if entry.name and entry.id not in split_off:
            alike[entry.type, " ".join(entry.name.casefold().split())].append(entry)
    found: dict[str, str] = {}
    for entries in alike.values():
        own = min(entries, key=lambda entry: (entry.id != slug_of(entry.name or "", fallback=""), entry.line))
        found |= {entry.id: own.id for entry in entries if entry is not own}
    return found


def _forms(entry: EntityEntry) -> tuple[str, ...]:
    return ((entry.name,) if entry.name else ()) + entry.aliases
