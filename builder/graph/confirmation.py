"""Names that an editor spelled out: what their entries, texts and merges say, the machine need not doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.graph.mention_linking import EDITOR_CONFIDENCE
from builder.graph.slugs import slug_of
from builder.model.article import Article
from builder.model.editorial import Content
from builder.model.graph import LinkedMention

ConfirmedNames = frozenset[tuple[str, str]]
"""Spellings, as slugs, with the ids of the entities that an editor says they name."""


def confirmed_names(content: Content) -> ConfirmedNames:
    """What the editor's files say that names name: of entries the id, name and aliases, of texts and merges the ids."""
    merge = content.entities.merge
    return frozenset((spelling, merge.get(own, own)) for spelling, own in _spellings(content))


def confirmed_mentions(
    article: Article, mentions: Sequence[LinkedMention], confirmed: ConfirmedNames
) -> tuple[LinkedMention, ...]:
    """The mentions of an article; those of a name that the editor spelled out are beyond doubt.

    Who found a mention, and how, stays as it is.
    """
    told_of = {entity_id for _, entity_id in confirmed}
    return tuple(
        replace(mention, confidence=EDITOR_CONFIDENCE)
        if mention.entity_id in told_of and (_slug(article, mention), mention.entity_id) in confirmed
        else mention
        for mention in mentions
    )


def _spellings(content: Content) -> Iterator[tuple[str, str]]:
    for entry in content.entities.entries:
        yield entry.id, entry.id
        for form in (entry.name, *entry.aliases):
            if form:
                yield slug_of(form, fallback=""), entry.id
    for text in content.texts:
        yield text.id, text.id
    for source in content.entities.merge:
        yield source, source


def _slug(article: Article, mention: LinkedMention) -> str:
    return slug_of(mention.span.of(article.text), fallback="")
