"""Outlines of annotated articles: what decisions over the whole archive need to know of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from msgspec import Struct
from msgspec.structs import replace

from builder.codec import Codec
from builder.graph.memory import Memory
from builder.model.annotations import Annotations, DocumentEntity, EntityType
from builder.model.article import Article


class ArticleOutline(Struct, frozen=True, array_like=True):
    """What decisions over the whole archive need to know of an annotated article.

    Attributes:
        entities: as annotated.
        forms: by key of an entity its spellings in the text, casefolded, sorted.
        laws: the names of laws in the text.
        dateline: the place of the dateline if it has no region beside it, else None.
    """

    entities: tuple[DocumentEntity, ...]
    forms: Mapping[str, tuple[str, ...]]
    laws: tuple[str, ...]
    dateline: str | None

    def without(self, keys: Set[str]) -> ArticleOutline:
        """Return the outline without the entities of these keys."""
        return replace(
            self,
            entities=tuple(entity for entity in self.entities if entity.key not in keys),
            forms={key: forms for key, forms in self.forms.items() if key not in keys},
        )


_OUTLINE = Codec(ArticleOutline)


def article_outlines(
    articles: Mapping[str, Article],
    annotations: Mapping[str, Annotations],
    memory: Memory,
    sources: Mapping[str, str],
) -> dict[str, ArticleOutline]:
    """Return the outlines of all articles, by seed id, sorted.

    Args:
        articles: by seed id.
        annotations: by seed id.
        memory: what earlier builds remember.
        sources: a digest of each article with its annotations, by seed id; of others nothing is remembered.
    """
    keys = {seed_id: sources.get(seed_id, "") for seed_id in sorted(articles)}
    return memory.recall_all(
        "outlines", _OUTLINE, keys, lambda seed_id: article_outline(articles[seed_id], annotations[seed_id])
    )


def article_outline(article: Article, annotations: Annotations) -> ArticleOutline:
    """Return what decisions over the whole archive need to know of an annotated article."""
    forms: dict[str, set[str]] = {}
    for mention in annotations.mentions:
        if mention.entity is not None:
            forms.setdefault(mention.entity, set()).add(mention.span.one_line(article.text).casefold())
    line = article.dateline
    return ArticleOutline(
        entities=annotations.entities,
        forms={key: tuple(sorted(own)) for key, own in forms.items()},
        laws=tuple(_laws(article, annotations)),
        dateline=line.place.one_line(article.text) if line is not None and line.region is None else None,
    )


def _laws(article: Article, annotations: Annotations) -> Iterable[str]:
    return dict.fromkeys(
        mention.span.one_line(article.text)
        for mention in annotations.mentions
        if mention.type is EntityType.LAW
    )
