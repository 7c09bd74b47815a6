"""Checks of articles from the grammar: nothing is raised, and all annotations fit the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from builder.annotate.annotator import Annotator
from builder.annotate.outcome import Unannotated
from builder.codec import Codec
from builder.graph.build import build_graph
from builder.model.annotations import Annotations
from builder.model.article import Article
from builder.model.editorial import Content
from builder.read.reader import read_seed
from tests.support.annotated import by_seed

DATES = ("2031-03-04", None, "0001-01-01", "9999-12-31")
"""Dates of articles, used in turn, with the first and the last day of the calendar."""


def article_from(number: int, text: str) -> Article:
    """Return the article read from a text, named by its number."""
    article, found = read_seed(text.encode(), path=f"seeds/{number}.txt")
    assert article is not None, (number, text, found)
    return replace(article, date=DATES[number % len(DATES)])


def problems_of(
    articles: Sequence[Article], annotator: Annotator, *, jobs: int = 1
) -> Iterator[tuple[str, str]]:
    """Yield the seed id and the problem of each article with a problem."""
    sound: dict[str, Annotations] = {}
    for article, outcome in zip(articles, annotator.outcomes(articles, jobs=jobs), strict=True):
        if isinstance(outcome, Unannotated):
            yield article.seed_id, f"{outcome.message}\n{outcome.trace}"
            continue
        sound[article.seed_id] = outcome
        for what in misfits(article, outcome):
            yield article.seed_id, what
    kept = [article for article in articles if article.seed_id in sound]
    try:
        build_graph(by_seed(kept), sound, Content())
    except Exception as problem:  # noqa: BLE001  a campaign goes on
        yield kept[0].seed_id, f"the graph of this and the following articles: {problem!r}"


CODEC = Codec(Annotations)


def misfits(article: Article, annotations: Annotations) -> Iterator[str]:
    """Yield the problems of annotations that were made without an exception."""
    if CODEC.load(CODEC.dump(annotations)) != annotations:
        yield "they differ after a round trip through JSON"
    spans = [mention.span for mention in annotations.mentions]
    if any(one.end > other.start for one, other in pairwise(spans)):
        yield f"mentions overlap: {spans}"
    for quote in annotations.quotes:
        if not quote.content:
            yield f"a quote without words: {quote}"
        spans += [*quote.content, *quote.source, *quote.paraphrase]
        spans += [span for span in (quote.cue, quote.setting) if span is not None]
    spans += [role.span for entity in annotations.entities for role in entity.roles]
    yield from (
        f"a span that holds nothing: {span} of {len(article.text)} characters"
        for span in spans
        if not span.start < span.end <= len(article.text) or not span.of(article.text).strip()
    )


def numbered(articles: Iterable[tuple[int, str]]) -> list[Article]:
    """Return articles read from numbered texts."""
    return [article_from(number, text) for number, text in articles]
