"""Merges of entities: the ``merge`` section of ``entities.yaml``."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from builder.schema.report import Report


class Merge(Struct, frozen=True):
    """A merge: the entity that goes, the one that stays, and the line, counted from 1."""

    gone_id: str
    kept_id: str
    line: int


def resolve_merges(merges: Sequence[Merge], report: Report) -> dict[str, str]:
    """Return each id that goes → the id that stays at the end of its chain, sorted by the id that goes.

    An entity merged into itself and a circle of merges are reported and left out.
    """
    steps = {merge.gone_id: merge for merge in merges}
    ends: dict[str, str | None] = {}
    for gone_id in sorted(steps):
        chain = _chain(gone_id, steps, ends)
        last = chain.pop()
        end = ends.get(last) if last in steps else last
        if last in steps and last not in ends:
            _report_cycle(chain[chain.index(last) :], steps, report)
        ends |= dict.fromkeys(chain, end)
    return {gone_id: end for gone_id in sorted(steps) if (end := ends[gone_id]) is not None}


def _chain(gone_id: str, steps: Mapping[str, Merge], ends: Collection[str]) -> list[str]:
    """Return the ids from a merged one to the one kept, to one whose end is known, or to one that is repeated."""
    chain = [gone_id]
    seen: set[str] = set()
    while chain[-1] in steps and chain[-1] not in ends and chain[-1] not in seen:
        seen.add(chain[-1])
        chain.append(steps[chain[-1]].kept_id)
    return chain


def _report_cycle(cycle: Sequence[str], steps: Mapping[str, Merge], report: Report) -> None:
    """Report merges that form a circle, at the first of their lines."""
    line = min(steps[entity_id].line for entity_id in cycle)
    if len(cycle) == 1:
        report.error(line, f"`merge`: `{cycle[0]}` is merged into itself.", "Remove this pair.")
        return
    first = min(range(len(cycle)), key=lambda index: steps[cycle[index]].line)
    path = " → ".join([*cycle[first:], *cycle[:first], cycle[first]])
    lines = ", ".join(str(number) for number in sorted({steps[entity_id].line for entity_id in cycle}))
    message = f"`merge` forms a circle: {path} ({'lines' if ',' in lines else 'line'} {lines})."
    report.error(line, message, "Remove one of these pairs.")
