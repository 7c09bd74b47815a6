"""All entities and all quotes of the site as data, in JSON; ``docs/data.md`` describes the formats."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from builder.edition import urls
from builder.edition.brief_texts import Utterance
from builder.edition.quote_words import quote_words
from builder.edition.view import View
from builder.edition.wording import one_line
from builder.pages.compact_json import compact_json
from builder.pages.exports.data import EntityData, entity_data, setting_text
from builder.pages.page import DataFile


class SiteQuoteData(TypedDict):
    """A quote of the site in words; its offsets are in the data of its brief, under the same id."""

    brief: str
    id: str
    kind: str
    words: str
    speakers: list[str]
    speaker_text: str | None
    cue: str | None
    setting: str | None
    origin: str
    rule: str
    confidence: float


class SiteEntityData(EntityData):
    """An entity of the site: with its aliases, briefs and, for places, coordinates in degrees (WGS 84)."""

    aliases: list[str]
    briefs: list[str]
    lat: float | None
    lon: float | None


def entities_data(view: View) -> DataFile:
    """All entities as data."""
    path = urls.ENTITIES_DATA
    rows: list[SiteEntityData] = [
        {
            **entity_data(entity, view.roles(entity.id), path),
            "aliases": list(view.aliases(entity.id)),
            "briefs": sorted(view.slugs_of(entity.id)),
            "lat": entity.place.lat if entity.place else None,
            "lon": entity.place.lon if entity.place else None,
        }
        for entity in map(view.entity, view.entity_ids)
    ]
    return DataFile(path, _dump_rows(rows))


def quotes_data(view: View) -> DataFile:
    """All quotes as data."""
    rows: list[SiteQuoteData] = [
        {
            "brief": source.brief.slug,
            "id": quote.id,
            "kind": quote.kind.value,
            "words": quote_words(Utterance(source, quote)),
            "speakers": list(quote.speaker_ids),
            "speaker_text": quote.speaker_text,
            "cue": one_line(quote.cue.of(source.text)) if quote.cue else None,
            "setting": setting_text(source, quote),
            "origin": quote.origin.value,
            "rule": quote.rule,
            "confidence": quote.confidence,
        }
        for source in map(view.brief, sorted(view.slugs))
        for quote in source.brief.quotes
    ]
    return DataFile(urls.QUOTES_DATA, _dump_rows(rows))


def _dump_rows(rows: Iterable[object]) -> bytes:
    """A JSON list with one row a line."""
    lines = ",\n".join(map(compact_json, rows))
    return f"[\n{lines}\n]\n".encode("utf-8", "replace")
