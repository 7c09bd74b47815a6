"""A brief as data, in JSON; ``docs/data.md`` describes the format.

Offsets count code points of ``text``, the end exclusive; ``text`` is verbatim, control characters as escape
sequences, while pages show a replacement of each. A brief of which only the lead is published has its
text up to the end of the lead, and the annotations that lie in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NotRequired, TypedDict

from builder.edition import urls
from builder.edition.brief_texts import BriefText
from builder.edition.entity_heads import EntityHead
from builder.edition.view import View
from builder.edition.wording import one_line
from builder.model.annotations import EntityType, Figure, Origin
from builder.model.brief import LinkedMention, LinkedNote, LinkedQuote
from builder.model.control_characters import escape_controls
from builder.model.editorial import Body, Correction, Picture
from builder.model.graph import RoleSeen
from builder.model.span import Span
from builder.pages.compact_json import compact_json
from builder.pages.page import DataFile

FORMAT = 2
"""Number of the format of a brief's data; a change that a reader of the files may notice increases it."""


class MentionData(TypedDict):
    """A mention of a brief; ``entity`` is None for types without a page.

    ``identity_confidence`` says how sure it is that the mention refers to ``entity``; a mention has it only if it
    differs from the entity's own. Only terms have ``coined_by``: the entities that coined them.
    """

    start: int
    end: int
    type: str
    entity: str | None
    origin: str
    rule: str
    confidence: float
    identity_confidence: NotRequired[float]
    coined_by: NotRequired[list[str]]


class QuoteData(TypedDict):
    """A quote of a brief; ``content``, ``source``, ``cue`` and ``paraphrase`` are lists of [start, end].

    ``identity_confidence`` has a number for each of ``speakers``: how sure it is who the source is. A quote has it only
    if one differs from that of its entity, ``paraphrase`` only if it is not empty, and ``speaker_text`` only if the
    editor names the source in words: they need not be the article's.
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
    identity_confidence: NotRequired[list[float]]
    speaker_text: NotRequired[str]
    paraphrase: NotRequired[list[list[int]]]


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


class BriefEntityData(EntityData):
    """An entity of a brief.

    ``identity_confidence`` is that of most of its mentions in the brief, or of its quotes if it has no mention.
    """

    identity_confidence: NotRequired[float]


def brief_data(view: View, slug: str) -> DataFile:
    """One brief as data."""
    source = view.brief(slug)
    brief = source.brief
    path = urls.brief_data_path(brief.slug)
    remarks = view.remarks(slug)
    end = published_end(source)
    mentions = [mention for mention in brief.mentions if mention.span.end <= end]
    quotes = [quote for quote in brief.quotes if _last(quote) <= end]
    usual = _usual_confidences(mentions, quotes)
    language = source.foreign_language(view.words.language)
    content = {
        "format": FORMAT,
        "id": brief.seed_id,
        "slug": brief.slug,
        "headline": brief.headline,
        "date": brief.date,
        **({"language": language} if language is not None else {}),
        **({} if brief.is_annotated else {"annotated": False}),
        "text": source.article.verbatim[:end],
        "mentions": [_mention(mention, usual) for mention in mentions],
        "quotes": [_quote(source, quote, usual) for quote in quotes],
        "figures": [_figure(figure) for figure in brief.figures if figure.span.end <= end],
        "notes": [_note(note) for note in remarks.notes if note.span.end <= end],
        "corrections": [_correction(correction) for correction in remarks.corrections],
        **({"pictures": [_picture(one, path) for one in remarks.pictures]} if remarks.pictures else {}),
        "entities": [
            _entity_of_brief(view, key, path, brief.slug, usual.get(key)) for key in sorted(brief.entity_ids)
        ],
    }
    return DataFile(path, _dump(content))


def published_end(source: BriefText) -> int:
    """Where the text ends that the site may show."""
    if source.brief.body is Body.FULL:
        return len(source.text)
    return max((part.span.end for part in source.published), default=0)


def _last(quote: LinkedQuote) -> int:
    """Where the last of a quote's words ends."""
    extra = tuple(span for span in (quote.cue, quote.setting) if span is not None)
    return max(span.end for span in (*quote.content, *quote.source, *extra))


def _usual_confidences(mentions: Iterable[LinkedMention], quotes: Iterable[LinkedQuote]) -> dict[str, float]:
    """Return for each entity of a brief the confidence of most of its links; the lowest of several as frequent."""
    linked: dict[str, list[float]] = {}
    for mention in mentions:
        if mention.entity_id is not None and mention.identity_confidence is not None:
            linked.setdefault(mention.entity_id, []).append(mention.identity_confidence)
    credited: dict[str, list[float]] = {}
    for quote in quotes:
        for entity_id, sure in zip(quote.speaker_ids, quote.identity_confidences, strict=False):
            credited.setdefault(entity_id, []).append(sure)
    # Sorted, since the first of several modes counts.
    return {key: Counter(sorted(found)).most_common(1)[0][0] for key, found in (credited | linked).items()}


def _mention(mention: LinkedMention, usual: Mapping[str, float]) -> MentionData:
    data: MentionData = {
        "start": mention.span.start,
        "end": mention.span.end,
        "type": mention.type.value,
        "entity": mention.entity_id,
        "origin": mention.origin.value,
        "rule": mention.rule,
        "confidence": mention.confidence,
    }
    sure = mention.identity_confidence
    if mention.entity_id is not None and sure is not None and sure != usual[mention.entity_id]:
        data["identity_confidence"] = sure
    if mention.type is EntityType.TERM:
        data["coined_by"] = list(mention.coiner_ids)
    return data


def _quote(source: BriefText, quote: LinkedQuote, usual: Mapping[str, float]) -> QuoteData:
    data: QuoteData = {
        "id": quote.id,
        "kind": quote.kind.value,
        "content": _pairs(quote.content),
        "source": _pairs(quote.source) or None,
        "speakers": list(quote.speaker_ids),
        "cue": _pairs([quote.cue]) if quote.cue else None,
        "setting": setting_text(source, quote),
        "origin": quote.origin.value,
        "rule": quote.rule,
        "confidence": quote.confidence,
    }
    sure = list(quote.identity_confidences)
    if sure != [usual[key] for key in quote.speaker_ids if key in usual]:
        data["identity_confidence"] = sure
    if quote.speaker_text is not None and quote.origin is Origin.EDITOR:
        data["speaker_text"] = quote.speaker_text
    if quote.paraphrase:
        data["paraphrase"] = _pairs(quote.paraphrase)
    return data


def setting_text(source: BriefText, quote: LinkedQuote) -> str | None:
    """Return where or how a quote was said, in the article's words."""
    return one_line(quote.setting.of(source.text)) if quote.setting else None


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


def _picture(picture: Picture, path: str) -> dict[str, object]:
    """Return a picture with its address from the file of the data; what is not given or known is left out."""
    found: dict[str, object] = {
        "url": urls.relative_url(path, picture.file),
        "alt": picture.alt,
        "caption": picture.caption,
        "credit": picture.credit,
        "width": picture.width,
        "height": picture.height,
    }
    return {key: value for key, value in found.items() if value}


def _correction(correction: Correction) -> CorrectionData:
    return {"date": correction.date, "text": correction.text}


def _entity_of_brief(
    view: View, entity_id: str, path: str, slug: str, identity_confidence: float | None
) -> BriefEntityData:
    """Return an entity with the roles that one brief or the editor gives it."""
    entity = entity_data(view.entity(entity_id), view.roles_in(entity_id, slug), path)
    data: BriefEntityData = {
        "id": entity["id"],
        "type": entity["type"],
        "name": entity["name"],
        "roles": entity["roles"],
        "url": entity["url"],
    }
    if identity_confidence is not None:
        data["identity_confidence"] = identity_confidence
    return data


def entity_data(entity: EntityHead, seen: Iterable[RoleSeen], path: str) -> EntityData:
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
    return (escape_controls(compact_json(content)) + "\n").encode("utf-8", "replace")
