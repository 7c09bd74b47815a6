"""Tense of the verb that a date modifies: "will vote Tuesday" is another Tuesday than "voted Tuesday"."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Set

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
"""Prepositions that also count before the noun that a date modifies: "since the vote on Friday"."""
_WEEKDAYS = frozenset(name.lower() for name in calendar.day_name)
_EACH = frozenset("all alternate another any each every few many most no one other several some".split())
"""Words beside a date that make it more than one day."""
_ARTICLES = ("a", "an", "the", "that", "these", "those")
_RELATIVE_WORDS = ("coming", "last", "next", "past")
_HOURS = ("morning", "afternoon", "evening", "night", "noon")
_CLIMB = 6
"""Steps in the parse from a date up to its verb, at most."""


def date_tenses(mentions: Iterable[MentionSpan]) -> dict[Span, Tense]:
    """Return the tenses of the dates among mentions, by span; dates without a verb are left out."""
    found = {mention.span: _tense(mention) for mention in mentions if mention.type is EntityType.DATE}
    return {span: tense for span, tense in found.items() if tense is not None}


def _tense(mention: MentionSpan) -> Tense | None:
    """Return the tense of a date from its verb and the prepositions between them; None without a verb."""
    root = node = next(
        (token for token in mention.tokens if not mention.first <= token.head_i < mention.last),
        mention.tokens[0],
    )
    if _is_open(mention, root):
        return Tense.OPEN
    nouns, prepositions, closed = 0, set(), False
    for _ in range(_CLIMB):
        head = node.head
        if head.i == node.i:
            return None
        if node.pos in ("ADP", "SCONJ", "ADV") and (not closed or node.text.lower() in _PAST_NOUNS):
            prepositions.add(node.text.lower())
        if head.pos in _VERBS:
            return _tense_with_prepositions(head, prepositions, attributive=nouns > 0)
        nouns += head.pos in ("NOUN", "PROPN") and head.text.lower() not in _HOURS
        # "Was ahead for most of the race on Sunday": "for" is not about the Sunday.
        closed = closed or (bool(prepositions) and head.pos in ("NOUN", "PROPN", "NUM", "PRON"))
        node = head
    return None


def _is_open(mention: MentionSpan, root: Token) -> bool:
    """Return True if a date is several days, or a day that the article's date cannot resolve: "on the Monday night".

    Args:
        mention: the date.
        root: the token of the date that its other tokens depend on.
    """
    tokens = mention.doc.tokens
    tops = [root]
    hour = root.head
    if root.dep in ("compound", "nmod") and hour.text.lower() in _HOURS:
        tops.append(hour)
    # Not the "one" of "twenty-one".
    beside = [
        token for top in tops for token in top.children if token.i < top.i and tokens[token.i - 1].text != "-"
    ]
    texts = {token.text.lower() for token in beside}
    # Whatever the parse: "every other Friday".
    texts |= {token.text.lower() for token in tokens[max(mention.first - 2, 0) : mention.first]} & {"every"}
    if texts & _EACH:
        return True
    known = texts & {*_RELATIVE_WORDS} or mention.tokens[0].text.lower() in _RELATIVE_WORDS
    return root.text.lower() in _WEEKDAYS and bool(texts & {*_ARTICLES}) and not known


def _tense_with_prepositions(verb: Token, prepositions: Set[str], *, attributive: bool) -> Tense | None:
    """Return the tense of a date from its verb and the prepositions between them; None if they do not decide.

    Args:
        verb: the verb.
        prepositions: in lower case.
        attributive: True if the date modifies a noun that depends on the verb.
    """
    tense = _verb_tense(verb, prepositions)
    if prepositions & {*_SINCE}:
        return Tense.UNCLEAR if tense is Tense.FUTURE else Tense.PAST
    if prepositions & {*_UNTIL}:
        if tense is Tense.UNCLEAR and prepositions & {*_DEADLINE} and _looks_ahead(verb):
            return Tense.FUTURE
        return Tense.FUTURE if tense is Tense.FUTURE else Tense.UNCLEAR
    if attributive:
        # The verb is weaker evidence: "will answer Monday's attack", "will speak at Monday's rally".
        return None if tense is Tense.PAST else Tense.UNCLEAR
    if tense is Tense.UNCLEAR and (_is_scheduled(verb) or _is_imperative(verb)):
        return Tense.FUTURE
    return tense


def _auxiliaries(verb: Token) -> list[Token]:
    return [token for token in verb.children if token.dep in ("aux", "auxpass")]


def _tensed_token(verb: Token) -> Token:
    """Return the token that carries the tense of a verb: its first auxiliary, or the verb itself.

    If the verb has no tense, it is that of the verb that it depends on: "stop" in "stop selling".
    """
    auxiliaries = _auxiliaries(verb)
    while not auxiliaries and verb.dep == "xcomp" and verb.tag in ("VBG", "VB") and verb.head is not verb:
        verb = verb.head
        auxiliaries = _auxiliaries(verb)
    return auxiliaries[0] if auxiliaries else verb


def _looks_ahead(verb: Token) -> bool:
    """Return True if a deadline is in the future: "is closed until Friday", "said it would be ready by Friday".

    Not after "had said it would".
    """
    finite = _tensed_token(verb)
    if finite.tag not in ("MD", "VBP", "VBZ") or finite.text.lower() in _DONE:
        return False
    reported = finite.head if finite.dep in ("aux", "auxpass") else finite
    while reported.dep == "conj" and reported.head is not reported:
        reported = reported.head
    said = _auxiliaries(reported.head) if reported.dep == "ccomp" else []
    return not any(token.text.lower() in ("had", "'d", "’d") for token in said)


def _is_scheduled(verb: Token) -> bool:
    """Return True if the present tense announces an event: "The fair is on Friday", "The trial begins Monday"."""
    if verb.tag not in ("VBZ", "VBP") or _auxiliaries(verb):
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


def _is_imperative(verb: Token) -> bool:
    """Return True if a verb is an imperative: "Ask me on Friday"."""
    if verb.tag != "VB" or _auxiliaries(verb):
        return False
    before = verb.previous
    return (
        before is None
        or before.sentence_i != verb.sentence_i
        or before.text in ("“", '"', "‘", "``", "'", ",")
    )


def _verb_tense(verb: Token, prepositions: Set[str]) -> Tense:
    """Return the tense of a verb, as far as its form, its auxiliaries and its governor show it.

    Args:
        verb: the verb.
        prepositions: those between the date and the verb, in lower case: "planned for Friday" is in the future.
    """
    auxiliaries = _auxiliaries(verb)
    texts = {token.text.lower() for token in auxiliaries}
    if texts & {*_WILL}:
        return Tense.FUTURE
    if texts & {*_MAYBE}:
        return Tense.UNCLEAR
    planned = verb.lemma.lower() in words("planned_verbs")
    if planned and verb.tag == "VBN" and prepositions & {"for", "on", "to"}:
        return Tense.UNCLEAR if texts & {*_DONE} else Tense.FUTURE
    if "to" in texts:
        return _planned_tense(verb)
    if verb.tag == "VBD" or texts & {*_DONE}:
        return Tense.PAST
    if verb.tag == "VBN" and not auxiliaries:
        return Tense.PAST
    head = verb.head
    aside = verb.dep in ("advcl", "xcomp")
    if verb.tag == "VBG" and not auxiliaries and aside and head.pos in _VERBS and head.i != verb.i:
        return _verb_tense(head, set())
    return Tense.UNCLEAR


def _planned_tense(verb: Token) -> Tense:
    """Return the tense of "to meet": future after "plans", "is expected", "is"; not after "planned" or "managed"."""
    head = verb.head
    texts = {t.text.lower() for t in _auxiliaries(head)}
    if verb.dep == "xcomp" and head.lemma.lower() in ("be", "have", "need"):
        return Tense.UNCLEAR if texts or head.tag not in ("VBP", "VBZ") else Tense.FUTURE
    if verb.dep not in ("xcomp", "ccomp") or head.lemma.lower() not in words("planned_verbs"):
        return Tense.UNCLEAR
    past = head.tag == "VBD" or texts & {*_DONE, *_MAYBE} or (head.tag == "VBN" and not texts)
    return Tense.UNCLEAR if past else Tense.FUTURE
