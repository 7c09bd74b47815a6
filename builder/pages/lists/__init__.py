"""Pages that are lists: home, indexes, timeline, search."""
