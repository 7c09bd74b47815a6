"""Terms in quotation marks that someone coins: no quotations, though the text may say who was the first to use them.

“slow tide” in "Roe coined the term “slow tide”", "“slow tide,” a phrase that she invented" and "He had a word for it,
“slow tide”. He made it up."
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from builder.annotate.parse.document import Token
from builder.annotate.quotes.extraction.named_things import is_title
from builder.annotate.quotes.quotation_marks import MARK_TOKENS
from builder.annotate.quotes.quoted_text import QuotedRegion, QuotedText
from builder.lexicon.word_lists import table, words

_LONGEST_TERM = 8
"""Words of a term, at most."""
_REACH = 12
"""Tokens between a term and the verb that coins it, at most."""
_SENTENCES_AFTER = 3
"""Sentences after that of a term in which "he made it up" may follow."""
_PARTICLE_REACH = 3
"""Tokens between "make" and "up": "made it all up"."""
_CLIMB = 4
"""Words from a verb in a chain to the one with the subject: "is credited with coining"."""
_LINKS = ("ADJ", "ADP", "ADV", "AUX", "DET", "PART", "PRON", "PUNCT", "SCONJ")
"""Kinds of words between a term and its verb that change nothing."""
_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = frozenset("it that this them".split())


class CoinedTerm(Struct, frozen=True):
    """A term that someone coins.

    Attributes:
        region: the term and its quotation marks.
        coiner: the head of the words for who coined it ("she"); None if the text does not say.
    """

    region: QuotedRegion
    coiner: Token | None


class _Coining(Struct, frozen=True):
    """A verb for coining: its words before and after, and its object, as in ``coining_verbs.tsv``."""

    before: str
    after: tuple[str, ...]
    object: str


def coined_terms(text: QuotedText) -> tuple[CoinedTerm, ...]:
    """Return the terms among the quoted regions that someone coins, in the order of the text."""
    found = (_coined(region) for region in text.regions if _may_be_term(region))
    return tuple(term for term in found if term is not None)


def _may_be_term(region: QuotedRegion) -> bool:
    count = sum(token.text[0].isalpha() for token in region.tokens)
    return region.closed and 0 < count <= _LONGEST_TERM and region.text[-1] not in "!?"


def _coined(region: QuotedRegion) -> CoinedTerm | None:
    for coining in (_verb_before, _noun_before, _verb_after, _noun_after, _verb_in_next_sentences):
        found = coining(region)
        if found is not None:
            return CoinedTerm(region, _coiner(found))
    return None


def _verb_before(region: QuotedRegion) -> Token | None:
    """Return the verb of "coined the term", "coined is" and "christened it" before a term."""
    between: list[Token] = []
    for token in _outwards(region, -1):
        coining = _coining(token)
        if coining is not None:
            # "The term he coined, “slow tide”": the noun is the one that the clause is on.
            nouns = [*between, token.head] if token.dep == "relcl" else between
            if coining.object == "thing":
                # A ship is christened “Tin Hope”, a method “patient grass”.
                return token if not is_title(region) else None
            return token if coining.object == "any" or any(map(_is_word_noun, nouns)) else None
        is_thing = token.pos == "NOUN" and _is_named(token)
        if not (_is_link(token) or _is_word_noun(token) or is_thing):
            return None
        between.append(token)
    return None


def _is_named(token: Token) -> bool:
    """Return True for what gets a name: "christened the step “mud row”"."""
    found = (_verbs().get(verb.lemma.lower()) for verb in (token.head, token.head.head))
    return any(verb is not None and verb.object == "thing" for verb in found)


def _noun_before(region: QuotedRegion) -> Token | None:
    """Return the noun of "her own coinage is" before a term."""
    for token in _outwards(region, -1):
        if _is_coinage(token):
            return token
        if not _is_link(token):
            return None
    return None


def _verb_after(region: QuotedRegion) -> Token | None:
    """Return the verb of "a term that she coined", "which she coined" and "coined by her" after a term."""
    has_word = any(_is_word_noun(token) for token in _first(_outwards(region, -1), 2))
    is_clause = False
    for token in _outwards(region, 1):
        coining = _coining(token)
        if coining is not None:
            is_participle = token.tag == "VBN" and (has_word or is_clause)
            is_bound = is_clause or is_participle
            return token if is_bound and (has_word or coining.object == "any") else None
        if token.text.lower() in ("which", "that"):
            is_clause = True
        elif _is_word_noun(token):
            has_word = is_clause = True
        elif not (_is_link(token) or token.pos in ("NOUN", "PROPN")):
            return None
    return None


def _noun_after(region: QuotedRegion) -> Token | None:
    """Return the noun of "a word of her own invention" or "is her coinage" after a term."""
    has_word = False
    for token in _outwards(region, 1):
        has_word = has_word or _is_word_noun(token)
        if _is_coinage(token) and (token.dep == "attr" or (has_word and token.dep == "pobj")):
            return token
        if not (_is_link(token) or _is_word_noun(token)):
            return None
    return None


def _verb_in_next_sentences(region: QuotedRegion) -> Token | None:
    """Return the verb of "He made it up" or "She coined it" soon after a sentence with a noun for words and a term."""
    doc, here = region.doc, region.tokens[0].sentence
    beside = doc.tokens[max(here.first, region.first - _REACH) : region.first]
    if not any(map(_is_word_noun, beside)):
        return None
    last = min(len(doc.sentences), region.tokens[-1].sentence_i + _SENTENCES_AFTER + 1)
    for sentence in doc.sentences[region.tokens[-1].sentence_i + 1 : last]:
        for token in sentence.tokens:
            if _coining(token) is not None and _object(token) in _OBJECTS:
                return token
    return None


def _object(verb: Token) -> str:
    """Return the pronoun that is coined, in small letters, in the active or the passive; "" for others."""
    passive = next((child for child in verb.children if child.dep == "nsubjpass"), None)
    found = passive or verb.next
    return found.text.lower() if found is not None else ""


def _coiner(found: Token) -> Token | None:
    """Return the head of the words for who coins: subject, agent or owner; None if there are none."""
    if _coining(found) is None:
        return _owner(found)
    after = next((token for token in _first(_following(found), 2) if token.text.lower() == "by"), None)
    if after is not None:
        return next((child for child in after.children if child.dep == "pobj"), None)
    verb = found
    for _ in range(_CLIMB):
        subject = next((child for child in verb.children if child.dep in _SUBJECTS), None)
        if subject is not None:
            return None if subject.dep == "nsubjpass" and verb is found else _meant(subject)
        # In "credited with coining “slow tide”" the parser takes "coining" for an adjective of the term.
        is_chained = verb.pos in ("VERB", "AUX", "ADP") or found.dep == "amod"
        if verb.head is verb or not is_chained:
            return None
        verb = verb.head
    return None


def _meant(subject: Token) -> Token:
    """Return the pronoun or noun before "who" in "It was she who coined", else the subject itself."""
    before = subject.previous
    is_cleft = subject.text.lower() == "who" and before is not None and before.pos == "PRON"
    return before if is_cleft and before is not None else subject


def _outwards(region: QuotedRegion, step: int) -> Iterator[Token]:
    """Yield the tokens from a region to an end of its sentence, without quotation marks, as far as a verb may be."""
    edge = region.tokens[0 if step < 0 else -1]
    token = edge.previous if step < 0 else edge.next
    left = _REACH
    while token is not None and left and token.sentence_i == edge.sentence_i:
        if token.text not in MARK_TOKENS:
            yield token
            left -= 1
        token = token.previous if step < 0 else token.next


def _following(token: Token) -> Iterator[Token]:
    following = token.next
    while following is not None and following.sentence_i == token.sentence_i:
        yield following
        following = following.next


def _first(tokens: Iterator[Token], count: int) -> list[Token]:
    return [token for token, _ in zip(tokens, range(count), strict=False)]


def _is_link(token: Token) -> bool:
    return token.pos in _LINKS or token.lemma.lower() == "be"


def _is_word_noun(token: Token) -> bool:
    lemma = token.lemma.lower()
    # Who makes up a name for a crane coins no term.
    return (lemma in words("term_nouns") and lemma != "name") or token.text.lower() == "one"


def _is_coinage(token: Token) -> bool:
    return token.lemma.lower() in words("coinage_nouns") and _owner(token) is not None


def _owner(noun: Token) -> Token | None:
    """Return the head of the words for whose coinage it is: "her coinage", "a coinage of Roe"."""
    for child in noun.children:
        if child.dep == "poss":
            return child
        if child.text.lower() == "of":
            return next((below for below in child.children if below.dep == "pobj"), None)
    return None


def _coining(token: Token) -> _Coining | None:
    """Return what a verb for coining needs beside it; None for other words, and without the words that it needs."""
    coining = _verbs().get(token.lemma.lower()) if token.pos in ("VERB", "AUX") else None
    if coining is None:
        return None
    before = token.previous
    if coining.before and (before is None or before.text.lower() != coining.before):
        return None
    return coining if not coining.after or _has_after(token, coining.after) else None


def _has_after(verb: Token, wanted: Sequence[str]) -> bool:
    following = [token.text.lower() for token in _first(_following(verb), _PARTICLE_REACH + len(wanted))]
    return any(following[i : i + len(wanted)] == [*wanted] for i in range(_PARTICLE_REACH))


@cache
def _verbs() -> dict[str, _Coining]:
    return {
        verb: _Coining("" if before == "-" else before, () if after == "-" else tuple(after.split()), thing)
        for verb, before, after, thing in table("coining_verbs")
    }
