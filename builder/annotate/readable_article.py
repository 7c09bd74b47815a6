"""Readable articles: what the annotator reads of an article, and its outcome in offsets of the original."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from msgspec import Struct
from msgspec.structs import replace

from builder.annotate.outcome import Outcome
from builder.annotate.single_marks import with_double_marks
from builder.model.annotations import Annotations, DocumentEntity, Figure, Mention, Quote
from builder.model.article import Article, Dateline, Paragraph
from builder.model.reading import Reading, read_text
from builder.model.span import Span, strip_span

_BULLET = re.compile(r"(?:[•▪◦‣●►▶›]|>>|»(?![^«»]*«[^»]*$))\s+(?=\S)")
"""The sign of a list before the words of a paragraph, which are read without it."""
# Read as a quotation mark, "»" would open a quote to the end of the paragraph. It is one if only "«" answers it.

_Move = Callable[[Span], Span]
"""A span of the readable text → the span of the original."""


class ReadableArticle(Struct, frozen=True):
    """An article as the annotator reads it.

    Its letters are composed, invisible characters and the bullets before paragraphs are left out, and single quotation
    marks of the first level are double ones (``single_marks``).

    Attributes:
        article: the article to annotate; the original itself if its text is readable.
        reading: its text, with the way back to the text of the original.
    """

    # All steps read one text, so none of them has to expect a soft hyphen inside a name or an accent of its own.
    article: Article
    reading: Reading

    def restore(self, outcome: Outcome) -> Outcome:
        """Return the outcome of annotating, its spans and offsets counted in the text of the original."""
        if not self.reading.pieces:
            return outcome
        if isinstance(outcome, Annotations):
            return _moved(outcome, self.reading.source_span)
        if outcome.offset is None:
            return outcome
        return replace(outcome, offset=self.reading.source_span(Span(outcome.offset, outcome.offset)).start)


def readable_article(article: Article, *, is_english: bool = True) -> ReadableArticle:
    """Return the article as the annotator reads it; single quotation marks are read in English only."""
    reading = read_text(article.text)
    story = [reading.readable_span(one.span) for one in article.story]
    text = with_double_marks(reading.text, story) if is_english else reading.text
    if not reading.pieces and text == reading.text and not _has_bullet(article):
        return ReadableArticle(article, reading)
    paragraphs = (
        Paragraph(_readable_words(reading, paragraph.span), paragraph.kind)
        for paragraph in article.paragraphs
    )
    dateline = article.dateline
    if dateline is not None:
        region = None if dateline.region is None else reading.readable_span(dateline.region)
        dateline = Dateline(
            reading.readable_span(dateline.span), reading.readable_span(dateline.place), region
        )
    read = replace(
        article,
        text=text,
        paragraphs=tuple(paragraph for paragraph in paragraphs if len(paragraph.span)),
        dateline=dateline,
        controls=(),
    )
    return ReadableArticle(read, reading)


def _has_bullet(article: Article) -> bool:
    """Return True if a paragraph begins with the sign of a list."""
    text = article.text
    return any(_BULLET.match(text, one.span.start, one.span.end) is not None for one in article.paragraphs)


def _readable_words(reading: Reading, span: Span) -> Span:
    """Return the span of a paragraph in the readable text, without a bullet and white space at its ends."""
    moved = reading.readable_span(span)
    stripped = strip_span(reading.text, moved.start, moved.end)
    bullet = _BULLET.match(reading.text, stripped.start, stripped.end)
    return stripped if bullet is None else Span(bullet.end(), stripped.end)


def _moved(annotations: Annotations, move: _Move) -> Annotations:
    return replace(
        annotations,
        sentences=_all(annotations.sentences, move),
        mentions=tuple(_mention(mention, move) for mention in annotations.mentions),
        entities=tuple(_entity(entity, move) for entity in annotations.entities),
        quotes=tuple(_quote(quote, move) for quote in annotations.quotes),
        figures=tuple(_figure(figure, move) for figure in annotations.figures),
    )


def _mention(mention: Mention, move: _Move) -> Mention:
    return replace(mention, span=move(mention.span))


def _entity(entity: DocumentEntity, move: _Move) -> DocumentEntity:
    roles = (replace(role, span=move(role.span), mention=move(role.mention)) for role in entity.roles)
    return replace(entity, roles=tuple(roles))


def _quote(quote: Quote, move: _Move) -> Quote:
    return replace(
        quote,
        content=_all(quote.content, move),
        source=_all(quote.source, move),
        cue=None if quote.cue is None else move(quote.cue),
        setting=None if quote.setting is None else move(quote.setting),
        paraphrase=_all(quote.paraphrase, move),
    )


def _figure(figure: Figure, move: _Move) -> Figure:
    return replace(figure, span=move(figure.span), counts=_all(figure.counts, move))


def _all(spans: Iterable[Span], move: _Move) -> tuple[Span, ...]:
    return tuple(map(move, spans))
