"""Slugs of briefs: the editor's, else the name of the seed, without the day that it begins with."""

from __future__ import annotations

from collections.abc import Iterable

from builder.graph.slugs import slug_of
from builder.model.dated_names import dated_name
from builder.model.editorial import Content


def brief_slugs(seed_ids: Iterable[str], content: Content) -> dict[str, str]:
    """Return the slug of each brief by its seed id, in the order given.

    A day at the beginning of a seed's name is left out if no other brief has what is left, withdrawn ones included. Of
    several such seeds the one with the earliest name has it, so that no later seed takes its address.

    Args:
        seed_ids: of the briefs; withdrawn ones may be among them.
        content: the editor's files.
    """
    wanted = tuple(seed_ids)
    withdrawn = (seed_id for seed_id, own in content.briefs.items() if own.withdrawn is not None)
    slugs: dict[str, str] = {}
    short: dict[str, str] = {}
    for seed_id in dict.fromkeys((*wanted, *withdrawn)):
        settings = content.briefs.get(seed_id)
        given = settings.slug if settings is not None else None
        slugs[seed_id] = given or slug_of(seed_id, fallback="brief")
        name = dated_name(seed_id)
        if name is not None and given is None and slug_of(name.rest, fallback=""):
            short[seed_id] = slug_of(name.rest, fallback="")
    taken = {slug for seed_id, slug in slugs.items() if seed_id not in short}
    for seed_id, slug in sorted(short.items()):
        if slug not in taken:
            slugs[seed_id] = slug
            taken.add(slug)
    return {seed_id: slugs[seed_id] for seed_id in wanted}
