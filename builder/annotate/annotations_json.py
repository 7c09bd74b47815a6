"""Annotations as JSON: the form in which they are cached and stored."""

from __future__ import annotations

import json
from typing import Any

from builder.model.annotations import (
    Annotations,
    DocumentEntity,
    EntityType,
    Figure,
    FigureKind,
    Mention,
    Origin,
    Quote,
    QuoteKind,
    Role,
    Tense,
)
from builder.model.span import Span


def dump_annotations(annotations: Annotations) -> bytes:
    """Return annotations as UTF-8 JSON with sorted keys; the same annotations always give the same bytes."""
    data = {
        "seed_id": annotations.seed_id,
        "model": annotations.model,
        "sentences": [_pair(span) for span in annotations.sentences],
        "mentions": [_dump_mention(mention) for mention in annotations.mentions],
        "entities": [_dump_entity(entity) for entity in annotations.entities],
        "quotes": [_dump_quote(quote) for quote in annotations.quotes],
        "figures": [_dump_figure(figure) for figure in annotations.figures],
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1).encode()


def load_annotations(data: bytes) -> Annotations:
    """Return the annotations that ``dump_annotations`` turned into JSON.

    Raises:
        ValueError: the bytes are not such JSON.
    """
    try:
        value = json.loads(data)
        return Annotations(
            seed_id=value["seed_id"],
            model=value["model"],
            sentences=tuple(Span(*pair) for pair in value["sentences"]),
            mentions=tuple(_load_mention(item) for item in value["mentions"]),
            entities=tuple(_load_entity(item) for item in value["entities"]),
            quotes=tuple(_load_quote(item) for item in value["quotes"]),
            figures=tuple(_load_figure(item) for item in value["figures"]),
        )
    except (KeyError, TypeError, RecursionError) as problem:
        raise ValueError(f"not stored annotations: {problem!r}") from problem


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _optional(span: Span | None) -> list[int] | None:
    return None if span is None else _pair(span)


def _span(pair: list[int] | None) -> Span | None:
    return None if pair is None else Span(*pair)


def _dump_mention(mention: Mention) -> dict[str, Any]:
    return {
        "span": _pair(mention.span),
        "type": mention.type,
        "entity": mention.entity,
        "origin": mention.origin,
        "rule": mention.rule,
        "confidence": mention.confidence,
        "tense": mention.tense,
        "coiners": list(mention.coiners),
    }


def _load_mention(item: dict[str, Any]) -> Mention:
    return Mention(
        span=Span(*item["span"]),
        type=EntityType(item["type"]),
        entity=item["entity"],
        origin=Origin(item["origin"]),
        rule=item["rule"],
        confidence=item["confidence"],
        tense=None if item["tense"] is None else Tense(item["tense"]),
        coiners=tuple(item["coiners"]),
    )


def _dump_entity(entity: DocumentEntity) -> dict[str, Any]:
    return {
        "key": entity.key,
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "roles": [_dump_role(role) for role in entity.roles],
        "region": entity.region,
    }


def _load_entity(item: dict[str, Any]) -> DocumentEntity:
    return DocumentEntity(
        key=item["key"],
        type=EntityType(item["type"]),
        name=item["name"],
        aliases=tuple(item["aliases"]),
        roles=tuple(map(_load_role, item["roles"])),
        region=item["region"],
    )


def _dump_role(role: Role) -> dict[str, Any]:
    return {"text": role.text, "span": _pair(role.span), "mention": _pair(role.mention)}


def _load_role(item: dict[str, Any]) -> Role:
    return Role(text=item["text"], span=Span(*item["span"]), mention=Span(*item["mention"]))


def _dump_quote(quote: Quote) -> dict[str, Any]:
    return {
        "kind": quote.kind,
        "content": [_pair(span) for span in quote.content],
        "source": [_pair(span) for span in quote.source],
        "speakers": list(quote.speakers),
        "speaker_text": quote.speaker_text,
        "cue": _optional(quote.cue),
        "setting": _optional(quote.setting),
        "origin": quote.origin,
        "rule": quote.rule,
        "confidence": quote.confidence,
        "paraphrase": [_pair(span) for span in quote.paraphrase],
    }


def _load_quote(item: dict[str, Any]) -> Quote:
    return Quote(
        kind=QuoteKind(item["kind"]),
        content=tuple(Span(*pair) for pair in item["content"]),
        source=tuple(Span(*pair) for pair in item["source"]),
        speakers=tuple(item["speakers"]),
        speaker_text=item["speaker_text"],
        cue=_span(item["cue"]),
        setting=_span(item["setting"]),
        origin=Origin(item["origin"]),
        rule=item["rule"],
        confidence=item["confidence"],
        paraphrase=tuple(Span(*pair) for pair in item["paraphrase"]),
    )


def _dump_figure(figure: Figure) -> dict[str, Any]:
    return {
        "span": _pair(figure.span),
        "kind": figure.kind,
        "counts": [_pair(span) for span in figure.counts],
    }


def _load_figure(item: dict[str, Any]) -> Figure:
    return Figure(
        span=Span(*item["span"]),
        kind=FigureKind(item["kind"]),
        counts=tuple(Span(*pair) for pair in item["counts"]),
    )
