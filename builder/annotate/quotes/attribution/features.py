"""Features: what can be told, from structure alone, of a candidate as the speaker of a quoted region.

No feature holds a word of the text but by its class: a cue verb's strength, a pronoun's kind, a name's type.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from builder.annotate.entities.resolve import LinkedMentions
from builder.annotate.mentions.roles import is_role_head
from builder.annotate.parse.document import Document, Token
from builder.annotate.quotes.attribution.candidates import Candidate
from builder.annotate.quotes.extraction.quotation_marks import MARK_TOKENS, QuotedRegion
from builder.lexicon.word_lists import table
from builder.model.annotations import EntityType

_RELATIONS = (
    "nsubj",
    "nsubjpass",
    "pobj",
    "appos",
    "conj",
    "ROOT",
    "dobj",
    "poss",
    "compound",
    "attr",
    "agent",
)
_NAME_TYPES = (EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP, EntityType.PLACE)
_THIRD = frozenset("he she".split())
_THEY = frozenset("they".split())
_FIRST = frozenset("i we".split())
_RELATIVE = frozenset("who which that".split())
_DASHES = frozenset(("—", "–", "―", "-", "--"))
_FAR = 40
"""Tokens beyond which one distance is like another."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A quoted region among the tokens.

    Attributes:
        first, last: its tokens without the marks, half-open.
        root: the token inside that is governed from outside, or that governs itself.
        governor: index of the token outside that governs the root; -1 where there is none.
        previous: the source chosen for the region before it, in the same article, or None.
        previous_distance: paragraphs between that region and this one.
    """

    region: QuotedRegion
    first: int
    last: int
    root: int
    governor: int
    previous: Candidate | None
    previous_distance: int


def surroundings(
    doc: Document, region: QuotedRegion, previous: Candidate | None, previous_distance: int
) -> Surroundings:
    """The region's place among the tokens."""
    tokens = doc.tokens_in(region.span)
    first, last = tokens[0].i, tokens[-1].i + 1
    root, governor = first, -1
    for token in tokens:
        if token.head is token:
            root, governor = token.i, -1
            break
        if not first <= token.head_i < last and token.pos != "PUNCT":
            root, governor = token.i, token.head_i
            if token.pos in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
                break
    return Surroundings(region, first, last, root, governor, previous, previous_distance)


@cache
def _cue_strengths() -> Mapping[str, float]:
    return {row[0]: math.log((int(row[1]) + 0.5) / (int(row[2]) + 0.5)) for row in table("cue_verbs")}


NO_CUE = -4.0
"""Strength of a verb outside the lexicon."""


def cue_strength(token: Token) -> float:
    """How much a verb's base form speaks for reported speech: a log ratio of counts."""
    return _cue_strengths().get(token.lemma.lower(), NO_CUE)


def features(
    place: Surroundings, candidate: Candidate, linked: LinkedMentions, shares: Mapping[str, float]
) -> list[float]:
    """The numbers that the ranker weighs, in the order of ``NAMES``.

    Args:
        place: the region.
        candidate: the phrase.
        linked: the mentions and their entities.
        shares: of each entity in the mentions of the article.
    """
    head = candidate.head
    verb = _verb_of(head)
    return [
        *_position(place, candidate, head),
        *_grammar(place, candidate, head, verb),
        *_kind(candidate, head, linked, shares),
        *region_features(linked.doc, place),
        *_history(place, candidate, linked.keys),
    ]


def _gap(place: Surroundings, first: int, last: int) -> int:
    """Tokens between ``[first, last)`` and the region; 0 where they touch or overlap."""
    if last <= place.first:
        return place.first - last
    return max(0, first - place.last)


def _position(place: Surroundings, candidate: Candidate, head: Token) -> list[float]:
    tokens = head.doc.tokens
    paragraph = head.paragraph
    inside = tokens[place.first].sentence.i, tokens[place.last - 1].sentence_i
    sentence_gap = 0
    if head.sentence_i < inside[0]:
        sentence_gap = head.sentence_i - inside[0]
    elif head.sentence_i > inside[1]:
        sentence_gap = head.sentence_i - inside[1]
    before = candidate.last <= place.first
    low, high = (candidate.last, place.first) if before else (place.last, candidate.first)
    distance = max(high - low, 0)
    between = tokens[low : min(high, low + _FAR)] if low < high else ()
    latest = tokens[max(low, high - 2) : high] if low < high else ()
    return [
        float(place.region.paragraph - paragraph),
        float(sentence_gap),
        float(before),
        float(min(_gap(place, candidate.first, candidate.last), _FAR)),
        float(sum(token.pos == "VERB" for token in between)),
        float(sum(token.pos in ("PROPN", "PRON") and token.dep != "compound" for token in between)),
        float(any(token.text in '“”"' for token in between)),
        float(any(token.text == ":" for token in latest)),
        float(not before and any(token.text in _DASHES for token in between[:2]) and distance <= 2),
        float(head.doc.text.find("\n", _end(tokens, low), _start(tokens, high)) >= 0),
        float(any(token.dep == "nsubj" for token in between)),
        float(sum(token.text == "," for token in between)),
    ]


def _end(tokens: Sequence[Token], i: int) -> int:
    return tokens[i - 1].end if i else 0


def _start(tokens: Sequence[Token], i: int) -> int:
    return tokens[i].start if i < len(tokens) else tokens[-1].end


def _verb_of(head: Token) -> Token | None:
    """The verb that governs a phrase: of a subject its verb, of an apposition or conjunct its head's verb."""
    for token in head.ancestors:
        if token.pos in ("VERB", "AUX"):
            return token
        if token.dep in ("prep", "agent") and token.text.lower() not in ("by", "to", "of"):
            break
    return None


def _grammar(place: Surroundings, candidate: Candidate, head: Token, verb: Token | None) -> list[float]:
    tokens = head.doc.tokens
    according = (
        head.head_i > 0 and head.head.text == "to" and "accord" in tokens[head.head_i - 1].text.lower()
    )
    preposition = head.head.text.lower() if head.dep == "pobj" else ""
    strength = cue_strength(verb) if verb is not None else NO_CUE
    in_region = verb is not None and place.first <= verb.i < place.last
    after = tokens[candidate.last] if candidate.last < len(tokens) else None
    earlier = tokens[candidate.first - 1] if candidate.first else None
    return [
        *(float(head.dep == relation) for relation in _RELATIONS),
        float(according),
        float(preposition == "by"),
        float(preposition in ("from", "to", "of")),
        float(preposition != "" and preposition not in ("by", "from", "to", "of")),
        strength,
        float(in_region),
        float(verb is None),
        float(min(_gap(place, verb.i, verb.i + 1), _FAR)) if verb is not None else float(_FAR),
        float(verb is not None and verb.i < place.first),
        float(verb is not None and verb.i == place.governor),
        float(verb is not None and any(token.i == place.governor for token in verb.ancestors)),
        float(verb is not None and _governs(verb, place.root)),
        float(verb is not None and verb.head.i == place.root and verb.i != place.root),
        float(verb is not None and verb.dep == "relcl"),
        float(verb is not None and verb.dep in ("advcl", "ccomp", "xcomp", "acl")),
        float(verb is not None and verb.dep in ("ROOT", "parataxis")),
        cue_strength(after) if after is not None and after.pos == "VERB" else NO_CUE,
        cue_strength(earlier) if earlier is not None and earlier.pos == "VERB" else NO_CUE,
        float(after is not None and after.text == ":"),
        float(place.first <= candidate.first and candidate.last <= place.last),
        _nearest_cue(head.doc, place),
    ]


def _governs(verb: Token, root: int) -> bool:
    return any(token.i == verb.i for token in verb.doc.tokens[root].ancestors)


def _nearest_cue(doc: Document, place: Surroundings) -> float:
    """The strongest cue within three tokens of the region."""
    tokens = doc.tokens
    near = [*tokens[max(0, place.first - 5) : place.first], *tokens[place.last : place.last + 6]]
    return max((cue_strength(token) for token in near if token.pos == "VERB"), default=NO_CUE)


def _kind(
    candidate: Candidate, head: Token, linked: LinkedMentions, shares: Mapping[str, float]
) -> list[float]:
    name = linked.names[candidate.name_index] if candidate.name_index is not None else None
    key = linked.keys[candidate.name_index] if candidate.name_index is not None else None
    lower = head.text.lower()
    return [
        *(float(name is not None and name.type is kind) for kind in _NAME_TYPES),
        float(name is not None and name.type not in _NAME_TYPES),
        float(lower in _THIRD),
        float(lower in _THEY),
        float(lower in _FIRST),
        float(lower in _RELATIVE),
        float(lower == "it"),
        float(head.pos == "PRON"),
        float(name is None and is_role_head(head)),
        float(head.tag in ("NNS", "NNPS")),
        float(candidate.last - candidate.first),
        shares.get(key, 0.0) if key is not None else 0.0,
    ]


def region_features(doc: Document, place: Surroundings) -> list[float]:
    """What can be told of the region alone, in the order of ``REGION_NAMES``."""
    tokens = doc.tokens
    before = _outside(tokens, place.first, -1)
    after = _outside(tokens, place.last - 1, 1)
    last_mark = doc.text[place.region.span.end - 1]
    start = doc.paragraphs[place.region.paragraph].span.start
    return [
        float(min(place.last - place.first, _FAR)),
        float(tokens[place.first].text[0].isupper()),
        float(last_mark == ","),
        float(last_mark in ".!?…"),
        float(place.region.outer.start == start),
        float(not place.region.closed),
        float(before is not None and before.text == ","),
        float(before is not None and before.text == ":"),
        float(before is not None and before.text in (".", "!", "?", "”", '"')),
        cue_strength(before) if before is not None and before.pos == "VERB" else NO_CUE,
        cue_strength(after) if after is not None and after.pos == "VERB" else NO_CUE,
        float(after is not None and after.pos in ("PROPN", "PRON")),
        float(tokens[place.root].pos in ("VERB", "AUX")),
        float(place.governor >= 0),
    ]


def _outside(tokens: Sequence[Token], edge: int, step: int) -> Token | None:
    """The first token outside the region that is no quotation mark."""
    i = edge + step
    while 0 <= i < len(tokens) and tokens[i].text in MARK_TOKENS:
        i += step
    return tokens[i] if 0 <= i < len(tokens) else None


def _history(place: Surroundings, candidate: Candidate, keys: Sequence[str | None]) -> list[float]:
    previous = place.previous
    same_entity = (
        previous is not None
        and previous.name_index is not None
        and candidate.name_index is not None
        and keys[previous.name_index] is not None
        and keys[previous.name_index] == keys[candidate.name_index]
    )
    return [
        float(previous is not None and previous.head.i == candidate.head.i),
        float(same_entity),
        float(min(place.previous_distance, 5)) if previous is not None else 6.0,
    ]


REGION_NAMES = (
    *"length capital comma_end stop_end opens_paragraph unclosed after_comma after_colon after_stop".split(),
    *"cue_right_before cue_right_after name_right_after region_clause region_governed".split(),
)
"""What each feature of ``region_features`` is, in order."""

NAMES = (
    *"paragraph_gap sentence_gap before gap verbs_between nouns_between quote_between colon_between".split(),
    *"dash_between line_between".split(),
    *"subject_between commas_between".split(),
    *(f"dep_{relation}" for relation in _RELATIONS),
    *"according by from_to_of other_prep strength verb_in_region no_verb verb_gap verb_before".split(),
    "verb_governs",
    *"below_governor governs_root below_root in_relative in_subclause in_main cue_after cue_before".split(),
    *"colon_after is_label nearest_cue".split(),
    *(f"type_{kind}" for kind in _NAME_TYPES),
    *"type_other he_she they i_we who it pronoun role plural tokens share".split(),
    *REGION_NAMES,
    *"is_previous same_as_previous previous_distance".split(),
)
"""What each feature is, in order."""
