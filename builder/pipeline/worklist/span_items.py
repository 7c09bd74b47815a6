"""Doubts about names as items: one for each name that is in doubt, over all briefs."""

from __future__ import annotations

from collections.abc import Callable

from builder.model.annotations import Origin
from builder.model.brief import LinkedMention
from builder.model.graph import Graph
from builder.pages.links import UNCERTAIN_BELOW
from builder.pipeline.site_data import SiteData
from builder.pipeline.worklist.context import context_of
from builder.pipeline.worklist.source_lines import SourceLines
from builder.pipeline.worklist.work_item import Answer, WorkItem, WorkKind
from builder.pipeline.worklist.yaml_answers import mention_yaml


def span_items(site_data: SiteData, *, read_source: Callable[[str], str]) -> list[WorkItem]:
    """Return an item for each name that may be none or of another type, the least sure first.

    Args:
        site_data: the data of the site.
        read_source: returns the text of a seed's file, by its path relative to the site's root.
    """
    graph = site_data.graph
    found: dict[tuple[str, str], list[tuple[str, LinkedMention]]] = {}
    for slug, brief in graph.briefs.items():
        text = site_data.articles[brief.seed_id].text
        for mention in brief.mentions:
            if mention.origin is not Origin.EDITOR and mention.confidence < UNCERTAIN_BELOW:
                words = mention.span.one_line(text)
                found.setdefault((words, _belief(mention, graph)), []).append((slug, mention))
    items = [_item(words, belief, own, site_data, read_source) for (words, belief), own in found.items()]
    return sorted(items, key=lambda item: (item.confidence, item.path, item.words))


def _belief(mention: LinkedMention, graph: Graph) -> str:
    if mention.entity_id is None:
        return f"a {mention.type}"
    return f"the {mention.type} {graph.entities[mention.entity_id].name}"


def _item(
    words: str,
    belief: str,
    own: list[tuple[str, LinkedMention]],
    site_data: SiteData,
    read_source: Callable[[str], str],
) -> WorkItem:
    slug, first = own[0]
    brief = site_data.graph.briefs[slug]
    article = site_data.articles[brief.seed_id]
    file = f"content/briefs/{brief.seed_id}.yaml"
    answers = [Answer("It is not a name.", file, mention_yaml(words, "drop: true"))]
    if first.entity_id is not None:
        kept = mention_yaml(words, f"{first.type}: {first.entity_id}")
        answers.append(Answer(f"It is {belief}.", file, kept))
    return WorkItem(
        kind=WorkKind.SPAN,
        path=article.path,
        line=SourceLines(article, read_source).of(first.span),
        words=words,
        belief=belief,
        rule=first.rule,
        confidence=min(mention.confidence for _, mention in own),
        context=context_of(article, first.span),
        briefs=tuple(sorted({slug for slug, _ in own})),
        entities=(),
        answers=tuple(answers),
    )
