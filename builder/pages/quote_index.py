"""The quote index: every quote of the site, by speaker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from builder.model.annotations import QuoteKind
from builder.pages import urls
from builder.pages.catalog import Catalog, Utterance
from builder.pages.frame import Framer
from builder.pages.indexes import index_key
from builder.pages.links import EntityLink, QuoteCard, entity_link, quote_card
from builder.pages.page import HtmlContext, Page
from builder.pages.wording import capitalize, sort_key


@dataclass(frozen=True, slots=True)
class SpeakerGroup:
    """The quotes of one speaker, or of several jointly.

    Attributes:
        speakers: empty where the speaker is no entity.
        speaker_text: the articles' words for a speaker that is no entity; None where nobody is named either.
        quotes: newest brief first.
    """

    speakers: tuple[EntityLink, ...]
    speaker_text: str | None
    quotes: tuple[QuoteCard, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of a filter: what it stands for, and what the reader sees."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class QuoteIndexContext(HtmlContext):
    """Every quote by speaker, and what the filters offer."""

    total: int
    groups: tuple[SpeakerGroup, ...]
    speakers: tuple[Choice, ...]
    briefs: tuple[Choice, ...]
    kinds: tuple[Choice, ...]


def quote_index_page(catalog: Catalog, framer: Framer) -> Page:
    """The quote index: named speakers from A to Z, then unnamed ones, then those without any."""
    path = urls.QUOTE_INDEX
    groups: dict[tuple[tuple[str, ...], str], list[Utterance]] = {}
    for source in catalog.briefs.values():
        for quote in source.brief.quotes:
            text = "" if quote.speaker_ids else (quote.speaker_text or "").casefold()
            groups.setdefault((quote.speaker_ids, text), []).append(Utterance(source, quote))
    ordered = sorted(groups, key=lambda key: _place(catalog, *key))
    context = QuoteIndexContext(
        frame=framer.frame(path, "Quotes", description="Every quotation in the briefs, by speaker."),
        total=sum(len(group) for group in groups.values()),
        groups=tuple(_group(catalog, path, groups[key]) for key in ordered),
        speakers=_speakers(catalog, groups),
        briefs=tuple(
            Choice(slug, source.brief.headline)
            for slug, source in catalog.briefs.items()
            if source.brief.quotes
        ),
        kinds=_kinds(said for group in groups.values() for said in group),
    )
    return Page(path, "pages/quote_index.html", context)


def _place(
    catalog: Catalog, speaker_ids: tuple[str, ...], text: str
) -> tuple[int, tuple[tuple[str, str], ...], tuple[str, ...]]:
    if speaker_ids:
        return 0, tuple(index_key(catalog.entity(entity_id)) for entity_id in speaker_ids), speaker_ids
    return (1, (sort_key(text),), ()) if text else (2, (), ())


def _group(catalog: Catalog, path: str, group: list[Utterance]) -> SpeakerGroup:
    quote = group[0].quote
    return SpeakerGroup(
        speakers=tuple(entity_link(catalog, path, entity_id) for entity_id in quote.speaker_ids),
        speaker_text=capitalize(quote.speaker_text) if quote.speaker_text and not quote.speaker_ids else None,
        quotes=tuple(
            quote_card(
                catalog, path, said, anchor=urls.quote_index_anchor(said.source.brief.slug, said.quote.id)
            )
            for said in group
        ),
    )


def _speakers(catalog: Catalog, groups: Iterable[tuple[tuple[str, ...], str]]) -> tuple[Choice, ...]:
    entities = {
        entity_id: catalog.entity(entity_id) for speaker_ids, _ in groups for entity_id in speaker_ids
    }
    ordered = sorted(entities.values(), key=lambda entity: (*index_key(entity), entity.id))
    return tuple(Choice(entity.id, entity.name) for entity in ordered)


def _kinds(utterances: Iterable[Utterance]) -> tuple[Choice, ...]:
    found = {said.quote.kind for said in utterances}
    return tuple(Choice(kind, capitalize(kind)) for kind in QuoteKind if kind in found)
