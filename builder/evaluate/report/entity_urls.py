"""Addresses of the entities with mistakes in who is who."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from builder.evaluate.mistakes import Mistake
from builder.evaluate.report.addresses import FileAddresses

EntityUrls = Mapping[str, str]
"""Addresses of the sections about entities, relative to the root of the report, by title."""


def entity_urls(mistakes: Iterable[Mistake], addresses: FileAddresses) -> EntityUrls:
    """Return the addresses of the entities with mistakes, those with most mistakes first."""
    counts = Counter(mistake.entity for mistake in mistakes if mistake.entity)
    ordered = sorted(counts, key=lambda title: (-counts[title], title))
    return {title: f"{addresses.identity}#e-{number}" for number, title in enumerate(ordered, start=1)}
