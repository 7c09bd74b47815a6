"""Coined terms: in the sidebar of a brief each with whoever coined it, on an entity's page those that it coined."""

from __future__ import annotations

from msgspec import Struct

from builder.edition import urls
from builder.edition.view import View
from builder.edition.wording import one_line
from builder.model.annotations import EntityType
from builder.pages.brief.brief_scope import BriefScope
from builder.pages.links import EntityLink, mention_url


class TermRow(Struct, frozen=True):
    """A term that someone coined.

    Attributes:
        text: as written.
        url: leads to the words.
        coiners: who coined it; empty where the text names no one.
        headline: of the brief that says so.
        language: the tag of the language of the term; None if it is the site's.
    """

    text: str
    url: str
    coiners: tuple[EntityLink, ...]
    headline: str
    language: str | None


def terms_of_brief(scope: BriefScope) -> tuple[TermRow, ...]:
    """The terms that the page of a brief shows, each wording once, in the order of the text."""
    rows: dict[str, TermRow] = {}
    source = scope.source
    for mention in source.brief.mentions:
        if mention.type is EntityType.TERM and source.shows(mention.span):
            text = one_line(mention.span.of(source.text))
            coiners = tuple(scope.links[key] for key in mention.coiner_ids)
            url = urls.fragment_url(mention.anchor)
            language = scope.view.foreign(source.brief.language)
            rows.setdefault(text.casefold(), TermRow(text, url, coiners, source.brief.headline, language))
    return tuple(rows.values())


def terms_of_entity(view: View, entity_id: str, path: str) -> tuple[TermRow, ...]:
    """The terms that an entity coined, each wording once, those of the newest briefs first."""
    rows: dict[str, TermRow] = {}
    for source, mention in view.coined(entity_id):
        text = one_line(mention.span.of(source.text))
        url = mention_url(source, path, mention)
        language = view.foreign(source.brief.language)
        rows.setdefault(text.casefold(), TermRow(text, url, (), source.brief.headline, language))
    return tuple(rows.values())
