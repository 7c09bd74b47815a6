"""Evaluation of one annotated file: its articles are read, annotated and scored."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from builder.evaluate.gold import read_gold
from builder.evaluate.identity_gold import GoldIdentity
from builder.evaluate.judgment import JudgedArticle, judge
from builder.evaluate.metrics import Score
from builder.evaluate.mistakes import MistakeKind
from builder.evaluate.place_scores import KnownPlace
from builder.evaluate.prediction import predict, prediction_row
from builder.model.diagnostic import Diagnostic, InputError, error
from builder.pipeline.progress import Progress
from builder.store.store import Store


class FileEvaluation(Struct, frozen=True):
    """The result for one file.

    Attributes:
        rows: the predictions as plain data, one row for each article.
        scores: by name, in the order of display.
        diagnostics: warnings on articles that cannot be read or annotated.
    """

    path: Path
    articles: tuple[JudgedArticle, ...]
    rows: tuple[dict[str, Any], ...]
    scores: dict[str, Score]
    diagnostics: tuple[Diagnostic, ...]

    def mistakes(self) -> dict[MistakeKind, int]:
        """Return the number of mistakes of each kind that occurs."""
        counts = Counter(mistake.kind for one in self.articles for mistake in one.mistakes)
        return {kind: counts[kind] for kind in MistakeKind if counts[kind]}


def evaluate_file(
    path: Path,
    *,
    model: str | None,
    limit: int | None,
    places: Mapping[str, KnownPlace],
    identity: Mapping[str, GoldIdentity],
    store: Store,
    progress: Progress,
) -> FileEvaluation:
    """Evaluate the first ``limit`` articles of a file, or all.

    Args:
        path: the annotated articles.
        model: the name of the language model; None for the default one.
        limit: None for all articles.
        places: known coordinates of places, by title; may be empty.
        identity: who is who in the articles, by their ids; may be empty.
        store: the annotations of earlier runs.
        progress: receives the progress of the run.

    Raises:
        InputError: if the file or the language model cannot be used.
    """
    gold = read_gold(path)[:limit]
    predicted = predict(gold, path=str(path), model=model, store=store, progress=progress)
    articles, scores = judge(gold, predicted, places, identity)
    rows = tuple(prediction_row(one, predicted) for one in gold)
    return FileEvaluation(path, articles, rows, scores, predicted.diagnostics)


def write_predictions(results: Sequence[FileEvaluation], path: Path) -> None:
    """Write the predictions of all files one after the other, one line of JSON for each article.

    Raises:
        InputError: if the file cannot be written.
    """
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for result in results for row in result.rows)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as problem:
        message = f"The predictions cannot be written: {problem.strerror}."
        hint = "Check the permissions of the folder, or name another file."
        raise InputError([error(str(path), None, message, hint)]) from problem
