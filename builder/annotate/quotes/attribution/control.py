"""Control: the subject of a verb of speech that another verb or "for" names: "prompted Roe to say"."""

from __future__ import annotations

from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import words

_QUOTING = frozenset("cite quote".split())
"""Verbs whose object, or passive subject, speaks."""


def controller_of(verb: Token) -> Token | None:
    """Return the subject of a verb without one of its own, if another verb or a preposition controls it; else None.

    "The Courier quoted Roe as saying", "Roe was quoted as saying", "prompting Roe to say", "only for Roe to say".
    """
    quoted = quoted_person(verb)
    if quoted is not None:
        return quoted
    if not is_infinitive(verb):
        return None
    governor = verb.head
    own = next((child for child in verb.children if child.dep == "nsubj" and child.i < verb.i), None)
    if governor.lemma.lower() in words("causing_verbs"):
        between = (child for child in governor.children if governor.i < child.i < verb.i)
        return own or next((child for child in between if child.dep == "dobj"), None)
    if own is not None:
        return own if any(child.text.lower() == "for" for child in verb.children) else None
    return _object_of_for(verb)


def is_infinitive(verb: Token) -> bool:
    """Return True for an infinitive with "to"."""
    return any(child.tag == "TO" for child in verb.children)


def _object_of_for(verb: Token) -> Token | None:
    """Return Roe of "only for Roe to say", however the parse attaches it; None for "calls for a study to say"."""
    before = next(child for child in verb.children if child.tag == "TO").previous
    if before is None or before.dep != "pobj" or before.head.text.lower() != "for":
        return None
    return before if before.head.head.pos in ("VERB", "AUX", "ADV") or before.head.head is verb else None


def quoted_person(verb: Token) -> Token | None:
    """Return the person of "quoted Roe as saying" and "Roe was quoted as saying".

    Args:
        verb: "quoted", or the participle after "as".
    """
    for preposition in (verb.head, *verb.children):
        if preposition.text.lower() != "as" or preposition.head.lemma.lower() not in _QUOTING:
            continue
        if any(child.dep == "pcomp" and child.tag == "VBG" for child in preposition.children):
            return _object_of(preposition.head)
    return None


def _object_of(verb: Token) -> Token | None:
    """Return the person who is quoted: the passive subject, or the object of an active verb."""
    for relation in ("nsubjpass", "dobj"):
        for child in verb.children:
            if child.dep == relation:
                return child
    return None
