"""Paragraphs of a plain text: separated by blank lines, hard-wrapped, or one per line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from builder.model.span import Span, strip_span

# A text is hard-wrapped only if no line is longer than this (letters and typewriters have 60 to 80) …
_WIDEST_WRAP = 110
# … and not all lines are so short that verse, lists and addresses would count.
_NARROWEST_WRAP = 40
# Shares of the line ends that must look wrapped. In wrapped prose most lines break in the middle of a sentence, and
# none has room for the next word; if each line is a paragraph, hardly any line does either.
_FULL_SHARE = 0.5
_MID_SENTENCE_SHARE = 0.4

_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_BULLET = re.compile(r"(?:[•▪◦‣●►▶»›*–-]|>>)\s+\S|\d{1,2}[.)]\s+\S")
_STARTS_LOW = re.compile(r"[a-zà-öø-ÿ]")


class _Line(Struct, frozen=True):
    """A line that is not blank: its span without white space at the ends, its words, and its indentation."""

    span: Span
    words: str
    indent: int


def paragraph_spans(text: str) -> tuple[Span, ...]:
    """Return the paragraphs of ``text``, in order, without white space at their ends.

    Blank lines (empty, or of white space alone) always separate paragraphs. The lines between two blank lines are one
    paragraph if the text is hard-wrapped, else each is a paragraph. Everything outside the spans is white space.
    """
    blocks = _blocks(text)
    width = _wrap_width(blocks)
    spans: list[Span] = []
    for block in blocks:
        start = block[0]
        for line, following in pairwise(block):
            if not _continues(line, following, width=width):
                spans.append(Span(start.span.start, line.span.end))
                start = following
        spans.append(Span(start.span.start, block[-1].span.end))
    return tuple(spans)


def _blocks(text: str) -> list[list[_Line]]:
    """Return the lines of ``text`` that are not blank, grouped between blank lines."""
    blocks: list[list[_Line]] = []
    is_open = False
    offset = 0
    for raw in text.splitlines(keepends=True):
        span = strip_span(text, offset, offset + len(raw))
        if len(span) == 0:
            is_open = False
        else:
            line = _Line(span, span.of(text), len(text[offset : span.start].expandtabs(4)))
            if not is_open:
                blocks.append([])
            blocks[-1].append(line)
            is_open = True
        offset += len(raw)
    return blocks


def _wrap_width(blocks: Sequence[Sequence[_Line]]) -> int | None:
    """Return the length in characters at which the text was hard-wrapped; None if it was not."""
    # A single long word, such as a web address, may be longer than the lines of a wrapped text.
    lengths = [len(line.words) for block in blocks for line in block if " " in line.words]
    breaks = [pair for block in blocks for pair in pairwise(block)]
    width = max(lengths, default=0)
    if not breaks or not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return None
    full = sum(_is_full(line, following, width=width) for line, following in breaks)
    mid_sentence = sum(not _SENTENCE_END.search(line.words) for line, _ in breaks)
    is_wrapped = full >= _FULL_SHARE * len(breaks) and mid_sentence >= _MID_SENTENCE_SHARE * len(breaks)
    return width if is_wrapped else None


def _is_full(line: _Line, following: _Line, *, width: int) -> bool:
    """Return True if the line has no room for the next line's first word."""
    return len(line.words) + 1 + len(following.words.split(maxsplit=1)[0]) > width


def _continues(line: _Line, following: _Line, *, width: int | None) -> bool:
    """Return True if the paragraph continues from one line to the next."""
    if _BULLET.match(following.words):
        # A wrapped line may begin with a dash or a number, but then the line before it is full.
        return width is not None and _is_full(line, following, width=width) and not _BULLET.match(line.words)
    ends_sentence = _SENTENCE_END.search(line.words) is not None
    starts_low = _STARTS_LOW.match(following.words) is not None
    if width is None:
        return starts_low and not ends_sentence
    if following.indent >= line.indent + 2 and not starts_low:
        return False
    if _is_full(line, following, width=width) or starts_low:
        return True
    # A line with much room left ends a paragraph; one with little room may be part of a ragged margin.
    return not ends_sentence and len(line.words) > 0.75 * width
