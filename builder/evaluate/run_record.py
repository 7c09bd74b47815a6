"""Record of a run in ``scores.json``, with which a later run is compared."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from builder.evaluate.file_evaluation import FileEvaluation
from builder.evaluate.metrics import COUNT, Proportion, Score
from builder.evaluate.mistakes import Mistake, MistakeKind
from builder.model.diagnostic import InputError, error
from builder.model.span import Span

FILE = "scores.json"
FORMAT = "newsgloss-eval"
VERSION = 1

_HINT = f"Name the {FILE} in the report of an earlier run; `newsgloss eval` writes a new one."


class ArticleRecord(Struct, frozen=True):
    """One article of a run; ``counts`` are those of its scores, by name."""

    id: str
    mistakes: tuple[Mistake, ...]
    counts: dict[str, dict[str, int]]


class FileRecord(Struct, frozen=True):
    """One annotated file of a run.

    Attributes:
        name: of the file, without its folder.
        scores: by name, as plain data.
        mistakes: the number of each kind.
    """

    name: str
    scores: dict[str, dict[str, Any]]
    mistakes: dict[str, int]
    articles: tuple[ArticleRecord, ...]


class RunRecord(Struct, frozen=True):
    """A whole run."""

    files: tuple[FileRecord, ...]


def record_of(results: Sequence[FileEvaluation]) -> RunRecord:
    """Return the record of a run; of two files with the same name the later one gets a number."""
    files: dict[str, FileRecord] = {}
    for result in results:
        name, number = result.path.name, 1
        while name in files:
            number += 1
            name = f"{result.path.name} ({number})"
        files[name] = FileRecord(
            name=name,
            scores={score: value.as_json() for score, value in result.scores.items()},
            mistakes={str(kind): count for kind, count in result.mistakes().items()},
            articles=tuple(
                ArticleRecord(one.article.id, one.mistakes, _counts(one.scores())) for one in result.articles
            ),
        )
    return RunRecord(tuple(files.values()))


def record_bytes(record: RunRecord) -> bytes:
    """Return the record as JSON: the same bytes for the same results."""
    row = {"format": FORMAT, "version": VERSION, "files": [_file_row(file) for file in record.files]}
    return (json.dumps(row, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def read_record(path: Path) -> RunRecord:
    """Read the record of an earlier run.

    Raises:
        InputError: if the file cannot be read, is not a record, or is one of another version.
    """
    try:
        row = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as problem:
        reason = (problem.strerror or str(problem)) if isinstance(problem, OSError) else "it is not JSON"
        raise _refused(path, f"The earlier run cannot be read: {reason}.") from problem
    if not isinstance(row, dict) or row.get("format") != FORMAT:
        raise _refused(path, "This file is not the record of an earlier run.")
    if row.get("version") != VERSION:
        message = (
            f"This record has the version {row.get('version')!r}; only version {VERSION} can be compared."
        )
        raise _refused(path, message)
    try:
        return RunRecord(tuple(_file(item) for item in row["files"]))
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        message = f"This record is damaged: {type(problem).__name__} {problem}."
        raise _refused(path, message) from problem


def _refused(path: Path, message: str) -> InputError:
    return InputError([error(str(path), None, message, _HINT)])


def _counts(scores: dict[str, Score]) -> dict[str, dict[str, int]]:
    return {
        name: (
            {"right": score.right, "total": score.total}
            if isinstance(score, Proportion)
            else {key: value for key, value in score.as_json().items() if isinstance(value, int)}
        )
        for name, score in scores.items()
    }


def _file_row(file: FileRecord) -> dict[str, Any]:
    return {
        "name": file.name,
        "scores": file.scores,
        "mistakes": file.mistakes,
        "articles": [
            {"id": one.id, "counts": one.counts, "mistakes": [mistake_row(found) for found in one.mistakes]}
            for one in file.articles
        ],
    }


def mistake_row(mistake: Mistake) -> dict[str, Any]:
    """Return a mistake as plain data, without its article."""
    row = {
        "kind": str(mistake.kind),
        "start": mistake.span.start,
        "end": mistake.span.end,
        "words": mistake.words,
        "detail": mistake.detail,
    }
    return row | ({"entity": mistake.entity} if mistake.entity else {})


def _file(row: dict[str, Any]) -> FileRecord:
    scores = {str(name): dict(score) for name, score in row["scores"].items()}
    for score in scores.values():
        for value in (score.get("f1"), score.get("recall"), score.get("share"), score.get(COUNT)):
            if value is not None and not isinstance(value, int | float):
                raise TypeError(f"{value!r} is not a score")
    return FileRecord(
        name=str(row["name"]),
        scores=scores,
        mistakes={str(kind): int(count) for kind, count in row["mistakes"].items()},
        articles=tuple(_article(item) for item in row["articles"]),
    )


def _article(row: dict[str, Any]) -> ArticleRecord:
    name = str(row["id"])
    mistakes = tuple(
        Mistake(
            MistakeKind(item["kind"]),
            name,
            Span(item["start"], item["end"]),
            str(item["words"]),
            str(item["detail"]),
            str(item.get("entity", "")),
        )
        for item in row["mistakes"]
    )
    return ArticleRecord(name, mistakes, dict(row["counts"]))
