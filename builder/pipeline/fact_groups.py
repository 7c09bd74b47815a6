"""Groups of facts in the table of traces: what a site of half a million facts holds of each, in little memory."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from builder.edition.digests import GROUPS, WHOLE
from builder.edition.view import Read

NUMBER = "I"
"""The form of a number of a fact in an array: four bytes."""
_BETWEEN = "\0"
"""What is between the parts of a name; no key has it."""
KINDS = {fact: group for fact, group in GROUPS.items() if group not in WHOLE}
"""The groups that are those of a brief or an entity, by fact."""
WHOLE_KINDS = {fact: group for fact, group in GROUPS.items() if group in WHOLE}
"""The groups of the whole site, by fact."""


def no_groups() -> dict[str, dict[str, FactGroup]]:
    """Return an empty table of the groups of briefs and entities, by group and key."""
    return {kind: {} for kind in KINDS.values()}


def no_whole() -> dict[str, WholeGroup]:
    """Return the groups of the whole site, without facts."""
    return {kind: WholeGroup() for kind in WHOLE_KINDS.values()}


class FactGroup(Struct):
    """The facts about a brief or an entity that were read.

    Attributes:
        state: one digest of them; empty if it is not known yet.
        names: of the facts, each with what their key has besides the brief or entity (``name_of``).
        numbers: of the facts.
    """

    state: bytes
    names: list[str] = field(default_factory=list)
    numbers: array[int] = field(default_factory=lambda: array(NUMBER))


class WholeGroup(Struct):
    """The facts of a group of the whole site that were read.

    Attributes:
        state: one digest of them; empty if it is not known yet.
        facts: their numbers.
    """

    state: bytes = b""
    facts: dict[Read, int] = field(default_factory=dict)


StoredGroup = tuple[bytes, bytes, bytes]
"""A group in the store: its state, the places of its names in a table of names, and its numbers."""


def name_of(read: Read) -> str:
    """Return the name of a fact of a group, with what its key has besides the brief or entity."""
    return sys.intern(_BETWEEN.join((read[0], *read[2:])))


def reads_of(key: str, group: FactGroup) -> Iterator[tuple[Read, int]]:
    """Yield the facts of a group, each with its number."""
    for name, number in zip(group.names, group.numbers, strict=True):
        fact, *rest = name.split(_BETWEEN)
        yield (fact, key, *rest), number


def loaded_group(stored: StoredGroup, names: Sequence[str]) -> FactGroup:
    """Return a group of the store.

    Args:
        stored: the group.
        names: the table of names.
    """
    state, places, numbers = stored
    return FactGroup(state, [names[place] for place in numbers_of(places)], numbers_of(numbers))


def stored_group(group: FactGroup, places: dict[str, int]) -> StoredGroup:
    """Return a group as it is stored.

    Args:
        group: the group.
        places: those of names in the table of names, to which new ones are added.
    """
    found = array(NUMBER, [places.setdefault(name, len(places)) for name in group.names])
    return group.state, found.tobytes(), group.numbers.tobytes()


def numbers_of(data: bytes) -> array[int]:
    """Return numbers of facts from the bytes of their array."""
    return array(NUMBER, data)
