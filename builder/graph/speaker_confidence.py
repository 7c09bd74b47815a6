"""Confidence of speakers: how likely it is that a quote is credited rightly, as measured on annotated articles.

The evidence is what the annotator and identity say of their own work, and the form of the source. A logistic
regression weighs it; ``speaker_confidence.tsv`` says on which articles it was fitted.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache

from msgspec.structs import replace

from builder.lexicon.word_lists import table
from builder.model.annotations import EntityType, Origin, QuoteKind
from builder.model.brief import LinkedQuote

FEATURES = (
    "bias",
    "odds_of_page",
    "odds_of_words",
    "indirect",
    "words",
    "no_source",
    "pronoun_in_words",
    "definite_singular",
    "plural",
    "spoken_words",
    "page_by_pronoun",
    "page_by_other_rule",
    "page_of_no_person",
    "short_mixed",
)
"""Evidence on a speaker; "page" is a quote credited to pages, "words" one that keeps the words of its source."""

_FIRST, _LAST = 0.02, 0.985
"""Limits of what is believed of the annotator's own confidence."""
_CAUTION = 0.65
"""Log odds that are taken off: on articles that no rule was tried on, errors are about twice as frequent."""
_DEFINITE = frozenset("the his her their my its".split())
_PRONOUNS = frozenset("he she they it who which that i we".split())
_PLURAL = re.compile(r"(?:s|men|women|people|police|critics)$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s ")
_AFTER_HEAD = re.compile(r" (?:of|for|at|in|from|to|with|who)\b|,")
_BY_NAME = frozenset({"name", "titled-name"})
_BY_PRONOUN = frozenset({"pronoun", "it-name", "they-name"})
_SHORT = 4
"""Words from which a partly quoted statement is long enough to be surely one."""


def with_speaker_confidence(quote: LinkedQuote, text: str, types: Mapping[str, EntityType]) -> LinkedQuote:
    """Return a quote with the calibrated confidence of its speaker; one of an editor stays as it is.

    Args:
        quote: with the confidence of its source.
        text: of the article.
        types: of the entities of the site, by id.
    """
    if quote.origin is Origin.EDITOR or not (quote.speaker_ids or quote.speaker_text or quote.source):
        return quote
    confidence = speaker_confidence(speaker_features(quote, text, types, likely=quote.confidence))
    return replace(quote, source_confidence=quote.confidence, confidence=round(confidence, 3))


def speaker_features(
    quote: LinkedQuote, text: str, types: Mapping[str, EntityType], *, likely: float
) -> tuple[float, ...]:
    """Return the evidence on the speaker of a quote, in the order of ``FEATURES``.

    Args:
        quote: with its source and speakers.
        text: of the article.
        types: of the entities of the site, by id.
        likely: 0..1, how sure the annotator is of the source and its links.
    """
    bounded = min(max(likely, _FIRST), _LAST)
    odds = math.log(bounded / (1 - bounded))
    in_words = not quote.speaker_ids
    source = " ".join(span.one_line(text) for span in quote.source)
    first = source.split(" ", 1)[0].lower()
    head = _AFTER_HEAD.split(source, 1)[0].rsplit(" ", 1)[-1]
    is_plural = _PLURAL.search(head) is not None
    is_definite = first in _DEFINITE or _POSSESSIVE.search(source) is not None
    indirect = quote.kind is QuoteKind.INDIRECT
    rule = quote.rule.rpartition("+")[2]
    length = sum(len(span.of(text).split()) for span in quote.content)
    no_person = any(types[one] is not EntityType.PERSON for one in quote.speaker_ids)
    facts = (
        indirect,
        in_words,
        in_words and not source,
        in_words and first in _PRONOUNS,
        in_words and is_definite and not is_plural,
        in_words and is_plural,
        in_words and not indirect,
        not in_words and rule in _BY_PRONOUN,
        not in_words and rule not in _BY_PRONOUN | _BY_NAME,
        no_person,
        not in_words and quote.kind is QuoteKind.MIXED and length < _SHORT,
    )
    return (1.0, odds * (not in_words), odds * in_words, *map(float, facts))


def speaker_confidence(features: Sequence[float]) -> float:
    """Return how likely it is, 0..1, that a speaker is right, given the evidence in the order of ``FEATURES``."""
    score = sum(weight * value for weight, value in zip(_weights(), features, strict=True))
    return 1 / (1 + math.exp(_CAUTION - score))


@cache
def _weights() -> tuple[float, ...]:
    rows = {row[0]: float(row[1]) for row in table("speaker_confidence")}
    return tuple(rows[feature] for feature in FEATURES)
