"""Judgment of the articles of a file: alignment of annotations and predictions, scores, and mistakes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from builder.evaluate.coreference_scores import coreference_scores
from builder.evaluate.gold import GoldArticle
from builder.evaluate.identity_alignment import AlignedIdentity, align_identity
from builder.evaluate.identity_gold import GoldIdentity
from builder.evaluate.identity_mistakes import identity_mistakes, identity_page_mistakes
from builder.evaluate.identity_pages import IdentifiedSite, identify_site
from builder.evaluate.identity_scores import identity_scores, quote_identity_scores, right_names
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
from builder.evaluate.review_scores import review_scores, worklist_of
from builder.model.brief import Brief


class JudgedIdentity(Struct, frozen=True):
    """Who is who in one article, and the site of all articles."""

    aligned: AlignedIdentity
    site: IdentifiedSite

    def scores(self) -> dict[str, Score]:
        """Return the scores that one article has by itself, by name."""
        names = right_names(self.site, [name for name in self.aligned.names if not name.optional])
        quotes = quote_identity_scores(self.site, self.aligned.quotes)
        return {"who: names on the right page": names} | quotes


class JudgedArticle(Struct, frozen=True):
    """One article with its alignment and its mistakes.

    Attributes:
        brief: None if the article could not be read.
        quotes, names: annotations aligned with predictions; None if the file does not annotate them.
        identity: who is who, and the site that decides it; None if no identity file has the article.
        mistakes: in the order of the text.
    """

    article: GoldArticle
    brief: Brief | None
    quotes: AlignedQuotes | None
    names: AlignedNames | None
    identity: JudgedIdentity | None
    mistakes: tuple[Mistake, ...]

    def scores(self) -> dict[str, Score]:
        """Return the scores that one article has by itself, by name."""
        quotes = score_quotes(self.quotes).named() if self.quotes is not None else {}
        names = score_names(self.names).named() if self.names is not None else {}
        return quotes | names | (self.identity.scores() if self.identity is not None else {})


def judge(
    gold: Sequence[GoldArticle],
    predicted: Predictions,
    places: Mapping[str, KnownPlace],
    identity: Mapping[str, GoldIdentity],
) -> tuple[tuple[JudgedArticle, ...], dict[str, Score]]:
    """Return every article, and the scores of all together by name, in the order of display.

    Args:
        gold: the annotated articles.
        predicted: what the build makes of them.
        places: known coordinates of places, by title; may be empty.
        identity: who is who in the articles, by their ids; may be empty.
    """
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
    who = _judge_identity(gold, predicted, identity)
    if who:
        site = next(iter(who.values())).site
        across += identity_page_mistakes(site)
        scores |= identity_scores(site)
        scores |= review_scores(site, worklist_of(predicted).items, predicted.briefs)
    by_article: defaultdict[str, list[Mistake]] = defaultdict(list)
    for mistake in across:
        by_article[mistake.article].append(mistake)
    judged = []
    for one, brief, said, named in zip(gold, briefs, quotes, names, strict=True):
        mistakes = [*_inside(one, said, named, who.get(one.id)), *by_article[one.id]]
        mistakes.sort(key=lambda mistake: (mistake.span.start, _rank(mistake), mistake.span.end))
        judged.append(JudgedArticle(one, brief, said, named, who.get(one.id), tuple(mistakes)))
    return tuple(judged), _judge_quotes([said for said in quotes if said is not None]) | scores


def _judge_identity(
    gold: Sequence[GoldArticle], predicted: Predictions, identity: Mapping[str, GoldIdentity]
) -> dict[str, JudgedIdentity]:
    """Return who is who in each article of an identity file, by the id of the article."""
    aligned = [
        align_identity(one, identity[one.id], predicted.briefs.get(one.id))
        for one in gold
        if one.id in identity
    ]
    site = identify_site(aligned, predicted.graph.entities)
    return {one.article: JudgedIdentity(one, site) for one in aligned}


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


def _inside(
    one: GoldArticle,
    quotes: AlignedQuotes | None,
    names: AlignedNames | None,
    identity: JudgedIdentity | None,
) -> Iterator[Mistake]:
    if quotes is not None:
        yield from quote_mistakes(one, quotes)
    if names is not None:
        yield from name_mistakes(one, names)
    if identity is not None:
        yield from identity_mistakes(identity.site, identity.aligned, one.text)


def _rank(mistake: Mistake) -> int:
    return list(MistakeKind).index(mistake.kind)
