"""Pictures: facts of a page → coordinates. Nothing here produces HTML; templates print the coordinates."""
