"""Links to entities and briefs, and the cards that show quotes: what most pages are made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from msgspec import Struct

from builder.edition import urls
from builder.edition.brief_texts import BriefHead, BriefText
from builder.edition.entity_heads import EntityHead
from builder.edition.interface import DateWords
from builder.edition.quote_lines import QuoteLine
from builder.edition.view import View
from builder.model.annotations import EntityType, Origin
from builder.model.brief import LinkedMention, LinkedQuote
from builder.model.graph import RoleSeen

UNCERTAIN_BELOW = 0.6
"""Names less sure than this are shown as uncertain; confidence runs from 0 to 1."""
UNCERTAIN_SPEAKER_BELOW = 0.5
"""Speakers less sure than this are shown as uncertain: every other one of them is wrong on unseen articles."""


class EntityLink(Struct, frozen=True):
    """A link to an entity's page; ``type`` is one of the types with pages."""

    id: str
    name: str
    type: EntityType
    url: str


class BriefLink(Struct, frozen=True):
    """A link to a brief's page.

    Attributes:
        date: None if the brief is undated.
        language: the tag of the language of its headline; None if it is the site's.
    """

    slug: str
    headline: str
    url: str
    date: DateWords | None
    language: str | None


def entity_link(view: View, from_path: str, entity_id: str) -> EntityLink:
    """A link from a page to an entity."""
    return link_to(view.entity(entity_id), from_path)


def link_to(entity: EntityHead, from_path: str) -> EntityLink:
    """Return a link from a page to an entity."""
    url = urls.relative_url(from_path, urls.entity_path(entity.type, entity.id))
    return EntityLink(entity.id, entity.name, entity.type, url)


def brief_link(view: View, brief: BriefHead, from_path: str, *, fragment: str = "") -> BriefLink:
    """A link from a page to a brief, or to a place on its page."""
    url = urls.relative_url(from_path, urls.brief_path(brief.slug), fragment)
    language = view.foreign(brief.headline_language)
    return BriefLink(brief.slug, brief.headline, url, view.interface.date(brief.date), language)


def role_language(view: View, role: RoleSeen) -> str | None:
    """Return the tag of the language of a role's words; None if it is the site's, in which editors write."""
    if role.origin is Origin.EDITOR or role.brief_slug is None:
        return None
    return view.foreign(view.language_of(role.brief_slug))


def mention_url(source: BriefText, from_path: str, mention: LinkedMention) -> str:
    """Leads to the very word, or to the brief where its page does not show the word."""
    fragment = mention.anchor if source.shows(mention.span) else ""
    return urls.relative_url(from_path, urls.brief_path(source.brief.slug), fragment)


def first_shown(source: BriefText, mentions: Iterable[LinkedMention]) -> LinkedMention | None:
    """The first mention that the brief's page shows."""
    return next((mention for mention in mentions if source.shows(mention.span)), None)


def is_uncertain(quote: LinkedQuote | QuoteLine) -> bool:
    """Whether the annotator was unsure of the speaker; where it found none there is nothing to be unsure of."""
    return bool(quote.speaker_ids or quote.speaker_text) and quote.confidence < UNCERTAIN_SPEAKER_BELOW


def is_uncertain_mention(mention: LinkedMention) -> bool:
    """Return True if the annotator is unsure of a name, or the archive of whom it refers to."""
    sure = mention.identity_confidence
    return mention.confidence < UNCERTAIN_BELOW or (sure is not None and sure < UNCERTAIN_BELOW)


class Credited(Protocol):
    """A quote that may be credited to someone."""

    @property
    def speaker_ids(self) -> tuple[str, ...]:
        """The ids of the entities that it is credited to."""

    @property
    def speaker_text(self) -> str | None:
        """The article's own words for its speaker, or None."""


def speaker_label(view: View, quote: Credited) -> str:
    """The speakers in words: their names, else the article's own words, else "" where nobody is named."""
    names = [view.entity(entity_id).name for entity_id in quote.speaker_ids]
    return view.interface.names(names) if names else quote.speaker_text or ""
