"""What the editor should know: entries, merges and texts that fit no entity of any article."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model.diagnostic import Diagnostic, note
from builder.model.editorial import Content
from builder.model.graph import Graph
from builder.schema.suggestion import Suggestions


def entity_notices(graph: Graph, content: Content) -> tuple[Diagnostic, ...]:
    """Notes on entries, merges and texts whose id no article mentions, in the order of the files."""
    return tuple(_notices(graph, content))


def _notices(graph: Graph, content: Content) -> Iterator[Diagnostic]:
    known = set(graph.entities)
    suggestions = Suggestions(known)
    rules = content.entities
    for entry in rules.entries:
        if entry.id not in known:
            yield note(
                rules.path, entry.line, f"No article mentions {entry.id!r}.", _hint(entry.id, suggestions)
            )
    gone = {redirect for entity in graph.entities.values() for redirect in entity.redirects}
    for source in sorted(rules.merge):
        if source not in gone:
            line = rules.merge_lines.get(source)
            what = f"There is no entity {source!r} to merge."
            yield note(rules.path, line, what, _hint(source, suggestions))
    for text in content.texts:
        if text.id not in known:
            what = f"No article mentions {text.id!r}: the text is not shown."
            yield note(text.path, None, what, _hint(text.id, suggestions))


def _hint(entity_id: str, suggestions: Suggestions) -> str:
    nearest = suggestions.nearest(entity_id)
    return f"Did you mean {nearest!r}?" if nearest else "It will fit once an article does."
