"""Confidence of speakers: calibrated on the evidence, and left alone where an editor decided."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from builder.graph.speaker_confidence import FEATURES, speaker_confidence, speaker_features
from builder.model.annotations import EntityType, Origin, QuoteKind
from builder.model.brief import LinkedQuote
from builder.model.span import Span

TEXT = "The mayor of Orve spoke. Ana Roe said she was glad. Officials said no."
TYPES = {"ana-roe": EntityType.PERSON, "orve": EntityType.PLACE}


def span_of(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


QUOTE = LinkedQuote(
    id="q-1",
    kind=QuoteKind.DIRECT,
    content=(span_of("she was glad"),),
    source=(span_of("Ana Roe"),),
    speaker_ids=("ana-roe",),
    speaker_text=None,
    cue=None,
    setting=None,
    about_ids=(),
    origin=Origin.RULE,
    rule="ranker+name",
    confidence=0.0,
    source_confidence=0.9,
)


def confidence(quote: LinkedQuote) -> float:
    return speaker_confidence(speaker_features(quote, TEXT, TYPES, likely=quote.source_confidence))


def test_the_evidence_has_one_value_for_each_feature() -> None:
    assert len(speaker_features(QUOTE, TEXT, TYPES, likely=0.9)) == len(FEATURES)


def test_a_surer_source_gives_a_surer_speaker() -> None:
    sure, unsure = (replace(QUOTE, source_confidence=value) for value in (0.95, 0.5))
    assert 0 < confidence(unsure) < confidence(sure) < 1


WORDS = replace(QUOTE, speaker_ids=(), speaker_text="Mayor", rule="ranker+words")


@pytest.mark.parametrize(
    ("likelier", "quote"),
    [
        (QUOTE, replace(QUOTE, speaker_ids=("orve",))),
        (QUOTE, replace(QUOTE, rule="ranker+pronoun")),
        (QUOTE, replace(QUOTE, kind=QuoteKind.INDIRECT)),
        (
            replace(WORDS, source=(span_of("Officials"),)),
            replace(WORDS, source=(span_of("The mayor of Orve"),)),
        ),
        (replace(WORDS, source=(span_of("Officials"),)), replace(WORDS, source=())),
    ],
    ids=[
        "a place hardly speaks",
        "a pronoun may be another's",
        "a paraphrase is less sure than spoken words",
        "one mayor could be named, officials could not",
        "without a source nobody knows",
    ],
)
def test_evidence_against_a_speaker(likelier: LinkedQuote, quote: LinkedQuote) -> None:
    assert confidence(quote) < confidence(likelier)
