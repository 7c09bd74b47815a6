"""Pinned ids: ids that the editor's files use, which an entity keeps even if another spelling of it prevails."""

from __future__ import annotations

from builder.model.editorial import Content


def pinned_ids(content: Content) -> frozenset[str]:
    """Return every id of an entity in the editor's files: entries, merges, splits, hidden persons, texts and fixes."""
    rules = content.entities
    fixes = (fix for brief in content.briefs.values() for fix in brief.mention_fixes)
    quotes = (fix for brief in content.briefs.values() for fix in brief.quote_fixes)
    return frozenset(
        (
            *(entry.id for entry in rules.entries),
            *rules.merge,
            *rules.merge.values(),
            *(split.entity_id for split in rules.splits),
            *(hidden.entity_id for hidden in rules.hide),
            *(text.id for text in content.texts),
            *(fix.entity_id for fix in fixes if fix.entity_id is not None),
            *(speaker_id for fix in quotes for speaker_id in fix.speakers),
        )
    )
