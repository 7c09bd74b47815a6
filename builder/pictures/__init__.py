"""The pictures: facts of a page → coordinates. Nothing here knows HTML; templates print what it gives."""
