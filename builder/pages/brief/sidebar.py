"""The entity sidebar of a brief: who, where and when, each with the way to its first mention and its page."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from builder.edition import urls
from builder.edition.brief_texts import BriefText, group
from builder.edition.interface import DateWords
from builder.edition.labels import label_of
from builder.edition.view import View
from builder.edition.wording import one_line
from builder.model.annotations import EntityType
from builder.model.brief import LinkedMention, LinkedQuote
from builder.pages.brief.brief_scope import BriefScope
from builder.pages.links import EntityLink, first_shown, is_uncertain_mention, role_language


class SidebarRow(Struct, frozen=True):
    """One entity of a brief.

    Attributes:
        role: what it is, as the editor or this brief says, or None.
        role_language: the tag of the language of those words; None if it is the site's.
        mentions: how often this brief names it.
        first_url: leads to its first mention on this page, or None where the page shows none.
        quotes: how many quotes of this brief are credited to it.
        quote_url: leads to the first of them, or None.
        uncertain: whether the annotator was unsure of every mention.
        confirmed: whether an editor has an entry for it.
        briefs: how many briefs of the site name it.
        about: the first sentence of what the editor writes about it, or None.
    """

    link: EntityLink
    role: str | None
    role_language: str | None
    mentions: int
    first_url: str | None
    quotes: int
    quote_url: str | None
    uncertain: bool
    confirmed: bool
    briefs: int
    about: str | None


class SidebarGroup(Struct, frozen=True):
    """The entities of one type, those that speak first, then by falling number of mentions.

    Attributes:
        label: what the type is called; ``one`` is one thing of it.
    """

    type: EntityType
    label: str
    one: str
    rows: tuple[SidebarRow, ...]


class DateRow(Struct, frozen=True):
    """A date that the brief names.

    Attributes:
        text: as written.
        date: what it comes to, or None where it is not resolved.
        url: leads to the word.
    """

    text: str
    date: DateWords | None
    url: str


def sidebar_groups(scope: BriefScope) -> tuple[SidebarGroup, ...]:
    """The entities of a brief by type; types without one are left out."""
    rows = _rows(scope)
    by_type = ((kind, tuple(row for row in rows if row.link.type is kind)) for kind in urls.SECTIONS)
    labels = ((label_of(scope.view.interface, kind), kind, found) for kind, found in by_type if found)
    return tuple(SidebarGroup(kind, label.many, label.one, found) for label, kind, found in labels)


def date_rows(view: View, source: BriefText) -> tuple[DateRow, ...]:
    """The dates that the page shows, each wording once, in the order of the text."""
    rows: dict[tuple[str, str | None], DateRow] = {}
    for mention in source.brief.mentions:
        if mention.type is EntityType.DATE and source.shows(mention.span):
            text = one_line(mention.span.of(source.text))
            url = urls.fragment_url(mention.anchor)
            rows.setdefault((text, mention.value), DateRow(text, view.interface.date(mention.value), url))
    return tuple(rows.values())


def _rows(scope: BriefScope) -> list[SidebarRow]:
    found = scope.source.entities
    spoken = _quotes_of(scope.source.brief.quotes)
    rows = [
        _row(scope, entity_id, found.get(entity_id, ()), spoken.get(entity_id, ()))
        for entity_id in dict.fromkeys((*found, *spoken))
    ]
    return sorted(rows, key=lambda row: (-row.quotes, -row.mentions))


def _quotes_of(quotes: Iterable[LinkedQuote]) -> dict[str, tuple[LinkedQuote, ...]]:
    return group((entity_id, quote) for quote in quotes for entity_id in quote.speaker_ids)


def _row(
    scope: BriefScope, entity_id: str, mentions: tuple[LinkedMention, ...], spoken: tuple[LinkedQuote, ...]
) -> SidebarRow:
    first = first_shown(scope.source, mentions)
    return SidebarRow(
        link=scope.links[entity_id],
        role=scope.roles[entity_id],
        role_language=_role_language(scope, entity_id),
        mentions=len(mentions),
        first_url=urls.fragment_url(first.anchor) if first else None,
        quotes=len(spoken),
        quote_url=urls.fragment_url(spoken[0].id) if spoken else None,
        uncertain=bool(mentions) and all(map(is_uncertain_mention, mentions)),
        confirmed=scope.entities[entity_id].edited,
        briefs=len(scope.slugs[entity_id]),
        about=scope.view.opening(entity_id),
    )


def _role_language(scope: BriefScope, entity_id: str) -> str | None:
    found = scope.view.roles_in(entity_id, scope.source.brief.slug)
    return role_language(scope.view, found[0]) if found else None
