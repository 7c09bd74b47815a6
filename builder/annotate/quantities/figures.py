"""Figures: sums with their signs, how many people were killed, wounded or displaced, and what else is counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Document, Token
from builder.annotate.quantities.tallies import is_size
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Origin

FIGURE_CONFIDENCE = 0.8

_SIGNS = ("$", "€", "£", "¥", "US$", "C$", "A$", "HK$", "NZ$")

_ROUND = ("hundred", "thousand", "million", "billion", "trillion", "dozen", "half", "quarter", "third")
"""Numbers that are none without the article before them."""
_HARMED = ("dead", "hurt", "injured", "wounded")

_FARTHEST = 100
"""Tokens between a number and the noun that it counts: fewer than a long list has."""

_BETWEEN = ("amod", "compound", "nummod", "advmod", "quantmod", "det", "nmod", "cc", "conj", "punct")


def count_people(mentions: Mentions) -> Iterator[MentionSpan]:
    """Numbers that count people, as quantities: "at least 18 people", "dozens" that were wounded, a toll of "27"."""
    doc = mentions.doc
    for first, last in _numbers(doc):
        end, rule = _counted(doc, last), "people"
        if end is None and _is_toll(doc.tokens[last - 1]):
            end, rule = last, "toll"
        if end is not None and mentions.is_free(first, end) and _is_count(doc, first, end):
            yield MentionSpan(doc, first, end, EntityType.QUANTITY, Origin.RULE, rule, FIGURE_CONFIDENCE)


def _is_count(doc: Document, first: int, end: int) -> bool:
    """Whether a number tells how many: "the two men" are known already, and "one" does so only of the dead."""
    tokens = doc.tokens
    before = tokens[first - 1].text.lower() if first > 0 else ""
    if (
        before in ("in", "of")
        and first > 1
        and (tokens[first - 2].pos == "NUM" or tokens[first - 2].text == "out")
    ):
        return False  # "four in 10 voters"
    if before in ("the", "these", "those") and tokens[first].text.isalpha() and end - first == 2:
        return False
    if tokens[first].text.lower() != "one":
        return True
    noun = tokens[end - 1]
    return end - first > 1 and noun.head.lemma.lower() in words("casualty_verbs")


def drop_non_amounts(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions without the model's amounts that contain neither a number nor a unit."""
    return (mention for mention in mentions if not _is_no_amount(mention))


def _is_no_amount(name: MentionSpan) -> bool:
    """Whether the model holds for an amount what has neither a number nor a unit: "half-mast"."""
    if name.type is not EntityType.QUANTITY or name.origin is not Origin.MODEL:
        return False
    tokens = name.tokens
    counts = any(token.text.lower() in words("cardinal_words") for token in tokens)
    measures = any(token.lemma.lower() in words("measure_units") for token in tokens)
    return not (counts or measures or any(char.isdigit() for char in name.text))


def find_whole_amounts(mentions: Mentions) -> Iterator[MentionSpan]:
    """The sums that the model marks without the sign of their currency, with it, "$ 15" of "15"; and the round
    numbers that it marks without their article, "a hundred soldiers".
    """
    doc = mentions.doc
    for name in mentions:
        before = doc.tokens[name.first - 1] if name.first > 0 else None
        if before is None:
            continue
        signed = name.type is EntityType.MONEY and before.text in _SIGNS
        round_number = name.type in (EntityType.MONEY, EntityType.QUANTITY) and (
            doc.tokens[name.first].text.lower() in _ROUND and before.text.lower() in ("a", "an")
        )
        if signed or round_number:
            yield replace(name, first=before.i)


def _numbers(doc: Document) -> Iterator[tuple[int, int]]:
    """The numbers that the model marks, as tokens, half-open."""
    tokens = doc.tokens
    for token in tokens:
        if token.label == "CARDINAL" and token.begins:
            last = token.i + 1
            while last < len(tokens) and tokens[last].label == "CARDINAL" and not tokens[last].begins:
                last += 1
            yield token.i, last


def _counted(doc: Document, last: int) -> int | None:
    """Where the phrase of the number that ends before ``last`` ends, if it counts people; else None."""
    number = doc.tokens[last - 1]
    if last < len(doc.tokens) and doc.tokens[last].text.lower() in _HARMED:
        # Whatever the parse: "left 12 dead"; but not in "12 wounded birds".
        follows = doc.tokens[last + 1] if last + 1 < len(doc.tokens) else None
        if follows is None or follows.pos not in ("NOUN", "PROPN", "ADJ", "DET", "PRON"):
            return last + 1
    noun = number.head
    if number.dep == "nummod" and last <= noun.i <= last + _FARTHEST and _plain(doc.tokens[last : noun.i]):
        return noun.i + 1 if _is_people(noun) else None
    governs = number.dep in ("nsubj", "nsubjpass", "dobj") and noun.pos == "VERB"
    if governs and noun.lemma.lower() in words("casualty_verbs"):
        return last
    return None


def _is_people(noun: Token) -> bool:
    """Whether a noun counts people; "others" and "more" do where they come to harm."""
    if noun.lemma.lower() in words("counted_people"):
        return not is_size(noun)
    harmed = noun.head.lemma.lower() in words("casualty_verbs")
    return noun.lemma.lower() in ("other", "more") and noun.dep in ("nsubj", "nsubjpass", "dobj") and harmed


def _is_toll(number: Token) -> bool:
    """Whether a number is a death toll: "the toll rose to 27", "a toll of 27"."""
    if number.dep not in ("pobj", "attr", "dobj"):
        return False
    head = number.head
    if number.dep == "pobj":
        head = head.head
    if head.lemma == "toll":
        return True
    return any(token.dep == "nsubj" and token.lemma == "toll" for token in head.children)


def _plain(tokens: Sequence[Token]) -> bool:
    """Whether the words between a number and its noun are its own; a hyphen makes a two-man boat of two men."""
    return all(token.dep in _BETWEEN and token.text not in (",", "-") for token in tokens)
