"""Confirmation of names: the editor's entries, texts and merges settle what a spelling refers to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from builder.graph.provenance import EDITOR_CONFIDENCE
from builder.graph.slugs import slug_of
from builder.model.article import Article
from builder.model.brief import LinkedMention
from builder.model.editorial import Content

ConfirmedNames = frozenset[tuple[str, str]]
"""Pairs of a spelling, as a slug, and the id of the entity that the editor says it refers to."""


def confirmed_names(content: Content) -> ConfirmedNames:
    """Return the names that the editor's files confirm.

    An entry confirms its id, name and aliases; a text and a merge confirm their ids. A split confirms the names of the
    entity that is split for the other one too.
    """
    merge = content.entities.merge
    names = {(spelling, merge.get(own, own)) for spelling, own in _names(content)}
    others = {
        (spelling, split.new_id)
        for split in content.entities.splits
        for spelling, own in names
        if own == split.entity_id
    }
    return frozenset(names | others)


def confirmed_mentions(
    article: Article, mentions: Sequence[LinkedMention], confirmed: ConfirmedNames
) -> tuple[LinkedMention, ...]:
    """Return the mentions of an article with full confidence in those of a confirmed name.

    Origin and rule of a mention stay the same.
    """
    entity_ids = {entity_id for _, entity_id in confirmed}
    return tuple(
        replace(mention, confidence=EDITOR_CONFIDENCE, identity_confidence=EDITOR_CONFIDENCE)
        if mention.entity_id in entity_ids and (_slug(article, mention), mention.entity_id) in confirmed
        else mention
        for mention in mentions
    )


def _names(content: Content) -> Iterator[tuple[str, str]]:
    """Yield each spelling, as a slug, with the id that it has before merges."""
    for entry in content.entities.entries:
        yield entry.id, entry.id
        for form in (entry.name, *entry.aliases):
            if form:
                yield slug_of(form, fallback=""), entry.id
    for text in content.texts:
        yield text.id, text.id
    for source in content.entities.merge:
        yield source, source
    for split in content.entities.splits:
        yield split.entity_id, split.entity_id
        yield split.new_id, split.new_id


def _slug(article: Article, mention: LinkedMention) -> str:
    return slug_of(mention.span.one_line(article.text), fallback="")
