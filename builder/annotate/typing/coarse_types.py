"""Kinds of things that a name may name: coarser than types, as far as the evidence of an article reaches."""

from __future__ import annotations

from builder.model.annotations import EntityType

KINDS = ("PERSON", "PLACE", "ORG", "EVENT", "OTHER")
"""What a spelling may name; the last holds works, laws and products."""

KIND_OF = {
    EntityType.PERSON: "PERSON",
    EntityType.PLACE: "PLACE",
    EntityType.ORGANIZATION: "ORG",
    EntityType.EVENT: "EVENT",
    EntityType.WORK: "OTHER",
    EntityType.LAW: "OTHER",
    EntityType.PRODUCT: "OTHER",
}
TYPE_OF = {
    "PERSON": EntityType.PERSON,
    "PLACE": EntityType.PLACE,
    "ORG": EntityType.ORGANIZATION,
    "EVENT": EntityType.EVENT,
    "OTHER": EntityType.WORK,
}
"""The type that a kind is, where nothing is known of the name but that."""
