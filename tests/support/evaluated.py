"""Small invented articles with annotations and predictions by hand, for tests of the evaluation without a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from builder.evaluate.file_evaluation import FileEvaluation
from builder.evaluate.gold import GoldArticle, GoldMention, GoldQuote
from builder.evaluate.identity_gold import Answer, GoldIdentity, GoldSpelling, SpellingException
from builder.evaluate.judgment import judge
from builder.evaluate.place_scores import KnownPlace
from builder.evaluate.prediction import Predictions
from builder.model.annotations import EntityType, Origin, QuoteKind
from builder.model.article import Article
from builder.model.brief import Brief, LinkedMention, LinkedQuote
from builder.model.editorial import Body
from builder.model.graph import Entity, Graph
from builder.model.span import Span


def at(text: str, words: str, occurrence: int = 1) -> Span:
    """Return the span of words in a text."""
    start = -1
    for _ in range(occurrence):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def annotated_quote(
    text: str, content: Sequence[str], source: str | None, kind: QuoteKind = QuoteKind.DIRECT
) -> GoldQuote:
    """Return a quotation as a person would annotate it."""
    sources = (at(text, source),) if source is not None else ()
    return GoldQuote(kind, tuple(at(text, words) for words in content), sources)


def found_quote(
    text: str,
    content: Sequence[str],
    source: str | None,
    *,
    confidence: float = 0.9,
    speakers: Sequence[str] = (),
    number: int = 1,
) -> LinkedQuote:
    """Return a quotation as the build would find it."""
    return LinkedQuote(
        id=f"q-{number}",
        kind=QuoteKind.DIRECT,
        content=tuple(at(text, words) for words in content),
        source=(at(text, source),) if source is not None else (),
        speaker_ids=tuple(speakers),
        speaker_text=None,
        cue=None,
        setting=None,
        about_ids=(),
        origin=Origin.RULE,
        rule="test",
        confidence=confidence,
    )


def annotated_name(
    text: str, words: str, kind: str, title: str | None = None, occurrence: int = 1, *, optional: bool = False
) -> GoldMention:
    """Return a name as a person would annotate it, with a title and no cluster."""
    return GoldMention(at(text, words, occurrence), kind, optional, title)


def found_name(
    text: str, words: str, kind: EntityType, page: str | None, occurrence: int = 1
) -> LinkedMention:
    """Return a name as the build would find it."""
    span = at(text, words, occurrence)
    return LinkedMention(f"m-{span.start}", span, kind, page, None, Origin.MODEL, "test", 0.9)


def listed(entity: str, kind: str, *spellings: str, optional: bool = False) -> tuple[GoldSpelling, ...]:
    """Return the spellings of an entity as an identity file lists them."""
    return tuple(GoldSpelling(spelling, entity, kind, optional) for spelling in spellings)


def who(
    name: str,
    *names: tuple[GoldSpelling, ...],
    exceptions: Sequence[SpellingException] = (),
    answers: Mapping[int, tuple[Answer, ...]] | None = None,
) -> GoldIdentity:
    """Return who is who in an article."""
    return GoldIdentity(name, tuple(one for some in names for one in some), tuple(exceptions), answers or {})


def article(
    name: str,
    text: str,
    *,
    quotes: Sequence[GoldQuote] | None = None,
    mentions: Sequence[GoldMention] | None = None,
    partial: bool = False,
) -> GoldArticle:
    """Return an annotated article."""
    said = tuple(quotes) if quotes is not None else None
    names = tuple(mentions) if mentions is not None else None
    return GoldArticle(name, text, said, names, (), partial)


def brief(name: str, *, quotes: Sequence[LinkedQuote] = (), mentions: Sequence[LinkedMention] = ()) -> Brief:
    """Return the brief that the build would make of an article."""
    return Brief(
        slug=name,
        seed_id=name,
        headline=name,
        headline_origin="seed",
        date=None,
        byline=None,
        source=None,
        source_url=None,
        summary=None,
        topics=(),
        body=Body.FULL,
        model="test",
        sentences=(),
        mentions=tuple(mentions),
        quotes=tuple(quotes),
    )


def evaluated(
    articles: Sequence[GoldArticle],
    briefs: Sequence[Brief],
    *,
    name: str = "gold.jsonl",
    entities: Sequence[Entity] = (),
    places: dict[str, KnownPlace] | None = None,
    identity: dict[str, GoldIdentity] | None = None,
) -> FileEvaluation:
    """Return the evaluation of a file; a brief belongs to the article with its name."""
    by_id = {found.slug: found for found in briefs}
    graph = Graph({entity.id: entity for entity in entities}, by_id, ())
    read = {one.id: Article(one.id, f"seeds/{one.id}.txt", one.text, ()) for one in articles}
    predicted = Predictions(by_id, read, graph, ())
    judged, scores = judge(articles, predicted, places or {}, identity or {})
    return FileEvaluation(Path(name), judged, (), scores, ())
