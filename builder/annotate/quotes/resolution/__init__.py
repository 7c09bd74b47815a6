"""Resolution of sources: the entity that the words of a source refer to."""
