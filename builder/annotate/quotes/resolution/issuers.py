"""Resolution of documents and answers to the person or organization that they come from: "the statement said"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.candidates import Candidate, candidate_at
from builder.annotate.quotes.resolution.bodies import resolve_body
from builder.annotate.quotes.resolution.context import SpeakerContext, paragraphs_between
from builder.annotate.quotes.resolution.coordination import conjuncts
from builder.annotate.quotes.resolution.speaker import Speaker
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType

_ISSUERS = (EntityType.PERSON, EntityType.ORGANIZATION)
_MODIFIERS = ("compound", "poss", "nmod", "amod", "npadvmod")
_PRINTED = ("article", "editorial", "leader")
"""What a newspaper prints in its own name."""
_REACH = 3
"""Paragraphs between "the statement" and its introduction, at most."""
_MOST_EARLIER = 8
"""Earlier mentions of a document of a kind that are read, at most."""

_GIVING = frozenset("deliver give make send write".split())
"""Verbs whose subject gives the speech or document that is their object."""


def issuers_of(context: SpeakerContext, document: Token) -> tuple[str, ...]:
    """Return the keys of those that a document's own phrase names as its issuers.

    "A Harbor Board statement", "Roe's letter", "a report by Ana Roe", "a study released on Monday by the Harbor Board".
    """
    for child in (*document.children, *_prepositions_of_print(document)):
        beside = child if child.dep in _MODIFIERS else object_of_from(child) or _agent_of_clause(child)
        beside = beside or _giver_in_clause(child) or _place_of_print(child)
        key = issuer_at(context, beside) if beside is not None else None
        if key is None or beside is None:
            continue
        joined = (issuer_at(context, token) for token in conjuncts(beside)) if beside is not child else ()
        return tuple(dict.fromkeys((key, *(other for other in joined if other is not None))))
    return ()


def giver_of(context: SpeakerContext, answer: Token) -> str | None:
    """Return the key of the giver of an answer: "Roe's answer", "an answer from Roe", "the answer came from Roe"."""
    beside = [*answer.children]
    verb = answer.head
    if answer.dep == "nsubj" and verb.lemma in ("come", "be"):
        beside.extend(verb.children)
    for child in beside:
        token = child if child.dep == "poss" else object_of_from(child)
        key = issuer_at(context, token) if token is not None else None
        if key is not None:
            return key
    return None


def resolve_document(
    context: SpeakerContext, source: Candidate, resolved: Mapping[int, Speaker]
) -> Speaker | None:
    """Return the issuer of a document that the text introduced before: "X issued a statement … the statement said".

    Args:
        context: the article.
        source: "the statement".
        resolved: the speakers of earlier sources, by the ``Token.i`` of the source's head.

    Returns:
        None if the source is not a definite document, or if the text does not say whose it is.
    """
    head = source.head
    is_bare = all(child.dep in ("det", "amod", "compound", "punct") for child in head.children)
    if not is_bare or not any(child.text.lower() == "the" for child in head.children):
        return None
    earlier = context.documents.get(head.lemma.lower(), ())
    before = bisect_left(earlier, head.i)
    for i in reversed(earlier[max(0, before - _MOST_EARLIER) : before]):
        document = context.doc.tokens[i]
        if paragraphs_between(document, head) > _REACH:
            # Of eight on train further back, four were of someone else.
            return None
        keys = issuers_of(context, document) or _issuers_by_verb(context, document, resolved)
        if keys:
            return Speaker(keys, source, "issuer-before", 0.8)
        if not any(child.text.lower() in ("the", "that", "this") for child in document.children):
            # "A statement" of someone else.
            return None
    return None


def issuer_of_object(context: SpeakerContext, noun: Token) -> str | None:
    """Return the key of the issuer of what a verb issues: "Roe released data", "Roe published parts of the data"."""
    if noun.dep == "pobj" and noun.head.text.lower() == "of":
        noun = noun.head.head
    if noun.dep != "dobj" or noun.head.lemma not in words("issuing_verbs"):
        return None
    subject = _subject(noun.head)
    return issuer_at(context, subject) if subject is not None else None


def object_of_from(token: Token) -> Token | None:
    """Return the object of the preposition "from" or "by"; None for other tokens."""
    if token.dep not in ("prep", "agent") or token.text.lower() not in ("from", "by"):
        return None
    return next((child for child in token.children if child.dep == "pobj"), None)


def issuer_at(context: SpeakerContext, token: Token) -> str | None:
    """Return the key of the person or organization that is mentioned at a token."""
    key = context.speaker_key_at(token)
    return key if key is not None and context.entities[key].type in _ISSUERS else None


def _agent_of_clause(clause: Token) -> Token | None:
    """Return the agent of the clause that modifies a document: "a report released by Ana Roe"."""
    if clause.dep != "acl" or clause.lemma not in words("issuing_verbs"):
        return None
    return next(filter(None, map(object_of_from, clause.children)), None)


def _giver_in_clause(clause: Token) -> Token | None:
    """Return the subject of the clause that modifies a document: "a speech Ana Roe gave", "a letter that Roe sent"."""
    if clause.dep != "relcl":
        return None
    subject = next((child for child in clause.children if child.dep == "nsubj"), None)
    return subject if subject is not None and clause.lemma in words("issuing_verbs") | _GIVING else None


def _prepositions_of_print(document: Token) -> Iterator[Token]:
    """Yield the prepositions that the parse joins to "reads" in "reads the editorial in the Lowmoor Post"."""
    verb = document.head
    if document.dep == "nsubj" and verb.i < document.i and document.lemma.lower() in _PRINTED:
        yield from (child for child in verb.children if child.dep == "prep" and child.i > document.i)


def _place_of_print(preposition: Token) -> Token | None:
    """Return the newspaper in which an editorial is: "the editorial in the Lowmoor Post"."""
    if preposition.dep != "prep" or preposition.text.lower() not in ("in", "of"):
        return None
    is_printed = preposition.head.lemma.lower() in _PRINTED or any(
        child.lemma.lower() in _PRINTED for child in preposition.head.children if child.dep == "nsubj"
    )
    if not is_printed:
        return None
    printed = next((child for child in preposition.children if child.dep == "pobj"), None)
    if printed is None or printed.lemma.lower() not in ("edition", "issue", "number"):
        return printed
    # "The editorial in Wednesday's edition of the Orve Post":
    owners = (child for child in printed.children if child.dep == "prep" and child.text == "of")
    return next((child for owner in owners for child in owner.children if child.dep == "pobj"), printed)


def _issuers_by_verb(
    context: SpeakerContext, document: Token, resolved: Mapping[int, Speaker]
) -> tuple[str, ...]:
    """Return the keys of those that issue a document or speak in it: "X issued a statement", "X said in a letter"."""
    verb = document.head
    if document.dep == "pobj" and verb.text.lower() == "in":
        subject = _subject(verb.head)
        return (
            _keys_at(context, subject, resolved) if subject is not None and context.is_source(subject) else ()
        )
    if verb.lemma not in words("issuing_verbs"):
        return ()
    if document.dep == "nsubjpass":
        agent = next(filter(None, map(object_of_from, verb.children)), None)
        return _keys_at(context, agent, resolved) if agent is not None else ()
    subject = _subject(verb) if document.dep == "dobj" else None
    return _keys_at(context, subject, resolved) if subject is not None else ()


def _subject(verb: Token) -> Token | None:
    """Return the subject of a verb, or of the one that it is joined to."""
    for token in (verb, verb.head) if verb.dep in ("conj", "xcomp", "advcl") else (verb,):
        subject = next((child for child in token.children if child.dep == "nsubj"), None)
        if subject is not None:
            return subject
    return None


def _keys_at(context: SpeakerContext, token: Token, resolved: Mapping[int, Speaker]) -> tuple[str, ...]:
    """Return the keys of those that a token refers to: by name, as a source resolved before, or as a body."""
    key = issuer_at(context, token)
    if key is not None:
        return (key,)
    if token.i in resolved:
        return resolved[token.i].keys
    body = resolve_body(context, candidate_at(token, context.linked.mentions))
    return (body[0],) if body is not None else ()
