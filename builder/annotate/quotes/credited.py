"""The quotes of an article, each credited to its speaker."""

from __future__ import annotations

from collections.abc import Sequence

from builder.annotate.analysis import Analysis
from builder.annotate.names.linked import LinkedNames
from builder.annotate.quotes.candidates import Candidate, source_span
from builder.annotate.quotes.cues import cue_span, setting_of
from builder.annotate.quotes.indirect import with_paraphrases
from builder.annotate.quotes.marks import QuotedRegion
from builder.annotate.quotes.quoted import quoted_utterances, regions_of
from builder.annotate.quotes.reading import reading_of
from builder.annotate.quotes.resolve import resolved
from builder.annotate.quotes.scorers import Scorers
from builder.annotate.quotes.speaker import Speaker
from builder.annotate.quotes.utterance import Utterance
from builder.model.annotations import Origin, Quote
from builder.model.span import Span


def credited_quotes(analysis: Analysis, linked: LinkedNames, scorers: Scorers) -> tuple[Quote, ...]:
    """The quotes of an article, sorted by their first span."""
    regions = regions_of(analysis)
    quoted = list(quoted_utterances(analysis, linked, regions, scorers))
    marked = frozenset(token.i for region in regions for token in analysis.tokens_in(region.outer))
    utterances = with_paraphrases(analysis, linked, regions, quoted, scorers)
    reading = reading_of(analysis, linked, marked, utterances)
    speakers = resolved(reading, (utterance.candidate for utterance in utterances))
    return tuple(
        _quote(analysis, linked, regions, utterance, speaker, marked)
        for utterance, speaker in zip(utterances, speakers, strict=True)
    )


def _quote(
    analysis: Analysis,
    linked: LinkedNames,
    regions: Sequence[QuotedRegion],
    utterance: Utterance,
    speaker: Speaker,
    marked: frozenset[int],
) -> Quote:
    cue = utterance.cue
    return Quote(
        kind=utterance.kind,
        content=utterance.content,
        paraphrase=utterance.paraphrase,
        source=_source_spans(analysis, linked, utterance.candidate, speaker, marked),
        speakers=speaker.keys,
        speaker_text=_speaker_text(analysis, speaker, marked),
        cue=cue_span(analysis, cue) if cue is not None else None,
        setting=setting_of(analysis, cue, linked.names, regions) if cue is not None else None,
        origin=Origin.RULE,
        rule=f"{utterance.rule}+{speaker.rule}",
        confidence=round(utterance.probability * speaker.certainty, 3),
    )


def _source_spans(
    analysis: Analysis,
    linked: LinkedNames,
    candidate: Candidate | None,
    speaker: Speaker,
    quoted: frozenset[int],
) -> tuple[Span, ...]:
    """The words of the source; of a joint source the names of all."""
    if candidate is None:
        return ()
    spans = [source_span(analysis, candidate, quoted)]
    if speaker.rule == "joint-names" and candidate.name_index is not None:
        sentence = analysis.tokens[candidate.head].sentence
        spans.extend(
            name.span(analysis)
            for name, key in zip(linked.names, linked.keys, strict=True)
            if key in speaker.keys
            and analysis.tokens[name.first].sentence == sentence
            and not name.span(analysis).overlaps(spans[0])
        )
    return tuple(sorted(spans))


def _speaker_text(analysis: Analysis, speaker: Speaker, quoted: frozenset[int]) -> str | None:
    """The text's own words where no entity speaks; a bare pronoun names nobody."""
    if speaker.keys or speaker.words is None or analysis.tokens[speaker.words.head].pos == "PRON":
        return None
    written = " ".join(source_span(analysis, speaker.words, quoted).of(analysis.text).split())
    for article in ("the ", "The ", "a ", "A ", "an ", "An "):
        written = written.removeprefix(article)
    return written[:1].upper() + written[1:]
