"""One annotated file, evaluated: read, annotated, scored."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.cache import Cache
from builder.evaluate.gold import read_gold
from builder.evaluate.judgment import JudgedArticle, judge
from builder.evaluate.metrics import Score
from builder.evaluate.mistakes import MistakeKind
from builder.evaluate.place_scores import KnownPlace
from builder.evaluate.prediction import predict, prediction_row
from builder.model.diagnostic import Diagnostic, InputError, error
from builder.pipeline.progress import Progress


@dataclass(frozen=True, slots=True)
class FileEvaluation:
    """What came of one file.

    Attributes:
        rows: the predictions, a line each.
        scores: by name, in the order they are told in.
    """

    path: Path
    articles: tuple[JudgedArticle, ...]
    rows: tuple[dict[str, Any], ...]
    scores: dict[str, Score]
    diagnostics: tuple[Diagnostic, ...]

    def mistakes(self) -> dict[MistakeKind, int]:
        """How many mistakes there are of each kind that occurs."""
        counts = Counter(mistake.kind for one in self.articles for mistake in one.mistakes)
        return {kind: counts[kind] for kind in MistakeKind if counts[kind]}


def evaluate_file(
    path: Path,
    *,
    model: str | None,
    limit: int | None,
    places: Mapping[str, KnownPlace],
    cache: Cache,
    progress: Progress,
) -> FileEvaluation:
    """Evaluates the first ``limit`` articles of a file, or all.

    Args:
        path: the annotated articles.
        model: the name of the language model; None for the default one.
        limit: None for all articles.
        places: where places are known to be, by title; may be empty.
        cache: what earlier runs remembered.
        progress: told how far the run is.

    Raises:
        InputError: the file or the language model cannot be used.
    """
    gold = read_gold(path)[:limit]
    predicted = predict(gold, path=str(path), model=model, cache=cache, progress=progress)
    articles, scores = judge(gold, predicted, places)
    rows = tuple(prediction_row(one, predicted) for one in gold)
    return FileEvaluation(path, articles, rows, scores, predicted.diagnostics)


def write_predictions(results: Sequence[FileEvaluation], path: Path) -> None:
    """Writes the predictions of all files one after the other, a line an article.

    Raises:
        InputError: the file cannot be written.
    """
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for result in results for row in result.rows)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as problem:
        what = f"The predictions cannot be written: {problem.strerror}."
        raise InputError([error(str(path), None, what, "Name another file.")]) from problem
