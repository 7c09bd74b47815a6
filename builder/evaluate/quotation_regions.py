"""Stretches between quotation marks, as the yardstick: on purpose not the annotator's own rules.

Whoever changes how the annotator reads quotation marks shall see the scores move, and not the yardstick with them.
"""

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
    """What stands between double quotation marks, without the marks, in order; none overlap.

    A stretch never crosses a line break: one whose mark is not closed ends with its line. Single marks are apostrophes
    too often to count, and marks inside of tags are no marks.
    """
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
    """Whether a mark begins a stretch, by its form and its neighbours; the ends of the line count as white space."""
    form = text[mark.start]
    before = text[mark.start - 1] if mark.start > line.start else " "
    after = text[mark.end] if mark.end < line.end else " "
    if form in _OPENING:  # typed the wrong way round where it stands behind a word and before none
        return not is_open or before.isspace() or after.isalnum()
    if form in _CLOSING:
        return not is_open and before.isspace()
    if is_open:  # a straight one, which mostly closes
        return (before.isspace() or before in _BRACKETS) and (after.isalnum() or after in "'‘[$")
    return before.isspace() or before in _BRACKETS + _DASHES or after.isalnum()
