"""What the pages call the types of mentions."""

from __future__ import annotations

from msgspec import Struct

from builder.edition.interface import Interface
from builder.model.annotations import EntityType


class Label(Struct, frozen=True):
    """A type's name for one thing and for many."""

    one: str
    many: str


def label_of(interface: Interface, kind: EntityType) -> Label:
    """Return what the pages call a type."""
    return Label(interface.say(f"types.{kind.value}-one"), interface.say(f"types.{kind.value}-many"))
