"""Where things stand in a report: the addresses of its pages, and the anchors in its articles."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from builder.evaluate.mistakes import Mistake, MistakeKind
from builder.evaluate.run_record import FileRecord
from builder.model.span import Span

INDEX = "index.html"
_QUOTES = (
    MistakeKind.QUOTE_MISSED,
    MistakeKind.QUOTE_SPURIOUS,
    MistakeKind.SOURCE_WRONG,
    MistakeKind.SOURCE_MISSING,
    MistakeKind.PARAPHRASE_MISSED,
    MistakeKind.PARAPHRASE_SPURIOUS,
    MistakeKind.STATEMENT_CUT,
)
_NO_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class FileAddresses:
    """The addresses of the pages about one annotated file, from the root of the report."""

    folder: str
    articles: dict[str, str]

    def kind(self, kind: MistakeKind) -> str:
        """The page with all mistakes of a kind."""
        return f"{self.folder}/{_slug(kind)}.html"


def file_addresses(files: Sequence[FileRecord]) -> list[FileAddresses]:
    """The addresses for every file of a run; folders are numbered, so that no two names are alike."""
    return [
        FileAddresses(
            folder := f"{number}-{_slug(file.name) or 'data'}",
            {one.id: f"{folder}/article-{place:04}.html" for place, one in enumerate(file.articles, start=1)},
        )
        for number, file in enumerate(files, start=1)
    ]


def rows_of(text: str) -> list[Span]:
    """The lines of a text that hold more than white space."""
    rows = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            rows.append(Span(start, start + len(line)))
        start += len(line) + 1
    return rows


def row_number(rows: Sequence[Span], span: Span) -> int:
    """The row in which a span begins, or the one before it."""
    return max(0, bisect_right([row.start for row in rows], span.start) - 1)


def row_anchor(number: int) -> str:
    """The anchor of a row, by its number from 0."""
    return f"p-{number + 1}"


def anchor_of(mistake: Mistake, rows: Sequence[Span]) -> str:
    """The anchor of the words that a mistake is about; that of their row where no mark can carry one."""
    number = row_number(rows, mistake.span)
    if not rows or not rows[number].contains(Span(mistake.span.start, mistake.span.start + 1)):
        return row_anchor(number)
    side = "f" if mistake.kind.of_found else "g"
    return f"{side}{'q' if mistake.kind in _QUOTES else 'n'}-{mistake.span.start}"


def _slug(words: str) -> str:
    return _NO_SLUG.sub("-", words.lower()).strip("-")
