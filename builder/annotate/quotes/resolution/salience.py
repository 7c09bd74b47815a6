"""Salience: how likely a mention is to be an antecedent, by its grammatical role. A low cost is a high salience."""

from __future__ import annotations

from enum import StrEnum

from builder.annotate.parse.document import Token
from builder.annotate.quotes.resolution.context import SpeakerContext

SUBJECTS = ("nsubj", "nsubjpass", "agent")

# All costs are in sentences: a mention one sentence further back costs 1 more.
MAIN_SUBJECT, CLAUSE_SUBJECT, OBJECT = 0.0, 0.5, 1.0
SUBJECT_POSSESSOR, POSSESSOR = 0.7, 1.1
_EXCHANGE = 1.0

_QUESTION_VERBS = frozenset("ask grill interview interrogate press question quiz".split())
_ADDRESSING_VERBS = _QUESTION_VERBS | frozenset("assure challenge confront inform remind tell warn".split())
_ANSWERING_VERBS = frozenset("answer counter reply respond retort".split())


class Exchange(StrEnum):
    """The part of a person in an exchange of two."""

    SPEAKS = "speaks"
    """The person addresses another."""

    LISTENS = "listens"
    """The person is addressed."""


def grammatical_cost(context: SpeakerContext, token: Token) -> float:
    """Return the cost of a mention by its grammatical role: 0 for the subject of a main clause, up to 1.1.

    Args:
        context: the article.
        token: the head of the mention.
    """
    if _is_clefted(token):
        return MAIN_SUBJECT
    while token.dep in ("appos", "conj") and token.head is not token:
        token = token.head
    verb = token.head
    part = part_in_exchange(token)
    if part is not None and _is_question(verb if token.dep != "pobj" else verb.head):
        # The person who is asked speaks next.
        return OBJECT if part is Exchange.SPEAKS else MAIN_SUBJECT
    if not context.marked.isdisjoint(context.speech_of(token)):
        return MAIN_SUBJECT
    if token.dep in SUBJECTS or is_missed_subject(token):
        while verb.dep == "conj" and verb.head is not verb:
            verb = verb.head
        return MAIN_SUBJECT if verb.dep == "ROOT" else CLAUSE_SUBJECT
    if token.dep == "poss":
        return SUBJECT_POSSESSOR if verb.dep in SUBJECTS else POSSESSOR
    return OBJECT


def is_missed_subject(token: Token) -> bool:
    """Return True for a name before a verb that the parse takes for a noun: "Roe bristles at that"."""
    verb = token.head
    return token.dep == "compound" and verb.pos in ("VERB", "AUX") and token.i < verb.i


def exchange_cost(pronoun: Token, token: Token) -> float:
    """Return what the exchange of two persons adds to the cost of a mention: who asks was not asked, who answers was.

    Args:
        pronoun: the pronoun; only the subject of a verb that asks or answers shows its part.
        token: the head of the mention.
    """
    if pronoun.dep != "nsubj":
        return 0.0
    lemma = pronoun.head.lemma.lower()
    part = part_in_exchange(token)
    if part is None or lemma not in _ANSWERING_VERBS | _QUESTION_VERBS:
        return 0.0
    is_expected = (part is Exchange.LISTENS) is (lemma in _ANSWERING_VERBS)
    return -_EXCHANGE if is_expected else _EXCHANGE


def part_in_exchange(token: Token) -> Exchange | None:
    """Return the part of a person in an exchange by grammar: "Roe asked Vale", "Vale was told by Roe"; else None."""
    verb = token.head.head if token.dep == "pobj" else token.head
    if verb.lemma.lower() not in _ADDRESSING_VERBS:
        return None
    if token.dep == "nsubj" or (token.dep == "pobj" and token.head.dep == "agent"):
        return Exchange.SPEAKS
    return Exchange.LISTENS if token.dep in ("dobj", "dative", "nsubjpass") else None


def _is_clefted(token: Token) -> bool:
    """Return True if a token is the person of "it was Ana Roe who …": the subject in all but grammar."""
    verb = token.head
    if token.dep != "attr" or verb.lemma != "be":
        return False
    has_it = any(child.dep == "nsubj" and child.text.lower() == "it" for child in verb.children)
    return has_it and any(child.dep == "relcl" for governor in (token, verb) for child in governor.children)


def _is_question(verb: Token) -> bool:
    """Return True if a verb reports a question ("asked her why"), not a request ("asked her to come")."""
    if verb.lemma not in _QUESTION_VERBS:
        return False
    return not any(
        child.tag == "TO"
        for token in verb.children
        if token.dep in ("xcomp", "ccomp")
        for child in token.children
    )
