"""The language of each article, and what becomes of articles that the language model does not read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from builder.annotate.language_detection import detect_language
from builder.model.annotations import Annotations
from builder.model.article import Article
from builder.model.language_tags import primary_language
from builder.model.span import Span, strip_span

ANY = "xx"
"""The language of pipelines that read several."""

_FULL_STOP = re.compile(
    r"(?<=\w\w|.[»”)])\s?[.!?…؟।]+(?:\s?[\"”»’)])*(?=\s+[\"“„«‘(¿¡]*\s*(\w))|[。！？]+[”」』]*"
)
"""The end of a sentence, with the first character after it; before a small letter the sentence goes on."""


class ArticleLanguages(Struct, frozen=True):
    """How the language of an article is decided: an editor's word, else what the text shows, else that of the site.

    Attributes:
        model: the language that the language model reads; ``ANY`` reads all.
        site: the tag of the site's language, which texts that are too short or unclear are in.
        stated: the tags that editors give articles, by seed id.
    """

    model: str
    site: str
    stated: Mapping[str, str] = field(default_factory=dict)

    def of(self, article: Article) -> str:
        """Return the tag of an article's language."""
        return self.stated.get(article.seed_id) or detect_language(article) or primary_language(self.site)

    def reads(self, language: str) -> bool:
        """Return True if the language model reads a language."""
        return self.model == ANY or primary_language(language) == primary_language(self.model)

    def key(self, seed_id: str) -> tuple[str, str]:
        """Return what the language of an article depends on beside its text."""
        return primary_language(self.site), self.stated.get(seed_id, "")


def unread_annotations(article: Article, language: str) -> Annotations:
    """Return the annotations of an article that the language model does not read: sentences alone."""
    return Annotations(
        seed_id=article.seed_id,
        model="",
        sentences=tuple(_sentences(article)),
        mentions=(),
        entities=(),
        quotes=(),
        language=language,
        is_annotated=False,
    )


def _sentences(article: Article) -> Iterator[Span]:
    """Yield the sentences of the story as its punctuation shows them, none across paragraphs."""
    dateline = article.dateline.span if article.dateline is not None else None
    for paragraph in article.story:
        start, end = paragraph.span.start, paragraph.span.end
        if dateline is not None and paragraph.span.contains(dateline):
            start = min(dateline.end, end)
        ends = _FULL_STOP.finditer(article.text, start, end)
        breaks = [found.end() for found in ends if not (found[1] or "").islower()]
        for stop in (*breaks, end):
            sentence = strip_span(article.text, start, stop)
            if len(sentence):
                yield sentence
            start = stop
