"""Merges lead each entity to the one that stays."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builder.content.entity_merges import Merge, resolve_merges
from builder.schema.report import Report

IDS = st.sampled_from(["a", "b", "c", "d", "e", "f", "g"])


@given(st.dictionaries(IDS, IDS))
def test_every_merge_ends_at_an_entity_that_stays_or_is_reported(pairs: dict[str, str]) -> None:
    report = Report("content/entities.yaml")
    merges = [Merge(gone, kept, line) for line, (gone, kept) in enumerate(pairs.items(), start=1)]
    resolved = resolve_merges(merges, report)
    assert all(kept not in pairs for kept in resolved.values())
    assert all(pairs[gone] == kept or resolved[pairs[gone]] == kept for gone, kept in resolved.items())
    assert bool(report.found) == (len(resolved) < len(pairs))


@given(st.permutations([("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"), ("x", "y")]))
def test_a_circle_is_reported_once_whatever_the_order(pairs: list[tuple[str, str]]) -> None:
    report = Report("content/entities.yaml")
    merges = [Merge(gone, kept, line) for line, (gone, kept) in enumerate(pairs, start=1)]
    assert resolve_merges(merges, report) == {"x": "y"}
    (diagnostic,) = report.found
    assert diagnostic.line == min(line for line, (gone, _) in enumerate(pairs, start=1) if gone in "abc")


def test_a_long_chain_costs_no_more_than_many_short_ones() -> None:
    report = Report("content/entities.yaml")
    count = 50_000  # followed to its end from each of its links, this chain takes more than a billion steps
    merges = [Merge(f"e-{number:05}", f"e-{number + 1:05}", number) for number in range(count)]
    assert set(resolve_merges(merges, report).values()) == {f"e-{count:05}"}
    assert not report.found
