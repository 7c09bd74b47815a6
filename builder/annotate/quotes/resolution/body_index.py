"""A reverse index of the organizations of an article: what kind of body each is, and at which places each acts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from msgspec import Struct

from builder.annotate.entities.linked_mentions import LinkedMentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import table, words
from builder.model.annotations import DocumentEntity, EntityType

_ACTORS = ("nsubj", "nsubjpass")
_MOST_FREQUENT = 5
_INDEFINITE = frozenset("a an another one some any".split())
_AFTER_HEAD = frozenset("of for on at in against to de des del der".split())
"""Words before which a name has its head: "Commission on Harbors", "Bank of Lowmoor"."""


Introduction = tuple[int, frozenset[str] | None]


class BodyNoun(Struct, frozen=True):
    """A noun for a kind of body.

    Attributes:
        marks: words that mark such a body, in its name or in what the text calls it; among them the noun.
        is_open: True if the noun may refer to a body whose name says nothing of its kind: "Roe & Vale … the company".
    """

    marks: frozenset[str]
    is_open: bool


class BodyIndex(Struct, frozen=True, eq=False):
    """The organizations of an article by what they are and do.

    Attributes:
        kinds: by key the heads of an organization's names and the nouns that the text calls it by, in lower case.
        words: by key all words of its names and of what the text calls it, in lower case.
        by_kind: for each word in ``kinds`` the keys of the organizations.
        acts: each mention of an organization, outside quotation marks, that is a subject or a source, or belongs to
            one ("officials at Roe Air said"): ``Token.i`` of its head, and the key; in the order of the text.
        frequent: the keys of the organizations mentioned most often, at most five, with their mentions.
        unnamed: for each noun for bodies, by its base form, the tokens that introduce such a body without a name ("a
            rival bank"): ``Token.i``, and the words that a definite one adds to its noun ("the drug company"), in
            lower case; None if it is indefinite or has a complement ("the bank for farmers").
    """

    kinds: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]
    by_kind: Mapping[str, Sequence[str]]
    acts: Sequence[tuple[int, str]]
    frequent: Sequence[tuple[str, int]]
    unnamed: Mapping[str, Sequence[Introduction]]


@cache
def body_nouns() -> Mapping[str, BodyNoun]:
    """Return the nouns for bodies by their base form in lower case."""
    return {
        noun: BodyNoun(frozenset((noun, *marks.replace("-", " ").split())), openness == "any")
        for noun, marks, openness in table("body_nouns")
    }


@cache
def kind_words() -> frozenset[str]:
    """Return the words that say which kind of body a name is of."""
    marks = (noun.marks for noun in body_nouns().values())
    return frozenset(word.rstrip("*") for word in words("organization_words")).union(*marks)


def index_bodies(linked: LinkedMentions, marked: frozenset[int], sources: frozenset[int]) -> BodyIndex:
    """Return the index of the organizations of an article.

    Args:
        linked: the mentions of the article and their entities.
        marked: the tokens in quotation marks, by ``Token.i``.
        sources: the heads of the sources of quotes, by ``Token.i``.
    """
    bodies = {entity.key: entity for entity in linked.entities if entity.type is EntityType.ORGANIZATION}
    kinds = {key: set(_heads(entity)) for key, entity in bodies.items()}
    described = {key: set(_words(entity)) for key, entity in bodies.items()}
    acts: list[tuple[int, str]] = []
    counts: Counter[str] = Counter()
    for mention, key in zip(linked.mentions, linked.keys, strict=True):
        if key not in bodies or key is None or mention.first in marked:
            continue
        head = _head(mention)
        counts[key] += 1
        if any(token.dep in _ACTORS or token.i in sources for token in _with_owner(head)):
            acts.append((head.i, key))
        for noun in _nouns_beside(mention, head):
            kinds[key].add(noun.lemma.lower())
            described[key].update(token.text.lower() for token in noun.subtree if token.i < noun.i)
            described[key].add(noun.lemma.lower())
    by_kind: dict[str, list[str]] = defaultdict(list)
    for key, found in kinds.items():
        for word in found:
            by_kind[word].append(key)
    return BodyIndex(
        kinds={key: frozenset(found) for key, found in kinds.items()},
        words={key: frozenset(found) for key, found in described.items()},
        by_kind=by_kind,
        acts=sorted(acts),
        frequent=counts.most_common(_MOST_FREQUENT),
        unnamed=_unnamed(linked, marked),
    )


def _heads(entity: DocumentEntity) -> Iterator[str]:
    """Yield the heads of the names of an organization: the last word, and the one before a preposition."""
    for form in (entity.name, *entity.aliases):
        parts = form.lower().replace("’", "'").split()
        yield parts[-1].removesuffix("'s").rpartition("-")[2]
        for part, following in pairwise(parts):
            if following in _AFTER_HEAD:
                yield part
                break


def _words(entity: DocumentEntity) -> Iterator[str]:
    for form in (entity.name, *entity.aliases):
        yield from form.lower().split()


def _head(mention: MentionSpan) -> Token:
    for token in mention.tokens:
        if token.head is token or not mention.first <= token.head_i < mention.last:
            return token
    return mention.tokens[-1]


def _with_owner(head: Token) -> Iterator[Token]:
    """Yield the head of a mention or its list, and the noun it belongs to: "Roe Air's pilots", "pilots at Roe Air"."""
    while head.dep in ("appos", "conj") and head.head is not head:
        head = head.head  # "Shares in the brewer Orve fell."
    yield head
    if head.dep == "poss":
        yield head.head
    elif head.dep == "pobj" and head.head.dep == "prep":
        yield head.head.head


def _nouns_beside(mention: MentionSpan, head: Token) -> Iterator[Token]:
    """Yield the nouns that the text calls an organization by: "Roe Air, an airline", "the airline Roe Air"."""
    if head.dep == "appos" and _is_bare_noun(head.head, mention):
        yield head.head
    before = mention.previous
    if before is not None and before.i != head.head_i and _is_bare_noun(before, mention):
        # "Shares in the brewer Orve fell": the parse has Orve beside the shares.
        yield from (before,) if before.sentence_i == head.sentence_i else ()
    for child in head.children:
        is_beside = child.dep == "appos" or (
            child.dep in ("compound", "nmod") and child.i == mention.first - 1
        )
        if is_beside and _is_bare_noun(child, mention):
            yield child
    verb = head.head
    if head.dep == "nsubj" and verb.lemma in ("be", "become"):
        yield from (child for child in verb.children if child.dep == "attr" and _is_bare_noun(child, mention))


def _is_bare_noun(token: Token, mention: MentionSpan) -> bool:
    return token.tag == "NN" and not mention.first <= token.i < mention.last


def _unnamed(linked: LinkedMentions, marked: frozenset[int]) -> Mapping[str, Sequence[Introduction]]:
    """Return for each noun for bodies the tokens that introduce such a body without a name."""
    found: dict[str, list[Introduction]] = defaultdict(list)
    for token in linked.doc.tokens:
        lemma = token.lemma.lower()
        if token.tag != "NN" or token.i in marked or lemma not in body_nouns() or _is_named(linked, token):
            continue
        before = [child for child in token.children if child.i < token.i]
        is_complemented = any(child.dep == "prep" and child.lemma == "for" for child in token.children)
        added = frozenset(child.text.lower() for child in before if child.dep in ("amod", "compound", "nmod"))
        if is_complemented or any(child.text.lower() in _INDEFINITE for child in before):
            found[lemma].append((token.i, None))
        elif added:
            found[lemma].append((token.i, added))
    return found


def _is_named(linked: LinkedMentions, noun: Token) -> bool:
    """Return True if a noun is part of a name or beside one: "the bank NorWest", "NorWest, a bank"."""
    if linked.mentions.is_taken(noun.i) or noun.dep in ("attr", "compound", "nmod"):
        return True
    beside = [noun.head] if noun.dep == "appos" else []
    beside.extend(child for child in noun.children if child.dep == "appos")
    return any(linked.mentions.is_taken(token.i) for token in beside)
