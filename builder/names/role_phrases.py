"""Roles as strings: the head and the other words of "governor of Lowmoor", and the descriptions that they fit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from msgspec import Struct

from builder.lexicon.word_lists import table, words

_WORD = re.compile(r"[^\s,;()/]+")
_PREFIX = re.compile(r"\b(ex|vice)-")
_POSSESSIVE = re.compile(r"['’]s?$")
_AFTER_HEAD = frozenset("of for from in at to with on by and".split())
_IGNORED = frozenset(
    "a an the of for from in at to on and current then now sitting likely presumptive".split()
)
_FORMER = frozenset("former ex onetime one-time".split())


class RolePhrase(Struct, frozen=True):
    """The words of a role or of a description, in lower case and spelled out.

    Attributes:
        heads: what its holder may be called: "senator" and "lawmaker" for "Lowmoor Sen."
        words: all of its words and what may be said instead, without articles and prepositions.
        own: the same in one way each: "lowmoor", "senator".
        is_former: True for a role that its holder had once.
    """

    heads: frozenset[str]
    words: frozenset[str]
    own: frozenset[str]
    is_former: bool

    def fits(self, role: RolePhrase) -> bool:
        """Return True if a role says all that this description does: "the GOP candidate", "Republican nominee"."""
        # A description has one head; of a role with two offices either may be meant.
        is_head = bool(self.own & self.heads & role.heads)
        same_rank = self.is_former is role.is_former and self.rank == role.rank
        return is_head and same_rank and self.own <= role.words

    @property
    def rank(self) -> frozenset[str]:
        """The words that make an office another one: "vice"."""
        return self.own & words("rank_words")


# An archive has the same few roles again and again.
@lru_cache(maxsize=16_384)
def role_phrase(text: str) -> RolePhrase | None:
    """Return the words of a role or a description; None if no noun for a role heads it."""
    parts = [_POSSESSIVE.sub("", part) for part in _WORD.findall(_PREFIX.sub(r"\1 ", text.lower()))]
    before = next((n for n, part in enumerate(parts) if n and part in _AFTER_HEAD), len(parts))
    head = parts[before - 1] if parts else ""
    if not any(name in words("role_heads") for name in spoken_as(head)):
        return None
    kept = [part for part in parts if part not in _IGNORED and part not in _FORMER]
    return RolePhrase(
        heads=frozenset(spoken_as(head)),
        words=frozenset(name for part in kept for name in spoken_as(part)),
        own=frozenset(spoken_as(part)[0] for part in kept),
        is_former=any(part in _FORMER for part in parts),
    )


def spoken_as(word: str) -> tuple[str, ...]:
    """Return what may be said instead of a word in a role, in lower case, the first by itself; else the word alone."""
    return _synonyms().get(word, (word,))


@cache
def _synonyms() -> Mapping[str, tuple[str, ...]]:
    return {word: tuple(names.split()) for word, names in table("role_synonyms")}
