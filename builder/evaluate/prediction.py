"""Predictions: the build's own annotations of annotated articles, in the form in which they are compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from builder.annotate.parse.model_package import find_model
from builder.evaluate.gold import GoldArticle
from builder.graph.build import build_graph
from builder.graph.slugs import slug_of
from builder.model.annotations import EntityType
from builder.model.article import Article
from builder.model.brief import Brief, LinkedMention, LinkedQuote
from builder.model.diagnostic import Diagnostic, warning
from builder.model.editorial import Content
from builder.model.graph import Graph
from builder.model.span import Span
from builder.pipeline.annotation_cache import annotate_articles
from builder.pipeline.article_heads import head_of
from builder.pipeline.progress import Progress
from builder.read.reader import read_seed
from builder.store.store import Store

TYPES = {
    EntityType.PERSON: "PERSON",
    EntityType.PLACE: "PLACE",
    EntityType.ORGANIZATION: "ORG",
    EntityType.EVENT: "EVENT",
    EntityType.WORK: "OTHER",
    EntityType.LAW: "OTHER",
    EntityType.PRODUCT: "OTHER",
}
"""Types of mentions as annotated files name them, by our types; groups and figures are not annotated there."""


_HINT = "Remove the line of the article from the file to leave it out of the scores."


class Predictions(Struct, frozen=True):
    """Briefs and graph that the build makes of annotated articles.

    Attributes:
        briefs: by the id of the annotated article; an article that cannot be read or annotated has none.
        articles: as read, by the same ids.
        graph: of all articles together.
        diagnostics: warnings on articles without a brief.
    """

    briefs: Mapping[str, Brief]
    articles: Mapping[str, Article]
    graph: Graph
    diagnostics: tuple[Diagnostic, ...]


def predict(
    gold: Sequence[GoldArticle],
    *,
    path: str,
    model: str | None,
    store: Store,
    progress: Progress,
    content: Content | None = None,
) -> Predictions:
    """Read, annotate and link the articles as a build does, without content of an editor unless it is given."""
    articles: dict[str, Article] = {}
    diagnostics = []
    seed_ids = seed_ids_of(gold)
    for number, one in enumerate(gold, start=1):
        article, _ = read_seed(one.text.encode(), path=f"seeds/{number}.txt")
        if article is None or article.verbatim != one.text:
            message = (
                f"The article {one.id!r} cannot be read unchanged; it counts as one with no annotations."
            )
            diagnostics.append(warning(path, number, message, _HINT))
        else:
            articles[one.id] = replace(article, seed_id=seed_ids[one.id])
    package = find_model(model)
    found = annotate_articles(
        [head_of(article) for article in articles.values()],
        {article.seed_id: article for article in articles.values()},
        package=package,
        store=store,
        jobs=None,
        progress=progress,
    )
    failed = {one.seed_id: one.message for one in found.failed}
    for number, one in enumerate(gold, start=1):
        if one.id in articles and articles[one.id].seed_id in failed:
            message = f"The article {one.id!r} counts as one with no annotations."
            diagnostics.append(
                warning(path, number, f"{failed[articles.pop(one.id).seed_id]} {message}", _HINT)
            )
    linked = {article.seed_id: article for article in articles.values()}
    graph, _ = build_graph(linked, found.annotations, content or Content())
    by_seed = {brief.seed_id: brief for brief in graph.briefs.values()}
    briefs = {name: by_seed[article.seed_id] for name, article in articles.items()}
    return Predictions(briefs, articles, graph, tuple(diagnostics))


def seed_ids_of(gold: Sequence[GoldArticle]) -> dict[str, str]:
    """Return the seed id of each article, by its own id.

    They are the same, as on a site with each article in ``seeds/<id>.txt``, unless two of them would get one address.
    """
    # Ties between entities are decided in the order of seed ids, so that only the same ids make the same site.
    if len({slug_of(one.id, fallback="") for one in gold}) == len(gold):
        return {one.id: one.id for one in gold}
    return {one.id: f"article-{number}" for number, one in enumerate(gold, start=1)}


def quote_content(quote: LinkedQuote) -> tuple[Span, ...]:
    """Return the spans of the words in quotation marks and of the rest of the same statement, sorted."""
    return tuple(sorted((*quote.content, *quote.paraphrase)))


def page_of(brief: Brief, mention: LinkedMention) -> str:
    """Return the id of the page that a mention links to; a mention without an entity has an id of its own."""
    return mention.entity_id or f"{brief.slug}-{mention.anchor}"


def prediction_row(one: GoldArticle, predicted: Predictions) -> dict[str, Any]:
    """Return the predictions for one article as plain data in the format of the annotated file."""
    brief = predicted.briefs.get(one.id)
    row: dict[str, Any] = {"id": one.id}
    if one.quotes is not None:
        row["quotes"] = [_quote_row(quote) for quote in (brief.quotes if brief is not None else ())]
    if one.mentions is not None:
        row["mentions"] = _mention_rows(brief, predicted.graph) if brief is not None else []
    return row


def _quote_row(quote: LinkedQuote) -> dict[str, Any]:
    return {
        "content": [[span.start, span.end] for span in quote_content(quote)],
        "source": [[span.start, span.end] for span in quote.source] or None,
        "cue": [[quote.cue.start, quote.cue.end]] if quote.cue is not None else None,
        "kind": quote.kind.value,
    }


def _mention_rows(brief: Brief, graph: Graph) -> list[dict[str, Any]]:
    rows = []
    for mention in brief.mentions:
        if mention.type not in TYPES:
            continue
        entity = graph.entities.get(mention.entity_id or "")
        row: dict[str, Any] = {
            "start": mention.span.start,
            "end": mention.span.end,
            "type": TYPES[mention.type],
            "entity": page_of(brief, mention),
        }
        if entity is not None and entity.place is not None:
            row |= {"lat": entity.place.lat, "lon": entity.place.lon}
        rows.append(row)
    return rows
