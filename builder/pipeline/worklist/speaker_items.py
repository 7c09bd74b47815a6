"""Doubts about speakers as items: the quotes of a brief that are credited alike, the most doubtful first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from builder.model.annotations import Origin, QuoteKind
from builder.model.article import Article
from builder.model.graph import Brief, Graph, LinkedQuote
from builder.pipeline.build_report import is_unresolved
from builder.pipeline.site_data import SiteData
from builder.pipeline.worklist.source_lines import SourceLines
from builder.pipeline.worklist.work_item import Answer, QuoteAddress, WorkItem, WorkKind
from builder.pipeline.worklist.yaml_answers import speaker_yaml

SPOKEN_BELOW = 0.75
"""Quotes in quotation marks that are less sure than this are listed: most wrong ones are among them."""
REPORTED_BELOW = 0.5
"""Paraphrases that are less sure than this are listed: a wrong name under them does less harm."""
_CANDIDATES = 3
"""Persons of the brief who are offered as speakers, at most."""


def speaker_items(site_data: SiteData, *, read_source: Callable[[str], str]) -> list[WorkItem]:
    """Return an item for each speaker of a brief who is in doubt, spoken words and the least sure first.

    Args:
        site_data: the data of the site.
        read_source: returns the text of a seed's file, by its path relative to the site's root.
    """
    found: list[tuple[tuple[bool, float, str, int], WorkItem]] = []
    for slug, brief in site_data.graph.briefs.items():
        article = site_data.articles[brief.seed_id]
        groups: dict[str, list[LinkedQuote]] = {}
        for quote in brief.quotes:
            if _is_doubtful(quote):
                groups.setdefault(_belief(quote, site_data.graph), []).append(quote)
        lines = SourceLines(article, read_source) if groups else None
        for belief, quotes in groups.items():
            item = _item(belief, quotes, brief, article, site_data.graph)
            line = lines.of(quotes[0].content[0]) if lines is not None else None
            spoken = any(quote.kind is not QuoteKind.INDIRECT for quote in quotes)
            key = (not spoken, min(quote.confidence for quote in quotes), slug, quotes[0].content[0].start)
            found.append((key, replace(item, line=line)))
    return [item for _, item in sorted(found, key=lambda pair: pair[0])]


def _is_doubtful(quote: LinkedQuote) -> bool:
    if quote.origin is Origin.EDITOR:
        return False
    limit = REPORTED_BELOW if quote.kind is QuoteKind.INDIRECT else SPOKEN_BELOW
    return is_unresolved(quote) or quote.confidence < limit


def _belief(quote: LinkedQuote, graph: Graph) -> str:
    names = [graph.entities[speaker_id].name for speaker_id in quote.speaker_ids]
    return "said by " + (" and ".join(names) or quote.speaker_text or "an unknown speaker")


def _item(
    belief: str, quotes: Sequence[LinkedQuote], brief: Brief, article: Article, graph: Graph
) -> WorkItem:
    first = quotes[0]
    return WorkItem(
        kind=WorkKind.SPEAKER,
        path=article.path,
        line=None,
        words=" … ".join(span.of(article.text) for span in first.content),
        belief=belief,
        rule=first.rule,
        confidence=first.confidence,
        unresolved=all(map(is_unresolved, quotes)),
        briefs=(brief.slug,),
        quotes=tuple(QuoteAddress(brief.slug, quote.id) for quote in quotes),
        answers=tuple(_answers(quotes, brief, article, graph)),
    )


def _answers(quotes: Sequence[LinkedQuote], brief: Brief, article: Article, graph: Graph) -> Iterator[Answer]:
    """Yield the credit as it is, then the persons of the brief who say or do most in it."""
    file = f"content/briefs/{brief.seed_id}.yaml"
    current = quotes[0].speaker_ids
    if current:
        yield Answer("The speaker is right.", file, speaker_yaml(article, quotes, current))
    counts = Counter(mention.entity_id for mention in brief.mentions if mention.entity_id is not None)
    persons = [
        entity_id
        for entity_id, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        if graph.entities[entity_id].type.value == "person" and entity_id not in current
    ]
    for entity_id in persons[:_CANDIDATES]:
        name = graph.entities[entity_id].name
        yield Answer(f"{name} said it.", file, speaker_yaml(article, quotes, (entity_id,)))
