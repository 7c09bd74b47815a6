"""Resolution of nouns for bodies: the organization that "the bank", "the newspaper" or "the commission" refers to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.candidates import Candidate
from builder.annotate.quotes.resolution.body_index import BodyNoun, body_nouns, kind_words
from builder.annotate.quotes.resolution.context import SpeakerContext, head_of, paragraphs_between

_REACH = 2
"""Paragraphs between "the company" and the act of a body whose name says nothing of its kind, at most."""

_FEWEST_OF_TOPIC, _LEAD = 3, 2
"""Mentions of the organization that an article is about, and how many times as many as of another that fits."""

_ARTICLE = "the"


def resolve_body(context: SpeakerContext, source: Candidate) -> tuple[str, float] | None:
    """Return the key of the organization that a definite noun for a body refers to, with the certainty of that.

    It is the only one that fits of those that act in the paragraphs before, or else the only one before whose name, or
    what the text calls it, says that it is such a body, or else the one that the article is about.

    Returns:
        None if the noun is not one for bodies, if no organization fits, or if several do.
    """
    head = source.head
    noun = body_nouns().get(head.lemma.lower())
    added = _added_words(source)
    if noun is None or added is None or head.tag not in ("NN", "NNP"):
        return None
    named = [
        key
        for key in dict.fromkeys(key for mark in noun.marks for key in context.bodies.by_kind.get(mark, ()))
        if added <= context.bodies.words[key]
    ]
    acting = _acting(context, head, noun, added)
    acting_named = [key for key in acting if key in named]
    for likely, certainty in ((acting, 0.85 if acting_named else 0.7), (acting_named, 0.75)):
        if len(likely) == 1 and not _is_replaced(context, likely[0], head):
            return likely[0], certainty
    if acting:
        return None
    return _latest(context, head, named) if named else _topic(context, head, noun, added)


def _added_words(source: Candidate) -> set[str] | None:
    """Return the words that a definite description adds to its noun, in lower case: "the budget office" → "budget".

    Returns:
        None if it is indefinite, or if it has a possessor or a complement of its own: "his company", "the board of X".
    """
    children = [*source.head.children]
    before = [child for child in children if child.i < source.head.i]
    if not any(child.text.lower() == _ARTICLE for child in before):
        return None
    if any(child.dep == "poss" for child in before) or any(
        child.dep in ("prep", "appos", "relcl", "conj") and child.i > source.head.i for child in children
    ):
        return None
    return {
        token.text.lower()
        for token in source.head.doc.tokens[source.first : source.head.i]
        if token.text.lower() != _ARTICLE and token.text[0].isalnum()
    }


def _acting(context: SpeakerContext, head: Token, noun: BodyNoun, added: set[str]) -> list[str]:
    """Return the keys of the fitting organizations that are a subject or a source shortly before, the latest first."""
    start = head.i
    for _ in range(_REACH + 1):
        start = context.doc.paragraph_start(context.doc.tokens[max(0, start - 1)])
    acts = context.bodies.acts
    near = acts[bisect_left(acts, (start, "")) : bisect_left(acts, (head.i, ""))]
    own = context.speech_of(head)
    return [
        key
        for key in dict.fromkeys(key for i, key in reversed(near) if i not in own)
        if added <= context.bodies.words[key] and _may_be(context, key, noun)
    ]


def _may_be(context: SpeakerContext, key: str, noun: BodyNoun) -> bool:
    """Return True if an organization may be such a body: by what it is called, or if that says nothing."""
    kinds = context.bodies.kinds[key]
    return not kinds.isdisjoint(noun.marks) or (noun.is_open and kinds.isdisjoint(kind_words()))


def _latest(context: SpeakerContext, head: Token, keys: Sequence[str]) -> tuple[str, float] | None:
    """Return the organization last mentioned before a noun, unless another fits nearly as near."""
    latest = {key: found for key in keys if (found := _last_mention(context, key, head)) is not None}
    by_distance = sorted(latest, key=lambda key: -latest[key].i)
    if not by_distance or _is_replaced(context, by_distance[0], head):
        return None
    distance = paragraphs_between(latest[by_distance[0]], head)
    if any(paragraphs_between(latest[key], head) <= distance + _REACH for key in by_distance[1:]):
        return None
    return by_distance[0], 0.85 if distance <= _REACH and len(latest) == 1 else 0.6


def _topic(context: SpeakerContext, head: Token, noun: BodyNoun, added: set[str]) -> tuple[str, float] | None:
    """Return the organization that the article is about if its name says nothing of its kind: "the bank"."""
    fitting = [
        (key, count)
        for key, count in context.bodies.frequent
        if added <= context.bodies.words[key] and _may_be(context, key, noun)
    ]
    if not fitting or _is_replaced(context, fitting[0][0], head):
        return None
    key, count = fitting[0]
    is_topic = count >= _FEWEST_OF_TOPIC and all(_LEAD * other <= count for _, other in fitting[1:])
    return (key, 0.65) if is_topic else None


def _is_replaced(context: SpeakerContext, key: str, head: Token) -> bool:
    """Return True if the text introduces another such body between an organization and a noun: "a rival bank"."""
    last = _last_mention(context, key, head)
    introductions = context.bodies.unnamed.get(head.lemma.lower(), ())
    n = bisect_left(introductions, head.i, key=lambda introduction: introduction[0])
    if last is None or n == 0 or introductions[n - 1][0] < last.i:
        return last is None
    added = introductions[n - 1][1]
    return added is None or not added <= context.bodies.words[key]


def _last_mention(context: SpeakerContext, key: str, head: Token) -> Token | None:
    """Return the head of the last mention of an organization before a token, outside quotation marks."""
    mentions = context.mentions_by_key[key]
    before = mentions[: bisect_left(mentions, head.i, key=lambda mention: mention.first)]
    return next(
        (head_of(mention) for mention in reversed(before) if mention.first not in context.marked), None
    )
