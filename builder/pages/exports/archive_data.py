"""All entities and all quotes of the site as data, in JSON; ``docs/data.md`` describes the formats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from builder.codec import Codec
from builder.edition import urls
from builder.edition.brief_texts import BriefText, Utterance
from builder.edition.derivations import Derivation
from builder.edition.quote_words import quote_words
from builder.edition.view import View
from builder.edition.wording import one_line
from builder.pages.compact_json import json_rows
from builder.pages.exports.data import setting_text
from builder.pages.page import DataFile


class SiteQuote(msgspec.Struct, frozen=True, kw_only=True):
    """A quote of the site in words; its offsets are in the data of its brief, under the same id.

    What is not known is null.
    """

    brief: str
    id: str
    kind: str
    words: str
    speakers: tuple[str, ...]
    speaker_text: str | None
    cue: str | None
    setting: str | None
    origin: str
    rule: str
    confidence: float


class SiteEntity(msgspec.Struct, frozen=True, kw_only=True):
    """An entity of the site; the coordinates, in degrees (WGS 84), are null except for places that are located."""

    id: str
    type: str
    name: str
    roles: tuple[str, ...]
    url: str
    aliases: tuple[str, ...]
    briefs: Sequence[str]
    lat: float | None
    lon: float | None


def entities_data(view: View) -> DataFile:
    """All entities as data."""
    return DataFile(urls.ENTITIES_DATA, _list([json_rows([_entity(view, key) for key in view.entity_ids])]))


def quotes_data(view: View) -> DataFile:
    """All quotes as data."""
    rows = view.derived(QUOTE_ROWS, sorted(view.slugs))
    return DataFile(urls.QUOTES_DATA, _list(rows.values()))


def quote_rows(source: BriefText) -> bytes:
    """Return the quotes of one brief as rows of the list of all quotes."""
    text, slug = source.text, source.brief.slug
    return json_rows(
        [
            SiteQuote(
                brief=slug,
                id=quote.id,
                kind=quote.kind,
                words=quote_words(Utterance(source, quote)),
                speakers=quote.speaker_ids,
                speaker_text=quote.speaker_text,
                cue=one_line(quote.cue.of(text)) if quote.cue else None,
                setting=setting_text(source, quote),
                origin=quote.origin,
                rule=quote.rule,
                confidence=quote.confidence,
            )
            for quote in source.brief.quotes
        ]
    )


QUOTE_ROWS = Derivation(quote_rows, Codec(bytes))


def _entity(view: View, entity_id: str) -> SiteEntity:
    entity = view.entity(entity_id)
    roles = (one_line(role.text) for role in view.roles(entity_id))
    return SiteEntity(
        id=entity_id,
        type=entity.type,
        name=entity.name,
        roles=tuple(dict.fromkeys(roles)),
        url=urls.relative_url(urls.ENTITIES_DATA, urls.entity_path(entity.type, entity_id)),
        aliases=view.aliases(entity_id),
        briefs=sorted(view.slugs_of(entity_id)),
        lat=entity.place.lat if entity.place else None,
        lon=entity.place.lon if entity.place else None,
    )


def _list(parts: Iterable[bytes]) -> bytes:
    """Return a JSON list of rows, from parts of them."""
    return b"[\n" + b",\n".join(filter(None, parts)) + b"\n]\n"
