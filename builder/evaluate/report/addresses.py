"""Addresses in a report: those of its pages, and the anchors in its articles."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

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
    MistakeKind.WHO_SPEAKER,
    MistakeKind.WHO_OPEN,
)
_LISTED_NAMES = (
    MistakeKind.WHO_NAME,
    MistakeKind.WHO_UNLINKED,
    MistakeKind.WHO_SPLIT,
    MistakeKind.WHO_MIXED,
    MistakeKind.WHO_MISNAMED,
    MistakeKind.WHO_ODD_TITLE,
    MistakeKind.WHO_UNLISTED,
)
_NO_SLUG = re.compile(r"[^a-z0-9]+")


class FileAddresses(Struct, frozen=True):
    """Addresses of the pages about one annotated file, relative to the root of the report.

    Attributes:
        folder: of these pages.
        articles: the address of each article's page, by the article's id.
    """

    folder: str
    articles: dict[str, str]

    def kind(self, kind: MistakeKind) -> str:
        """Return the address of the page with all mistakes of a kind."""
        return f"{self.folder}/{_slug(kind)}.html"

    @property
    def identity(self) -> str:
        """Address of the page with the mistakes in who is who, by entity."""
        return f"{self.folder}/who-is-who.html"


def file_addresses(files: Sequence[FileRecord]) -> list[FileAddresses]:
    """Return the addresses for every file of a run; the number in its folder makes each name unique."""
    return [
        FileAddresses(
            folder := f"{number}-{_slug(file.name) or 'data'}",
            {one.id: f"{folder}/article-{place:04}.html" for place, one in enumerate(file.articles, start=1)},
        )
        for number, file in enumerate(files, start=1)
    ]


def rows_of(text: str) -> list[Span]:
    """Return the spans of the lines of a text that have more than white space, in order."""
    rows = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            rows.append(Span(start, start + len(line)))
        start += len(line) + 1
    return rows


def row_number(rows: Sequence[Span], span: Span) -> int:
    """Return the number of the row in which a span begins, or of the row before it, from 0."""
    return max(0, bisect_right(rows, span.start, key=lambda row: row.start) - 1)


def row_anchor(number: int) -> str:
    """Return the anchor of a row, by its number from 0."""
    return f"p-{number + 1}"


def anchor_of(mistake: Mistake, rows: Sequence[Span]) -> str:
    """Return the anchor of the words of a mistake, or of their row if no mark can have one."""
    number = row_number(rows, mistake.span)
    if not rows or not rows[number].contains(Span(mistake.span.start, mistake.span.start + 1)):
        return row_anchor(number)
    side = "f" if mistake.kind.of_found else "g"
    marked = "q" if mistake.kind in _QUOTES else "i" if mistake.kind in _LISTED_NAMES else "n"
    return f"{side}{marked}-{mistake.span.start}"


def _slug(words: str) -> str:
    return _NO_SLUG.sub("-", words.lower()).strip("-")
