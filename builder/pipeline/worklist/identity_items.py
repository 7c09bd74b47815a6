"""Doubts about pages as items: possible doubles and namesakes, those that concern most quotes and mentions first."""

from __future__ import annotations

from collections import Counter

from builder.model.graph import DoubtKind, Entity, Graph, IdentityDoubt
from builder.pipeline.site_data import SiteData
from builder.pipeline.worklist.work_item import Answer, WorkItem, WorkKind
from builder.pipeline.worklist.yaml_answers import entries_yaml, merge_yaml, split_yaml

ENTITIES_FILE = "content/entities.yaml"
_QUOTE_HARM = 5
"""A quote on the wrong page does as much harm as this many mentions."""


def identity_items(site_data: SiteData) -> list[WorkItem]:
    """Return an item for each doubt about pages, the most harmful first."""
    graph = site_data.graph
    harm = {doubt.entity_ids: _harm(doubt, graph) for doubt in graph.doubts}
    ordered = sorted(graph.doubts, key=lambda doubt: (-harm[doubt.entity_ids], doubt.entity_ids))
    return [_item(doubt, site_data) for doubt in ordered]


def _harm(doubt: IdentityDoubt, graph: Graph) -> int:
    """Return the number of mentions that are on a wrong page if the doubt is right; quotes count several times."""
    rarer = doubt.entity_ids[1] if doubt.kind is DoubtKind.DOUBLE else doubt.entity_ids[0]
    counts: Counter[str] = Counter()
    for slug in doubt.brief_slugs:
        brief = graph.briefs[slug]
        counts.update(mention.entity_id for mention in brief.mentions if mention.entity_id)
        for quote in brief.quotes:
            counts.update(dict.fromkeys(quote.speaker_ids, _QUOTE_HARM))
    return min(counts[entity_id] for entity_id in doubt.entity_ids) or counts[rarer]


def _item(doubt: IdentityDoubt, site_data: SiteData) -> WorkItem:
    graph = site_data.graph
    first, second = (graph.entities[entity_id] for entity_id in doubt.entity_ids)
    article = site_data.articles[graph.briefs[doubt.brief_slugs[0]].seed_id]
    is_double = doubt.kind is DoubtKind.DOUBLE
    belief = "two pages" if is_double else f"mentions of {first.name} alone"
    return WorkItem(
        kind=WorkKind(doubt.kind.value),
        path=article.path,
        line=None,
        words=f"{first.name} ({first.id}) and {second.name} ({second.id})",
        belief=belief,
        rule="identity",
        confidence=0.5,
        briefs=doubt.brief_slugs,
        entities=doubt.entity_ids,
        evidence_for=doubt.evidence_for,
        evidence_against=doubt.evidence_against,
        answers=_double_answers(first, second) if is_double else _namesake_answers(doubt, first, second),
    )


def _double_answers(first: Entity, second: Entity) -> tuple[Answer, ...]:
    two = Answer("They are two.", ENTITIES_FILE, entries_yaml((first, second)))
    if first.type is second.type:
        return (Answer("They are one.", ENTITIES_FILE, merge_yaml(second.id, first.id)), two)
    # The page that stays decides what it is.
    return (
        Answer(f"They are one, the {first.type}.", ENTITIES_FILE, merge_yaml(second.id, first.id)),
        Answer(f"They are one, the {second.type}.", ENTITIES_FILE, merge_yaml(first.id, second.id)),
        two,
    )


def _namesake_answers(doubt: IdentityDoubt, first: Entity, second: Entity) -> tuple[Answer, ...]:
    return (
        Answer(
            f"The briefs mean {second.name}.",
            ENTITIES_FILE,
            split_yaml(first.id, doubt.brief_slugs, second.id),
        ),
        Answer(f"The briefs mean {first.name}.", ENTITIES_FILE, entries_yaml((first, second))),
    )
