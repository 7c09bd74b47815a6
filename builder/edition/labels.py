"""What the pages call the types of mentions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from builder.model.annotations import EntityType


@dataclass(frozen=True, slots=True)
class Label:
    """A type's name for one thing and for many."""

    one: str
    many: str


LABELS: Mapping[EntityType, Label] = MappingProxyType(
    {
        EntityType.PERSON: Label("Person", "People"),
        EntityType.PLACE: Label("Place", "Places"),
        EntityType.ORGANIZATION: Label("Organization", "Organizations"),
        EntityType.GROUP: Label("Group", "Groups"),
        EntityType.EVENT: Label("Event", "Events"),
        EntityType.DATE: Label("Date", "Dates"),
        EntityType.TIME: Label("Time", "Times"),
        EntityType.MONEY: Label("Money", "Money"),
        EntityType.PERCENT: Label("Percentage", "Percentages"),
        EntityType.QUANTITY: Label("Quantity", "Quantities"),
        EntityType.WORK: Label("Work", "Works"),
        EntityType.LAW: Label("Law", "Laws"),
        EntityType.PRODUCT: Label("Product", "Products"),
        EntityType.TERM: Label("Coined term", "Coined terms"),
    }
)
