"""Marks on the listed names of an article, for annotations and predictions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from builder.evaluate.identity_alignment import IdentifiedName
from builder.evaluate.judgment import JudgedIdentity
from builder.evaluate.report.contexts import LabeledMark
from builder.evaluate.report.mark_status import MarkStatus
from builder.model.brief import LinkedMention
from builder.model.span import Span
from builder.pages.passages import MarkKind


def gold_identity_marks(identity: JudgedIdentity) -> Iterator[LabeledMark]:
    """Yield marks for the listed names, each with the entity that it names."""
    for name in identity.aligned.names:
        status = _status(identity, name)
        label = name.entity if status in (MarkStatus.WRONG, MarkStatus.MISSED) else ""
        title = f"{status.words}: {name.type}, {name.entity}"
        yield _mark(name.span, status, title, label, f"gi-{name.span.start}")


def found_identity_marks(identity: JudgedIdentity) -> Iterator[LabeledMark]:
    """Yield marks for the mentions at listed names, and for the other mentions with a page."""
    found: dict[Span, LabeledMark] = {}
    for name in identity.aligned.names:
        if name.mention is not None:
            status = _status(identity, name)
            wrong = status is MarkStatus.WRONG
            found[name.mention.span] = _found_mark(name.mention, status, labeled=wrong)
    for mention in identity.aligned.unlisted:
        alone = set(identity.site.on_page[mention.entity_id or ""]) == {None}
        status = MarkStatus.SPURIOUS if alone else MarkStatus.LEFT_OUT
        found.setdefault(mention.span, _found_mark(mention, status, labeled=alone))
    yield from _with_single_anchors(found.values())


def _status(identity: JudgedIdentity, name: IdentifiedName) -> MarkStatus:
    if name.optional:
        return MarkStatus.LEFT_OUT
    if name.page is None:
        return MarkStatus.MISSED
    return MarkStatus.RIGHT if identity.site.is_right(name.entity, name.page) else MarkStatus.WRONG


def _found_mark(mention: LinkedMention, status: MarkStatus, *, labeled: bool) -> LabeledMark:
    page = mention.entity_id or "none"
    title = (
        f"{status.words}: {mention.type}, page {page}, confidence {mention.confidence:.2f}, {mention.rule}"
    )
    label = page if labeled else ""
    return _mark(mention.span, status, title, label, f"fi-{mention.span.start}")


def _with_single_anchors(marks: Iterable[LabeledMark]) -> Iterator[LabeledMark]:
    """Yield the marks; of two that begin at the same offset, the first has the anchor."""
    known: set[str | None] = set()
    for mark in marks:
        yield replace(mark, id=None) if mark.id in known else mark
        known.add(mark.id)


def _mark(span: Span, status: MarkStatus, title: str, label: str, anchor: str) -> LabeledMark:
    return LabeledMark(
        span=span, kind=MarkKind.MENTION, id=anchor, style=status.style, title=title, label=label
    )
