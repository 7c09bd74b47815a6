"""Articles and annotations by hand, to test the graph without a language model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from builder.model.annotations import (
    Annotations,
    DocumentEntity,
    EntityType,
    Mention,
    Origin,
    Quote,
    QuoteKind,
    Role,
)
from builder.model.article import Article, Paragraph, ParagraphKind
from builder.model.span import Span
from tests.support.sample import paragraphs_of, span_of

MODEL = "hand 1.0"


def article_of(text: str, seed_id: str = "monday", **fields: object) -> Article:
    """Return an article with paragraphs separated by blank lines, all of them part of the story."""
    paragraphs = tuple(Paragraph(span, ParagraphKind.TEXT) for span in paragraphs_of(text))
    values = {"path": f"seeds/{seed_id}.txt", "text": text, "paragraphs": paragraphs, **fields}
    return Article(seed_id=seed_id, **values)  # type: ignore[arg-type]


def by_seed(articles: Iterable[Article]) -> dict[str, Article]:
    """Return articles by seed id."""
    return {article.seed_id: article for article in articles}


def entity_of(
    name: str,
    kind: EntityType = EntityType.PERSON,
    *,
    key: str | None = None,
    aliases: Sequence[str] = (),
    roles: Sequence[Role] = (),
) -> DocumentEntity:
    """Return an entity of one article; its default key is its name in lower case with hyphens."""
    slug = re.sub(r"\W+", "-", name.lower()).strip("-")
    return DocumentEntity(key or slug, kind, name, tuple(sorted(aliases)), tuple(roles))


def role_of(article: Article, words: str, *names: str) -> Role:
    """Return a role by its words in the article, with the mention by one of the names that is nearest to them."""
    span = span_of(article.text, words)
    mentions = [
        Span(*match.span())
        for name in names
        for match in re.finditer(rf"\b{re.escape(name)}\b", article.text)
    ]
    mention = min(mentions, key=lambda one: (max(one.start - span.end, span.start - one.end), -one.end))
    return Role(words, span, mention)


def annotations_of(
    article: Article,
    *entities: DocumentEntity,
    dates: Sequence[str] = (),
    quotes: Sequence[Quote] = (),
) -> Annotations:
    """Return annotations that mark every occurrence of the entities' names and aliases, and of the dates.

    If two spellings overlap, the longer is marked. Sentences end at full stops.
    """
    forms = {form: entity for entity in entities for form in (entity.name, *entity.aliases)}
    mentions: list[Mention] = []
    for form in sorted({*forms, *dates}, key=lambda form: (-len(form), form)):
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", article.text):
            span = Span(*match.span())
            if not any(span.overlaps(mention.span) for mention in mentions):
                mentions.append(_mention(span, forms.get(form)))
    return Annotations(
        seed_id=article.seed_id,
        model=MODEL,
        sentences=tuple(_sentences(article)),
        mentions=tuple(sorted(mentions, key=lambda mention: mention.span)),
        entities=tuple(sorted(entities, key=lambda entity: entity.key)),
        quotes=tuple(quotes),
    )


def quote_of(
    article: Article,
    *words: str,
    speakers: Sequence[str] = (),
    speaker_text: str | None = None,
    source: str | None = None,
) -> Quote:
    """Return a direct quote by the words of its content and, if given, of its source."""
    return Quote(
        kind=QuoteKind.DIRECT,
        content=tuple(span_of(article.text, part) for part in words),
        source=(span_of(article.text, source),) if source is not None else (),
        speakers=tuple(speakers),
        speaker_text=speaker_text,
        cue=None,
        setting=None,
        origin=Origin.RULE,
        rule="hand",
        confidence=0.9,
    )


def _mention(span: Span, entity: DocumentEntity | None) -> Mention:
    kind = entity.type if entity is not None else EntityType.DATE
    key = entity.key if entity is not None else None
    return Mention(span, kind, key, Origin.MODEL, kind.value.upper(), 0.8)


def _sentences(article: Article) -> Iterable[Span]:
    for paragraph in article.paragraphs:
        words = paragraph.span.of(article.text)
        for match in re.finditer(r"\S(?:[^.]|\.(?=\w))*\.*[”\"]?", words):
            yield Span(paragraph.span.start + match.start(), paragraph.span.start + match.end())
