"""Features of a candidate as the speaker of a quoted region, from the structure of the text alone."""

# No feature is a word of the text, only its class: the strength of a cue verb, the kind of a pronoun, the type of a
# name. So the ranker learns how quotations are attributed, and not who is often quoted.

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.annotate.entities.linked_mentions import LinkedMentions
from builder.annotate.mentions.title_words import is_role_head
from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.candidates import Candidate
from builder.annotate.quotes.attribution.cues import NO_CUE, cue_strength
from builder.annotate.quotes.attribution.region_context import (
    FAR,
    REGION_FEATURES,
    RegionContext,
    region_features,
)
from builder.annotate.quotes.quoted_text import QuotedRegion
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


def candidate_features(
    context: RegionContext, candidate: Candidate, linked: LinkedMentions, shares: Mapping[str, float]
) -> list[float]:
    """Return the features of a candidate for a region, in the order of ``CANDIDATE_FEATURES``.

    Args:
        context: the region.
        candidate: the phrase.
        linked: the mentions and their entities.
        shares: for each key of an entity its share (0..1) of the mentions in the article.
    """
    verb = _verb_of(candidate.head)
    return [
        *_position_features(context.region, candidate),
        *_grammar_features(candidate),
        *_verb_features(context, verb),
        *_neighbor_features(context, candidate),
        *_class_features(candidate, linked, shares),
        *region_features(context),
        *_history_features(context, candidate, linked.keys),
    ]


def _gap(region: QuotedRegion, first: int, last: int) -> int:
    """Return the number of tokens between a half-open range of tokens and the region; 0 if they touch or overlap."""
    if last <= region.first:
        return region.first - last
    return max(0, first - region.last)


def _position_features(region: QuotedRegion, candidate: Candidate) -> list[float]:
    """Return the features of the distance between the candidate and the region, and of the tokens between them."""
    head = candidate.head
    tokens = head.doc.tokens
    before = candidate.last <= region.first
    low, high = (candidate.last, region.first) if before else (region.last, candidate.first)
    distance = max(high - low, 0)
    between = tokens[low : min(high, low + FAR)] if low < high else ()
    latest = tokens[max(low, high - 2) : high] if low < high else ()
    return [
        float(region.paragraph - head.paragraph),
        float(_sentence_gap(region, head)),
        float(before),
        float(min(_gap(region, candidate.first, candidate.last), FAR)),
        float(sum(token.pos == "VERB" for token in between)),
        float(sum(token.pos in ("PROPN", "PRON") and token.dep != "compound" for token in between)),
        float(any(token.text in '“”"' for token in between)),
        float(any(token.text == ":" for token in latest)),
        float(not before and any(token.text in _DASHES for token in between[:2]) and distance <= 2),
        float(head.doc.text.find("\n", _end_before(tokens, low), _start_at(tokens, high)) >= 0),
        float(any(token.dep == "nsubj" for token in between)),
        float(sum(token.text == "," for token in between)),
    ]


def _sentence_gap(region: QuotedRegion, head: Token) -> int:
    """Return the number of sentences from the region to a head: negative before it, 0 inside one of its sentences."""
    first, last = region.tokens[0].sentence_i, region.tokens[-1].sentence_i
    if head.sentence_i < first:
        return head.sentence_i - first
    return max(0, head.sentence_i - last)


def _end_before(tokens: Sequence[Token], i: int) -> int:
    return tokens[i - 1].end if i else 0


def _start_at(tokens: Sequence[Token], i: int) -> int:
    return tokens[i].start if i < len(tokens) else tokens[-1].end


def _verb_of(head: Token) -> Token | None:
    """Return the verb that governs a phrase; of an apposition or a conjunct the verb of its head."""
    for token in head.ancestors:
        if token.pos in ("VERB", "AUX"):
            return token
        if token.dep in ("prep", "agent") and token.text.lower() not in ("by", "to", "of"):
            break
    return None


def _grammar_features(candidate: Candidate) -> list[float]:
    """Return the features of the candidate's relation to its head, and of the preposition that it depends on."""
    head = candidate.head
    tokens = head.doc.tokens
    according = (
        head.head_i > 0 and head.head.text == "to" and "accord" in tokens[head.head_i - 1].text.lower()
    )
    preposition = head.head.text.lower() if head.dep == "pobj" else ""
    return [
        *(float(head.dep == relation) for relation in _RELATIONS),
        float(according),
        float(preposition == "by"),
        float(preposition in ("from", "to", "of")),
        float(preposition != "" and preposition not in ("by", "from", "to", "of")),
    ]


def _verb_features(context: RegionContext, verb: Token | None) -> list[float]:
    """Return the strength of the candidate's verb, and how the verb is related to the region."""
    if verb is None:
        return [NO_CUE, 0.0, 1.0, float(FAR), *(0.0,) * 8]
    region, root, governor = context.region, context.root, context.governor
    return [
        cue_strength(verb),
        float(region.contains(verb)),
        0.0,
        float(min(_gap(region, verb.i, verb.i + 1), FAR)),
        float(verb.i < region.first),
        float(verb is governor),
        float(governor is not None and any(token is governor for token in verb.ancestors)),
        float(any(token is verb for token in root.ancestors)),
        float(verb.head is root and verb is not root),
        float(verb.dep == "relcl"),
        float(verb.dep in ("advcl", "ccomp", "xcomp", "acl")),
        float(verb.dep in ("ROOT", "parataxis")),
    ]


def _neighbor_features(context: RegionContext, candidate: Candidate) -> list[float]:
    """Return the cues right beside the candidate and the region."""
    tokens, region = candidate.head.doc.tokens, context.region
    after = tokens[candidate.last] if candidate.last < len(tokens) else None
    before = tokens[candidate.first - 1] if candidate.first else None
    return [
        cue_strength(after) if after is not None and after.pos == "VERB" else NO_CUE,
        cue_strength(before) if before is not None and before.pos == "VERB" else NO_CUE,
        float(after is not None and after.text == ":"),
        float(region.first <= candidate.first and candidate.last <= region.last),
        _strongest_cue_beside(region),
    ]


def _strongest_cue_beside(region: QuotedRegion) -> float:
    """Return the strength of the strongest cue among the five tokens before the region and the six after it."""
    tokens = region.doc.tokens
    near = [*tokens[max(0, region.first - 5) : region.first], *tokens[region.last : region.last + 6]]
    return max((cue_strength(token) for token in near if token.pos == "VERB"), default=NO_CUE)


def _class_features(candidate: Candidate, linked: LinkedMentions, shares: Mapping[str, float]) -> list[float]:
    """Return the type of the candidate's mention, the kind of its pronoun, and its share of the mentions."""
    head = candidate.head
    mention = linked.mentions.spans[candidate.mention_i] if candidate.mention_i is not None else None
    key = linked.keys[candidate.mention_i] if candidate.mention_i is not None else None
    lower = head.text.lower()
    return [
        *(float(mention is not None and mention.type is entity_type) for entity_type in _NAME_TYPES),
        float(mention is not None and mention.type not in _NAME_TYPES),
        float(lower in _THIRD),
        float(lower in _THEY),
        float(lower in _FIRST),
        float(lower in _RELATIVE),
        float(lower == "it"),
        float(head.pos == "PRON"),
        float(mention is None and is_role_head(head)),
        float(head.tag in ("NNS", "NNPS")),
        float(candidate.last - candidate.first),
        shares.get(key, 0.0) if key is not None else 0.0,
    ]


def _history_features(
    context: RegionContext, candidate: Candidate, keys: Sequence[str | None]
) -> list[float]:
    """Return the features that relate the candidate to the source of the region before."""
    previous = context.previous
    same_entity = (
        previous is not None
        and previous.mention_i is not None
        and candidate.mention_i is not None
        and keys[previous.mention_i] is not None
        and keys[previous.mention_i] == keys[candidate.mention_i]
    )
    return [
        float(previous is not None and previous.head is candidate.head),
        float(same_entity),
        float(min(context.previous_distance, 5)) if previous is not None else 6.0,
    ]


CANDIDATE_FEATURES = (
    *"paragraph_gap sentence_gap before gap verbs_between nouns_between quote_between colon_between".split(),
    *"dash_between line_between".split(),
    *"subject_between commas_between".split(),
    *(f"dep_{relation}" for relation in _RELATIONS),
    *"according by from_to_of other_prep strength verb_in_region no_verb verb_gap verb_before".split(),
    "verb_governs",
    *"below_governor governs_root below_root in_relative in_subclause in_main cue_after cue_before".split(),
    *"colon_after is_label nearest_cue".split(),
    *(f"type_{entity_type}" for entity_type in _NAME_TYPES),
    *"type_other he_she they i_we who it pronoun role plural tokens share".split(),
    *REGION_FEATURES,
    *"is_previous same_as_previous previous_distance".split(),
)
"""The names of the features, in order."""
