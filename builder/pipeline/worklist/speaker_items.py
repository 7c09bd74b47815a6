"""Doubts about speakers as items: the quotes of a brief that are credited alike, the most doubtful first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from builder.model.annotations import Origin, QuoteKind
from builder.model.article import Article
from builder.model.brief import Brief, LinkedQuote
from builder.model.graph import Graph
from builder.model.span import Span
from builder.pipeline.build_report import is_unresolved
from builder.pipeline.site_data import SiteData
from builder.pipeline.worklist.context import context_of
from builder.pipeline.worklist.source_lines import SourceLines
from builder.pipeline.worklist.work_item import Answer, QuoteAddress, WorkItem, WorkKind
from builder.pipeline.worklist.yaml_answers import speaker_yaml

SPOKEN_BELOW = 0.9
"""Quotes in quotation marks that are less sure than this may be listed."""
REPORTED_BELOW = 0.5
"""Paraphrases that are less sure than this may be listed."""
_REPORTED_HARM = 0.15
"""A wrong name under a paraphrase does this share of the harm of one under spoken words."""
MOST_OF_ALL = 0.145
"""Share of all quotes that is listed at most: an editor's time is better spent on the least sure ones."""
LEAST_CAP = 20
"""Quotes that are listed in any case, even if a site has few."""
_CANDIDATES = 3
"""Persons of the brief who are offered as speakers, at most."""


class SpeakerWork(Struct, frozen=True):
    """Doubts about speakers.

    Attributes:
        items: one for each speaker of a brief who is in doubt, the most harmful first.
        more: how many further quotes are in doubt.
    """

    items: tuple[WorkItem, ...]
    more: int


def list_speakers(
    site_data: SiteData, *, read_source: Callable[[str], str], everything: bool = False
) -> SpeakerWork:
    """Return the doubts about speakers, those first that are likely to be wrong and do most harm.

    Args:
        site_data: the data of the site.
        read_source: returns the text of a seed's file, by its path relative to the site's root.
        everything: True to list all doubts.
    """
    briefs = site_data.graph.briefs
    doubtful = [
        (slug, quote) for slug, brief in briefs.items() for quote in brief.quotes if _is_doubtful(quote)
    ]
    doubtful.sort(key=lambda pair: (-_risk(pair[1]), pair[0], pair[1].content[0].start))
    cap = max(LEAST_CAP, int(MOST_OF_ALL * sum(len(brief.quotes) for brief in briefs.values())))
    kept = doubtful if everything else doubtful[:cap]
    groups: dict[tuple[str, str], list[LinkedQuote]] = {}
    for slug, quote in kept:
        groups.setdefault((slug, _belief(quote, site_data.graph)), []).append(quote)
    lines: dict[str, SourceLines] = {}
    items = []
    for (slug, belief), quotes in groups.items():
        brief = briefs[slug]
        article = site_data.articles[brief.seed_id]
        if slug not in lines:
            lines[slug] = SourceLines(article, read_source)
        in_order = sorted(quotes, key=lambda quote: quote.content[0].start)
        item = _item(belief, in_order, brief, article, site_data.graph)
        items.append(replace(item, line=lines[slug].of(in_order[0].content[0])))
    return SpeakerWork(tuple(items), len(doubtful) - len(kept))


def _is_doubtful(quote: LinkedQuote) -> bool:
    if quote.origin is Origin.EDITOR:
        return False
    limit = REPORTED_BELOW if quote.kind is QuoteKind.INDIRECT else SPOKEN_BELOW
    return is_unresolved(quote) or quote.confidence < limit


def _risk(quote: LinkedQuote) -> float:
    """Return how much harm the credit of a quote is likely to do."""
    return (1 - quote.confidence) * (_REPORTED_HARM if quote.kind is QuoteKind.INDIRECT else 1)


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
        context=context_of(article, Span(first.content[0].start, first.content[-1].end)),
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
