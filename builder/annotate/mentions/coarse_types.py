"""Coarse types of names: entity types as far as the evidence of an article can distinguish them."""

from __future__ import annotations

from builder.model.annotations import EntityType

COARSE_TYPES = ("PERSON", "PLACE", "ORG", "EVENT", "OTHER")
"""What a spelling may name; the last one covers works, laws and products."""

COARSE_TYPE_OF = {
    EntityType.PERSON: "PERSON",
    EntityType.PLACE: "PLACE",
    EntityType.ORGANIZATION: "ORG",
    EntityType.EVENT: "EVENT",
    EntityType.WORK: "OTHER",
    EntityType.LAW: "OTHER",
    EntityType.PRODUCT: "OTHER",
}
"""The coarse type of each entity type that the classifier assigns."""

TYPE_OF = {
    "PERSON": EntityType.PERSON,
    "PLACE": EntityType.PLACE,
    "ORG": EntityType.ORGANIZATION,
    "EVENT": EntityType.EVENT,
    "OTHER": EntityType.WORK,
}
"""The entity type of a coarse type, if nothing else is known of the name."""
