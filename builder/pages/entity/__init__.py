"""The page of an entity."""
