"""Scores of places: whether their coordinates are right."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from builder.evaluate.metrics import Proportion, Score
from builder.evaluate.name_alignment import ScoredName
from builder.model.diagnostic import InputError, error
from builder.model.graph import Graph

EARTH_KM = 6371.0
"""The mean radius of the Earth."""

_HINT = "A line is: title, latitude, longitude, kilometers, with tabs between them."


class KnownPlace(Struct, frozen=True):
    """Known coordinates of a place.

    Attributes:
        lat, lon: degrees.
        reach_km: distance in kilometers up to which a location counts as right.
    """

    lat: float
    lon: float
    reach_km: float


class LocatedPlace(Struct, frozen=True):
    """A place with known coordinates, compared with the location found.

    Attributes:
        mentions: those that are not optional, in the order of the articles.
        page: the page that most of them link to; None if none was found.
        distance_km: distance in kilometers from the known coordinates; None if it was not located.
        right: True if it was located within reach_km of the known coordinates.
    """

    title: str
    mentions: tuple[ScoredName, ...]
    page: str | None
    distance_km: float | None
    right: bool


def read_places(path: Path) -> dict[str, KnownPlace]:
    """Read the table of known places, by title; empty lines and those that begin with # are skipped.

    Raises:
        InputError: if the file cannot be read, or a line does not have the right format.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as problem:
        message = f"The table of places cannot be read: {problem}."
        raise InputError([error(str(path), None, message, _HINT)]) from problem
    table = {}
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.startswith("#"):
            try:
                title, lat, lon, reach_km = line.rstrip("\r").split("\t")
                table[title] = KnownPlace(float(lat), float(lon), float(reach_km))
            except ValueError as problem:
                message = f"This line is not a place with its coordinates: {problem}."
                raise InputError([error(str(path), number, message, _HINT)]) from problem
    return table


def locate_places(
    names: Iterable[ScoredName], graph: Graph, table: Mapping[str, KnownPlace]
) -> tuple[LocatedPlace, ...]:
    """Return the places of the table that the articles mention, sorted by title."""
    mentions: dict[str, list[ScoredName]] = {}
    for name in names:
        title = name.gold.title
        if name.gold.type == "PLACE" and title is not None and title in table:
            mentions.setdefault(title, []).append(name)
    return tuple(_locate(title, found, graph, table[title]) for title, found in sorted(mentions.items()))


def place_scores(places: Sequence[LocatedPlace]) -> dict[str, Score]:
    """Return the scores by name; none without places."""
    if not places:
        return {}
    right = sum(place.right for place in places)
    located = sum(place.distance_km is not None for place in places)
    return {
        "places right": Proportion(right, len(places)),
        "places right, of those located": Proportion(right, located),
    }


def great_circle_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance in kilometers of two points given in degrees."""
    low, high = math.radians(lat), math.radians(other_lat)
    across = math.radians(other_lon - lon)
    chord = math.sin((high - low) / 2) ** 2 + math.cos(low) * math.cos(high) * math.sin(across / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))


def _locate(title: str, names: Sequence[ScoredName], graph: Graph, known: KnownPlace) -> LocatedPlace:
    pages = Counter(name.page for name in names if name.page is not None)
    page = pages.most_common(1)[0][0] if pages else None
    entity = graph.entities.get(page or "")
    if entity is None or entity.place is None:
        return LocatedPlace(title, tuple(names), page, None, right=False)
    distance_km = great_circle_km(entity.place.lat, entity.place.lon, known.lat, known.lon)
    return LocatedPlace(title, tuple(names), page, distance_km, right=distance_km <= known.reach_km)
