"""Entities: which mentions of a document refer to the same person, place or organization."""
