"""Finished briefs: linked articles with the speakers that only other articles name."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from builder.digest import digest
from builder.graph.briefs import LinkedArticles
from builder.graph.decisions import BRIEF
from builder.graph.description_linking import described_speakers
from builder.model.article import Article
from builder.model.brief import Brief
from builder.model.brief_outline import BriefOutline, outline_of
from builder.model.graph import Entity
from builder.model.lazy_mapping import LazyMapping


class FinishedBriefs(Struct, frozen=True):
    """The briefs of a site, by slug, sorted; fields as in ``Graph``."""

    briefs: Mapping[str, Brief]
    outlines: dict[str, BriefOutline]
    states: dict[str, str]


def finished_briefs(
    linked: LinkedArticles,
    articles: Mapping[str, Article],
    entities: Mapping[str, Entity],
) -> FinishedBriefs:
    """Return the briefs of a site.

    Args:
        linked: the articles as briefs.
        articles: by seed id.
        entities: of the site, by id.
    """
    bare = {slug: one.brief for slug, one in linked.outlines.items()}
    tagged = ((role, key, slug) for slug, one in linked.outlines.items() for key, role in one.party_roles)
    described = described_speakers(bare, linked.briefs, articles, entities, tagged)
    briefs = LazyMapping(bare, lambda slug: described[slug] if slug in described else linked.briefs[slug])
    outlines = bare | {slug: outline_of(brief) for slug, brief in described.items()}
    states = dict(linked.digests)
    states |= {
        slug: digest(states[slug], BRIEF.digest(brief)) for slug, brief in described.items() if slug in states
    }
    return FinishedBriefs(briefs, outlines, states)
