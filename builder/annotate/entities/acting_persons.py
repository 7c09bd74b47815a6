"""Who acts in a sentence: the person whom a bare surname right after it means, of two who share the surname."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.kin_names import kin_noun
from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType

_SUBJECT = "nsubj"
_RELATIVES = ("who", "that")


class Reference(Struct, frozen=True):
    """A reference to a person by a name, or by a noun for a relative: "the son", "his brother".

    Attributes:
        first: index of its first token.
        sentence_i: index of its sentence.
        cluster_i: index of the cluster of the person; None for a relative of the one who was referred to before.
        acts: True if it is the subject of an active verb, or what "who" refers to: "Ione, who drove".
    """

    first: int
    sentence_i: int
    cluster_i: int | None
    acts: bool


def references(mentions: Mentions, cluster_indices: Sequence[int | None]) -> list[Reference]:
    """Return the references to the persons of a document in the order of the text.

    Args:
        mentions: the mentions.
        cluster_indices: for each mention, the index of its cluster; None for types without a page.
    """
    nouns: dict[str, int] = {}
    found: list[Reference] = []
    for mention, cluster_i in zip(mentions, cluster_indices, strict=True):
        if mention.type is EntityType.PERSON and cluster_i is not None:
            found.append(
                Reference(mention.first, mention.tokens[0].sentence_i, cluster_i, _acts(mention.tokens[-1]))
            )
            noun = kin_noun(mention)
            if noun is not None:
                nouns.setdefault(noun.lemma.lower(), cluster_i)
    found += _by_noun(mentions, nouns)
    return sorted(found, key=lambda reference: reference.first)


def _by_noun(mentions: Mentions, nouns: dict[str, int]) -> Iterator[Reference]:
    """Yield the references by nouns for relatives without a name: "his son Danylo … the son", "his brother"."""
    for token in mentions.doc.tokens:
        noun, before, after = token.lemma.lower(), token.previous, token.next
        if noun not in words("close_kin_nouns") or before is None or after is None:
            continue
        is_named = mentions.is_taken(after.i) or (after.text == "," and mentions.is_taken(after.i + 1))
        if is_named or mentions.is_taken(token.i):
            continue
        if before.text.lower() == "the" and noun in nouns:
            yield Reference(token.i, token.sentence_i, nouns[noun], _acts(token))
        elif before.text.lower() in ("his", "her"):
            yield Reference(token.i, token.sentence_i, None, _acts(token))


def _acts(name: Token) -> bool:
    """Return True for the last word of a subject of an active verb, and of a name that "who" follows."""
    # "Run by his daughter, Ione, who drove": the clause is that of "daughter".
    heads = (name, name.head) if name.dep == "appos" else (name,)
    return any(_is_subject(head) or _has_relative_clause(head) for head in heads)


def _is_subject(head: Token) -> bool:
    """Return True for the subject of an active verb other than "be"."""
    return head.dep == _SUBJECT and head.head.pos == "VERB"


def _has_relative_clause(head: Token) -> bool:
    return any(
        child.dep == "relcl" and child.pos == "VERB" and any(map(_is_relative, child.children))
        for child in head.children
    )


def _is_relative(token: Token) -> bool:
    return token.dep == _SUBJECT and token.text.lower() in _RELATIVES


def last_actor(
    before: Sequence[Reference], persons: Sequence[int], sentence_i: int, *, farthest: int
) -> int | None:
    """Return the index of the cluster of the person who was referred to last, if that person then acts; else None.

    Args:
        before: the references before a surname, in order.
        persons: indices of the clusters of those who share it.
        sentence_i: index of the sentence of the surname.
        farthest: sentences between the two, at most.
    """
    known = [one for one in before if one.cluster_i is None or one.cluster_i in persons]
    last = known[-1] if known else None
    if last is None or not last.acts or not 0 < sentence_i - last.sentence_i <= farthest:
        return None
    if last.cluster_i is not None:
        return last.cluster_i
    # "Gerrit retired; his brother runs the mill": of two, it is the other one.
    owner = next((one.cluster_i for one in reversed(known) if one.cluster_i is not None), None)
    others = [cluster_i for cluster_i in persons if cluster_i != owner]
    return others[0] if owner is not None and len(others) == 1 else None
