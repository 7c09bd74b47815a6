"""Terms among the annotations of an article: a term takes the place of the names in it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from builder.model.annotations import Annotations, Mention


def with_terms(found: Annotations, terms: Sequence[Mention]) -> Annotations:
    """Return annotations with the terms that someone coins.

    “Lowmoor” in the term “the Lowmoor effect” is not a mention of its own, and not an entity if it is named nowhere
    else. If such an entity speaks or coins a term, it stays, and the term is left out.

    Args:
        found: all other annotations.
        terms: mentions of terms, sorted by span.
    """
    credited = {key for quote in found.quotes for key in quote.speakers}
    credited.update(key for term in terms for key in term.coiners)
    mentions = list(found.mentions)
    for term in terms:
        kept = [mention for mention in mentions if not mention.span.overlaps(term.span)]
        inside = [mention for mention in mentions if mention.span.overlaps(term.span)]
        lost = {mention.entity for mention in inside} - {mention.entity for mention in kept}
        if not lost & credited and all(term.span.contains(mention.span) for mention in inside):
            mentions = [*kept, term]
    left = {mention.entity for mention in mentions}
    gone = {mention.entity for mention in found.mentions} - left
    return replace(
        found,
        mentions=tuple(sorted(mentions, key=lambda mention: mention.span)),
        entities=tuple(entity for entity in found.entities if entity.key not in gone),
    )
