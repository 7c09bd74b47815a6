"""The tense of the verb that a date goes with: "will vote Tuesday" is another Tuesday than "voted Tuesday"."""

from __future__ import annotations

import calendar
from collections.abc import Sequence

from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Tense
from builder.model.span import Span

_VERBS = ("VERB", "AUX")
_WILL = ("will", "'ll", "’ll", "wo", "shall")
_MAYBE = ("would", "could", "may", "might", "should", "must", "can", "ca", "'d", "’d")
_DONE = ("has", "have", "had", "'ve", "’ve", "was", "were", "did")
_SINCE = ("after", "since", "following", "during")
_UNTIL = ("ahead", "before", "until", "till", "by", "for", "into", "toward", "towards")
_DEADLINE = ("by", "before", "until", "till")
_PAST_NOUNS = ("ahead", "before", "after", "since", "following")
"""Prepositions that still count where they stand before the noun that a date goes with: "since the vote on Friday"."""
_WEEKDAYS = frozenset(name.lower() for name in calendar.day_name)
_EACH = frozenset("all alternate another any each every few many most no one other several some".split())
"""Words beside a date that make it more than one day."""
_ARTICLES = ("a", "an", "the", "that", "these", "those")
_NEAR = ("coming", "last", "next", "past")
_HOURS = ("morning", "afternoon", "evening", "night", "noon")
_CLIMB = 6
"""Steps from a date up to its verb."""


def date_tenses(names: Sequence[MentionSpan]) -> dict[Span, Tense]:
    """The tenses of the dates among the names; those that no verb decides on are left out."""
    found = {name.span: _tense(name) for name in names if name.type is EntityType.DATE}
    return {span: tense for span, tense in found.items() if tense is not None}


def _tense(name: MentionSpan) -> Tense | None:
    """What a date's verb and preposition tell; of "Tuesday's debate" the verb alone tells less."""
    tokens = name.doc.tokens
    root = node = next((t for t in name.tokens if not name.first <= t.head_i < name.last), tokens[name.first])
    if _is_open(name, root):
        return Tense.OPEN
    nouns, prepositions, closed = 0, set(), False
    for _ in range(_CLIMB):
        head = node.head
        if head.i == node.i:
            return None
        if node.pos in ("ADP", "SCONJ", "ADV") and (not closed or node.text.lower() in _PAST_NOUNS):
            prepositions.add(node.text.lower())
        if head.pos in _VERBS:
            return _joined(head, prepositions, attributive=nouns > 0)
        nouns += head.pos in ("NOUN", "PROPN") and head.text.lower() not in _HOURS
        # "Was ahead for most of the race on Sunday": "for" says nothing of the Sunday.
        closed = closed or (bool(prepositions) and head.pos in ("NOUN", "PROPN", "NUM", "PRON"))
        node = head
    return None


def _is_open(name: MentionSpan, root: Token) -> bool:
    """Whether a date is more than one day, or one that the brief's day does not tell: "on the Monday night"."""
    tops = [root]
    hour = root.head
    if root.dep in ("compound", "nmod") and hour.text.lower() in _HOURS:
        tops.append(hour)
    # Not the "one" of "twenty-one".
    beside = [
        token
        for top in tops
        for token in top.children
        if token.i < top.i and name.doc.tokens[token.i - 1].text != "-"
    ]
    texts = {token.text.lower() for token in beside}
    # Whatever the parse: "every other Friday".
    texts |= {token.text.lower() for token in name.doc.tokens[max(name.first - 2, 0) : name.first]} & {
        "every"
    }
    if texts & _EACH:
        return True
    known = texts & {*_NEAR} or name.doc.tokens[name.first].text.lower() in _NEAR
    return root.text.lower() in _WEEKDAYS and bool(texts & {*_ARTICLES}) and not known


def _joined(verb: Token, prepositions: set[str], *, attributive: bool) -> Tense | None:
    tense = _verb_tense(verb, prepositions)
    if prepositions & {*_SINCE}:
        return Tense.UNCLEAR if tense is Tense.FUTURE else Tense.PAST
    if prepositions & {*_UNTIL}:
        if tense is Tense.UNCLEAR and prepositions & {*_DEADLINE} and _looks_ahead(verb):
            return Tense.FUTURE
        return Tense.FUTURE if tense is Tense.FUTURE else Tense.UNCLEAR
    if attributive:
        # "Will answer Monday's attack", "will speak at Monday's rally".
        return None if tense is Tense.PAST else Tense.UNCLEAR
    if tense is Tense.UNCLEAR and (_is_scheduled(verb) or _is_asked(verb)):
        return Tense.FUTURE
    return tense


def _helpers(verb: Token) -> list[Token]:
    return [token for token in verb.children if token.dep in ("aux", "auxpass")]


def _finite(verb: Token) -> Token:
    """The word of a verb that has its tense, that of the verb it hangs from where it has none: "stop" of "stop
    selling".
    """
    helpers = _helpers(verb)
    while not helpers and verb.dep == "xcomp" and verb.tag in ("VBG", "VB") and verb.head is not verb:
        verb = verb.head
        helpers = _helpers(verb)
    return helpers[0] if helpers else verb


def _looks_ahead(verb: Token) -> bool:
    """Whether a deadline of a verb is still to come: "closed until Friday", "said it would be ready by Friday"; not
    "had said it would".
    """
    finite = _finite(verb)
    if finite.tag not in ("MD", "VBP", "VBZ") or finite.text.lower() in _DONE:
        return False
    told = finite.head if finite.dep in ("aux", "auxpass") else finite
    while told.dep == "conj" and told.head is not told:
        told = told.head
    said = _helpers(told.head) if told.dep == "ccomp" else []
    return not any(token.text.lower() in ("had", "'d", "’d") for token in said)


def _is_scheduled(verb: Token) -> bool:
    """Whether the present tense tells when an event is to be: "The fair is on Friday", "The trial begins Monday"."""
    if verb.tag not in ("VBZ", "VBP") or _helpers(verb):
        return False
    subject = next((token for token in verb.children if token.dep == "nsubj"), None)
    if subject is None or subject.pos != "NOUN" or subject.label in ("DATE", "PERSON", "TIME"):
        return False
    objects = {
        token.text.lower()
        for token in verb.children
        if token.dep in ("dobj", "attr", "acomp", "expl") and token.label != "DATE"
    }
    lemma = verb.lemma.lower()
    if lemma == "take":
        return objects == {"place"}
    return not objects and (lemma == "be" or lemma in words("scheduled_verbs"))


def _is_asked(verb: Token) -> bool:
    """Whether a verb asks for something: "Ask me on Friday"."""
    if verb.tag != "VB" or _helpers(verb):
        return False
    before = verb.doc.tokens[verb.i - 1] if verb.i > 0 else None
    return (
        before is None
        or before.sentence_i != verb.sentence_i
        or before.text in ("“", '"', "‘", "``", "'", ",")
    )


def _verb_tense(verb: Token, prepositions: set[str]) -> Tense:
    helpers = _helpers(verb)
    texts = {token.text.lower() for token in helpers}
    if texts & {*_WILL}:
        return Tense.FUTURE
    if texts & {*_MAYBE}:
        return Tense.UNCLEAR
    planned = verb.lemma.lower() in words("planned_verbs")
    if planned and verb.tag == "VBN" and prepositions & {"for", "on", "to"}:
        return Tense.UNCLEAR if texts & {*_DONE} else Tense.FUTURE
    if "to" in texts:
        return _planned(verb)
    if verb.tag == "VBD" or texts & {*_DONE}:
        return Tense.PAST
    if verb.tag == "VBN" and not helpers:
        return Tense.PAST
    head = verb.head
    aside = verb.dep in ("advcl", "xcomp")
    if verb.tag == "VBG" and not helpers and aside and head.pos in _VERBS and head.i != verb.i:
        return _verb_tense(head, set())
    return Tense.UNCLEAR


def _planned(verb: Token) -> Tense:
    """The tense of "to meet": ahead after "plans", "is expected" and "is", not after "planned" and "managed"."""
    head = verb.head
    texts = {t.text.lower() for t in _helpers(head)}
    if verb.dep == "xcomp" and head.lemma.lower() in ("be", "have", "need"):
        return Tense.UNCLEAR if texts or head.tag not in ("VBP", "VBZ") else Tense.FUTURE
    if verb.dep not in ("xcomp", "ccomp") or head.lemma.lower() not in words("planned_verbs"):
        return Tense.UNCLEAR
    past = head.tag == "VBD" or texts & {*_DONE, *_MAYBE} or (head.tag == "VBN" and not texts)
    return Tense.UNCLEAR if past else Tense.FUTURE
