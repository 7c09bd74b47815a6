"""First page of a report: scores, mistakes by kind, articles, and changes since an earlier run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from builder.evaluate.file_evaluation import FileEvaluation
from builder.evaluate.judgment import JudgedArticle
from builder.evaluate.metrics import BCubed, PrecisionRecall, Proportion, Tally, format_score
from builder.evaluate.report.addresses import INDEX, FileAddresses
from builder.evaluate.report.contexts import (
    ArticleRow,
    ChangesView,
    FileSection,
    IndexContext,
    RateRow,
    ReasonRow,
    ShareRow,
    TallyRow,
)
from builder.evaluate.report.mistake_pages import ExamplesByKind, kind_rows
from builder.evaluate.report.style_sheets import styles
from builder.pages.page import Page


def index_page(files: Sequence[FileSection], changes: ChangesView | None) -> Page:
    """Return the first page."""
    context = IndexContext(
        title="Evaluation",
        home_url=INDEX,
        style_urls=styles(inside=False),
        files=tuple(files),
        changes=changes,
    )
    return Page(INDEX, "index.html", context)


def file_section(
    result: FileEvaluation,
    found: ExamplesByKind,
    addresses: FileAddresses,
    *,
    name: str,
    identity_url: str | None,
) -> FileSection:
    """Return the section of one file on the first page.

    Args:
        result: the scores and mistakes of the file.
        found: its mistakes in their contexts, by kind.
        addresses: of the pages about the file.
        name: of the file.
        identity_url: links to the mistakes by entity; None without any.
    """
    return FileSection(
        anchor=addresses.folder,
        name=name,
        rates=tuple(_rates(result)),
        shares=tuple(_shares(result)),
        tallies=tuple(_tallies(result)),
        identity_url=identity_url,
        kinds=kind_rows(found, addresses),
        articles=tuple(_article(one, addresses) for one in result.articles),
    )


def _rates(result: FileEvaluation) -> Iterator[RateRow]:
    for name, score in result.scores.items():
        if isinstance(score, PrecisionRecall | BCubed):
            yield RateRow(
                name=name,
                precision=format_score(score.precision),
                recall=format_score(score.recall),
                f1=format_score(score.f1),
                right=str(score.right) if isinstance(score, PrecisionRecall) else "",
                predicted=str(score.predicted if isinstance(score, PrecisionRecall) else score.found),
                gold=str(score.gold),
            )


def _shares(result: FileEvaluation) -> Iterator[ShareRow]:
    for name, score in result.scores.items():
        if isinstance(score, Proportion):
            reasons = tuple(ReasonRow(reason, count) for reason, count in score.reasons.items())
            yield ShareRow(name, format_score(score.share), score.right, score.total, reasons)


def _tallies(result: FileEvaluation) -> Iterator[TallyRow]:
    for name, score in result.scores.items():
        if isinstance(score, Tally):
            details = ", ".join(f"{count} {what}" for what, count in score.details.items())
            yield TallyRow(name, score.count, details)


def _article(judged: JudgedArticle, addresses: FileAddresses) -> ArticleRow:
    """Return the row of an article, its kinds of mistakes with the most frequent first."""
    counts = Counter(mistake.kind for mistake in judged.mistakes)
    kinds = ", ".join(
        f"{counts[kind]} {kind}" for kind in sorted(counts, key=lambda kind: (-counts[kind], kind))
    )
    return ArticleRow(judged.article.id, addresses.articles[judged.article.id], len(judged.mistakes), kinds)
