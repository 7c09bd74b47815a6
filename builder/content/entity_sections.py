"""Sections of ``entities.yaml``, which are also the folders with texts about entities."""

from __future__ import annotations

from builder.model.annotations import EntityType

SECTIONS = {
    "people": EntityType.PERSON,
    "places": EntityType.PLACE,
    "organizations": EntityType.ORGANIZATION,
    "groups": EntityType.GROUP,
    "events": EntityType.EVENT,
}
"""Name of the section → the type of its entities."""

SECTION_OF = {entity_type: section for section, entity_type in SECTIONS.items()}
"""Type of entities → the name of their section."""
