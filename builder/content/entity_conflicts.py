"""Contradictions between entries of ``entities.yaml``."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from builder.content.entity_merges import Merge
from builder.model.annotations import EntityType
from builder.model.entity_entries import EntityEntry, EntitySplit
from builder.schema.report import Report
from builder.schema.values import LocatedText


def check_ids(entries: Iterable[EntityEntry], report: Report) -> None:
    """Report an id that two sections use: ids are unique among all entities of a site."""
    lines: dict[str, int] = {}
    for entry in sorted(entries, key=lambda entry: entry.line):
        if entry.id in lines:
            message = f"`{entry.id}` is also an entry of another section, in line {lines[entry.id]}."
            report.error(entry.line, message, "Give one of the two another id.")
        lines.setdefault(entry.id, entry.line)


def check_spellings(
    claims: Sequence[tuple[EntityEntry, Sequence[LocatedText]]],
    ignored: Iterable[LocatedText],
    splits: Iterable[EntitySplit],
    report: Report,
) -> None:
    """Report a spelling that two entries claim, or that is both an entity's and ignored.

    Args:
        claims: each entry and the spellings that it claims; they are compared without regard to case. Two entries of
            one type may have the same name: of two people, say.
        ignored: the spellings that never name an entity.
        splits: the two entities of a split may share spellings: each brief is about one of them.
        report: on the file.
    """
    shared = {frozenset((split.entity_id, split.new_id)) for split in splits}
    owners: dict[str, tuple[str, int]] = {}
    titles: dict[tuple[EntityType, str], set[str]] = {}
    for entry, _ in claims:
        titles.setdefault((entry.type, _folded(entry.name or "")), set()).add(entry.id)
    claimed = [(spelling, entry) for entry, spellings in claims for spelling in spellings]
    for spelling, entry in sorted(claimed, key=lambda claim: claim[0].line):
        entity_id, folded = entry.id, _folded(spelling.text)
        owner_id, line = owners.setdefault(folded, (entity_id, spelling.line))
        is_title = {owner_id, entity_id} <= titles.get((entry.type, folded), set())
        if owner_id != entity_id and not is_title and {owner_id, entity_id} not in shared:
            message = f"“{spelling.text}” is given to `{entity_id}` and, in line {line}, to `{owner_id}`."
            report.error(spelling.line, message, "Leave it with one of them; a spelling means one entity.")
    for spelling in ignored:
        if _folded(spelling.text) in owners:
            owner_id, line = owners[_folded(spelling.text)]
            message = f"“{spelling.text}” is ignored here and, in line {line}, given to `{owner_id}`."
            report.error(spelling.line, message, "Remove it from one of the two places.")


def check_merged_entries(entries: Iterable[EntityEntry], merges: Iterable[Merge], report: Report) -> None:
    """Report an entity that is merged away and still has an entry of its own."""
    lines = {entry.id: entry.line for entry in entries}
    for merge in merges:
        if merge.gone_id in lines and merge.gone_id != merge.kept_id:
            line = lines[merge.gone_id]
            message = f"`{merge.gone_id}` is merged into `{merge.kept_id}` and has an entry in line {line}."
            hint = f"Move what the entry says to `{merge.kept_id}`, or remove the merge."
            report.error(merge.line, message, hint)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
