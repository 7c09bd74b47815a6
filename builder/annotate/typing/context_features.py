"""Where the names of one spelling stand: what is before, behind and beside them, and what they are listed with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from functools import cache
from typing import TYPE_CHECKING

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Sentence, Token
from builder.annotate.typing.coarse_types import KIND_OF, KINDS
from builder.lexicon.word_lists import table, words
from builder.model.annotations import EntityType

if TYPE_CHECKING:
    pass

_PREPOSITIONS = {
    "in": "in",
    "at": "at",
    "on": "on",
    "near": "in",
    "from": "from",
    "to": "to",
    "into": "to",
    "toward": "to",
    "towards": "to",
    "across": "in",
    "throughout": "in",
    "outside": "in",
    "of": "of",
    "by": "by",
    "with": "with",
    "for": "for",
    "like": "like",
    "as": "like",
    "between": "with",
    "against": "with",
    "about": "about",
}
_RELATIONS = {"nsubj": "subject", "nsubjpass": "subject", "dobj": "object", "poss": "poss", "appos": "appos"}
_MODIFIERS = ("compound", "nmod", "amod")

CONTEXT = (
    *(f"prep_{name}" for name in sorted(set(_PREPOSITIONS.values()))),
    *(f"rel_{name}" for name in sorted(set(_RELATIONS.values()))),
    "modifies",
    "the",
    "possessive",
    "possessed",
    "honorific",
    "title",
    "comma_place",
    "after_place_comma",
    "bracketed",
    "opens_bracket",
    "quoted",
    "speaks",
    "opens_sentence",
    "heading",
    "next_person",
    "after_person",
    *(f"noun_before_{kind}" for kind in ("PLACE", "ORG", "WORK", "EVENT")),
    *(f"noun_behind_{kind}" for kind in ("PLACE", "ORG", "WORK", "EVENT")),
    *(f"noun_beside_{kind}" for kind in ("PLACE", "ORG", "WORK", "EVENT")),
    *(f"listed_{kind}" for kind in KINDS),
)
"""The names of the features: shares of a spelling's names."""

_QUOTE_MARKS = ("“", '"', "‘", "'", "``")


def context_of(mentions: Mentions, indices: Sequence[int], title_case: Set[int]) -> dict[str, float]:
    """The share of the names with these indices that each feature holds for."""
    tally: Counter[str] = Counter()
    for index in indices:
        name = mentions.spans[index]
        sentence = name.tokens[0].sentence
        found = {
            *_before(mentions, name, sentence),
            *_behind(mentions, name, sentence),
            *_in_sentence(mentions, name),
            *_listed(mentions, name),
        }
        if sentence.i in title_case:
            found.add("heading")
        if name.titled:
            found.add("title")
        tally.update(found)
    return {feature: number / len(indices) for feature, number in tally.items()}


def _before(mentions: Mentions, name: MentionSpan, sentence: Sentence) -> Iterable[str]:
    """What stands right before a name, its article apart."""
    tokens = name.doc.tokens
    i = name.first - 1
    if i < sentence.first:
        yield "opens_sentence"
        return
    if tokens[i].text.lower() == "the":
        yield "the"
        i -= 1 if i > sentence.first else 0
    before = tokens[i]
    if before.text in words("honorifics"):
        yield "honorific"
    elif before.tag in ("POS", "PRP$"):
        yield "possessed"
    elif before.text in ("(", "["):
        yield "bracketed"
    elif before.text in _QUOTE_MARKS:
        yield "quoted"
    yield from _of_preceding(mentions, before)
    earlier = mentions.at(i - 1)
    if before.text == "," and earlier is not None and earlier.type is EntityType.PLACE:
        yield "after_place_comma"


def _of_preceding(mentions: Mentions, before: Token) -> Iterable[str]:
    """What a preposition or a common noun before a name says of it."""
    preposition = _PREPOSITIONS.get(before.text.lower())
    if preposition is not None:
        yield f"prep_{preposition}"
        earlier = mentions.at(before.i - 1)
        if earlier is not None and earlier.type is EntityType.PERSON:
            yield "after_person"
        if before.text == "of" and before.i > 0:
            yield from _kind_noun("noun_before", mentions, before.doc.tokens[before.i - 1])
    yield from _kind_noun("noun_before", mentions, before)


def _behind(mentions: Mentions, name: MentionSpan, sentence: Sentence) -> Iterable[str]:
    """What stands right behind a name."""
    if name.last >= sentence.last:
        return
    after = name.doc.tokens[name.last]
    follows = mentions.at(name.last + 1)
    if after.tag == "POS":
        yield "possessive"
        if follows is not None and follows.type is EntityType.PERSON:
            yield "next_person"
    elif after.text == "(":
        yield "opens_bracket"
    elif after.text == "," and follows is not None and _is_region(mentions, follows):
        yield "comma_place"
    yield from _kind_noun("noun_behind", mentions, after)


def _is_region(mentions: Mentions, name: MentionSpan) -> bool:
    return name.type is EntityType.PLACE and bool(mentions.gazetteer.regions(name.text))


def _in_sentence(mentions: Mentions, name: MentionSpan) -> Iterable[str]:
    """What a name does in its sentence."""
    head = _head_of(name)
    governor = head.head
    relation = _RELATIONS.get(head.dep)
    if relation is not None:
        yield f"rel_{relation}"
    if relation == "subject" and governor.lemma.lower() in _cue_verbs():
        yield "speaks"
    if head.dep in _MODIFIERS and head.head_i >= name.last:
        yield "modifies"
    beside = [token for token in head.children if token.dep == "appos"]
    if head.dep == "appos":
        beside.append(governor)
    for token in beside:
        yield from _kind_noun("noun_beside", mentions, token)


def _listed(mentions: Mentions, name: MentionSpan) -> Iterable[str]:
    """The kinds of the names that a name is listed with: "Ana Roe, the Lowmoor Board and" X."""
    head = _head_of(name)
    listed = [token for token in head.children if token.dep == "conj"]
    if head.dep == "conj":
        governor = head.head
        listed += [governor, *(token for token in governor.children if token.dep == "conj")]
    for token in listed:
        other = mentions.at(token.i)
        if other is not None and other is not name and other.type in KIND_OF:
            yield f"listed_{KIND_OF[other.type]}"


def _kind_noun(feature: str, mentions: Mentions, token: Token) -> Iterable[str]:
    """The feature of a common noun that says what kind of thing the name beside it names."""
    kind = _kind_nouns().get(token.lemma.lower())
    if kind is not None and not mentions.is_taken(token.i):
        yield f"{feature}_{kind}"


def _head_of(name: MentionSpan) -> Token:
    """The token of a name that governs the others."""
    inside = range(name.first, name.last)
    for token in reversed(name.tokens):
        if token.head_i not in inside or token.head is token:
            return token
    return name.doc.tokens[name.last - 1]


@cache
def _kind_nouns() -> dict[str, str]:
    return {row[0]: row[1] for row in table("kind_nouns")}


@cache
def _cue_verbs() -> frozenset[str]:
    """Verbs that are the cue of a quotation at least as often as not."""
    return frozenset(verb for verb, cues, others in table("cue_verbs") if int(cues) >= int(others))
