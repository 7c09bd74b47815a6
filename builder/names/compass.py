"""Points of the compass in the names of places."""

from __future__ import annotations

COMPASS = frozenset({"North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western"})
"""Words that name a part of a country or region: "North Lowmoor"."""
