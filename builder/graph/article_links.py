"""Links from the entities of one article to those of the site."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from builder.model.annotations import EntityType, Mention, Quote
from builder.model.article import Article
from builder.model.span import Span

CLEAR_IDENTITY = 0.98
"""Confidence of a link that no other page competes for."""

SiteId = tuple[str, EntityType]
"""The id and type of an entity of the site."""


class ArticleLinks(Struct, frozen=True):
    """The entities of the site that the entities of one article are.

    Attributes:
        ids: by the entity's key in the article.
        moved: by key and spelling, for spellings that refer to another entity than the rest: "President Roe" in an
            article that otherwise speaks of Ana Roe.
        others: entities that are others in this article, as the editor says: id → the other entity.
        confidences: of the links that are less than certain, by key and spelling; the spelling None stands for all.
    """

    ids: Mapping[str, SiteId] = field(default_factory=dict)
    moved: Mapping[tuple[str, str], SiteId] = field(default_factory=dict)
    confidences: Mapping[tuple[str, str | None], float] = field(default_factory=dict)
    others: Mapping[str, SiteId] = field(default_factory=dict)

    @property
    def parts(self) -> tuple[object, ...]:
        """All that the links consist of, as values of which a codec can take a digest: pairs where keys are pairs."""
        return self.ids, tuple(self.moved.items()), tuple(self.confidences.items()), self.others

    def with_ids(self, ids: Mapping[str, SiteId]) -> ArticleLinks:
        """Return the links with other entities by key."""
        return replace(self, ids=ids)

    def of_mention(self, key: str, spelling: str) -> SiteId | None:
        """Return the entity of a mention; None if it has none on this site."""
        return self.moved.get((key, spelling)) or self.ids.get(key)

    def confidence_of(self, key: str, spelling: str) -> float:
        """Return how sure it is, 0..1, that a mention refers to its entity of the site."""
        return min(
            (self.confidences[key, form] for form in (spelling, None) if (key, form) in self.confidences),
            default=CLEAR_IDENTITY,
        )

    def of_speaker(
        self, article: Article, mentions: Sequence[Mention], quote: Quote, key: str
    ) -> tuple[SiteId, float] | None:
        """Return the entity of a speaker of a quote, and how sure it is; None if it has none on this site.

        It is the entity of the mention in the source of the quote, else of the last one before.

        Args:
            article: the text.
            mentions: as annotated, sorted.
            quote: the quote.
            key: of the speaker in the article.
        """
        contested = any(own == key for own, _ in (*self.moved, *self.confidences))
        mention = _antecedent(mentions, quote, key) if contested else None
        spelling = mention.span.one_line(article.text) if mention is not None else ""
        site_id = self.of_mention(key, spelling)
        return (site_id, self.confidence_of(key, spelling)) if site_id is not None else None


def _antecedent(mentions: Sequence[Mention], quote: Quote, key: str) -> Mention | None:
    """Return the mention of a speaker in the source of a quote, else the last one before the source or the quote."""
    source = quote.source[0] if quote.source else Span(quote.content[0].start, quote.content[0].start)
    own = [mention for mention in mentions if mention.entity == key]
    inside = next((mention for mention in own if source.overlaps(mention.span)), None)
    if inside is not None:
        return inside
    before = bisect_right(own, source.start, key=lambda mention: mention.span.start)
    return own[before - 1] if before else (own[0] if own else None)
