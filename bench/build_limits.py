"""The figures that builds of 1,000 invented briefs may reach at most; a run beyond one of them has the exit code 1."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from bench.changes import (
    ARTICLE_EDITED,
    ENTITY_RENAMED,
    NO_CHANGE,
    NOTE_EDITED,
    NOTHING_BUT_ANNOTATIONS,
    TITLE_CHANGED,
)
from bench.figures import Size, growth, ratio

SERVED = "served: from save to new page"
BRIEFS = 1_000

ANEW = NOTHING_BUT_ANNOTATIONS.name
CPU_LIMITS = {
    NO_CHANGE.name: 0.25,
    ARTICLE_EDITED.name: 4.0,
    NOTE_EDITED.name: 1.0,
    ENTITY_RENAMED.name: 4.0,
    TITLE_CHANGED.name: 25.0,
    ANEW: 25.0,
}
SEARCH_LIMITS = {ARTICLE_EDITED.name: 1.5, ANEW: 4.0}
SERVED_LIMIT = 0.8
NO_CHANGE_TO_HUGO = 0.25
ANEW_TO_PEERS = 0.8
OUTPUT_SIZE, OUTPUT_FILES = 70_000_000, 7_500
MEMORY = {1_000: 350_000_000, 10_000: 1_000_000_000}
GROWTH, NO_CHANGE_GROWTH = 1.05, 1.0


class Judgment(Struct, frozen=True):
    """A figure beside its limit."""

    what: str
    unit: str
    value: float | None
    limit: float

    @property
    def is_kept(self) -> bool:
        """True if the figure is known and within its limit."""
        return self.value is not None and self.value <= self.limit


def judge(size: Size) -> Iterator[Judgment]:
    """Yield every figure of a site of invented briefs that has a limit at its size, beside that limit."""
    if size.briefs in MEMORY:
        memory = max(size.memory.values(), default=None)
        yield Judgment("memory without the model", "MB", _megabytes(memory), MEMORY[size.briefs] / 1e6)
    if size.briefs != BRIEFS:
        return
    for name, limit in CPU_LIMITS.items():
        yield Judgment(name, "s of CPU", _cpu(size, name), limit)
    hugo = size.peer_cpu("hugo")
    yield Judgment(NO_CHANGE.name, "× hugo", ratio(_cpu(size, NO_CHANGE.name), hugo), NO_CHANGE_TO_HUGO)
    peers = size.peer_cpu("hugo", "pagefind", "html-validate")
    yield Judgment(ANEW, "× hugo, pagefind and html-validate", ratio(_cpu(size, ANEW), peers), ANEW_TO_PEERS)
    for name, limit in SEARCH_LIMITS.items():
        search = size.rows[name].search_cpu if name in size.rows else None
        yield Judgment(f"pagefind: {name}", "s of CPU", search, limit)
    yield Judgment(SERVED, "s", size.rows[SERVED].wall if SERVED in size.rows else None, SERVED_LIMIT)
    output = size.output
    yield Judgment("output", "MB", _megabytes(output.size if output else None), OUTPUT_SIZE / 1e6)
    yield Judgment("output", "files", output.files if output else None, OUTPUT_FILES)


def judge_growth(first: Size, last: Size) -> Iterator[Judgment]:
    """Yield the exponent of each figure between two sizes, beside its limit."""
    figures, more = growing_figures(first), growing_figures(last)
    for name in (name for name in figures if name in more):
        exponent = growth((first.briefs, figures[name]), (last.briefs, more[name]))
        limit = NO_CHANGE_GROWTH if name == NO_CHANGE.name else GROWTH
        yield Judgment(name, "exponent", exponent, limit)


def growing_figures(size: Size) -> dict[str, float | None]:
    """Return the figures of a site that grow with its briefs, by name: CPU seconds, and the weight of the output."""
    figures = {name: row.cpu for name, row in size.rows.items()}
    figures |= {
        f"pagefind: {name}": size.rows[name].search_cpu for name in SEARCH_LIMITS if name in size.rows
    }
    if size.output is not None:
        figures |= {"output, bytes": size.output.size, "output, files": size.output.files}
    return figures


def _cpu(size: Size, name: str) -> float | None:
    return size.rows[name].cpu if name in size.rows else None


def _megabytes(size: int | None) -> float | None:
    return None if size is None else size / 1e6
