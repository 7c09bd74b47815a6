"""Spellings by which the editor's entries are found in articles."""

from __future__ import annotations

from collections.abc import Mapping

from builder.model.editorial import EntityEntry, EntityRules


def entry_forms(rules: EntityRules) -> Mapping[str, tuple[str, ...]]:
    """Return the spellings of each entry, its name first, by id.

    The name of an entry to which a split leads only titles its page, since it may be that of the entity that is split.
    Of its aliases, those that the other has too are left out.
    """
    entries = {entry.id: entry for entry in rules.entries}
    forms = {entry.id: _forms(entry) for entry in rules.entries}
    for split in rules.splits:
        if split.new_id in entries:
            shared = {form.casefold() for form in forms.get(split.entity_id, ())}
            forms[split.new_id] = tuple(
                form for form in entries[split.new_id].aliases if form.casefold() not in shared
            )
    return forms


def _forms(entry: EntityEntry) -> tuple[str, ...]:
    return ((entry.name,) if entry.name else ()) + entry.aliases
