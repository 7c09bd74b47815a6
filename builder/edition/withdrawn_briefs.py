"""Withdrawn briefs: those of which only a page remains that says so."""

from __future__ import annotations

from collections.abc import Iterable

from builder.graph.brief_slugs import brief_slugs
from builder.model.brief_outline import BriefOutline
from builder.model.editorial import BriefSettings, Content


def withdrawn_briefs(content: Content, published: Iterable[BriefOutline]) -> dict[str, BriefSettings]:
    """Return the settings of the withdrawn briefs by slug, sorted. Of two with one slug the later seed id counts.

    Args:
        content: the editor's files.
        published: the briefs of the site.
    """
    withdrawn = {seed_id: own for seed_id, own in content.briefs.items() if own.withdrawn is not None}
    if not withdrawn:
        return {}
    slugs = brief_slugs((*(one.seed_id for one in published), *withdrawn), content)
    return dict(sorted((slugs[seed_id], own) for seed_id, own in withdrawn.items()))
