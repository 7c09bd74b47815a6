"""Statements with a cue between commas: "the pier, she said, is rotten", "the pier is rotten, the record shows"."""

from __future__ import annotations

from collections.abc import Iterator

from builder.annotate.mentions.index import Mentions
from builder.annotate.parse.document import Sentence, Token
from builder.annotate.quotes.attribution.candidates import candidate_at
from builder.annotate.quotes.attribution.cues import cue_strength
from builder.annotate.quotes.extraction.indirect_boundaries import InsertedClause, tokens_around
from builder.annotate.quotes.extraction.statements import ReportedStatement
from builder.lexicon.word_lists import words

PARENTHETICAL = "parenthetical"
"""The relation of such statements."""

PARENTHETICAL_PROBABILITY = 0.85
"""Probability of such a statement: the commas leave little doubt."""

_WEAKEST = -0.4
"""Strength of the weakest verb that is a cue between commas."""

_LONGEST_CLAUSE = 14
"""Tokens of the longest clause between commas."""
_ENDS = frozenset((",", ";", ":", ".", "!", "?", "…"))
_CLAUSES = ("ccomp", "xcomp")
_SEEMING = frozenset("appear seem".split())


def parentheticals_of(mentions: Mentions, marked: frozenset[int]) -> Iterator[ReportedStatement]:
    """Yield the statements around such cues, in the order of the text.

    Args:
        mentions: the mentions of a document.
        marked: the tokens in quotation marks, by ``Token.i``.
    """
    for token in mentions.doc.tokens:
        subject = _subject(token) if token.i not in marked else None
        clause = _clause(token, subject) if subject is not None else None
        content = tokens_around(clause, marked) if clause is not None else ()
        if subject is not None and content:
            yield ReportedStatement(token, PARENTHETICAL, content, candidate_at(subject, mentions))


def _clause(cue: Token, subject: Token) -> InsertedClause | None:
    """Return the clause between commas that a cue and its subject are; None if it contains more."""
    sentence = cue.sentence
    around = [*subject.subtree, *(child for child in cue.children if child.dep == "det")]
    first = min(subject.i, cue.i, *(token.i for token in around))
    last = _end(sentence, max(subject.i, cue.i))
    if first <= sentence.first + 1 or last - first > _LONGEST_CLAUSE or cue.doc.tokens[first - 1].text != ",":
        return None
    inside = cue.doc.tokens[first:last]
    return InsertedClause(inside, cue) if all(_may_be_inside(token, cue) for token in inside) else None


def _subject(cue: Token) -> Token | None:
    """Return the subject of a verb of speech; None if the token is not one, or has none.

    "The record shows" may be parsed as one noun: the document is its subject.
    """
    if cue.pos == "VERB" and cue.tag in ("VBD", "VBZ", "VBP") and _is_cue(cue):
        subjects = [
            child for child in cue.children if child.dep == "nsubj" and child.tag not in ("WP", "WDT")
        ]
        subjects += [apposition for subject in subjects for apposition in _appositions(subject, cue)]
        return min(subjects, key=lambda child: abs(child.i - cue.i), default=None)
    before = cue.previous
    if cue.tag != "NNS" or before is None or before.head is not cue or before.dep != "compound":
        return None
    says = cue.lemma.lower() in ("show", "state", "report", "note")
    return before if says and before.lemma.lower() in words("document_nouns") else None


def _appositions(subject: Token, cue: Token) -> Iterator[Token]:
    """Yield nouns parsed as appositions though no comma separates them from the verb: "the boat, a man said, sank"."""
    for child in subject.children:
        between = subject.doc.tokens[child.i + 1 : cue.i]
        is_noun = child.dep == "appos" and child.pos in ("NOUN", "PROPN")
        if is_noun and subject.i < child.i < cue.i and all(token.text != "," for token in between):
            yield child


def _is_cue(cue: Token) -> bool:
    """Return True if a verb reports speech; "wanted to know" does."""
    if any(child.dep == "neg" for child in cue.children):
        return False
    if cue.lemma.lower() == "want":
        return any(child.lemma == "know" and child.dep == "xcomp" for child in cue.children)
    if cue.lemma.lower() != "tell" and any(child.dep == "dobj" for child in cue.children):
        # "He cited the law": the object is what he said.
        return False
    return cue.lemma.lower() not in _SEEMING and cue_strength(cue) >= _WEAKEST


def _end(sentence: Sentence, after: int) -> int:
    """Return the index of the next comma, semicolon or stop after a token, or of the end of the sentence."""
    for i in range(after + 1, sentence.last):
        if sentence.doc.tokens[i].text in _ENDS:
            return i
    return sentence.last


def _may_be_inside(token: Token, cue: Token) -> bool:
    """Return True if the clause of a cue may contain a token: no other clause, and no other verb but an auxiliary."""
    if token is cue or token.pos not in ("VERB", "AUX"):
        return (
            token.text != "," and token.pos != "SCONJ" and not (token.head is cue and token.dep in _CLAUSES)
        )
    return token.head is cue and (token.lemma == "know" or token.dep == "aux")
