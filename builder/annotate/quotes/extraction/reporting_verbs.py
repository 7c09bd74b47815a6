"""Which verbs with a complement a reader would call a report of what somebody said."""

from __future__ import annotations

from builder.annotate.parse.document import Document, Token
from builder.annotate.quotes.attribution.features import cue_strength
from builder.annotate.quotes.extraction.parentheticals import PARENTHETICAL
from builder.annotate.quotes.extraction.statements import Statement
from builder.lexicon.word_lists import words

RELATIONS = ("ccomp", "xcomp", "according")
"""The complements that are shown as paraphrases: clauses, not nouns or phrases."""

_QUESTIONS = frozenset("ask question quiz press".split())
_NOBODY = frozenset("nobody none neither".split())
_SENSES = frozenset("hear see watch".split())
_OPENS_CLAUSE = ("IN", "WRB", "WP", "WDT")
_WISHES = frozenset("may might must ought should".split())
_SPEECH = 0.0
"""Strength from which on a verb is one of speech also where it says what something is done for: "came to warn that"."""


def is_reported(doc: Document, statement: Statement) -> bool:
    """Whether a statement is one that somebody made. "Declined to say when", "was asked whether", "ordered him to go"
    and "apologized for the delay" tell of speech, but not what somebody said.
    """
    if statement.relation == PARENTHETICAL:
        return True
    cue = doc.tokens[statement.cue]
    if statement.relation not in RELATIONS or not _is_whole(statement) or is_denied(cue):
        return False
    if _is_wished(cue):
        return False
    if statement.relation == "according":
        return True
    if is_passive(cue) and cue.lemma.lower() in _QUESTIONS:
        return False
    if statement.relation == "xcomp":
        return _is_spoken(statement, cue)
    return not _is_perceived(statement, cue) and not _is_purpose(cue) and not _is_apart(doc, statement)


def is_passive(cue: Token) -> bool:
    """Whether the subject of a verb is who was spoken to: "he was told", "asked by Roe whether"."""
    relations = {child.dep for child in cue.children}
    if "nsubjpass" in relations:
        return True
    return cue.tag == "VBN" and cue.dep == "advcl" and relations.isdisjoint(("nsubj", "aux", "auxpass"))


def is_denied(cue: Token) -> bool:
    """Whether it was not said: "would not say", "declined to say", "nobody said"."""
    while True:
        if any(child.dep == "neg" or _is_nobody(child) for child in cue.children):
            return True
        governor = cue.head
        if cue.dep != "xcomp":
            return False
        if governor.lemma.lower() in words("refusal_verbs"):
            return True
        if governor.i == cue.i:
            return False
        cue = governor


def _is_wished(cue: Token) -> bool:
    """Whether somebody else only might or should say it; "I must say that" says it."""
    children = list(cue.children)
    own = any(child.dep == "nsubj" and child.text.lower() in ("i", "we") for child in children)
    return not own and any(child.tag == "MD" and child.text.lower() in _WISHES for child in children)


def _is_nobody(subject: Token) -> bool:
    return subject.dep in ("nsubj", "agent") and subject.text.lower() in _NOBODY


def _is_whole(statement: Statement) -> bool:
    return len(statement.content) == statement.content[-1] - statement.content[0] + 1


def _is_spoken(statement: Statement, cue: Token) -> bool:
    """Whether an infinitive tells what was said: "vowed to stay", and not "decided to stay"."""
    head = next(
        (child for child in cue.children if child.dep == "xcomp" and child.i in statement.content),
        None,
    )
    if head is None or cue.lemma.lower() not in words("spoken_infinitives") or is_passive(cue):
        return False
    if cue.lemma.lower() == "ask" and not any(child.dep in ("dobj", "dative") for child in cue.children):
        # Whom somebody asks hears it; "who asked not to be named" is no message.
        return False
    return head.tag == "VB" and any(child.tag == "TO" for child in head.children)


def _is_perceived(statement: Statement, cue: Token) -> bool:
    """Whether somebody heard or saw it happen: "heard her called a liar", and not "heard that she lied"."""
    opening = cue.doc.tokens[statement.content[0]]
    return cue.lemma.lower() in _SENSES and opening.tag not in _OPENS_CLAUSE


def _is_purpose(cue: Token) -> bool:
    """Whether a verb that is none of speech says what something is done for: "came along to see how it works"."""
    infinitive = any(child.tag == "TO" for child in cue.children)
    return infinitive and cue.dep in ("advcl", "acl", "relcl") and cue_strength(cue) < _SPEECH


def _is_apart(doc: Document, statement: Statement) -> bool:
    """Whether a semicolon parts the words from the verb behind them: they are a sentence of their own."""
    behind = doc.tokens[statement.content[-1] + 1 : statement.cue]
    return any(token.text == ";" for token in behind)
