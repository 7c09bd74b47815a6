"""Speakers whom no candidate's score shows: the one who has just acted, and the document that is quoted."""

from __future__ import annotations

from builder.annotate.entities.resolve import LinkedMentions
from builder.annotate.parse.document import Sentence, Token
from builder.annotate.quotes.attribution.candidates import Candidate, candidate_at
from builder.annotate.quotes.attribution.features import NO_CUE, cue_strength
from builder.annotate.quotes.attribution.ranking import ScoredSource
from builder.annotate.quotes.extraction.quotation_marks import MARK_TOKENS
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.model.article import ParagraphKind

STATED_PROBABILITY = 0.6
"""How sure such a speaker is."""

_SUBJECTS = ("nsubj", "nsubjpass")
_ADDRESSED = frozenset("answer ask press question quiz tell".split())
"""Verbs after which whom they are said to has the word."""

_LONGEST_BEAT = 20


def stated_source(linked: LinkedMentions, first: ScoredSource) -> tuple[Candidate, Token | None] | None:
    """Who speaks in an utterance that begins with a region, with the verb; None where this does not show it either."""
    document = _document(linked, first)
    if document is not None:
        return document
    actor = _who_acted(linked, first)
    return (actor, None) if actor is not None else None


def _document(linked: LinkedMentions, source: ScoredSource) -> tuple[Candidate, Token] | None:
    """The document whose words are quoted: "the report, which she had seen, found “no defect”"."""
    tokens = linked.doc.tokens
    i = source.place.first - 1
    while i >= 0 and tokens[i].text in MARK_TOKENS:
        i -= 1
    cue = tokens[i] if i >= 0 else None
    if cue is None or cue.pos != "VERB" or cue_strength(cue) <= NO_CUE:
        return None
    for token in cue.sentence.tokens:
        if token.i >= cue.i:
            break
        if token.dep in _SUBJECTS and token.lemma.lower() in words("document_nouns"):
            return _candidate(linked, token), cue
    return None


def _who_acted(linked: LinkedMentions, source: ScoredSource) -> Candidate | None:
    """The subject of the one sentence of the paragraph before a paragraph that is all quotation: what somebody does
    right before words is done by whoever says them.
    """
    region = source.place.region
    paragraph = linked.doc.paragraphs[region.paragraph]
    before = linked.doc.sentences_of(region.paragraph - 1)
    if region.outer != paragraph.span or len(before) != 1:
        return None
    if linked.doc.paragraphs[region.paragraph - 1].kind is not ParagraphKind.TEXT:
        return None
    subject = _actor(before[0])
    if subject is None:
        return None
    candidate = _candidate(linked, subject)
    is_person = (
        candidate.name_index is not None and linked.names[candidate.name_index].type is EntityType.PERSON
    )
    return candidate if is_person or subject.text.lower() in ("he", "she") else None


def _actor(sentence: Sentence) -> Token | None:
    """The subject of a short sentence in which nobody speaks or is spoken to."""
    tokens = sentence.tokens
    if len(tokens) > _LONGEST_BEAT or any(token.text in MARK_TOKENS for token in tokens):
        return None
    if any(token.lemma.lower() in _ADDRESSED for token in tokens):
        return None
    return next(
        (
            token
            for token in tokens
            if token.dep == "nsubj" and token.head.dep == "ROOT" and token.i < token.head_i
        ),
        None,
    )


def _candidate(linked: LinkedMentions, token: Token) -> Candidate:
    return candidate_at(token, linked.mentions)
