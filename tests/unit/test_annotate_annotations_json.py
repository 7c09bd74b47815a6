"""Annotations as JSON and back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.annotate.annotations_json import dump_annotations, load_annotations
from builder.model.annotations import (
    PAGE_TYPES,
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

WORDS = st.text(max_size=8)
CONFIDENCE = st.floats(0, 1)


def _span(bounds: tuple[int, int]) -> Span:
    return Span(*sorted(bounds))


SPANS = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(_span)
TUPLES = {
    name: st.lists(values, max_size=3).map(tuple) for name, values in (("spans", SPANS), ("words", WORDS))
}
MENTIONS = st.builds(
    Mention,
    span=SPANS,
    type=st.sampled_from(EntityType),
    entity=st.none() | WORDS,
    origin=st.sampled_from(Origin),
    rule=WORDS,
    confidence=CONFIDENCE,
    tense=st.none() | st.sampled_from(Tense),
)
ENTITIES = st.builds(
    DocumentEntity,
    key=WORDS,
    type=st.sampled_from(PAGE_TYPES),
    name=WORDS,
    aliases=TUPLES["words"],
    roles=st.lists(st.builds(Role, text=WORDS, span=SPANS, mention=SPANS), max_size=2).map(tuple),
)
QUOTES = st.builds(
    Quote,
    kind=st.sampled_from(QuoteKind),
    content=TUPLES["spans"],
    source=TUPLES["spans"],
    speakers=TUPLES["words"],
    speaker_text=st.none() | WORDS,
    cue=st.none() | SPANS,
    setting=st.none() | SPANS,
    origin=st.sampled_from(Origin),
    rule=WORDS,
    confidence=CONFIDENCE,
)
FIGURES = st.builds(Figure, span=SPANS, kind=st.sampled_from(FigureKind), counts=TUPLES["spans"])
ANNOTATIONS = st.builds(
    Annotations,
    seed_id=WORDS,
    model=WORDS,
    sentences=TUPLES["spans"],
    mentions=st.lists(MENTIONS, max_size=3).map(tuple),
    entities=st.lists(ENTITIES, max_size=3).map(tuple),
    quotes=st.lists(QUOTES, max_size=3).map(tuple),
    figures=st.lists(FIGURES, max_size=3).map(tuple),
)

SAMPLE = Annotations(
    seed_id="monday",
    model="hand 1.0",
    sentences=(Span(0, 40),),
    mentions=(Mention(Span(0, 7), EntityType.PERSON, "ana-roe", Origin.MODEL, "PERSON", 0.8),),
    entities=(
        DocumentEntity(
            "ana-roe", EntityType.PERSON, "Ana Roe", ("Roe",), (Role("mayor", Span(9, 14), Span(0, 7)),)
        ),
    ),
    quotes=(
        Quote(
            kind=QuoteKind.DIRECT,
            content=(Span(20, 30),),
            source=(Span(0, 7),),
            speakers=("ana-roe",),
            speaker_text=None,
            cue=Span(32, 36),
            setting=None,
            origin=Origin.RULE,
            rule="name",
            confidence=0.9,
        ),
    ),
    figures=(Figure(Span(32, 36), FigureKind.MONEY, (Span(37, 40),)),),
)


@settings(deadline=None)
@given(ANNOTATIONS)
def test_stored_annotations_are_loaded_unchanged(annotations: Annotations) -> None:
    data = dump_annotations(annotations)
    loaded = load_annotations(data)
    assert loaded == annotations
    assert repr(loaded) == repr(annotations), "the types of the values are the same too"
    assert dump_annotations(loaded) == data


def test_text_is_stored_without_escapes() -> None:
    entity = DocumentEntity("jose", EntityType.PERSON, "José “Pepe” Ibarra", (), ())
    stored = Annotations("monday", "hand 1.0", (), (), (entity,), ())
    assert "José “Pepe” Ibarra" in dump_annotations(stored).decode()


@settings(deadline=None)
@given(st.data())
def test_a_truncated_file_is_refused(data: st.DataObject) -> None:
    stored = dump_annotations(SAMPLE)
    with pytest.raises(ValueError, match=r"."):
        load_annotations(stored[: data.draw(st.integers(0, len(stored) - 1))])


@settings(deadline=None)
@given(st.binary(max_size=50))
def test_arbitrary_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        load_annotations(data)


@pytest.mark.parametrize("value", [None, True, 3, "text", [], {}, [1, 2], {"seed_id": "monday"}])
def test_json_of_another_form_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="not stored annotations"):
        load_annotations(json.dumps(value).encode())


def every_path(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths to all keys of the objects in a JSON value."""
    found: list[tuple[Any, ...]] = []
    if isinstance(value, dict):
        for key, inner in value.items():
            found += [(*path, key), *every_path(inner, (*path, key))]
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            found += every_path(inner, (*path, index))
    return found


STORED: dict[str, Any] = json.loads(dump_annotations(SAMPLE))


def damaged(path: tuple[Any, ...], **new: object) -> bytes:
    """Return the stored sample without the value at a path, or with another value there."""
    data = json.loads(dump_annotations(SAMPLE))
    holder = data
    for step in path[:-1]:
        holder = holder[step]
    del holder[path[-1]]
    if new:
        holder[path[-1]] = new["value"]
    return json.dumps(data).encode()


@pytest.mark.parametrize("path", every_path(STORED), ids=lambda path: ".".join(map(str, path)))
def test_a_missing_value_is_refused(path: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match="not stored annotations"):
        load_annotations(damaged(path))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("mentions", 0, "type"), "persona"),
        (("mentions", 0, "origin"), "oracle"),
        (("mentions", 0, "span"), [7, 0]),
        (("mentions", 0, "span"), [-1, 4]),
        (("mentions", 0, "span"), [0]),
        (("mentions", 0, "span"), [0, 1, 2]),
        (("mentions", 0, "span"), ["0", "7"]),
        (("entities", 0, "type"), None),
        (("entities", 0, "roles"), 3),
        (("quotes", 0, "kind"), "whispered"),
        (("quotes", 0, "cue"), 3),
        (("quotes", 0, "speakers"), None),
    ],
)
def test_a_value_of_another_type_is_refused(path: tuple[Any, ...], value: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        load_annotations(damaged(path, value=value))
