"""Fallbacks: the source of a quotation if no candidate is likely enough."""

from __future__ import annotations

from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.beats import actor_of, subject_before
from builder.annotate.quotes.attribution.candidates import Candidate, candidate_at
from builder.annotate.quotes.attribution.cues import NO_CUE, cue_strength
from builder.annotate.quotes.attribution.implied_subjects import implied_subject
from builder.annotate.quotes.attribution.region_context import RegionContext
from builder.annotate.quotes.quoted_text import QuotedRegion, QuotedText, unmarked_neighbor
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.model.article import ParagraphKind

FALLBACK_PROBABILITY = 0.6
"""Probability of a source that a fallback finds."""

_VERB_REACH = 8
"""Tokens before a region that may contain the verb whose words it is."""

_SUBJECTS = ("nsubj", "nsubjpass")


def quoted_document(text: QuotedText, region: QuotedRegion) -> tuple[Candidate, Token] | None:
    """Return the document whose words are quoted, with its verb; None without one.

    "The report, which she had seen, found “no defect”".
    """
    cue = unmarked_neighbor(region.tokens[0], -1)
    if cue is None or cue.pos != "VERB" or cue_strength(cue) <= NO_CUE:
        return None
    for token in cue.sentence.tokens:
        if token.i >= cue.i:
            break
        if token.dep in _SUBJECTS and token.lemma.lower() in words("document_nouns"):
            return candidate_at(token, text.mentions), cue
    return None


def implied_source(text: QuotedText, context: RegionContext) -> tuple[Candidate, Token] | None:
    """Return the source of a region whose verb of speech shows none, with the verb; None without one.

    "After saying that the pier was “rotten,” Roe left".
    """
    region = context.region
    before = region.doc.tokens[
        max(region.tokens[0].sentence.first, region.first - _VERB_REACH) : region.first
    ]
    after = region.doc.tokens[region.last : region.last + 2]
    # "Roe called it a wreck. “It fell apart.”": the sentence before, if it is of the same paragraph.
    earlier = region.doc.sentences[region.tokens[0].sentence_i - 1].tokens if not before else ()
    roots = [token for token in earlier if token.dep == "ROOT" and token.paragraph == region.paragraph]
    for verb in (*after, *reversed(before), *roots):
        if verb.pos != "VERB" or text.is_marked(verb) or cue_strength(verb) <= NO_CUE:
            continue
        subject = implied_subject(verb, text.mentions)
        return (candidate_at(subject, text.mentions), verb) if subject is not None else None
    return None


def actor_before_words(text: QuotedText, region: QuotedRegion) -> Candidate | None:
    """Return the person who acts in the sentence before a region of the same paragraph; None without one."""
    subject = subject_before(text, region)
    return candidate_at(subject, text.mentions) if subject is not None else None


def last_actor(text: QuotedText, region: QuotedRegion) -> Candidate | None:
    """Return the subject of a one-sentence paragraph before a paragraph that is all quotation; None for other texts."""
    # A person who acts right before a quotation is its speaker: "Roe shook her head." “Never.”
    doc = text.doc
    sentences = doc.sentences_of(region.paragraph - 1)
    if not region.fills_paragraph or len(sentences) != 1:
        return None
    if doc.paragraphs[region.paragraph - 1].kind is not ParagraphKind.TEXT:
        return None
    subject = actor_of(sentences[0])
    if subject is None:
        return None
    mention = text.mentions.at(subject.i)
    is_person = mention is not None and mention.type is EntityType.PERSON
    is_speaker = is_person or subject.text.lower() in ("he", "she")
    return candidate_at(subject, text.mentions) if is_speaker else None
