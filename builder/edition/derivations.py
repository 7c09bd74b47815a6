"""Derivations: what is made of single briefs, so that files of the whole site need not read all of them again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, Generic, TypeVar

from msgspec import Struct

from builder.codec import Codec
from builder.edition.brief_texts import BriefText
from builder.graph.memory import Memory
from builder.model.lazy_mapping import MANY

T = TypeVar("T")

MemoryOf = Callable[[str], Memory]
"""A function that returns the memory of what the code of a module makes."""


class Derivation(Struct, Generic[T], frozen=True):
    """Something that is made of a brief alone, and remembered as long as the brief is the same.

    Attributes:
        make: a function of a module that makes it.
        codec: of what it makes.
    """

    make: Callable[[BriefText], T]
    codec: Codec[T]


class Derived:
    """What is made of the briefs of an edition, each by itself.

    Args:
        briefs: by slug; only those are looked up of which it is not remembered.
        states: digests of all that the briefs were made from, by slug; of others nothing is remembered.
        memory_of: returns the memory of what the code of a module makes.
        kept: all derivations of which something is remembered, for ``keep``.
    """

    def __init__(
        self,
        briefs: Mapping[str, BriefText],
        states: Mapping[str, str],
        memory_of: MemoryOf,
        kept: Sequence[Derivation[Any]] = (),
    ) -> None:
        self._briefs = briefs
        self._states = states
        self._memory_of = memory_of
        self._kept = tuple(kept)
        # Of each derivation, what was asked for last: several pages show a brief.
        self._recent: dict[int, dict[str, Any]] = {}

    def keep(self, whole: Iterable[Derivation[Any]]) -> None:
        """Let all kept derivations of the briefs stay remembered, and those that are asked for of all briefs alone."""
        for one in self._kept:
            self._memory(one).keep(one.codec, self._keys(one, self._briefs).values())
        for one in whole:
            self._memory(one).keep_all(one.make.__qualname__, one.codec, self._briefs)

    def of_all(self, derivation: Derivation[T]) -> dict[str, T]:
        """Return this derivation of all briefs, by slug; of a large archive, make all kept ones of new briefs too."""
        briefs = self._briefs
        # Briefs that do not all fit in memory would be loaded once for each derivation.
        others = [one for one in self._kept if one is not derivation] if len(briefs) > MANY else []
        made_along = [(one, self._memory(one), self._keys(one, briefs)) for one in others]

        def make(slug: str) -> T:
            brief = briefs[slug]
            for one, memory, keys in made_along:
                memory.remember(one.codec, keys[slug], one.make(brief))
            return derivation.make(brief)

        name, keys = derivation.make.__qualname__, self._keys(derivation, briefs)
        return self._memory(derivation).recall_all(name, derivation.codec, keys, make)

    def of_briefs(self, derivation: Derivation[T], slugs: Iterable[str]) -> dict[str, T]:
        """Return what is made of some briefs, by slug."""
        memory = self._memory(derivation)
        return memory.recall(derivation.codec, self._keys(derivation, slugs), self._maker(derivation))

    def of_brief(self, derivation: Derivation[T], slug: str) -> T:
        """Return what is made of one brief, for pages that are not the only ones to ask for it.

        Raises:
            KeyError: if there is no such brief.
        """
        recent = self._recent.get(id(derivation))
        if recent is not None and slug in recent:
            value: T = recent[slug]
            return value
        return self.of_several(derivation, (slug,))[slug]

    def of_several(self, derivation: Derivation[T], slugs: Iterable[str]) -> dict[str, T]:
        """Return what is made of some briefs, by slug, for pages that are not the only ones to ask for them.

        All are loaded at once, and the last thousand stay in memory.

        Raises:
            KeyError: if there is no such brief.
        """
        wanted = dict.fromkeys(slugs)
        recent = self._recent.setdefault(id(derivation), {})
        missing = [slug for slug in wanted if slug not in recent]
        if not missing:
            return {slug: recent[slug] for slug in wanted}
        found = self.of_briefs(derivation, missing)
        values = {slug: found[slug] if slug in found else recent[slug] for slug in wanted}
        recent |= found
        # What the store cannot hold would be made of its brief again.
        if self._memory(derivation).remembers:
            for slug in [*islice(recent, max(0, len(recent) - MANY))]:
                del recent[slug]
        return values

    def forget(self) -> None:
        """Give the memory of what was asked for back: it is loaded again when it is looked up."""
        self._recent.clear()

    def _memory(self, derivation: Derivation[Any]) -> Memory:
        return self._memory_of(derivation.make.__module__)

    def _keys(self, derivation: Derivation[Any], slugs: Iterable[str]) -> dict[str, str]:
        # The memory takes a digest of it.
        name, states = derivation.make.__qualname__, self._states
        return {slug: f"{name} {states[slug]}" if slug in states else "" for slug in slugs}

    def _maker(self, derivation: Derivation[T]) -> Callable[[str], T]:
        return lambda slug: derivation.make(self._briefs[slug])
