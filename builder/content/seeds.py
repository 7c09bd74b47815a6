"""Whether the files of ``content/briefs`` belong to seeds that exist."""

from __future__ import annotations

from collections.abc import Collection

from builder.content.suggest import did_you_mean
from builder.model.diagnostic import Diagnostic, error
from builder.model.editorial import Content

MAX_SUGGESTIONS = 20
"""For how many files the nearest seed is looked up: each look goes through all seeds."""


def check_seeds(content: Content, seed_ids: Collection[str]) -> tuple[Diagnostic, ...]:
    """An error for each ``content/briefs/<seed>.yaml`` whose seed does not exist, sorted by path."""
    known = set(seed_ids)
    orphans = sorted(seed_id for seed_id in content.briefs if seed_id not in known)
    diagnostics = []
    for number, seed_id in enumerate(orphans):
        nearest = did_you_mean(seed_id, known) if number < MAX_SUGGESTIONS else None
        hint = f"Did you mean {nearest}.yaml?" if nearest else "Name the file after its seed, or delete it."
        path = content.briefs[seed_id].path
        diagnostics.append(error(path, None, f"There is no seed named “{seed_id}” in seeds.", hint))
    return tuple(diagnostics)
