"""The quotes of an article: extraction, resolution of the speakers, and the finished quotes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from builder.annotate.entities.linked_mentions import LinkedMentions
from builder.annotate.quotes.attribution.candidates import Candidate, candidate_at, source_span
from builder.annotate.quotes.attribution.cues import cue_span
from builder.annotate.quotes.attribution.speech_setting import setting_of
from builder.annotate.quotes.extraction.dialogue import (
    TURN_RULE,
    DialogueTurn,
    quote_of_turn,
    turn_at,
)
from builder.annotate.quotes.extraction.extracted_quote import ExtractedQuote
from builder.annotate.quotes.extraction.extraction_state import ExtractionState
from builder.annotate.quotes.extraction.steps import extract_quotes
from builder.annotate.quotes.quoted_text import QuotedText
from builder.annotate.quotes.resolution.context import SpeakerContext, speaker_context
from builder.annotate.quotes.resolution.resolve import resolve_speakers
from builder.annotate.quotes.resolution.speaker import Speaker
from builder.annotate.quotes.scorers import Scorers
from builder.model.annotations import EntityType, Mention, Origin, Quote
from builder.model.span import Span

TERM_RULE = "coined"
"""Rule of a term that the text says someone coined."""

_TERM_CONFIDENCE = 0.85
_LEAST_CERTAINTY = 0.5
"""Certainty of who coined a term, from which they are credited."""
_CLOSING = ",.;: "
"""Signs of the sentence at the end of a term: “slow tide,”"""
_COLON = re.compile(r"\s*:\s*")


def quotes_and_terms(
    linked: LinkedMentions, scorers: Scorers
) -> tuple[tuple[Quote, ...], tuple[Mention, ...]]:
    """Return the quotes of an article with their speakers, and the terms that someone coins; both sorted by span."""
    state = extract_quotes(linked, scorers)
    context = speaker_context(linked, state.text.marked, state.quotes)
    speakers = resolve_speakers(context, (quote.candidate for quote in state.quotes))
    credited = [
        (quote, _speaker_in_turn(state.turns, quote.candidate) or _guest(state, quote) or speaker)
        for quote, speaker in zip(state.quotes, speakers, strict=True)
    ]
    credited.extend((quote_of_turn(turn), _speaker_of_turn(turn)) for turn in state.turns)
    quotes = tuple(
        _quote(state.text, quote, speaker)
        for quote, speaker in sorted(credited, key=lambda pair: pair[0].content[0])
    )
    return quotes, tuple(_terms(state, context)) if state.terms else ()


def _terms(state: ExtractionState, context: SpeakerContext) -> Iterator[Mention]:
    """Yield the terms that someone coins, each with the entities that did if the text says who."""
    sources = [
        candidate_at(term.coiner, state.text.mentions) if term.coiner is not None else None
        for term in state.terms
    ]
    for term, source, coiner in zip(state.terms, sources, resolve_speakers(context, sources), strict=True):
        found = _speaker_in_turn(state.turns, source) or coiner
        keys = found.keys if found.certainty >= _LEAST_CERTAINTY else ()
        span = term.region.span
        words = Span(span.start, span.start + len(span.of(state.text.doc.text).rstrip(_CLOSING)))
        yield Mention(
            words, EntityType.TERM, None, Origin.RULE, TERM_RULE, _TERM_CONFIDENCE, coiners=tuple(keys)
        )


def _speaker_of_turn(turn: DialogueTurn) -> Speaker:
    return Speaker((turn.key,), turn.label, "label", turn.certainty)


def _guest(state: ExtractionState, quote: ExtractedQuote) -> Speaker | None:
    """Return the person that the lines above a quote without a source name; None for other quotes."""
    if quote.candidate is not None or not quote.regions:
        return None
    answer = state.answers.get(quote.regions[0].ranking.region.paragraph)
    return (
        Speaker((answer.key,), answer.label, "interview", answer.certainty) if answer and answer.key else None
    )


def _speaker_in_turn(turns: Sequence[DialogueTurn], source: Candidate | None) -> Speaker | None:
    """Return the speaker that "I" or "you" in a turn refers to; None for other sources."""
    turn = turn_at(turns, source.head) if source is not None else None
    if turn is None or source is None:
        return None
    key = turn.person_of(source.head.text)
    return Speaker((key,), source, "turn-pronoun", 0.9) if key is not None else None


def _quote(text: QuotedText, quote: ExtractedQuote, speaker: Speaker) -> Quote:
    # "The answer came from Roe": "came" is not a verb of speech.
    source = _source_spans(text, quote.candidate, speaker)
    if quote.rule == TURN_RULE and quote.candidate is not None:
        # "A At the mill.": what is said is no part of the label, though the parse joins them.
        source = (Span(quote.candidate.tokens[0].start, quote.candidate.tokens[-1].end),)
    content = _without_label(text.linked.doc.text, quote.content, source)
    # A label needs no verb: the one found is its speaker's own.
    cue = quote.cue if speaker.rule != "giver" and content == quote.content else None
    return Quote(
        kind=quote.kind,
        content=content,
        paraphrase=quote.paraphrase,
        source=source,
        speakers=speaker.keys,
        speaker_text=_speaker_text(text, speaker),
        cue=cue_span(cue) if cue is not None else None,
        setting=setting_of(cue, text) if cue is not None else None,
        origin=Origin.RULE,
        rule=f"{quote.rule}+{speaker.rule}",
        confidence=round(quote.probability * speaker.certainty, 3),
    )


def _without_label(text: str, content: tuple[Span, ...], source: Sequence[Span]) -> tuple[Span, ...]:
    """Return the content without the label that opens it: “ROE: It is safe.” within the marks."""
    first, *rest = content
    if source and source[0].start == first.start and source[0].end < first.end:
        colon = _COLON.match(text, source[0].end, first.end)
        if colon is not None and colon.end() < first.end:
            return (Span(colon.end(), first.end), *rest)
    return content


def _source_spans(text: QuotedText, candidate: Candidate | None, speaker: Speaker) -> tuple[Span, ...]:
    """Return the spans of the source; of a joint source those of all names in the sentence."""
    if candidate is None:
        return ()
    span = source_span(candidate, text.marked)
    if speaker.rule != "joint-names" or candidate.mention_i is None:
        return (span,)
    others = (
        other for other in _mentions_of_speakers(text.linked, candidate, speaker) if not other.overlaps(span)
    )
    return tuple(sorted((span, *others)))


def _mentions_of_speakers(linked: LinkedMentions, candidate: Candidate, speaker: Speaker) -> Iterator[Span]:
    """Yield the spans of the mentions of the speakers in the sentence of a candidate."""
    sentence = candidate.head.sentence
    mentions = linked.mentions.spans
    first = bisect_left(mentions, sentence.first, key=lambda mention: mention.first)
    last = bisect_left(mentions, sentence.last, key=lambda mention: mention.first)
    for mention, key in zip(mentions[first:last], linked.keys[first:last], strict=True):
        if key in speaker.keys:
            yield mention.span


def _speaker_text(text: QuotedText, speaker: Speaker) -> str | None:
    """Return the text's own words for a speaker without an entity; None for a bare pronoun."""
    if speaker.keys or speaker.words is None or speaker.words.head.pos == "PRON":
        return None
    written = " ".join(source_span(speaker.words, text.marked).of(text.doc.text).split())
    for article in ("the ", "The ", "a ", "A ", "an ", "An "):
        written = written.removeprefix(article)
    return written[:1].upper() + written[1:]
