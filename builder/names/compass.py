"""Points of the compass in the names of places."""

from __future__ import annotations

COMPASS = frozenset({"North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western"})
"""Words that divide a country or region in two."""
