"""Codecs: annotations as bytes and back."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from builder.codec import Codec
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

CODEC = Codec(Annotations)
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
    data = CODEC.dump(annotations)
    loaded = CODEC.load(data)
    assert loaded == annotations
    assert repr(loaded) == repr(annotations), "the types of the values are the same too"
    assert CODEC.dump(loaded) == data


def test_half_of_a_surrogate_pair_is_refused() -> None:
    entity = DocumentEntity("jose", EntityType.PERSON, "Jos\ud800", (), ())
    with pytest.raises(ValueError, match="surrogates not allowed"):
        CODEC.dump(Annotations("monday", "hand 1.0", (), (), (entity,), ()))


@settings(deadline=None)
@given(st.data())
def test_a_truncated_file_is_refused(data: st.DataObject) -> None:
    stored = CODEC.dump(SAMPLE)
    with pytest.raises(ValueError, match=r"."):
        CODEC.load(stored[: data.draw(st.integers(0, len(stored) - 1))])


@settings(deadline=None)
@given(st.binary(max_size=50))
def test_arbitrary_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        CODEC.load(data)


@pytest.mark.parametrize("value", [None, True, 3, "text", [], {}, [1, 2], {"seed_id": "monday"}])
def test_a_value_of_another_form_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"Expected|missing"):
        CODEC.load(msgspec.msgpack.encode(value))


def damaged(path: tuple[Any, ...], value: object) -> bytes:
    """Return the stored sample with another value at a path."""
    data = msgspec.msgpack.decode(CODEC.dump(SAMPLE))
    holder, known = data, SAMPLE
    for step in path[:-1]:
        holder, known = holder[_place(known, step)], _part(known, step)
    holder[_place(known, path[-1])] = value
    return msgspec.msgpack.encode(data)


def _place(known: Any, step: str | int) -> int:
    """Return the place of a field or an item in the array that is stored."""
    return known.__struct_fields__.index(step) if isinstance(step, str) else step


def _part(known: Any, step: str | int) -> Any:
    return getattr(known, step) if isinstance(step, str) else known[step]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("mentions", 0, "type"), "persona"),
        (("mentions", 0, "origin"), "oracle"),
        (("mentions", 0, "span"), [7, 0]),
        (("mentions", 0, "span"), [-1, 4]),
        (("mentions", 0, "span"), [0]),
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
        CODEC.load(damaged(path, value))


DIGEST = """
from builder.codec import Codec
from builder.gazetteer.home_places import Home
from builder.gazetteer.lookup import load_gazetteer
place = load_gazetteer().regions("Iowa")[0]
print(Codec(Home).digest(Home(place, frozenset({"lowmoor", "orve", "ellery", "stanmere", "harbor"}))))
"""


def test_digests_of_sets_are_the_same_in_every_process() -> None:
    found = {
        subprocess.run(
            [sys.executable, "-c", DIGEST],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(found) == 1
    assert len(found.pop().strip()) == 64


def test_half_of_a_surrogate_pair_has_a_digest() -> None:
    codec = Codec(DocumentEntity)
    first, second = (
        DocumentEntity("jose", EntityType.PERSON, f"Jos{one}", (), ()) for one in ("\ud800", "\udfff")
    )
    assert codec.digest(first) != codec.digest(second)
    assert codec.digest(first) == codec.digest(replace(first))
