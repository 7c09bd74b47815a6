"""A reverse index from nouns ("mayor") to the roles that an article gives to persons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from builder.annotate.entities.linked_mentions import LinkedMentions
from builder.annotate.mentions.roles import MentionRole
from builder.annotate.parse.document import Token
from builder.lexicon.word_lists import table, words
from builder.model.annotations import EntityType
from builder.names.role_phrases import spoken_as

_REACH_AFTER_NAME = 8
"""Tokens after a name that may say which place the person is from: "Ana Roe (D-Lowmoor)"."""

_SHORTEST_ABBREVIATION = 3
"""Letters of an abbreviated role: "Sen." matches "senator"."""


class HeldRole(Struct, frozen=True, eq=False):
    """A role of a person with the words beside it.

    Attributes:
        key: the key of the person's entity.
        first: index in ``Document.tokens`` of the first token of the person's mention.
        is_former: True for a role that the person had once: "former mayor", "ex-mayor".
        is_bare: True for a role of one word: "President".
        rank: the words of the role that make it another office than its noun alone: "deputy".
        words: in lower case, the words of the role, of the person's name, and of what follows the name, with what may
            be said instead ("republican" for "gop").
    """

    key: str | None
    first: int
    is_former: bool
    is_bare: bool
    rank: frozenset[str]
    words: frozenset[str]


class RoleIndex(Struct, frozen=True):
    """The roles of an article by their words.

    Attributes:
        by_lemma: for each base form in a role, in lower case, the roles with it.
        by_abbreviation: for each word of at least three letters in a role, in lower case, the roles with it.
    """

    by_lemma: Mapping[str, Sequence[HeldRole]]
    by_abbreviation: Mapping[str, Sequence[HeldRole]]

    def with_noun(self, noun: str, *, former: bool) -> tuple[HeldRole, ...]:
        """Return the roles that a noun refers to: "senator" refers to "Sen." too.

        Args:
            noun: its base form in lower case.
            former: True for former roles only, False for all others. A former office is not the same as the office.
        """
        found = dict.fromkeys((*self.by_lemma.get(noun, ()), *self.by_lemma.get(spoken_as(noun)[0], ())))
        for length in range(_SHORTEST_ABBREVIATION, len(noun) + 1):
            found.update(dict.fromkeys(self.by_abbreviation.get(noun[:length], ())))
        return tuple(role for role in found if role.is_former is former)


def index_roles(linked: LinkedMentions) -> RoleIndex:
    """Return the reverse index of the roles in an article."""
    by_lemma: dict[str, list[HeldRole]] = {}
    by_abbreviation: dict[str, list[HeldRole]] = {}
    for mention_role in linked.roles:
        tokens = linked.doc.tokens[mention_role.first : mention_role.last]
        lemmas = {token.lemma.lower() for token in tokens}
        held = HeldRole(
            key=linked.keys[mention_role.mention_i],
            first=linked.mentions.spans[mention_role.mention_i].first,
            is_former=not lemmas.isdisjoint(("former", "ex")),
            is_bare=len(tokens) == 1,
            rank=frozenset(lemmas & words("rank_words")),
            words=frozenset(
                name
                for token in _beside(linked, mention_role)
                for word in _spelled_out(token.text)
                for name in (word, *spoken_as(word))
            ),
        )
        called = (name for token in tokens for name in spoken_as(token.text.lower()))
        for lemma in lemmas.union(called):
            by_lemma.setdefault(lemma, []).append(held)
        for part in set(mention_role.role.text.lower().rstrip(".").split()):
            if len(part) >= _SHORTEST_ABBREVIATION:
                by_abbreviation.setdefault(part, []).append(held)
    return RoleIndex(by_lemma, by_abbreviation)


def _beside(linked: LinkedMentions, mention_role: MentionRole) -> Iterator[Token]:
    """Yield the tokens of a role and of its holder's name, and those after the name up to a verb or the next person."""
    mention = linked.mentions.spans[mention_role.mention_i]
    tokens = linked.doc.tokens
    yield from tokens[min(mention_role.first, mention.first) : max(mention_role.last, mention.last)]
    for token in tokens[mention.last : mention.last + _REACH_AFTER_NAME]:
        other = linked.mentions.at(token.i)
        is_person = other is not None and other.type is EntityType.PERSON
        if is_person or token.pos in ("VERB", "AUX"):
            break
        yield token


def _spelled_out(word: str) -> list[str]:
    """Return a word in lower case, with the state that it abbreviates: "R-Fla." gives "r-fla." and "florida"."""
    state = _states().get(word.rsplit("-", maxsplit=1)[-1].rstrip("."), "")
    return f"{word} {state}".lower().split()


@cache
def _states() -> dict[str, str]:
    return {short.rstrip("."): state for short, state in table("state_abbreviations")}
