"""Orphans: files of ``content/briefs`` and ``content/notes`` whose seeds do not exist."""

from __future__ import annotations

from collections.abc import Collection

from builder.model.diagnostic import Diagnostic, error
from builder.model.editorial import Content
from builder.schema.suggestion import Suggestions


def orphan_errors(content: Content, seed_ids: Collection[str]) -> tuple[Diagnostic, ...]:
    """Return an error for each file with settings or notes whose seed does not exist, sorted by path.

    The seed of a withdrawn brief may be deleted.
    """
    known = set(seed_ids)
    withdrawn = {seed_id for seed_id, settings in content.briefs.items() if settings.withdrawn is not None}
    files = [(settings.path, seed_id) for seed_id, settings in content.briefs.items()]
    files += [(notes.path, seed_id) for seed_id, notes in content.notes.items()]
    orphans = sorted((path, seed_id) for path, seed_id in files if seed_id not in known | withdrawn)
    diagnostics = []
    suggestions = Suggestions(known)
    for path, seed_id in orphans:
        nearest = suggestions.nearest(seed_id)
        ending = path.rpartition(".")[2]
        hint = (
            f"Did you mean {nearest}.{ending}?" if nearest else "Name the file after its seed, or delete it."
        )
        diagnostics.append(error(path, None, f"No seed is named “{seed_id}” in seeds/.", hint))
    return tuple(diagnostics)
