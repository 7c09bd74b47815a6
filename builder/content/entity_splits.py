"""Splits of entities: the ``split`` section of ``entities.yaml``."""

from __future__ import annotations

from collections.abc import Iterable

from builder.content.entity_merges import Merge
from builder.model.entity_entries import EntitySplit
from builder.schema.report import Report


def resolve_splits(
    splits: Iterable[EntitySplit], merges: Iterable[Merge], report: Report
) -> tuple[EntitySplit, ...]:
    """Return the splits, sorted; report those that contradict a merge, or that split nothing off.

    A split applies after the merges: of an entity into which another is merged, it takes what either has in the brief.
    """
    kept = {merge.gone_id: merge.kept_id for merge in merges}
    good = []
    for split in splits:
        if split.new_id == split.entity_id:
            message = f"`split`: `{split.entity_id}` is split into itself."
            report.error(split.line, message, "Give the other entity another id, or remove this line.")
        elif split.entity_id in kept:
            message = f"`split`: `{split.entity_id}` is merged into `{kept[split.entity_id]}`."
            report.error(split.line, message, f"Split `{kept[split.entity_id]}`, or remove the merge.")
        elif split.new_id in kept:
            message = f"`split`: `{split.new_id}` is merged into `{kept[split.new_id]}`."
            report.error(split.line, message, f"Write `{kept[split.new_id]}` here, or remove the merge.")
        else:
            good.append(split)
    return tuple(sorted(good, key=lambda split: (split.entity_id, split.brief)))
