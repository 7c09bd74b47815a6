"""Utterances in quotation marks: which regions are quotations, which belong together, and who is named beside them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from builder.annotate.entities.resolve import LinkedMentions
from builder.annotate.parse.document import Document, Token
from builder.annotate.quotes.attribution.candidates import Candidate
from builder.annotate.quotes.attribution.cues import cue_of, is_speech
from builder.annotate.quotes.attribution.fallbacks import STATED_PROBABILITY, stated_source
from builder.annotate.quotes.attribution.features import cue_strength
from builder.annotate.quotes.attribution.models import Scorers
from builder.annotate.quotes.attribution.ranking import ScoredSource, choose_sources
from builder.annotate.quotes.extraction.grouping import grouped, is_fragment, runs_on
from builder.annotate.quotes.extraction.quotation_marks import QuotedRegion, quoted_regions
from builder.annotate.quotes.extraction.scare_quotes import judge_features
from builder.annotate.quotes.extraction.utterance import Utterance
from builder.model.annotations import QuoteKind

LEAST_PROBABILITY = 0.12
"""Below this no candidate is held to be the speaker: the quote is shown as unresolved."""

QUOTATION_PROBABILITY = 0.4
"""Below this what stands in quotation marks is a title or a word held at arm's length, no quotation."""

_CUE_REACH = 6
"""Tokens before a quotation in which a verb can introduce it."""


def regions_of(doc: Document) -> tuple[QuotedRegion, ...]:
    """All quoted regions of the parsed paragraphs, in order."""
    return tuple(
        region
        for number, paragraph in enumerate(doc.paragraphs)
        for region in quoted_regions(doc.text, paragraph.span, number)
        if doc.tokens_in(region.span)
    )


def quoted_utterances(
    linked: LinkedMentions, regions: Sequence[QuotedRegion], scorers: Scorers
) -> Iterator[Utterance]:
    """The direct and mixed quotes, in the order of the text."""
    sources = choose_sources(linked, regions, scorers.speaker)
    spoken = [source for source in sources if _is_quotation(linked, source, scorers)]
    for group in grouped(linked.doc, spoken):
        lead = max(group, key=lambda source: source.probability)
        # What runs on over paragraphs is the speaker's who began it.
        if len(group) > 1 and runs_on(group[0], group[1], linked.doc) and group[0].candidate is not None:
            lead = group[0]
        candidate, cue, probability = (
            lead.candidate,
            _near_cue(linked.doc, lead, lead.candidate),
            lead.probability,
        )
        if probability < STATED_PROBABILITY:
            stated = stated_source(linked, group[0])
            if stated is not None:
                (candidate, cue), probability = stated, STATED_PROBABILITY
            elif probability < LEAST_PROBABILITY:
                candidate, cue = None, None
        fragment = all(is_fragment(linked.doc, source) for source in group)
        yield Utterance(
            kind=QuoteKind.MIXED if fragment else QuoteKind.DIRECT,
            content=tuple(source.place.region.span for source in group),
            paraphrase=(),
            candidate=candidate,
            cue=cue,
            probability=probability,
            rule="ranker",
        )


def _near_cue(doc: Document, lead: ScoredSource, candidate: Candidate | None) -> Token | None:
    """The verb of the source, or a stronger one right before the words: "in what it called “a mess”"."""
    head = candidate.head if candidate is not None else None
    if candidate is None or head is None or head.paragraph != lead.place.region.paragraph:
        return None
    cue = cue_of(doc, candidate)
    if cue is None:
        return None
    before = doc.tokens[max(cue.i + 1, lead.place.first - _CUE_REACH) : lead.place.first]
    nearer = [token for token in before if token.pos == "VERB" and cue_strength(token) > cue_strength(cue)]
    if not is_speech(cue):
        # "She rang me and said": the verb that is joined to what its subject did.
        return next((token for token in reversed(nearer) if token.head is cue), None)
    return nearer[-1] if nearer and candidate.head.i < nearer[-1].i else cue


def _is_quotation(linked: LinkedMentions, source: ScoredSource, scorers: Scorers) -> bool:
    """Neither a nickname inside a name nor what the judge holds for a title or a scare quote."""
    place = source.place
    around = bisect_right(linked.names, place.first, key=lambda name: name.first) - 1
    if around >= 0 and linked.names[around].first < place.first and place.last < linked.names[around].last:
        return False
    # A paragraph that is nothing but a quotation is one, whoever speaks.
    if place.region.closed and place.region.outer == linked.doc.paragraphs[place.region.paragraph].span:
        return True
    return scorers.quotation([judge_features(linked.doc, source)])[0] >= QUOTATION_PROBABILITY
