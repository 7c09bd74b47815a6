"""Merging as steps: each takes groups of spellings and returns fewer, larger groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from builder.model.annotations import EntityType
from builder.names.key_groups import SpellingGroup

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer


class TypeSpellings(Struct, frozen=True):
    """The spellings of one entity type in an article: what a step may look at.

    Attributes:
        type: the entity type.
        counts: how often each spelling appears in the article, as written, its words separated by single spaces.
        aliases: pairs of spellings that the article says refer to one entity.
        gazetteer: places and groups.
    """

    type: EntityType
    counts: Counter[str]
    aliases: tuple[tuple[str, str], ...]
    gazetteer: Gazetteer


class MergeStep(Struct, frozen=True):
    """A step of merging.

    Attributes:
        name: identifies the step.
        merge: groups before the step, and all spellings of the type → groups after it.
    """

    name: str
    merge: Callable[[Sequence[SpellingGroup], TypeSpellings], list[SpellingGroup]]


def trace_steps(
    steps: Sequence[MergeStep], spellings: TypeSpellings
) -> Iterator[tuple[str, list[SpellingGroup]]]:
    """Yield the name of each step with the groups after it; before the first one each spelling is its own group."""
    groups: list[SpellingGroup] = [[form] for form in sorted(spellings.counts)]
    for step in steps:
        groups = step.merge(groups, spellings)
        yield step.name, groups
