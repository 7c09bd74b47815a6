"""Named speakers: a speaker that an article names, but that only the other articles of the site identify."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from builder.model.annotations import EntityType, Origin
from builder.model.brief import Brief, LinkedMention, LinkedQuote
from builder.model.span import Span

RULE = "linked-name"
"""The rule of a speaker that a linked name shows, after the rule that found the quote."""

_SPEAKERS = (EntityType.PERSON, EntityType.ORGANIZATION)
_BEFORE_NAME = ("Mr. ", "Mrs. ", "Ms. ", "Dr. ", "the ", "The ")
_CERTAINTY = 0.9


def named_speakers(brief: Brief, text: str) -> Brief:
    """Return a brief with quotes whose speaker is only a name credited to the entity that the name links to.

    In its article "Roe" may be Ana Roe or Ben Roe; the mention is linked by what the other articles show.
    """
    waiting = [quote for quote in brief.quotes if _is_open(quote)]
    if not waiting:
        return brief
    by_name: dict[str, list[LinkedMention]] = defaultdict(list)
    for mention in brief.mentions:
        if mention.type in _SPEAKERS and mention.entity_id is not None:
            by_name[_bare(mention.span.of(text))].append(mention)
    return replace(brief, quotes=tuple(_with_speaker(quote, by_name) for quote in brief.quotes))


def _is_open(quote: LinkedQuote) -> bool:
    """Return True if only words name the speaker of a quote, and no editor has fixed it."""
    return not quote.speaker_ids and quote.speaker_text is not None and quote.origin is not Origin.EDITOR


def _bare(name: str) -> str:
    """Return a name in lower case without its article or "Mr."."""
    written = " ".join(name.split())
    for word in _BEFORE_NAME:
        written = written.removeprefix(word)
    return written.casefold()


def _with_speaker(quote: LinkedQuote, by_name: Mapping[str, Sequence[LinkedMention]]) -> LinkedQuote:
    named = by_name.get(_bare(quote.speaker_text), ()) if quote.speaker_text is not None else ()
    if not named or not _is_open(quote):
        return quote
    # The name in the source itself is the speaker; for a pronoun all mentions of the name must agree.
    inside = [mention for mention in named if _is_in(mention.span, quote.source)] or named
    ids = {mention.entity_id for mention in inside}
    (entity_id, *others) = ids
    if others or entity_id is None:
        return quote
    identity = min(mention.identity_confidence or 1.0 for mention in inside)
    return replace(
        quote,
        speaker_ids=(entity_id,),
        identity_confidences=(identity,),
        speaker_text=None,
        rule=f"{quote.rule.partition('+')[0]}+{RULE}",
        confidence=round(quote.confidence * _CERTAINTY * identity, 3),
    )


def _is_in(span: Span, source: Sequence[Span]) -> bool:
    return any(part.contains(span) for part in source)
