"""One annotated file, evaluated: read, annotated, scored."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.build.progress import Progress
from builder.cache import Cache
from builder.evaluate.gold import read_gold
from builder.evaluate.name_scores import NameScores, score_names
from builder.evaluate.predict import predict, prediction_row
from builder.evaluate.quote_scores import QuoteScores, score_quotes
from builder.evaluate.rates import Rate
from builder.model.diagnostic import Diagnostic, InputError, error


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What came of one file.

    Attributes:
        rows: the predictions, a line each.
        scores: by name, in the order they are told in.
    """

    path: Path
    articles: int
    rows: tuple[dict[str, Any], ...]
    scores: dict[str, Rate]
    diagnostics: tuple[Diagnostic, ...]


def evaluate_file(
    path: Path, *, model: str | None, limit: int | None, cache: Cache, progress: Progress
) -> Evaluated:
    """Evaluates the first ``limit`` articles of a file, or all.

    Raises:
        InputError: the file or the language model cannot be used.
    """
    gold = read_gold(path)[:limit]
    predicted = predict(gold, path=str(path), model=model, cache=cache, progress=progress)
    quotes, names = QuoteScores(), NameScores()
    for one in gold:
        brief = predicted.briefs.get(one.id)
        if one.quotes is not None:
            quotes += score_quotes(one, brief)
        if one.mentions is not None:
            names += score_names(one, brief)
    scores: dict[str, Rate] = {}
    if any(one.quotes is not None for one in gold):
        scores |= {
            "quotes found": quotes.segments,
            "quotes attributed": quotes.attributed,
            "all content": quotes.content,
        }
    if any(one.mentions is not None for one in gold):
        scores |= {"names, overlap": names.overlap, "names, exact": names.exact, "names, typed": names.typed}
    rows = tuple(prediction_row(one, predicted) for one in gold)
    return Evaluated(path, len(gold), rows, scores, predicted.diagnostics)


def write_predictions(results: Sequence[Evaluated], path: Path) -> None:
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
