"""The tables of measured builds: for the terminal, as Markdown and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from msgspec import Struct, to_builtins

from bench.build_limits import judge, judge_growth
from bench.figures import Row, Size, ratio

UNKNOWN = "–"


class Table(Struct, frozen=True):
    """A table under a heading; the first cell of a line names it, the others are figures."""

    heading: str
    columns: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


def tables(sizes: Sequence[Size]) -> Iterator[Table]:
    """Yield the tables of all sites, from small to large: times, weights and limits of each, then the growth."""
    sizes = sorted(sizes, key=lambda size: size.briefs)
    for size in sizes:
        yield _times(size)
        yield _weights(size)
        judged = tuple(judge(size))
        if judged:
            lines = tuple(
                (
                    one.what,
                    f"{_number(one.value)} {one.unit}",
                    _number(one.limit),
                    "yes" if one.is_kept else "NO",
                )
                for one in judged
            )
            yield Table(f"Limits, {size.label}", ("figure", "measured", "at most", "kept"), lines)
    if len(sizes) > 1:
        yield _growth(sizes)


def problems(sizes: Sequence[Size]) -> tuple[str, ...]:
    """Return a line for each reason for which a run failed."""
    return tuple(
        f"{size.label}: {row.name}: {problem}"
        for size in sizes
        for row in (*size.peers.values(), *size.rows.values())
        for problem in row.problems
    )


def as_text(table: Table) -> str:
    """Return a table for the terminal."""
    rows = (table.columns, *table.lines)
    widths = [max(len(row[i]) for row in rows) for i in range(len(table.columns))]
    lines = [
        "  ".join(
            [
                row[0].ljust(widths[0]),
                *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
            ]
        )
        for row in rows
    ]
    return "\n".join([table.heading, *lines])


def as_markdown(table: Table) -> str:
    """Return a table as Markdown."""
    rule = ("---", *("--:" for _ in table.columns[1:]))
    lines = [f"| {' | '.join(row)} |" for row in (table.columns, rule, *table.lines)]
    return "\n".join([f"**{table.heading}**", "", *lines])


def as_data(sizes: Sequence[Size], machine: Mapping[str, str]) -> dict[str, Any]:
    """Return everything that was measured, every run included, as plain data."""
    return {"machine": dict(machine), "sizes": [to_builtins(size) for size in sizes]}


def _times(size: Size) -> Table:
    hugo = size.peers["hugo"] if "hugo" in size.peers else Row("hugo", ())

    def line(row: Row) -> tuple[str, ...]:
        return (
            row.name if not row.problems else f"{row.name} (FAILED)",
            _number(row.wall),
            _number(row.cpu),
            _number(row.search_cpu if row.search_cpu else None),
            _number(ratio(row.wall, hugo.wall)),
            _number(ratio(row.cpu, hugo.cpu)),
            _number(row.written or None),
        )

    lines = tuple(map(line, (*size.peers.values(), *size.rows.values())))
    columns = ("build", "wall s", "CPU s", "pagefind CPU s", "wall × hugo", "CPU × hugo", "files written")
    return Table(size.label, columns, lines)


def _weights(size: Size) -> Table:
    lines = [(f"memory: {name}", f"{_number(peak / 1e6)} MB") for name, peak in size.memory.items()]
    output = size.output
    if output is not None:
        lines += [
            ("output", f"{_number(output.size / 1e6)} MB in {output.files:,} files"),
            (
                "of which the search index",
                f"{_number(output.search_size / 1e6)} MB in {output.search_files:,} files",
            ),
            ("the files of a brief, median", f"{_number(output.brief_median / 1e3)} kB"),
            ("the files of a brief, largest", f"{_number(output.brief_largest / 1e3)} kB"),
            ("the largest page of an entity", f"{_number(output.entity_largest / 1e3)} kB"),
        ]
    return Table(f"Weight, {size.label}", ("figure", "measured"), tuple(lines))


def _growth(sizes: Sequence[Size]) -> Table:
    """Return the exponents of growth between each size and the next, and over all of them."""
    pairs = list(pairwise(sizes))
    if len(sizes) > 2:
        pairs.append((sizes[0], sizes[-1]))
    judged = [{one.what: one for one in judge_growth(first, last)} for first, last in pairs]
    columns = ("exponent", *(f"{first.briefs:,} → {last.briefs:,}" for first, last in pairs), "at most")
    lines = tuple(
        (
            name,
            *(_number(found[name].value) if name in found else UNKNOWN for found in judged),
            _number(one.limit),
        )
        for name, one in judged[0].items()
    )
    return Table("Growth with the number of briefs: CPU seconds, output", columns, lines)


def _number(value: float | None) -> str:
    """Return a figure with three digits that count, or a dash."""
    if value is None:
        return UNKNOWN
    if abs(value) >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}" if abs(value) >= 0.1 else f"{value:.3f}"
