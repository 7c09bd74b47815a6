"""Statements: verbs of speech with their complements, as possible reported speech in or out of quotation marks."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from builder.annotate.mentions.index import Mentions
from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.candidates import Candidate, candidate_at
from builder.annotate.quotes.attribution.cues import NO_CUE, cue_strength
from builder.annotate.quotes.extraction.indirect_boundaries import complement_tokens, tokens_beside

CLAUSES = ("ccomp", "xcomp", "advcl", "acl", "dobj", "attr", "acomp", "oprd")
"""The relations of complements that are not prepositional phrases."""

_PREPOSITIONS = ("about", "of", "on", "for", "against", "as", "over", "with", "to")
_FARTHEST_GOVERNOR = 4
"""Verbs between a verb and the one whose subject it shares: "Roe rose, waited and said"."""


class ReportedStatement(Struct, frozen=True):
    """A verb with one of its complements, as possible reported speech.

    Attributes:
        cue: the verb, or "according".
        relation: the relation of the complement to it; for prepositions with the word: "prep_about".
        content: the tokens of the complement, in order, without punctuation at its ends; at least one.
        source: the subject or agent of the verb; None if it has neither.
    """

    cue: Token
    relation: str
    content: tuple[Token, ...]
    source: Candidate | None


class StatementScore(Struct, frozen=True):
    """A statement with the probability that it reports speech.

    Attributes:
        statement: the statement.
        probability: 0..1.
        features: in the order of ``STATEMENT_FEATURES``; empty if the model was not asked.
    """

    statement: ReportedStatement
    probability: float
    features: tuple[float, ...] = ()


def statements_of(mentions: Mentions) -> Iterator[ReportedStatement]:
    """Yield every complement of every verb of speech, in the order of the verbs."""
    for token in mentions.doc.tokens:
        if token.text.lower() == "according" and _precedes_to(token):
            yield from _according(token, mentions)
        elif token.pos in ("VERB", "AUX") and cue_strength(token) > NO_CUE:
            subject = _subject(token)
            source = candidate_at(subject, mentions) if subject is not None else None
            for child in token.children:
                relation = _relation(child)
                content = complement_tokens(child) if relation else ()
                if relation and content:
                    yield ReportedStatement(token, relation, content, source)


def _relation(child: Token) -> str:
    """Return the relation of a possible complement to its verb; "" if it is not a complement."""
    if child.dep in CLAUSES:
        return child.dep
    if child.dep == "prep" and child.text.lower() in _PREPOSITIONS:
        return f"prep_{child.text.lower()}"
    return ""


def _precedes_to(token: Token) -> bool:
    return token.next is not None and token.next.text.lower() == "to"


def _according(token: Token, mentions: Mentions) -> Iterator[ReportedStatement]:
    """Yield the statement of "according to": the rest of its sentence."""
    objects = [inner for inner in token.subtree if inner.dep == "pobj" and inner.head_i == token.i + 1]
    content = tokens_beside(token)
    if objects and content:
        yield ReportedStatement(token, "according", content, candidate_at(objects[0], mentions))


def _subject(verb: Token) -> Token | None:
    """Return the subject or agent of a verb, or of the verb that it is joined to or depends on."""
    for _ in range(_FARTHEST_GOVERNOR):
        for child in verb.children:
            if child.dep in ("nsubj", "nsubjpass"):
                return child
        agent = _agent(verb)
        if agent is not None:
            return agent
        if verb.dep in ("acl", "relcl"):
            return verb.head
        if verb.dep not in ("conj", "xcomp", "advcl", "ccomp") or verb.head is verb:
            return None
        verb = verb.head
    return None


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep == "agent":
            return next((token for token in child.children if token.dep == "pobj"), None)
    return None
