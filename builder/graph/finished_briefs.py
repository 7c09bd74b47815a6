"""Finished briefs: linked articles with the speakers that only other articles name, and with the editor's notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from builder.digest import digest
from builder.graph.briefs import BRIEF, LinkedArticles
from builder.graph.description_linking import described_speakers
from builder.graph.note_placement import PlacedNotes
from builder.model.article import Article
from builder.model.graph import Brief, Entity, OutlinedBriefs, outline_of


@dataclass(frozen=True, slots=True)
class FinishedBriefs:
    """The briefs of a site, by slug, sorted; fields as in ``Graph``."""

    briefs: OutlinedBriefs
    states: Mapping[str, str]


def finished_briefs(
    linked: LinkedArticles,
    articles: Mapping[str, Article],
    entities: Mapping[str, Entity],
    notes: Mapping[str, PlacedNotes],
) -> FinishedBriefs:
    """Return the briefs of a site.

    Args:
        linked: the articles as briefs.
        articles: by seed id.
        entities: of the site, by id.
        notes: the editor's, by seed id.
    """
    bare = {slug: one.brief for slug, one in linked.outlines.items()}
    tagged = ((role, key, slug) for slug, one in linked.outlines.items() for key, role in one.party_roles)
    described = described_speakers(bare, linked.briefs, articles, entities, tagged)
    remarks = {
        slug: notes[outline.seed_id].notes for slug, outline in bare.items() if outline.seed_id in notes
    }

    def load(slug: str) -> Brief:
        brief = described[slug] if slug in described else linked.briefs[slug]
        return replace(brief, notes=remarks[slug]) if slug in remarks else brief

    outlines = bare | {slug: outline_of(brief) for slug, brief in described.items()}
    outlines |= {slug: replace(outlines[slug], notes=own) for slug, own in remarks.items()}
    states = dict(linked.digests)
    states |= {
        slug: digest(states[slug], BRIEF.digest(brief)) for slug, brief in described.items() if slug in states
    }
    return FinishedBriefs(OutlinedBriefs(outlines, load), states)
