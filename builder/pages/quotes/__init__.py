"""The quote index."""
