"""Reporting verbs: which verbs with a complement report what someone said."""

from __future__ import annotations

from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.cues import cue_strength
from builder.annotate.quotes.extraction.parentheticals import PARENTHETICAL
from builder.annotate.quotes.extraction.statements import ReportedStatement
from builder.lexicon.word_lists import words

_RELATIONS = ("ccomp", "xcomp", "according")
"""The complements that are shown as indirect quotes: clauses, not nouns or prepositional phrases."""

_QUESTIONS = frozenset("ask question quiz press".split())
_NO_ONE = frozenset("nobody none neither".split())
_SENSES = frozenset("hear see watch".split())
_OPENS_CLAUSE = ("IN", "WRB", "WP", "WDT")
_WISHES = frozenset("may might must ought should".split())
_SPEECH = 0.0
"""Least strength of a verb of speech that reports also in a purpose clause: "came to warn that"."""


def is_reported(statement: ReportedStatement) -> bool:
    """Return True if someone made a statement; False if it only mentions speech.

    "Declined to say when", "was asked whether", "ordered him to go" and "apologized for the delay" do not report what
    anyone said.
    """
    if statement.relation == PARENTHETICAL:
        return True
    cue = statement.cue
    if statement.relation not in _RELATIONS or not _is_gapless(statement) or is_denied(cue):
        return False
    if _is_wished(cue):
        return False
    if statement.relation == "according":
        return True
    if is_passive(cue) and cue.lemma.lower() in _QUESTIONS:
        return False
    if statement.relation == "xcomp":
        return _is_spoken_infinitive(statement)
    return not _is_perceived(statement) and not _is_purpose(cue) and not _is_separate(statement)


def is_passive(cue: Token) -> bool:
    """Return True if the subject of a verb is the person spoken to: "he was told", "asked by Roe whether"."""
    relations = {child.dep for child in cue.children}
    if "nsubjpass" in relations:
        return True
    return cue.tag == "VBN" and cue.dep == "advcl" and relations.isdisjoint(("nsubj", "aux", "auxpass"))


def agent_of(cue: Token) -> Token | None:
    """Return the agent of a passive verb, who speaks: "was told by Roe"; None without one."""
    agents = (child for child in cue.children if child.dep == "agent")
    return next((token for agent in agents for token in agent.children if token.dep == "pobj"), None)


def is_denied(cue: Token) -> bool:
    """Return True if the words were not said: "would not say", "declined to say", "no one said"."""
    while True:
        if any(child.dep == "neg" or _is_no_one(child) for child in cue.children):
            return True
        governor = cue.head
        if cue.dep != "xcomp":
            return False
        if governor.lemma.lower() in words("refusal_verbs"):
            return True
        if governor is cue:
            return False
        cue = governor


def only_softens(cue: Token) -> bool:
    """Return True if "I" or "we" with a verb only softens what is said now: "I'd say that", "I think that"."""
    is_past = cue.tag == "VBD" or (cue.tag == "VBN" and any(child.tag != "MD" for child in cue.children))
    return cue_strength(cue) < 0 or not is_past


def _is_wished(cue: Token) -> bool:
    """Return True if someone only might or should say it: "she should say that", but not "I must say that"."""
    own = any(child.dep == "nsubj" and child.text.lower() in ("i", "we") for child in cue.children)
    return not own and any(child.tag == "MD" and child.text.lower() in _WISHES for child in cue.children)


def _is_no_one(subject: Token) -> bool:
    return subject.dep in ("nsubj", "agent") and subject.text.lower() in _NO_ONE


def _is_gapless(statement: ReportedStatement) -> bool:
    """Return True if the tokens of a statement are neighbors."""
    content = statement.content
    return len(content) == content[-1].i - content[0].i + 1


def _is_spoken_infinitive(statement: ReportedStatement) -> bool:
    """Return True if an infinitive is what was said: "vowed to stay", not "decided to stay"."""
    cue = statement.cue
    complements = (child for child in cue.children if child.dep == "xcomp" and child in statement.content)
    head = next(complements, None)
    if head is None or cue.lemma.lower() not in words("spoken_infinitives") or is_passive(cue):
        return False
    if cue.lemma.lower() == "ask" and not any(child.dep in ("dobj", "dative") for child in cue.children):
        # "Asked him to go" has a hearer and so a message; "who asked not to be named" has none.
        return False
    return head.tag == "VB" and any(child.tag == "TO" for child in head.children)


def _is_perceived(statement: ReportedStatement) -> bool:
    """Return True if someone heard or saw an event: "heard her called a liar", not "heard that she lied"."""
    is_sense = statement.cue.lemma.lower() in _SENSES
    return is_sense and statement.content[0].tag not in _OPENS_CLAUSE


def _is_purpose(cue: Token) -> bool:
    """Return True for the purpose clause of a verb that is not one of speech: "came along to see how it works"."""
    infinitive = any(child.tag == "TO" for child in cue.children)
    return infinitive and cue.dep in ("advcl", "acl", "relcl") and cue_strength(cue) < _SPEECH


def _is_separate(statement: ReportedStatement) -> bool:
    """Return True if a semicolon separates the words from the verb after them: they are a sentence of their own."""
    cue = statement.cue
    between = cue.doc.tokens[statement.content[-1].i + 1 : cue.i]
    return any(token.text == ";" for token in between)
