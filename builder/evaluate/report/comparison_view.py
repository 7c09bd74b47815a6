"""View of a comparison with an earlier run, for the first page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from builder.evaluate.comparison import ArticleChange, Comparison, FileChange, ScoreChange
from builder.evaluate.metrics import format_change, format_score
from builder.evaluate.mistakes import Mistake
from builder.evaluate.report.addresses import FileAddresses, anchor_of, row_anchor, row_number, rows_of
from builder.evaluate.report.contexts import (
    ChangedArticle,
    ChangedMistake,
    ChangeRow,
    ChangeSection,
    ChangesView,
)
from builder.model.span import Span

_FIGURES = {"f1": "F1"}


def changes_view(
    comparison: Comparison, addresses: Mapping[str, FileAddresses], texts: Mapping[str, Mapping[str, str]]
) -> ChangesView:
    """Return the view of a comparison.

    Args:
        comparison: with the earlier run.
        addresses: by the name of the file.
        texts: of the articles, by the name of their file and their id.
    """
    sections = tuple(_section(file, addresses[file.name], texts[file.name]) for file in comparison.files)
    return ChangesView(comparison.old, sections, (*comparison.only_new, *comparison.only_old))


def _section(file: FileChange, addresses: FileAddresses, texts: Mapping[str, str]) -> ChangeSection:
    return ChangeSection(
        name=file.name,
        scores=tuple(_score(score) for score in file.scores),
        articles=tuple(
            _article(one, addresses.articles[one.id], rows_of(texts[one.id])) for one in file.articles
        ),
        new=sum(len(one.new) for one in file.articles),
        gone=sum(len(one.gone) for one in file.articles),
        only_new=len(file.only_new),
        only_old=len(file.only_old),
    )


def _score(score: ScoreChange) -> ChangeRow:
    return ChangeRow(
        name=score.name,
        figure=_FIGURES.get(score.figure, score.figure),
        old=format_score(score.old, figure=score.figure),
        new=format_score(score.new, figure=score.figure),
        difference=format_change(score.difference, figure=score.figure),
        trend="same" if not score.gain else "better" if score.gain > 0 else "worse",
        old_counts=score.old_counts,
        new_counts=score.new_counts,
    )


def _article(one: ArticleChange, url: str, rows: Sequence[Span]) -> ChangedArticle:
    return ChangedArticle(
        id=one.id,
        url=url,
        new=tuple(_mistakes(one.new, url, rows, gone=False)),
        gone=tuple(_mistakes(one.gone, url, rows, gone=True)),
    )


def _mistakes(
    mistakes: Sequence[Mistake], url: str, rows: Sequence[Span], *, gone: bool
) -> Iterator[ChangedMistake]:
    for mistake in mistakes:
        # An earlier mistake may have no mark any more; its paragraph still exists.
        anchor = row_anchor(row_number(rows, mistake.span)) if gone else anchor_of(mistake, rows)
        yield ChangedMistake(f"{url}#{anchor}", str(mistake.kind), mistake.words, mistake.detail)
