"""Counts of people: "at least 18 people", "dozens" who were wounded, a death toll of "27"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Document, Token
from builder.annotate.quantities.tallies import is_population
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Origin

COUNT_CONFIDENCE = 0.8
"""Confidence of a number that counts people."""

_HARM_WORDS = ("dead", "hurt", "injured", "wounded")

_FARTHEST = 100
"""Tokens between a number and the noun that it counts: fewer than a long list has."""

_MODIFIERS = ("amod", "compound", "nummod", "advmod", "quantmod", "det", "nmod", "cc", "conj", "punct")


def count_people(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the numbers that count people, with what they count, as quantities."""
    doc = mentions.doc
    for number in _model_numbers(doc):
        first, last = number[0].i, number[-1].i + 1
        end, rule = _people_end(number[-1]), "people"
        if end is None and _is_toll(number[-1]):
            end, rule = last, "toll"
        if end is not None and mentions.is_free(first, end) and _is_count(doc.tokens[first:end]):
            yield MentionSpan(doc, first, end, EntityType.QUANTITY, Origin.RULE, rule, COUNT_CONFIDENCE)


def _model_numbers(doc: Document) -> Iterator[tuple[Token, ...]]:
    """Yield the tokens of each number that the model labels CARDINAL."""
    tokens = doc.tokens
    for token in tokens:
        if token.label == "CARDINAL" and token.begins:
            last = token.i + 1
            while last < len(tokens) and tokens[last].label == "CARDINAL" and not tokens[last].begins:
                last += 1
            yield tokens[token.i : last]


def _is_count(phrase: Sequence[Token]) -> bool:
    """Return True if a number says how many: not in "the two men" or "four in 10 voters".

    "One" is a count only of casualties.

    Args:
        phrase: the number with what it counts.
    """
    tokens, first = phrase[0].doc.tokens, phrase[0].i
    before = tokens[first - 1].text.lower() if first > 0 else ""
    if (
        before in ("in", "of")
        and first > 1
        and (tokens[first - 2].pos == "NUM" or tokens[first - 2].text == "out")
    ):
        return False  # "four in 10 voters"
    # "The two men" are known to the reader already.
    if before in ("the", "these", "those") and phrase[0].text.isalpha() and len(phrase) == 2:
        return False
    if phrase[0].text.lower() != "one":
        return True
    return len(phrase) > 1 and phrase[-1].head.lemma.lower() in words("casualty_verbs")


def _people_end(number: Token) -> int | None:
    """Return the index after the phrase that a number begins if it counts people; None if it does not.

    Args:
        number: the last token of the number.
    """
    tokens, last = number.doc.tokens, number.i + 1
    if last < len(tokens) and tokens[last].text.lower() in _HARM_WORDS:
        # Whatever the parse: "left 12 dead"; but not in "12 wounded birds".
        follows = tokens[last + 1] if last + 1 < len(tokens) else None
        if follows is None or follows.pos not in ("NOUN", "PROPN", "ADJ", "DET", "PRON"):
            return last + 1
    noun = number.head
    near = number.dep == "nummod" and last <= noun.i <= last + _FARTHEST
    if near and _modify_noun(tokens[last : noun.i]):
        return noun.i + 1 if _is_people(noun) else None
    governs = number.dep in ("nsubj", "nsubjpass", "dobj") and noun.pos == "VERB"
    if governs and noun.lemma.lower() in words("casualty_verbs"):
        return last
    return None


def _is_people(noun: Token) -> bool:
    """Return True if a noun refers to people; "others" and "more" do if they come to harm."""
    if noun.lemma.lower() in words("counted_people"):
        return not is_population(noun)
    harmed = noun.head.lemma.lower() in words("casualty_verbs")
    return noun.lemma.lower() in ("other", "more") and noun.dep in ("nsubj", "nsubjpass", "dobj") and harmed


def _is_toll(number: Token) -> bool:
    """Return True if a number is a death toll: "the toll rose to 27", "a toll of 27"."""
    if number.dep not in ("pobj", "attr", "dobj"):
        return False
    head = number.head
    if number.dep == "pobj":
        head = head.head
    if head.lemma == "toll":
        return True
    return any(token.dep == "nsubj" and token.lemma == "toll" for token in head.children)


def _modify_noun(tokens: Sequence[Token]) -> bool:
    """Return True if the words between a number and its noun modify the noun.

    A hyphen does not: "a two-man boat" is not two men.
    """
    return all(token.dep in _MODIFIERS and token.text not in (",", "-") for token in tokens)
