"""The tense of the verb that a date goes with: "will vote Tuesday" is another Tuesday than "voted Tuesday"."""

from __future__ import annotations

from collections.abc import Sequence

from builder.annotate.analysis import Analysis, Token
from builder.annotate.lexicon import words
from builder.annotate.names.name import Name
from builder.model.annotations import EntityType, Tense
from builder.model.span import Span

_VERBS = ("VERB", "AUX")
_WILL = ("will", "'ll", "’ll", "wo", "shall")
_MAYBE = ("would", "could", "may", "might", "should", "must", "can", "ca", "'d", "’d")
_DONE = ("has", "have", "had", "'ve", "’ve", "was", "were", "did")
_SINCE = ("after", "since", "following", "during")
_UNTIL = ("ahead", "before", "until", "till", "by", "for", "into", "toward", "towards")
_HOURS = ("morning", "afternoon", "evening", "night", "noon")
_CLIMB = 6
"""Steps from a date up to its verb."""


def date_tenses(analysis: Analysis, names: Sequence[Name]) -> dict[Span, Tense]:
    """The tenses of the dates among the names; those that no verb decides on are left out."""
    found = {name.span(analysis): _tense(analysis, name) for name in names if name.type is EntityType.DATE}
    return {span: tense for span, tense in found.items() if tense is not None}


def _tense(analysis: Analysis, name: Name) -> Tense | None:
    """What a date's verb and preposition tell; of "Tuesday's debate" the verb alone tells less."""
    tokens = analysis.tokens
    node = next(
        (t for t in name.tokens(analysis) if not name.first <= t.head < name.last), tokens[name.first]
    )
    nouns, prepositions = 0, set()
    for _ in range(_CLIMB):
        head = tokens[node.head]
        if head.i == node.i:
            return None
        if node.pos in ("ADP", "SCONJ", "ADV"):
            prepositions.add(node.text.lower())
        if head.pos in _VERBS:
            return _joined(_verb_tense(analysis, head, prepositions), prepositions, attributive=nouns > 0)
        nouns += head.pos in ("NOUN", "PROPN") and head.text.lower() not in _HOURS
        node = head
    return None


def _joined(tense: Tense, prepositions: set[str], *, attributive: bool) -> Tense | None:
    if prepositions & {*_SINCE}:
        return Tense.UNCLEAR if tense is Tense.FUTURE else Tense.PAST
    if prepositions & {*_UNTIL}:
        return Tense.FUTURE if tense is Tense.FUTURE else Tense.UNCLEAR
    if attributive:
        # "Will answer Monday's attack", "will speak at Monday's rally".
        return None if tense is Tense.PAST else Tense.UNCLEAR
    return tense


def _verb_tense(analysis: Analysis, verb: Token, prepositions: set[str]) -> Tense:
    helpers = [t for t in analysis.dependents(verb) if t.dep in ("aux", "auxpass")]
    texts = {token.text.lower() for token in helpers}
    if texts & {*_WILL}:
        return Tense.FUTURE
    if texts & {*_MAYBE}:
        return Tense.UNCLEAR
    planned = verb.lemma.lower() in words("planned_verbs")
    if planned and verb.tag == "VBN" and prepositions & {"for", "on", "to"}:
        return Tense.UNCLEAR if texts & {*_DONE} else Tense.FUTURE
    if "to" in texts:
        return _planned(analysis, verb)
    if verb.tag == "VBD" or texts & {*_DONE}:
        return Tense.PAST
    if verb.tag == "VBN" and not helpers:
        return Tense.PAST
    head = analysis.tokens[verb.head]
    if verb.tag == "VBG" and not helpers and verb.dep == "advcl" and head.pos in _VERBS and head.i != verb.i:
        return _verb_tense(analysis, head, set())
    return Tense.UNCLEAR


def _planned(analysis: Analysis, verb: Token) -> Tense:
    """The tense of "to meet": ahead after "plans" and "is expected", not after "planned" and "managed"."""
    head = analysis.tokens[verb.head]
    if verb.dep not in ("xcomp", "ccomp") or head.lemma.lower() not in words("planned_verbs"):
        return Tense.UNCLEAR
    texts = {t.text.lower() for t in analysis.dependents(head) if t.dep in ("aux", "auxpass")}
    past = head.tag == "VBD" or texts & {*_DONE, *_MAYBE} or (head.tag == "VBN" and not texts)
    return Tense.UNCLEAR if past else Tense.FUTURE
