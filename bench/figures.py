"""Figures of measured builds: medians, ratios, and the growth between two sizes."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from bench.site_builds import Sample

SHORTEST = 0.005
"""CPU seconds below which a figure is mostly the start of a process; a growth from less is not given."""


class Row(Struct, frozen=True):
    """The runs of one kind on a site; those that failed have no part in the medians."""

    name: str
    samples: tuple[Sample, ...]

    @property
    def wall(self) -> float | None:
        """The median of the wall seconds; None if no run succeeded."""
        return self._median(lambda sample: sample.wall)

    @property
    def cpu(self) -> float | None:
        """The median of the CPU seconds without those of the search program; None if no run succeeded."""
        return self._median(lambda sample: sample.cpu)

    @property
    def search_cpu(self) -> float | None:
        """The median of the CPU seconds of the search program; None if no run succeeded."""
        return self._median(lambda sample: sample.search_cpu)

    @property
    def written(self) -> int | None:
        """The median of the number of files written; None if no run succeeded."""
        found = self._median(lambda sample: sample.written)
        return None if found is None else round(found)

    @property
    def problems(self) -> tuple[str, ...]:
        """The reasons of the failures, each once."""
        return tuple(dict.fromkeys(sample.problem for sample in self.samples if sample.problem))

    def _median(self, figure: Callable[[Sample], float]) -> float | None:
        good = [figure(sample) for sample in self.samples if not sample.problem]
        return statistics.median(good) if good else None


class Output(Struct, frozen=True):
    """The weight of a built site.

    Attributes:
        size, files: bytes and number of all files.
        search_size, search_files: those of the search index.
        brief_median, brief_largest: bytes of a brief's files together.
        entity_largest: bytes of the largest page of an entity.
    """

    size: int
    files: int
    search_size: int
    search_files: int
    brief_median: int
    brief_largest: int
    entity_largest: int


class Size(Struct, frozen=True):
    """Everything measured on one site.

    Attributes:
        label: the articles in words.
        briefs: their number.
        peers: the rows of the other programs, on their site of the same articles.
        rows: the rows of this project, by name.
        memory: the peak of the memory in bytes, by the name of the row.
        output: the weight of the built site; None if it could not be built.
    """

    label: str
    briefs: int
    peers: Mapping[str, Row]
    rows: Mapping[str, Row]
    memory: Mapping[str, int]
    output: Output | None

    def peer_cpu(self, *names: str) -> float | None:
        """Return the sum of the CPU seconds of other programs; None if one is missing."""
        found = [self.peers[name].cpu if name in self.peers else None for name in names]
        known = [seconds for seconds in found if seconds is not None]
        return sum(known) if known and len(known) == len(found) else None


def ratio(value: float | None, of: float | None) -> float | None:
    """Return a quotient; None if either part is unknown, or the second is 0."""
    return None if value is None or not of else value / of


def growth(first: tuple[int, float | None], last: tuple[int, float | None]) -> float | None:
    """Return the exponent by which a figure grows with the number of briefs: 1 is linear.

    Args:
        first, last: numbers of briefs, each with its figure.

    Returns:
        The exponent; None if a figure is unknown or too small, or the numbers are the same.
    """
    (briefs, value), (more_briefs, more) = first, last
    if value is None or more is None or min(value, more) < SHORTEST or briefs == more_briefs:
        return None
    return math.log(more / value) / math.log(more_briefs / briefs)


def weigh_output(site: Path) -> Output:
    """Return the weight of a built site."""
    sizes = {
        path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*") if path.is_file()
    }
    search = [size for path, size in sizes.items() if path.startswith("pagefind/")]
    briefs: dict[str, int] = {}
    for path, size in sizes.items():
        folder, _, name = path.partition("/")
        if folder == "briefs" and not name.startswith("index"):
            slug = name.partition("/")[0].partition(".")[0]
            briefs[slug] = briefs.get(slug, 0) + size
    entities = [size for path, size in sizes.items() if _is_entity_page(path)]
    return Output(
        size=sum(sizes.values()),
        files=len(sizes),
        search_size=sum(search),
        search_files=len(search),
        brief_median=round(statistics.median(briefs.values())) if briefs else 0,
        brief_largest=max(briefs.values(), default=0),
        entity_largest=max(entities, default=0),
    )


def _is_entity_page(path: str) -> bool:
    parts: Sequence[str] = path.split("/")
    kinds = ("people", "places", "organizations", "groups", "events")
    return len(parts) == 2 and parts[0] in kinds and path.endswith(".html") and parts[1][:5] != "index"
