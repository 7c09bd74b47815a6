"""Linking of the quotes and figures of one article to the entities of the site."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from builder.graph.article_links import ArticleLinks
from builder.model.annotations import Annotations, Figure, Quote
from builder.model.article import Article
from builder.model.brief import LinkedMention, LinkedQuote
from builder.model.span import Span


def linked_quotes(
    article: Article,
    found: Annotations,
    mentions: Sequence[LinkedMention],
    links: ArticleLinks,
) -> tuple[LinkedQuote, ...]:
    """Return the quotes of an article with the site's entities as speakers, numbered in the order of the text.

    Args:
        article: the text.
        found: the annotations of the article.
        mentions: the linked mentions, in the order of the text.
        links: the entities of the site.
    """
    return tuple(
        _linked_quote(f"q-{number}", article, found, quote, mentions, links)
        for number, quote in enumerate(found.quotes, start=1)
    )


def _linked_quote(
    quote_id: str,
    article: Article,
    found: Annotations,
    quote: Quote,
    mentions: Sequence[LinkedMention],
    links: ArticleLinks,
) -> LinkedQuote:
    speakers = _speakers(article, found, quote, links)
    return LinkedQuote(
        id=quote_id,
        kind=quote.kind,
        content=quote.content,
        source=quote.source,
        speaker_ids=tuple(speakers),
        speaker_text=_speaker_text(article, quote, links),
        cue=quote.cue,
        setting=quote.setting,
        about_ids=entities_in(quote.content, mentions),
        origin=quote.origin,
        rule=quote.rule,
        confidence=round(quote.confidence * min(speakers.values(), default=1.0), 3),
        paraphrase=quote.paraphrase,
        identity_confidences=tuple(speakers.values()),
    )


def marked_figures(figures: Sequence[Figure], mentions: Sequence[LinkedMention]) -> tuple[Figure, ...]:
    """Return the figures whose span is still a mention after the editor's fixes."""
    spans = {mention.span for mention in mentions}
    return tuple(figure for figure in figures if figure.span in spans)


def entities_in(spans: Sequence[Span], mentions: Sequence[LinkedMention]) -> tuple[str, ...]:
    """Return the ids of the entities mentioned inside one of the spans, sorted.

    Args:
        spans: half-open, in any order.
        mentions: in the order of the text.
    """
    inside: set[str] = set()
    for span in spans:
        first = bisect_left(mentions, span.start, key=_start)
        for mention in mentions[first : bisect_left(mentions, span.end, lo=first, key=_start)]:
            if mention.entity_id is not None and span.contains(mention.span):
                inside.add(mention.entity_id)
    return tuple(sorted(inside))


def _speakers(article: Article, found: Annotations, quote: Quote, links: ArticleLinks) -> dict[str, float]:
    """Return how sure it is who the speakers of a quote are, by their ids, in the order of the text."""
    speakers: dict[str, float] = {}
    for key in quote.speakers:
        speaker = links.of_speaker(article, found.mentions, quote, key)
        if speaker is not None:
            (entity_id, _), confidence = speaker
            speakers.setdefault(entity_id, confidence)
    return speakers


def _speaker_text(article: Article, quote: Quote, links: ArticleLinks) -> str | None:
    """Return the quote's own speaker text, or the words of its source if the editor ignores all of its speakers."""
    if quote.speakers and not any(key in links.ids for key in quote.speakers) and quote.source:
        return quote.source[0].one_line(article.text)
    return quote.speaker_text


def _start(mention: LinkedMention) -> int:
    return mention.span.start
