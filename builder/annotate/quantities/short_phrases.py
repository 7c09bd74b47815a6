"""Short phrases of a sentence, along its parse: a noun with its modifiers, a verb with its auxiliaries."""

from __future__ import annotations

from collections.abc import Sequence

from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import words

TokenRange = tuple[int, int]
"""Half-open indices in ``Document.tokens``."""

PHRASE_LIMIT = 9
"""Tokens of the longest phrase; a longer one is cut after a noun."""
SUBJECT_LIMIT = 6
"""Tokens of the longest subject; a longer one is left out."""
SUBJECTS = ("nsubj", "nsubjpass")
VERBS = ("VERB", "AUX")

_AUXILIARIES = ("aux", "auxpass", "neg", "advmod", "prt")


def phrase_end(start: int, top: Token) -> int:
    """Return the index after a phrase of at least two tokens: dependents of a token, up to a comma or a clause.

    Args:
        start: index of the first token of the phrase.
        top: the token on which the others depend; it may be before the phrase.

    Returns:
        Index in ``Document.tokens``; ``start`` if no phrase begins there.
    """
    inside = {token.i for token in top.subtree}
    end = start
    while end in inside and end - start < PHRASE_LIMIT and not _ends_phrase(top.doc.tokens[end], start):
        if top.doc.tokens[end].dep == "cc" and _joins_clauses(top.doc.tokens[end]):
            break
        end += 1
    if end in inside and end - start == PHRASE_LIMIT:
        while end > start + 1 and not _can_end(top.doc.tokens[end - 1]):
            end -= 1
    while end > start and _is_loose(top.doc.tokens[end - 1]):
        end -= 1
    return end if end - start > 1 else start


def _is_loose(token: Token) -> bool:
    """Return True if a phrase cannot end with a token, because it needs a word after it: "of", "and", "the"."""
    return token.pos in ("ADP", "CCONJ", "DET", "SCONJ", "PUNCT", "PART") and token.dep != "prt"


def _joins_clauses(conjunction: Token) -> bool:
    joined = (token for token in conjunction.head.children if token.dep == "conj")
    return any(token.pos in VERBS for token in joined)


def _ends_phrase(token: Token, start: int) -> bool:
    """Return True if a short phrase whose first token has the index ``start`` ends before a token."""
    if token.i == start:
        return False
    opens = token.dep in ("relcl", "mark") and token.pos not in VERBS
    pause = token.pos == "PUNCT" and token.text not in ("-", "'", "’")
    return opens or pause or token.tag in ("WDT", "WP", "WRB") or not token.text.strip()


def _can_end(token: Token) -> bool:
    """Return True if a phrase can end with a token: a noun that does not modify another."""
    follows = token.next.text if token.next is not None else ""
    inside = token.dep in ("compound", "nmod", "amod", "poss") or follows in ("-", "'s", "’s", "'", "’")
    return (token.pos in ("NOUN", "PROPN") or token.dep == "pobj") and not inside


def noun_start(noun: Token) -> int:
    """Return the index of the first modifier right before a noun; without one that of the noun."""
    inside = {token.i for token in noun.subtree}
    first = noun.i
    while first - 1 in inside and (
        noun.doc.tokens[first - 1].pos != "PUNCT" or noun.doc.tokens[first - 1].text == "-"
    ):
        first -= 1
    return first


def noun_end(noun: Token) -> int:
    """Return the index after a noun with its of-phrase and conjuncts: "the share of voters", "Roe and Marsh"."""
    end = noun.i + 1
    for token in noun.children:
        if token.i == end and token.text == "of":
            end = phrase_end(end, token)
        elif token.dep == "conj" and token.i > end:
            inside = [other.i for other in token.subtree]
            end = inside[-1] + 1 if len(inside) <= SUBJECT_LIMIT else end
    return end


def verb_start(verb: Token) -> int:
    """Return the index of the first word that belongs to a verb: "did not raise", "agreed to pay", "accused of"."""
    tokens = verb.doc.tokens
    while True:
        start = verb.i
        while start > 0 and tokens[start - 1].head_i == verb.i and tokens[start - 1].dep in _AUXILIARIES:
            start -= 1
        head = verb.head
        if verb.dep == "xcomp" and head.pos == "VERB" and head.i == start - 1:
            verb = head
            continue
        if verb.dep == "pcomp" and head.i == start - 1:
            before = head.head
            if before.label in ("DATE", "TIME"):
                return start  # "within a day of sending"
            if before.i != head.i - 1:
                return head.i
            if before.pos != "VERB":
                return before.i
            verb = before
            continue
        while start < verb.i and tokens[start].text[0] in "'’":
            start += 1
        return start


def claim_start(verb: Token, start: int) -> int | None:
    """Return the index at which a clause begins if it is shown alone, with the "if" or "whether" before it.

    Args:
        verb: the verb of the clause.
        start: index of the first token of its subject, or without one of its verb.

    Returns:
        None if the text asks or denies what the clause says: alone it would claim too much.
    """
    for token in verb.children:
        if token.dep in ("aux", "auxpass") and token.i < start and token.text[0] not in "'’":
            return None  # a question: "Did the city spend $6 million?"
        if token.dep == "mark" and verb.dep == "acl":
            return None  # "the claim that the city spent $6 million"
        if token.dep == "mark" and token.text.lower() in ("if", "unless", "whether"):
            start = token.i if token.i == start - 1 else -1
    head = verb.head
    if verb.dep in ("ccomp", "xcomp", "pcomp") and head.i < start:
        denied = head.lemma.lower() in words("denials")
        if denied or any(token.dep == "neg" for token in head.children):
            return None
    return start if start >= 0 else None


def short_subject(verb: Token, start: int) -> TokenRange | None:
    """Return the range of a verb's subject, or of the antecedent of its "which" or "to"; None without a short one.

    Args:
        verb: the verb.
        start: index of the first token of the verb, before which the subject ends.
    """
    while _subject_token(verb) is None and (head := _verb_with_same_subject(verb)) is not None:
        verb = head
    subject = _subject_token(verb)
    antecedent = verb.head
    bare = subject is None and verb.dep == "acl" and antecedent.i == start - 1
    relative = subject is not None and subject.tag in ("WDT", "WP") and verb.dep == "relcl"
    if bare or relative:
        subject = antecedent
    if subject is None:
        return _subject_clause(verb, start)
    if subject.i >= start or subject.pos not in ("NOUN", "PROPN"):
        return None
    first, end = noun_start(subject), noun_end(subject)
    for other in verb.children:
        between = verb.doc.tokens[end : noun_start(other)]
        if other.dep in SUBJECTS and end <= other.i < start and len(between) < 2 and not _is_bracket(between):
            end = noun_end(other)  # "which"; or how the parser attaches "three cars and two vans"
    own = subject.i + 1 - first
    return (
        (first, end) if end <= start and own <= SUBJECT_LIMIT and end - first <= 2 * SUBJECT_LIMIT else None
    )


def _subject_clause(verb: Token, start: int) -> TokenRange | None:
    """Return the range of the short clause that is a verb's subject: "painting the roof" costs; None without one."""
    for token in verb.children:
        if token.dep in ("csubj", "csubjpass"):
            inside = [other.i for other in token.subtree]
            short = len(inside) <= SUBJECT_LIMIT and inside[-1] < start
            return (inside[0], inside[-1] + 1) if short and token.tag == "VBG" else None
    return None


def _is_bracket(tokens: Sequence[Token]) -> bool:
    return any(token.text in ("(", "[", "—", "-", "--") for token in tokens)


def _verb_with_same_subject(verb: Token) -> Token | None:
    """Return the preceding verb that shares its subject with a verb; None if none does.

    "Agreed to pay", "killed 18 and wounded 40", "burst, killing 18".
    """
    head = verb.head
    if verb.dep == "pcomp":
        head = head.head
        if head.lemma == "be":
            return None  # "the place was Lowmoor, despite spending $3 million"
    aside = verb.dep == "advcl" and verb.tag == "VBG" and head.dep != "relcl"
    shares = verb.dep in ("xcomp", "pcomp") or aside
    # "It was 7 when Roe took office and peaked at 10": the parser often takes what follows a
    # subordinate clause for a part of it.
    shares = shares or (verb.dep == "conj" and (head.dep != "advcl" or verb.tag == head.tag == "VBG"))
    return head if shares and head.pos in VERBS and head.i < verb.i else None


def _subject_token(verb: Token) -> Token | None:
    return next((token for token in verb.children if token.dep in SUBJECTS), None)
