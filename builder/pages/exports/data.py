"""The site as data: every brief, all entities, all quotes, as JSON.

Offsets count code points of ``text``, the end exclusive; ``text`` is verbatim, control characters as escape
sequences, while pages show a replacement of each. A brief of which only the lead is published has its
text up to the end of the lead, and the annotations that lie in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NotRequired, TypedDict

from builder.edition import urls
from builder.edition.brief_texts import BriefText, Utterance
from builder.edition.entity_heads import EntityHead
from builder.edition.quote_words import quote_words
from builder.edition.view import View
from builder.edition.wording import one_line
from builder.model.annotations import EntityType, Figure
from builder.model.control_characters import escape_controls
from builder.model.editorial import Body, Correction
from builder.model.graph import LinkedMention, LinkedNote, LinkedQuote, RoleSeen
from builder.model.span import Span
from builder.pages.page import DataFile


class MentionData(TypedDict):
    """A mention of a brief.

    ``identity_confidence`` says how sure it is that the mention refers to ``entity``. Both are None for types without
    a page. Only terms have ``coined_by``: the entities that coined them.
    """

    start: int
    end: int
    type: str
    entity: str | None
    origin: str
    rule: str
    confidence: float
    identity_confidence: float | None
    coined_by: NotRequired[list[str]]


class QuoteData(TypedDict):
    """A quote of a brief; ``content``, ``source``, ``cue`` and ``paraphrase`` are lists of [start, end].

    ``identity_confidence`` has a number for each of ``speakers``: how sure it is who the source is.
    """

    id: str
    kind: str
    content: list[list[int]]
    source: list[list[int]] | None
    speakers: list[str]
    cue: list[list[int]] | None
    setting: str | None
    origin: str
    rule: str
    confidence: float
    identity_confidence: list[float]
    paraphrase: list[list[int]]


class FigureData(TypedDict):
    """A figure of a brief; ``counts`` is a list of [start, end]: the words that say what it counts."""

    start: int
    end: int
    kind: str
    counts: list[list[int]]


class NoteData(TypedDict):
    """An editor's note on a brief's words; ``text`` is Markdown."""

    id: str
    start: int
    end: int
    text: str


class CorrectionData(TypedDict):
    """What was put right in an article, and on which day (ISO)."""

    date: str
    text: str


class EntityData(TypedDict):
    """An entity; ``url`` counts from the file that holds it."""

    id: str
    type: str
    name: str
    roles: list[str]
    url: str


class SiteQuoteData(QuoteData):
    """A quote of the site: with its brief, and in words."""

    brief: str
    words: str
    speaker_text: str | None
    url: str


class SiteEntityData(EntityData):
    """An entity of the site: with its aliases, briefs and, for places, coordinates in degrees (WGS 84)."""

    aliases: list[str]
    briefs: list[str]
    lat: float | None
    lon: float | None


def brief_data(view: View, slug: str) -> DataFile:
    """One brief as data."""
    source = view.brief(slug)
    brief = source.brief
    path = urls.brief_data_path(brief.slug)
    remarks = view.remarks(slug)
    end = published_end(source)
    entity_ids = dict.fromkeys(
        (
            *source.entities,
            *(key for quote in brief.quotes for key in quote.speaker_ids),
            *(key for mention in brief.mentions for key in mention.coiner_ids),
        )
    )
    content = {
        "id": brief.seed_id,
        "slug": brief.slug,
        "headline": brief.headline,
        "date": brief.date,
        "text": source.article.verbatim[:end],
        "mentions": [_mention(mention) for mention in brief.mentions if mention.span.end <= end],
        "quotes": [_quote(source, quote) for quote in brief.quotes if _last(quote) <= end],
        "figures": [_figure(figure) for figure in brief.figures if figure.span.end <= end],
        "notes": [_note(note) for note in remarks.notes if note.span.end <= end],
        "corrections": [_correction(correction) for correction in remarks.corrections],
        "entities": [_entity_of_brief(view, key, path, brief.slug) for key in sorted(entity_ids)],
    }
    return DataFile(path, _dump(content))


def entities_data(view: View) -> DataFile:
    """All entities as data."""
    path = urls.ENTITIES_DATA
    rows: list[SiteEntityData] = [
        {
            **_entity(entity, view.roles(entity.id), path),
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
    path = urls.QUOTES_DATA
    rows: list[SiteQuoteData] = [
        {
            **_quote(source, quote),
            "brief": source.brief.slug,
            "words": quote_words(Utterance(source, quote)),
            "speaker_text": quote.speaker_text,
            "url": urls.relative_url(path, urls.brief_path(source.brief.slug), quote.id),
        }
        for source in map(view.brief, sorted(view.slugs))
        for quote in source.brief.quotes
    ]
    return DataFile(path, _dump_rows(rows))


def published_end(source: BriefText) -> int:
    """Where the text ends that the site may show."""
    if source.brief.body is Body.FULL:
        return len(source.text)
    return max((part.span.end for part in source.published), default=0)


def _last(quote: LinkedQuote) -> int:
    """Where the last of a quote's words ends."""
    extra = tuple(span for span in (quote.cue, quote.setting) if span is not None)
    return max(span.end for span in (*quote.content, *quote.source, *extra))


def _mention(mention: LinkedMention) -> MentionData:
    data: MentionData = {
        "start": mention.span.start,
        "end": mention.span.end,
        "type": mention.type.value,
        "entity": mention.entity_id,
        "origin": mention.origin.value,
        "rule": mention.rule,
        "confidence": mention.confidence,
        "identity_confidence": mention.identity_confidence,
    }
    if mention.type is EntityType.TERM:
        data["coined_by"] = list(mention.coiner_ids)
    return data


def _quote(source: BriefText, quote: LinkedQuote) -> QuoteData:
    return {
        "id": quote.id,
        "kind": quote.kind.value,
        "content": _pairs(quote.content),
        "source": _pairs(quote.source) or None,
        "speakers": list(quote.speaker_ids),
        "cue": _pairs([quote.cue]) if quote.cue else None,
        "setting": one_line(quote.setting.of(source.text)) if quote.setting else None,
        "origin": quote.origin.value,
        "rule": quote.rule,
        "confidence": quote.confidence,
        "identity_confidence": list(quote.identity_confidences),
        "paraphrase": [[span.start, span.end] for span in quote.paraphrase],
    }


def _figure(figure: Figure) -> FigureData:
    return {
        "start": figure.span.start,
        "end": figure.span.end,
        "kind": figure.kind.value,
        "counts": _pairs(figure.counts),
    }


def _note(note: LinkedNote) -> NoteData:
    return {
        "id": urls.note_anchor(note.number),
        "start": note.span.start,
        "end": note.span.end,
        "text": note.markdown,
    }


def _correction(correction: Correction) -> CorrectionData:
    return {"date": correction.date, "text": correction.text}


def _entity_of_brief(view: View, entity_id: str, path: str, slug: str) -> EntityData:
    """Return an entity with the roles that one brief or the editor gives it."""
    return _entity(view.entity(entity_id), view.roles_in(entity_id, slug), path)


def _entity(entity: EntityHead, seen: Iterable[RoleSeen], path: str) -> EntityData:
    """Return an entity with roles."""
    roles = (one_line(role.text) for role in seen)
    return {
        "id": entity.id,
        "type": entity.type.value,
        "name": entity.name,
        "roles": list(dict.fromkeys(roles)),
        "url": urls.relative_url(path, urls.entity_path(entity.type, entity.id)),
    }


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _dump(content: object) -> bytes:
    return (escape_controls(json.dumps(content, ensure_ascii=False, separators=(",", ":"))) + "\n").encode(
        "utf-8", "replace"
    )


def _dump_rows(rows: Iterable[object]) -> bytes:
    """A JSON list with one row a line."""
    lines = ",\n".join(_json(row) for row in rows)
    return f"[\n{lines}\n]\n".encode("utf-8", "replace")


def _json(value: object) -> str:
    """Return JSON without white space between its parts."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
