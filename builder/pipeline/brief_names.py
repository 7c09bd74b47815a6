"""Names of briefs as an editor gives them: that of the seed, or that of the page."""

from __future__ import annotations

from builder.model.diagnostic import InputError, error
from builder.model.graph import Graph
from builder.schema.suggestion import did_you_mean


def slug_of_brief(graph: Graph, name: str) -> str:
    """Return the slug of a brief by its slug or the name of its seed.

    Raises:
        InputError: if the site has no such brief, with the nearest name.
    """
    if name in graph.outlines:
        return name
    by_seed = {outline.seed_id: slug for slug, outline in graph.outlines.items()}
    if name in by_seed:
        return by_seed[name]
    nearest = did_you_mean(name, {*by_seed, *graph.outlines})
    hint = f"Did you mean `{nearest}`?" if nearest else "Give the name of its seed, or of its page."
    raise InputError([error("", None, f"The site has no brief `{name}`.", hint)])
