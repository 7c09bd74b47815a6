"""Derivations: what is made of single briefs, so that files of the whole site need not read all of them again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from builder.codec import Codec
from builder.digest import digest
from builder.edition.brief_texts import BriefText
from builder.graph.memory import Memory

T = TypeVar("T")

MemoryOf = Callable[[str], Memory]
"""A function that returns the memory of what the code of a module makes."""


@dataclass(frozen=True, slots=True)
class Derivation(Generic[T]):
    """Something that is made of a brief alone, and remembered as long as the brief is the same.

    Attributes:
        make: a function of a module that makes it.
        codec: of what it makes.
    """

    make: Callable[[BriefText], T]
    codec: Codec[T]

    def of_briefs(
        self,
        briefs: Mapping[str, BriefText],
        states: Mapping[str, str],
        slugs: Iterable[str],
        memory_of: MemoryOf,
    ) -> dict[str, T]:
        """Return what is made of some briefs, by slug.

        Args:
            briefs: by slug; only those are looked up of which it is not remembered.
            states: digests of all that the briefs were made from, by slug; of others nothing is remembered.
            slugs: of the briefs.
            memory_of: returns the memory of what the code of a module makes.
        """
        name = self.make.__qualname__
        keys = {slug: digest(name, states[slug]) if slug in states else "" for slug in slugs}
        memory = memory_of(self.make.__module__)
        return memory.recall(self.codec, keys, lambda slug: self.make(briefs[slug]))
