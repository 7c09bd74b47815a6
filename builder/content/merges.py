"""The ``merge`` section of ``entities.yaml``: which entity becomes which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.content.report import Report


@dataclass(frozen=True, slots=True)
class Merge:
    """One line of the section: the entity that goes, the one that stays, and the line counted from 1."""

    gone_id: str
    kept_id: str
    line: int


def resolve_merges(merges: Sequence[Merge], report: Report) -> dict[str, str]:
    """Every id that goes → the id that stays at the end of its chain, sorted by the id that goes.

    An entity merged into itself and a chain that comes back to its beginning are reported and left out.
    """
    steps = {merge.gone_id: merge for merge in merges}
    resolved: dict[str, str] = {}
    reported: set[str] = set()
    for gone_id in sorted(steps):
        chain = _chain(gone_id, steps)
        last = chain[-1]
        if last not in chain[:-1]:
            resolved[gone_id] = last
            continue
        cycle = chain[chain.index(last) : -1]
        if reported.isdisjoint(cycle):
            reported.update(cycle)
            _report_cycle(cycle, steps, report)
    return resolved


def _chain(gone_id: str, steps: dict[str, Merge]) -> list[str]:
    """The ids from one that goes to the one that stays, or to the first that comes a second time."""
    chain = [gone_id]
    seen = {gone_id}
    while chain[-1] in steps:
        chain.append(steps[chain[-1]].kept_id)
        if chain[-1] in seen:
            break
        seen.add(chain[-1])
    return chain


def _report_cycle(cycle: Sequence[str], steps: dict[str, Merge], report: Report) -> None:
    line = min(steps[entity_id].line for entity_id in cycle)
    if len(cycle) == 1:
        report.error(line, f"`merge`: `{cycle[0]}` is merged into itself.", "Remove this pair.")
        return
    first = min(range(len(cycle)), key=lambda index: steps[cycle[index]].line)
    told = " → ".join([*cycle[first:], *cycle[:first], cycle[first]])
    lines = ", ".join(str(number) for number in sorted({steps[entity_id].line for entity_id in cycle}))
    message = f"`merge` goes in a circle: {told} ({'lines' if ',' in lines else 'line'} {lines})."
    report.error(line, message, "Remove one of these pairs.")
