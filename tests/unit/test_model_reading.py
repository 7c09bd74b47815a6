"""Readable text: composed letters, no invisible characters, and offsets in the original."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.readable_text import readable
from builder.model.reading import read_text
from builder.model.span import Span

TEXTS = st.text(
    st.sampled_from("ae \nı–“\u0301\u0308\u00ad\u200b\u2060\ufeff\u200e\ufb01\u1112\u1161\u11abx")
    | st.characters(),
    max_size=20,
)


@pytest.mark.parametrize(
    ("original", "form"),
    [
        ("Rene\u0301e Bru\u0308hl", "Renée Brühl"),
        ("S\u0327ahin of C\u030cakovec", "Şahin of Čakovec"),
        ("Vel\u00adkommen", "Velkommen"),
        ("Vel\u00ad\nkommen on\u00ad\n\nMonday", "Velkommen on\n\nMonday"),
        ("\ufeffVale\u200b\u200e Roe\u2060", "Vale Roe"),
        ("Gri\ufb03th's of\ufb01ce", "Griffith's office"),
        ("\u1112\u1161\u11ab River", "한 River"),
        ("x\u0304 stays, and a\u200d\u0301 is one letter", "x\u0304 stays, and á is one letter"),
        ("JosA\u0303\u00a9 of the caf\u00c3\u00a9", "José of the café"),
        ("M\u00c31\u20444ller na\u00c3 \u0304ve in 1\u20444 hour", "M\u00fcller na\u00efve in 1\u20444 hour"),
        ("S\u00c3O \u00c3 \u00a9", "S\u00c3O \u00c3 \u00a9"),
        ("É, Ł – “plain”", "É, Ł – “plain”"),
    ],
)
def test_letters_are_composed_and_invisible_characters_left_out(original: str, form: str) -> None:
    assert readable(original) == form
    assert read_text(original).text == form


def test_a_text_without_such_characters_is_the_same_object() -> None:
    text = "“É,” said Łucja – in June."
    reading = read_text(text)
    assert reading.text is text
    assert reading.source_span(Span(3, 9)) == reading.readable_span(Span(3, 9)) == Span(3, 9)


def test_a_span_leads_to_the_whole_letters_of_the_original() -> None:
    original = "“\u200bHart\u00admann\u200b,” Le\u0301a\u0308 said"
    reading = read_text(original)
    assert reading.text == "“Hartmann,” Léä said"
    assert reading.source_span(Span(1, 9)).of(original) == "Hart\u00admann"
    assert reading.source_span(Span(12, 15)).of(original) == "Le\u0301a\u0308"
    assert reading.readable_span(Span(2, 11)).of(reading.text) == "Hartmann"


@given(TEXTS)
def test_every_span_leads_to_words_that_read_the_same(original: str) -> None:
    reading = read_text(original)
    assert reading.text == readable(original)
    for start in range(len(reading.text)):
        span = Span(start, start + 1)
        source = reading.source_span(span)
        assert 0 <= source.start < source.end <= len(original)
        assert span.of(reading.text) in readable(source.of(original))
        assert reading.readable_span(source).contains(span)


@given(TEXTS)
def test_reading_composes_like_unicode(original: str) -> None:
    kept = [
        character for character in original if unicodedata.category(character) in ("Lu", "Ll", "Mn", "Zs")
    ]
    plain = "".join(
        character for character in kept if ord(character) < 0x370 and character not in "\u00c3\u00b5"
    )
    letters = plain.replace("\u00ad", "").replace("\u034f", "")
    assert unicodedata.normalize("NFC", readable(plain)) == unicodedata.normalize("NFC", letters)
