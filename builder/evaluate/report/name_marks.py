"""Marks on the names of an article: right, missed, spurious or wrong, for annotations and predictions."""

from __future__ import annotations

from collections.abc import Iterator

from builder.evaluate.coreference_scores import entity_of
from builder.evaluate.name_alignment import AlignedNames, FoundName, ScoredName
from builder.evaluate.report.contexts import LabeledMark
from builder.evaluate.report.mark_status import MarkStatus
from builder.model.span import Span
from builder.pages.passages import MarkKind


def gold_name_marks(aligned: AlignedNames) -> Iterator[LabeledMark]:
    """Yield marks for the names as annotated."""
    ids: set[str] = set()
    for name in aligned.scored:
        status = MarkStatus.MISSED if name.found is None else _status(name, name.found)
        entity = entity_of(name)
        title = f"{status.words}: {name.gold.type}" + (f", {entity}" if entity is not None else "")
        differs = name.found is None or name.found.type != name.gold.type
        yield _mark(name.gold.span, status, title, name.gold.type if differs else "", "g", ids)
    for mention in aligned.optional:
        title = f"{MarkStatus.LEFT_OUT.words}: {mention.type}"
        yield _mark(mention.span, MarkStatus.LEFT_OUT, title, "", "g", ids)


def found_name_marks(aligned: AlignedNames) -> Iterator[LabeledMark]:
    """Yield marks for the names as found."""
    scored = {name.found.mention.span: name for name in aligned.scored if name.found is not None}
    spurious = {found.mention.span for found in aligned.spurious} if not aligned.partial else set()
    ids: set[str] = set()
    for found in aligned.found:
        span, mention = found.mention.span, found.mention
        status = MarkStatus.SPURIOUS if span in spurious else MarkStatus.LEFT_OUT
        label = found.type if span in spurious else ""
        if span in scored:
            status = _status(scored[span], found)
            label = found.type if found.type != scored[span].gold.type else ""
        title = f"{status.words}: {found.type}, page {found.page}, confidence {mention.confidence:.2f}, {mention.rule}"
        yield _mark(span, status, title, label, "f", ids)


def _status(name: ScoredName, found: FoundName) -> MarkStatus:
    same = found.type == name.gold.type and found.mention.span == name.gold.span
    return MarkStatus.RIGHT if same else MarkStatus.WRONG


def _mark(span: Span, status: MarkStatus, title: str, label: str, side: str, ids: set[str]) -> LabeledMark:
    anchor = f"{side}n-{span.start}"
    known = anchor in ids
    ids.add(anchor)
    return LabeledMark(
        span=span,
        kind=MarkKind.MENTION,
        id=None if known else anchor,
        style=status.style,
        title=title,
        label=label,
    )
