"""Comparison of two runs: scores and articles that changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from builder.evaluate.metrics import COUNT, DIGITS
from builder.evaluate.mistakes import Mistake
from builder.evaluate.run_record import ArticleRecord, FileRecord, RunRecord, mistake_row


class ScoreChange(Struct, frozen=True):
    """One score before and after.

    Attributes:
        figure: "f1", "recall" (if only some of the names are annotated), "share" or "count" (the fewer, the better).
        old, new: 0..1, or a count; None if the run does not have the score.
        difference: new minus old; None if one of the two is missing.
        old_counts, new_counts: the counts joined by " / ", for display; "" without counts.
    """

    name: str
    figure: str
    old: float | None
    new: float | None
    difference: float | None
    old_counts: str
    new_counts: str

    @property
    def gain(self) -> float:
        """Positive if the new score is better, negative if it is worse, 0 if it is equal or cannot be compared."""
        change = self.difference or 0
        return -change if self.figure == COUNT else change


class ArticleChange(Struct, frozen=True):
    """An article with new mistakes, or without earlier ones."""

    id: str
    new: tuple[Mistake, ...]
    gone: tuple[Mistake, ...]


class FileChange(Struct, frozen=True):
    """One annotated file before and after.

    Attributes:
        articles: those with a change, in the order of the file.
        only_new, only_old: ids of articles that the other run lacks; they are not compared.
    """

    name: str
    scores: tuple[ScoreChange, ...]
    articles: tuple[ArticleChange, ...]
    only_new: tuple[str, ...]
    only_old: tuple[str, ...]


class Comparison(Struct, frozen=True):
    """This run compared with an earlier one.

    Attributes:
        old: the name of the earlier run.
        files: those of both runs.
        only_new, only_old: names of files that the other run lacks.
    """

    old: str
    files: tuple[FileChange, ...]
    only_new: tuple[str, ...]
    only_old: tuple[str, ...]


def compare(new: RunRecord, old: RunRecord, *, name: str) -> Comparison:
    """Compare this run with an earlier one, called ``name``; files are matched by name."""
    earlier = {file.name: file for file in old.files}
    names = {file.name for file in new.files}
    return Comparison(
        old=name,
        files=tuple(_compare_files(file, earlier[file.name]) for file in new.files if file.name in earlier),
        only_new=tuple(file.name for file in new.files if file.name not in earlier),
        only_old=tuple(file.name for file in old.files if file.name not in names),
    )


def comparison_row(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as plain data."""
    return {
        "old": comparison.old,
        "only_new": list(comparison.only_new),
        "only_old": list(comparison.only_old),
        "files": [_file_row(file) for file in comparison.files],
    }


def _file_row(file: FileChange) -> dict[str, Any]:
    return {
        "name": file.name,
        "only_new": list(file.only_new),
        "only_old": list(file.only_old),
        "scores": {
            score.name: {
                "figure": score.figure,
                "old": score.old,
                "new": score.new,
                "difference": score.difference,
            }
            for score in file.scores
        },
        "articles": [
            {
                "id": article.id,
                "new": [mistake_row(mistake) for mistake in article.new],
                "gone": [mistake_row(mistake) for mistake in article.gone],
            }
            for article in file.articles
        ],
    }


def _compare_files(new: FileRecord, old: FileRecord) -> FileChange:
    names = [*new.scores, *(name for name in old.scores if name not in new.scores)]
    earlier = {article.id: article for article in old.articles}
    ids = {article.id for article in new.articles}
    return FileChange(
        name=new.name,
        scores=tuple(_score_change(name, new.scores.get(name), old.scores.get(name)) for name in names),
        articles=tuple(_article_changes(new.articles, earlier)),
        only_new=tuple(article.id for article in new.articles if article.id not in earlier),
        only_old=tuple(article.id for article in old.articles if article.id not in ids),
    )


def _score_change(name: str, new: dict[str, Any] | None, old: dict[str, Any] | None) -> ScoreChange:
    """Return a score before and after, by the first of F1, recall, share and count that either run has."""
    figure = next(
        (
            key
            for key in ("f1", "recall", "share", COUNT)
            if any(score is not None and score.get(key) is not None for score in (new, old))
        ),
        "f1",
    )
    after, before = (score.get(figure) if score is not None else None for score in (new, old))
    difference = round(after - before, DIGITS) if after is not None and before is not None else None
    return ScoreChange(name, figure, before, after, difference, _counts(old), _counts(new))


def _counts(score: dict[str, Any] | None) -> str:
    if score is None or "right" not in score:
        return ""
    return " / ".join(str(score[key]) for key in ("right", "predicted", "gold", "total") if key in score)


def _article_changes(
    articles: tuple[ArticleRecord, ...], earlier: dict[str, ArticleRecord]
) -> Iterator[ArticleChange]:
    """Yield the articles with a change; two mistakes are the same if kind and span are, whatever was found instead."""
    for article in articles:
        if article.id not in earlier:
            continue
        before = earlier[article.id].mistakes
        old_keys, new_keys = {_key(one) for one in before}, {_key(one) for one in article.mistakes}
        new = tuple(one for one in article.mistakes if _key(one) not in old_keys)
        gone = tuple(one for one in before if _key(one) not in new_keys)
        if new or gone:
            yield ArticleChange(article.id, new, gone)


def _key(mistake: Mistake) -> tuple[str, int, int]:
    return (mistake.kind, mistake.span.start, mistake.span.end)
