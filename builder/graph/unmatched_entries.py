"""Entries, merges and texts of the editor's that match no entity of any article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.model.diagnostic import Diagnostic, note
from builder.model.editorial import Content
from builder.model.graph import Entity
from builder.schema.suggestion import Suggestions


def unmatched_entries(entities: Mapping[str, Entity], content: Content) -> tuple[Diagnostic, ...]:
    """Return a note for each entry, merge and text that matches no entity, in the order of the files."""
    return tuple(_notes(entities, content))


def _notes(entities: Mapping[str, Entity], content: Content) -> Iterator[Diagnostic]:
    known = set(entities)
    suggestions = Suggestions(known)
    rules = content.entities
    for entry in rules.entries:
        if entry.id not in known:
            message = f"No article mentions {entry.id!r}."
            yield note(rules.path, entry.line, message, _hint(entry.id, suggestions))
    merged = {redirect for entity in entities.values() for redirect in entity.redirects}
    for source in sorted(rules.merge):
        if source not in merged:
            message = f"No article mentions {source!r}: there is nothing to merge."
            yield note(rules.path, rules.merge_lines.get(source), message, _hint(source, suggestions))
    for text in content.texts:
        if text.id not in known:
            message = f"No article mentions {text.id!r}: the text is not shown."
            yield note(text.path, None, message, _hint(text.id, suggestions))


def _hint(entity_id: str, suggestions: Suggestions) -> str:
    nearest = suggestions.nearest(entity_id)
    return f"Did you mean {nearest!r}?" if nearest else "Remove it, or keep it for later articles."
