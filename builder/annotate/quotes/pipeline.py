"""The quotes of an article, each credited to its speaker."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from builder.annotate.entities.resolve import LinkedMentions
from builder.annotate.parse.document import Document
from builder.annotate.quotes.attribution.candidates import Candidate, source_span
from builder.annotate.quotes.attribution.cues import cue_span, place_tokens, setting_of
from builder.annotate.quotes.attribution.models import Scorers
from builder.annotate.quotes.attribution.ranking import LABEL_PROBABILITY
from builder.annotate.quotes.extraction.dialogue import Turn, turn_at, turns_of
from builder.annotate.quotes.extraction.direct import quoted_utterances, regions_of
from builder.annotate.quotes.extraction.indirect import with_paraphrases
from builder.annotate.quotes.extraction.utterance import Utterance
from builder.annotate.quotes.resolution.context import speaker_context
from builder.annotate.quotes.resolution.resolve import resolve_speakers
from builder.annotate.quotes.resolution.speaker import Speaker
from builder.model.annotations import Origin, Quote, QuoteKind
from builder.model.span import Span


def credited_quotes(linked: LinkedMentions, scorers: Scorers) -> tuple[Quote, ...]:
    """The quotes of an article, sorted by their first span."""
    regions = regions_of(linked.doc)
    quoted = list(quoted_utterances(linked, regions, scorers))
    marked = frozenset(token.i for region in regions for token in linked.doc.tokens_in(region.outer))
    turns = turns_of(linked, regions)
    utterances = with_paraphrases(linked, quoted, scorers, marked=marked, turns=turns)
    context = speaker_context(linked, marked, utterances)
    speakers = resolve_speakers(context, (utterance.candidate for utterance in utterances))
    credited = [
        (utterance, _partner(turns, utterance.candidate) or speaker)
        for utterance, speaker in zip(utterances, speakers, strict=True)
    ]
    credited.extend((_utterance(turn), _label_of(turn)) for turn in turns)
    places = place_tokens(linked.names)
    return tuple(
        _quote(linked, places, utterance, speaker, marked)
        for utterance, speaker in sorted(credited, key=lambda pair: pair[0].content[0])
    )


def _utterance(turn: Turn) -> Utterance:
    return Utterance(QuoteKind.DIRECT, turn.content, (), turn.label, None, LABEL_PROBABILITY, "turn")


def _label_of(turn: Turn) -> Speaker:
    return Speaker((turn.key,), turn.label, "label", 1.0)


def _partner(turns: Sequence[Turn], source: Candidate | None) -> Speaker | None:
    """Whom "I" and "you" stand for in a turn."""
    turn = turn_at(turns, source.head.i) if source is not None else None
    if turn is None or source is None:
        return None
    key = turn.person_of(source.head.text)
    return Speaker((key,), source, "turn-pronoun", 0.9) if key is not None else None


def _quote(
    linked: LinkedMentions,
    places: frozenset[int],
    utterance: Utterance,
    speaker: Speaker,
    marked: frozenset[int],
) -> Quote:
    # "The answer came from": that is no verb of speech.
    cue = utterance.cue if speaker.rule != "giver" else None
    return Quote(
        kind=utterance.kind,
        content=utterance.content,
        paraphrase=utterance.paraphrase,
        source=_source_spans(linked, utterance.candidate, speaker, marked),
        speakers=speaker.keys,
        speaker_text=_speaker_text(linked.doc, speaker, marked),
        cue=cue_span(cue) if cue is not None else None,
        setting=setting_of(cue, places, marked) if cue is not None else None,
        origin=Origin.RULE,
        rule=f"{utterance.rule}+{speaker.rule}",
        confidence=round(utterance.probability * speaker.certainty, 3),
    )


def _source_spans(
    linked: LinkedMentions,
    candidate: Candidate | None,
    speaker: Speaker,
    quoted: frozenset[int],
) -> tuple[Span, ...]:
    """The words of the source; of a joint source the names of all."""
    if candidate is None:
        return ()
    spans = [source_span(linked.doc, candidate, quoted)]
    if speaker.rule == "joint-names" and candidate.name_index is not None:
        sentence = candidate.head.sentence
        first = bisect_left(linked.names, sentence.first, key=lambda name: name.first)
        last = bisect_left(linked.names, sentence.last, key=lambda name: name.first)
        keys = frozenset(speaker.keys)
        spans.extend(
            linked.names[number].span
            for number in range(first, last)
            if linked.keys[number] in keys and not linked.names[number].span.overlaps(spans[0])
        )
    return tuple(sorted(spans))


def _speaker_text(doc: Document, speaker: Speaker, quoted: frozenset[int]) -> str | None:
    """The text's own words where no entity speaks; a bare pronoun names nobody."""
    if speaker.keys or speaker.words is None or speaker.words.head.pos == "PRON":
        return None
    written = " ".join(source_span(doc, speaker.words, quoted).of(doc.text).split())
    for article in ("the ", "The ", "a ", "A ", "an ", "An "):
        written = written.removeprefix(article)
    return written[:1].upper() + written[1:]
