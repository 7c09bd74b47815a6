"""Features of context: the words before, after and beside the mentions of a spelling, and what they are listed with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from functools import cache

from builder.annotate.mentions.coarse_types import COARSE_TYPE_OF, COARSE_TYPES
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Sentence, Token
from builder.lexicon.kind_nouns import kind_of_noun
from builder.lexicon.word_lists import table, words
from builder.model.annotations import EntityType

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

CONTEXT_FEATURES = (
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
    *(f"listed_{coarse}" for coarse in COARSE_TYPES),
)
"""The names of the features: each is the share of a spelling's mentions that have it."""

_QUOTE_MARKS = ("“", '"', "‘", "'", "``")


def context_shares(
    mentions: Mentions, spelled: Sequence[MentionSpan], title_case: Set[int]
) -> dict[str, float]:
    """Return the share of the mentions of a spelling that have each feature; features that none has are left out.

    Args:
        mentions: all mentions.
        spelled: those of the spelling, at least one.
        title_case: indices of the sentences in title case.

    Returns:
        By the name of the feature a share, 0..1.
    """
    tally: Counter[str] = Counter()
    for mention in spelled:
        sentence = mention.tokens[0].sentence
        found = {
            *_features_before(mentions, mention, sentence),
            *_features_after(mentions, mention, sentence),
            *_syntactic_features(mentions, mention),
            *_list_features(mentions, mention),
        }
        if sentence.i in title_case:
            found.add("heading")
        if mention.titled:
            found.add("title")
        tally.update(found)
    return {feature: number / len(spelled) for feature, number in tally.items()}


def _features_before(mentions: Mentions, mention: MentionSpan, sentence: Sentence) -> Iterable[str]:
    """Yield the features of the word right before a mention, or before its "the"."""
    tokens = mention.doc.tokens
    i = mention.first - 1
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
    yield from _features_of_word_before(mentions, before)
    earlier = mentions.at(i - 1)
    if before.text == "," and earlier is not None and earlier.type is EntityType.PLACE:
        yield "after_place_comma"


def _features_of_word_before(mentions: Mentions, before: Token) -> Iterable[str]:
    """Yield the features of a preposition or a common noun before a mention."""
    preposition = _PREPOSITIONS.get(before.text.lower())
    if preposition is not None:
        yield f"prep_{preposition}"
        earlier = mentions.at(before.i - 1)
        if earlier is not None and earlier.type is EntityType.PERSON:
            yield "after_person"
        if before.text == "of" and before.i > 0:
            yield from _kind_noun_feature("noun_before", mentions, before.doc.tokens[before.i - 1])
    yield from _kind_noun_feature("noun_before", mentions, before)


def _features_after(mentions: Mentions, mention: MentionSpan, sentence: Sentence) -> Iterable[str]:
    """Yield the features of the word right after a mention."""
    if mention.last >= sentence.last:
        return
    after = mention.doc.tokens[mention.last]
    follows = mentions.at(mention.last + 1)
    if after.tag == "POS":
        yield "possessive"
        if follows is not None and follows.type is EntityType.PERSON:
            yield "next_person"
    elif after.text == "(":
        yield "opens_bracket"
    elif after.text == "," and follows is not None and _is_region(mentions, follows):
        yield "comma_place"
    yield from _kind_noun_feature("noun_behind", mentions, after)


def _is_region(mentions: Mentions, mention: MentionSpan) -> bool:
    return mention.type is EntityType.PLACE and bool(mentions.gazetteer.regions(mention.text))


def _syntactic_features(mentions: Mentions, mention: MentionSpan) -> Iterable[str]:
    """Yield the features of a mention's syntactic function."""
    head = _head_of(mention)
    governor = head.head
    relation = _RELATIONS.get(head.dep)
    if relation is not None:
        yield f"rel_{relation}"
    if relation == "subject" and governor.lemma.lower() in _cue_verbs():
        yield "speaks"
    if head.dep in _MODIFIERS and head.head_i >= mention.last:
        yield "modifies"
    beside = [token for token in head.children if token.dep == "appos"]
    if head.dep == "appos":
        beside.append(governor)
    for token in beside:
        yield from _kind_noun_feature("noun_beside", mentions, token)


def _list_features(mentions: Mentions, mention: MentionSpan) -> Iterable[str]:
    """Yield the coarse types of the mentions that a mention is listed with: "Ana Roe, the Lowmoor Board and" X."""
    head = _head_of(mention)
    listed = [token for token in head.children if token.dep == "conj"]
    if head.dep == "conj":
        governor = head.head
        listed += [governor, *(token for token in governor.children if token.dep == "conj")]
    for token in listed:
        other = mentions.at(token.i)
        if other is not None and other is not mention and other.type in COARSE_TYPE_OF:
            yield f"listed_{COARSE_TYPE_OF[other.type]}"


def _kind_noun_feature(feature: str, mentions: Mentions, token: Token) -> Iterable[str]:
    """Yield the feature of a common noun that shows what the mention beside it names: "the river".

    Args:
        feature: beginning of the name of the feature.
        mentions: all mentions.
        token: the word beside the mention.
    """
    kind = kind_of_noun(token.lemma.lower())
    if kind is not None and not mentions.is_taken(token.i):
        yield f"{feature}_{kind}"


def _head_of(mention: MentionSpan) -> Token:
    """Return the last token of a mention whose head is outside it."""
    inside = range(mention.first, mention.last)
    for token in reversed(mention.tokens):
        if token.head_i not in inside or token.head is token:
            return token
    return mention.tokens[-1]


@cache
def _cue_verbs() -> frozenset[str]:
    """Return the verbs that are the cue of a quotation at least as often as not."""
    return frozenset(verb for verb, cues, others in table("cue_verbs") if int(cues) >= int(others))
