"""Names of states by their elections: "victory in Lowmoor" beside primaries and delegates is one in the state."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Document, Token
from builder.lexicon.word_lists import table

_LEAST_ELECTION_WORDS = 2
_PREPOSITIONS = frozenset({"after", "for", "from", "in", "of"})
_LIKE = ("like", "such as", "including", "especially", "particularly")
_STATES_LIKE = re.compile(
    rf"(?<!United )\b[Ss]tates?\b[^.;:!?]{{0,60}}\b(?:{'|'.join(_LIKE)}) "
    r"(?:[A-Z][\w.]*(?: [A-Z][\w.]*)*(?:,? (?:and|or) |, ))*$"
)
_VOTES = re.compile(r",? (?:which|that) (?:\w+ ){0,4}?(?:represent(?:s|ed)?|voted?|votes)\b")


@cache
def _words_of(position: str) -> frozenset[str]:
    """Return the words of elections that have the name of a state in one position."""
    return frozenset(
        word for word, positions in table("state_contest_words") if position in positions.split()
    )


def election_words() -> frozenset[str]:
    """Return the words that show that an article is about an election in states."""
    return _words_of("article")


def is_about_state_elections(doc: Document) -> bool:
    """Return True if an article is about an election that is decided state by state, and not about one of a city."""
    lemmas = [token.lemma.lower() for token in doc.tokens]
    count = sum(lemma in election_words() for lemma in lemmas)
    of_city = "mayoral" in lemmas or ("for", "mayor") in pairwise(lemmas)
    return count >= _LEAST_ELECTION_WORDS and not of_city


def is_contested(mention: MentionSpan) -> bool:
    """Return True for "victory in Lowmoor", "Lowmoor win", "lose Lowmoor", "campaign in Lowmoor"."""
    last = mention.tokens[-1]
    if last.dep == "dobj" and _is_one(last.head, "object"):
        return True
    if mention.next is not None and mention.next.i < last.sentence.last and _is_one(mention.next, "noun"):
        return True
    if last.dep != "pobj" or last.head.text.lower() not in _PREPOSITIONS:
        return False
    head = last.head.head
    return _is_one(head, "verb") if head.pos == "VERB" else _is_one(head, "noun")


def _is_one(token: Token, position: str) -> bool:
    return token.lemma.lower() in _words_of(position) or token.text.lower() in _words_of(position)


def is_example_of_states(mention: MentionSpan) -> bool:
    """Return True for "states like Lowmoor" and "states with lakes, such as Ohio and Lowmoor"."""
    start = mention.tokens[0].sentence.span.start
    return _STATES_LIKE.search(mention.doc.text[start : mention.span.start]) is not None


def is_represented(mention: MentionSpan) -> bool:
    """Return True for "Lowmoor, which she represented", "represent Lowmoor" and "the people of Lowmoor voted"."""
    if _VOTES.match(mention.doc.text, mention.span.end):
        return True
    last = mention.tokens[-1]
    if last.dep == "dobj" and last.head.lemma == "represent":
        return True
    subject = last.head.head if last.dep == "pobj" and last.head.text.lower() == "of" else last
    return subject.dep == "nsubj" and subject.head.lemma == "vote"


def names_election(mention: MentionSpan) -> bool:
    """Return True if the sentence of a mention has a word of elections."""
    known = election_words() | _words_of("noun")
    return any(token.lemma.lower() in known for token in mention.tokens[0].sentence.tokens)


def names_state(mention: MentionSpan) -> bool:
    """Return True if the sentence goes on with "the state": "returned to Lowmoor before the state's primary"."""
    after = [token for token in mention.tokens[0].sentence.tokens if token.i > mention.last]
    return any(
        (one.text.lower(), state.text) == ("the", "state") and (state.next is None or state.next.text != "of")
        for one, state in pairwise(after)
    )


def names_city(mention: MentionSpan) -> bool:
    """Return True if the sentence of a mention has a word of cities."""
    return any(token.lemma.lower() in ("city", "mayor") for token in mention.tokens[0].sentence.tokens)
