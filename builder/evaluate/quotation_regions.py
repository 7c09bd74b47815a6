"""Regions between quotation marks, found for the evaluation by rules of its own."""

# On purpose these are not the annotator's rules: a change of how the annotator reads quotation marks must move the
# scores, and not what they are measured against.
from __future__ import annotations

import re
from collections.abc import Iterator

from builder.model.span import Span

_MARKS = re.compile(r"[“‟„«]+|[”»]+|\"+|``+|''+")
_TAG = re.compile(r"<[/a-zA-Z][^<>\n]*>")
_OPENING, _CLOSING = "“‟„«`", "”»"
_BRACKETS = "([{"
_DASHES = "—–-"


def quotation_regions(text: str) -> Iterator[Span]:
    """Yield the spans between double quotation marks, without the marks, in order; they do not overlap.

    A span never crosses a line break: without a closing mark it ends with its line.
    """
    # Single marks do not count: too often they are apostrophes. Marks inside tags are part of attributes.
    tags = [Span(*match.span()) for match in _TAG.finditer(text)]
    offset = 0
    for line in text.split("\n"):
        whole = Span(offset, offset + len(line))
        begun: int | None = None
        for match in _MARKS.finditer(text, whole.start, whole.end):
            mark = Span(*match.span())
            if any(tag.start <= mark.start < tag.end for tag in tags):
                continue
            if _opens(text, mark, whole, is_open=begun is not None):
                if begun is not None:
                    yield Span(begun, mark.start)
                begun = mark.end
            elif begun is not None:
                yield Span(begun, mark.start)
                begun = None
        if begun is not None:
            yield Span(begun, whole.end)
        offset = whole.end + 1


def _opens(text: str, mark: Span, line: Span, *, is_open: bool) -> bool:
    """Return True if a mark opens a quotation, by its form and its neighbors; ends of the line count as white space."""
    form = text[mark.start]
    before = text[mark.start - 1] if mark.start > line.start else " "
    after = text[mark.end] if mark.end < line.end else " "
    if form in _OPENING:  # a typing error if it follows a word and precedes none
        return not is_open or before.isspace() or after.isalnum()
    if form in _CLOSING:
        return not is_open and before.isspace()
    if is_open:  # a straight mark, which usually closes
        return (before.isspace() or before in _BRACKETS) and (after.isalnum() or after in "'‘[$")
    return before.isspace() or before in _BRACKETS + _DASHES or after.isalnum()
