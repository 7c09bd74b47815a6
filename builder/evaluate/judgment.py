"""Judgment of the articles of a file: alignment of annotations and predictions, scores, and mistakes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.evaluate.coreference_scores import coreference_scores
from builder.evaluate.gold import GoldArticle
from builder.evaluate.metrics import Score
from builder.evaluate.mistakes import Mistake, MistakeKind
from builder.evaluate.name_alignment import AlignedNames, align_names
from builder.evaluate.name_mistakes import name_mistakes, page_mistakes, place_mistakes
from builder.evaluate.name_scores import NameScores, score_names
from builder.evaluate.page_quality import judge_pages, page_scores
from builder.evaluate.place_scores import KnownPlace, locate_places, place_scores
from builder.evaluate.prediction import Predictions
from builder.evaluate.quote_alignment import AlignedQuotes, align_quotes
from builder.evaluate.quote_mistakes import quote_mistakes
from builder.evaluate.quote_scores import QuoteScores, score_quotes
from builder.model.graph import Brief


@dataclass(frozen=True, slots=True)
class JudgedArticle:
    """One article with its alignment and its mistakes.

    Attributes:
        brief: None if the article could not be read.
        quotes, names: annotations aligned with predictions; None if the file does not annotate them.
        mistakes: in the order of the text.
    """

    article: GoldArticle
    brief: Brief | None
    quotes: AlignedQuotes | None
    names: AlignedNames | None
    mistakes: tuple[Mistake, ...]

    def scores(self) -> dict[str, Score]:
        """Return the scores that one article has by itself, by name."""
        quotes = score_quotes(self.quotes).named() if self.quotes is not None else {}
        return quotes | (score_names(self.names).named() if self.names is not None else {})


def judge(
    gold: Sequence[GoldArticle], predicted: Predictions, places: Mapping[str, KnownPlace]
) -> tuple[tuple[JudgedArticle, ...], dict[str, Score]]:
    """Return every article, and the scores of all together by name, in the order of display."""
    briefs = [predicted.briefs.get(one.id) for one in gold]
    quotes = [
        align_quotes(one, brief) if one.quotes is not None else None
        for one, brief in zip(gold, briefs, strict=True)
    ]
    names = [
        align_names(one, brief) if one.mentions is not None else None
        for one, brief in zip(gold, briefs, strict=True)
    ]
    across, scores = _judge_names([aligned for aligned in names if aligned is not None], predicted, places)
    by_article: defaultdict[str, list[Mistake]] = defaultdict(list)
    for mistake in across:
        by_article[mistake.article].append(mistake)
    judged = []
    for one, brief, said, named in zip(gold, briefs, quotes, names, strict=True):
        mistakes = [*_inside(one, said, named), *by_article[one.id]]
        mistakes.sort(key=lambda mistake: (mistake.span.start, _rank(mistake), mistake.span.end))
        judged.append(JudgedArticle(one, brief, said, named, tuple(mistakes)))
    return tuple(judged), _judge_quotes([said for said in quotes if said is not None]) | scores


def _judge_quotes(aligned: Sequence[AlignedQuotes]) -> dict[str, Score]:
    total = QuoteScores()
    for one in aligned:
        total += score_quotes(one)
    return total.named() if aligned else {}


def _judge_names(
    aligned: Sequence[AlignedNames], predicted: Predictions, places: Mapping[str, KnownPlace]
) -> tuple[list[Mistake], dict[str, Score]]:
    """Return the mistakes in pages and places, which need all articles, and all scores of names."""
    total = NameScores()
    for one in aligned:
        total += score_names(one)
    scored = [name for one in aligned for name in one.scored]
    titled = judge_pages(aligned)
    located = locate_places(scored, predicted.graph, places)
    mistakes = [*page_mistakes(titled), *place_mistakes(located)]
    scores = coreference_scores(scored) | page_scores(titled) | place_scores(located)
    return mistakes, (total.named() if aligned else {}) | scores


def _inside(one: GoldArticle, quotes: AlignedQuotes | None, names: AlignedNames | None) -> Iterator[Mistake]:
    if quotes is not None:
        yield from quote_mistakes(one, quotes)
    if names is not None:
        yield from name_mistakes(one, names)


def _rank(mistake: Mistake) -> int:
    return list(MistakeKind).index(mistake.kind)
