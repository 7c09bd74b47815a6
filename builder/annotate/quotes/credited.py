"""The quotes of an article, each credited to its speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.annotate.analysis import Analysis, Token
from builder.annotate.names.linked import LinkedNames
from builder.annotate.quotes.candidates import Candidate, source_span
from builder.annotate.quotes.cues import cue_of, cue_span, is_speech, setting_of
from builder.annotate.quotes.features import NAMES, cue_strength
from builder.annotate.quotes.judge import JUDGE_NAMES, judge_features
from builder.annotate.quotes.marks import QuotedRegion, quoted_regions
from builder.annotate.quotes.resolve import Discourse, Speaker, resolve
from builder.annotate.quotes.speakers import ScoredSource, Scorer, choose_sources
from builder.annotate.quotes.trees import load_trees
from builder.annotate.quotes.utterances import grouped, is_fragment, runs_on
from builder.model.annotations import Origin, Quote, QuoteKind
from builder.model.span import Span

LEAST_PROBABILITY = 0.12
"""Below this no candidate is held to be the speaker: the quote is shown as unresolved."""


@dataclass(frozen=True, slots=True)
class Scorers:
    """The trained parts: who speaks, and whether anybody does."""

    speaker: Scorer
    quotation: Scorer


def load_scorers() -> Scorers:
    """The trained parts that the package ships."""
    return Scorers(load_trees("speaker", NAMES).score, load_trees("quotation", JUDGE_NAMES).score)


QUOTATION_PROBABILITY = 0.4
"""Below this what stands in quotation marks is a title or a word held at arm's length, no quotation."""

_CUE_REACH = 6
"""Tokens before a quotation in which a verb can introduce it."""


def regions_of(analysis: Analysis) -> tuple[QuotedRegion, ...]:
    """All quoted regions of the analysed paragraphs, in order."""
    return tuple(
        region
        for number, paragraph in enumerate(analysis.paragraphs)
        for region in quoted_regions(analysis.text, paragraph.span, number)
        if analysis.tokens_in(region.span)
    )


def credited_quotes(analysis: Analysis, linked: LinkedNames, scorers: Scorers) -> tuple[Quote, ...]:
    """The direct and mixed quotes of an article, sorted by their first span."""
    regions = regions_of(analysis)
    sources = choose_sources(analysis, linked.names, linked.keys, regions, scorers.speaker)
    quoted = frozenset(token.i for region in regions for token in analysis.tokens_in(region.outer))
    quotes: list[Quote] = []
    discourse = Discourse()
    spoken = [source for source in sources if _is_quotation(analysis, linked, source, scorers)]
    for group in grouped(analysis, spoken):
        lead = max(group, key=lambda source: source.probability)
        # What runs on over paragraphs is the speaker's who began it.
        if len(group) > 1 and runs_on(group[0], group[1], analysis) and group[0].candidate is not None:
            lead = group[0]
        candidate = lead.candidate if lead.probability >= LEAST_PROBABILITY else None
        speaker = Speaker((), None, "unresolved", 0.0)
        if candidate is not None:
            speaker = resolve(analysis, linked, candidate, discourse)
            discourse = Discourse((*discourse.speakers, (candidate.head, speaker)))
        quotes.append(_quote(analysis, linked, regions, group, lead, candidate, speaker, quoted))
    return tuple(sorted(quotes, key=lambda quote: quote.content[0]))


def _quote(
    analysis: Analysis,
    linked: LinkedNames,
    regions: Sequence[QuotedRegion],
    group: Sequence[ScoredSource],
    lead: ScoredSource,
    candidate: Candidate | None,
    speaker: Speaker,
    quoted: frozenset[int],
) -> Quote:
    cue = _near_cue(analysis, lead, candidate)
    fragment = all(is_fragment(analysis, source) for source in group)
    return Quote(
        kind=QuoteKind.MIXED if fragment else QuoteKind.DIRECT,
        content=tuple(source.place.region.span for source in group),
        source=_source_spans(analysis, linked, candidate, speaker, quoted),
        speakers=speaker.keys,
        speaker_text=_speaker_text(analysis, speaker, quoted),
        cue=cue_span(analysis, cue) if cue is not None else None,
        setting=setting_of(analysis, cue, linked.names, regions) if cue is not None else None,
        origin=Origin.RULE,
        rule=f"ranker+{speaker.rule}",
        confidence=round(lead.probability * speaker.certainty, 3),
    )


def _near_cue(analysis: Analysis, lead: ScoredSource, candidate: Candidate | None) -> Token | None:
    """The verb of the source, or a stronger one right before the words: "in what it called “a mess”"."""
    head = analysis.tokens[candidate.head] if candidate is not None else None
    if candidate is None or head is None or analysis.paragraph_of(head) != lead.place.region.paragraph:
        return None
    cue = cue_of(analysis, candidate)
    if cue is None or not is_speech(cue):
        return None
    before = analysis.tokens[max(cue.i + 1, lead.place.first - _CUE_REACH) : lead.place.first]
    nearer = [token for token in before if token.pos == "VERB" and cue_strength(token) > cue_strength(cue)]
    return nearer[-1] if nearer and candidate.head < nearer[-1].i else cue


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


def _is_quotation(analysis: Analysis, linked: LinkedNames, source: ScoredSource, scorers: Scorers) -> bool:
    """Neither a nickname inside a name nor what the judge holds for a title or a scare quote."""
    place = source.place
    if any(name.first < place.first and place.last < name.last for name in linked.names):
        return False
    return scorers.quotation([judge_features(analysis, source)])[0] >= QUOTATION_PROBABILITY
