"""Records of runs, and comparison of two runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from builder.evaluate.comparison import compare, comparison_row
from builder.evaluate.file_evaluation import FileEvaluation
from builder.evaluate.run_record import RunRecord, read_record, record_bytes, record_of
from builder.model.annotations import EntityType
from builder.model.diagnostic import InputError
from tests.support.evaluated import annotated_name, article, brief, evaluated, found_name

TEXT = "Ana Roe met Paul Lind in Visby."
GOLD = [
    annotated_name(TEXT, "Ana Roe", "PERSON", "Ana Roe"),
    annotated_name(TEXT, "Paul Lind", "PERSON", "Paul Lind"),
]
ROE = found_name(TEXT, "Ana Roe", EntityType.PERSON, "ana-roe")
LIND = found_name(TEXT, "Paul Lind", EntityType.PERSON, "paul-lind")
VISBY = found_name(TEXT, "Visby", EntityType.PLACE, "visby")
ONE, TWO = article("one", TEXT, mentions=GOLD), article("two", TEXT, mentions=GOLD)

BEFORE = evaluated([ONE, TWO], [brief("one", mentions=[ROE]), brief("two", mentions=[ROE, LIND])])
AFTER = evaluated([ONE, TWO], [brief("one", mentions=[LIND, VISBY]), brief("two", mentions=[ROE, LIND])])


def record(*results: FileEvaluation) -> RunRecord:
    return record_of(results)


def saved(result: RunRecord, folder: Path) -> Path:
    path = folder / "old.json"
    path.write_bytes(record_bytes(result))
    return path


def test_a_record_survives_writing_and_reading(tmp_path: Path) -> None:
    path = saved(record(BEFORE, AFTER), tmp_path)
    again = read_record(path)
    assert record_bytes(again) == path.read_bytes()
    assert [file.name for file in again.files] == ["gold.jsonl", "gold.jsonl (2)"]
    assert again.files[0].articles[0].counts["names, exact"] == {"right": 1, "predicted": 1, "gold": 2}


def test_changed_scores_and_mistakes_are_reported() -> None:
    found = compare(record(AFTER), record(BEFORE), name="old.json")
    (file,) = found.files
    by_name = {score.name: score for score in file.scores}
    exact = by_name["names, exact"]
    assert (exact.figure, exact.old, exact.new, exact.difference) == ("f1", 0.8571, 0.75, -0.1071)
    assert (exact.old_counts, exact.new_counts) == ("3 / 3 / 4", "3 / 4 / 4")
    (changed,) = file.articles
    assert changed.id == "one"
    assert [(str(one.kind), one.words) for one in changed.new] == [
        ("name missed", "Ana Roe"),
        ("page: mentions missed", "Ana Roe"),
        ("name spurious", "Visby"),
    ]
    assert [(str(one.kind), one.words) for one in changed.gone] == [
        ("name missed", "Paul Lind"),
        ("page: mentions missed", "Paul Lind"),
    ]


def test_a_run_compared_with_itself_has_no_changes() -> None:
    (file,) = compare(record(BEFORE), record(BEFORE), name="old.json").files
    assert file.articles == ()
    assert {score.difference for score in file.scores} <= {0, None}


def test_files_and_articles_of_only_one_run_are_not_compared() -> None:
    less = evaluated([ONE], [brief("one", mentions=[ROE])])
    other = evaluated([ONE], [], name="other.jsonl")
    found = compare(record(BEFORE), record(less, other), name="old.json")
    assert (found.only_new, found.only_old) == ((), ("other.jsonl",))
    assert (found.files[0].only_new, found.files[0].only_old) == (("two",), ())
    back = comparison_row(compare(record(less, other), record(BEFORE), name="old.json"))
    assert (back["only_new"], back["files"][0]["only_old"]) == (["other.jsonl"], ["two"])


def test_a_partly_annotated_file_is_compared_by_recall() -> None:
    part = article("one", TEXT, mentions=GOLD, partial=True)
    runs = [record(evaluated([part], [brief("one", mentions=names)])) for names in ([ROE], [ROE, LIND])]
    (file,) = compare(runs[1], runs[0], name="old.json").files
    (exact,) = (score for score in file.scores if score.name == "names, exact")
    assert (exact.figure, exact.old, exact.new, exact.difference) == ("recall", 0.5, 1.0, 0.5)


def test_a_score_of_only_one_run_has_no_difference() -> None:
    plain = [type(name)(name.span, name.type, optional=False) for name in GOLD]
    less = evaluated([article("one", TEXT, mentions=plain)], [])
    (file,) = compare(record(less), record(BEFORE), name="old.json").files
    quality = next(score for score in file.scores if score.name == "page quality")
    assert (quality.new, quality.difference, quality.new_counts) == (None, None, "")


def damaged(**changes: Any) -> str:
    return json.dumps(json.loads(record_bytes(record(BEFORE))) | changes)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("not json", "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ("[]", "not the record of an earlier run"),
        ('{"files": []}', "not the record of an earlier run"),
        (damaged(version=0), "the version 0"),
        (damaged(files=None), "damaged"),
        (damaged(files=[{"name": "a"}]), "damaged"),
        (damaged(files=[{"name": "a", "scores": [], "mistakes": {}, "articles": []}]), "damaged"),
        (
            damaged(files=[{"name": "a", "scores": {"b": {"f1": "1"}}, "mistakes": {}, "articles": []}]),
            "damaged",
        ),
        (
            damaged(
                files=[
                    {
                        "name": "a",
                        "scores": {},
                        "mistakes": {},
                        "articles": [{"id": "b", "counts": {}, "mistakes": [{"kind": "loud"}]}],
                    }
                ]
            ),
            "damaged",
        ),
    ],
)
def test_a_file_that_is_not_a_record_is_an_error(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "old.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=words) as problem:
        read_record(path)
    (found,) = problem.value.diagnostics
    assert found.path == str(path)
    assert "scores.json" in found.hint


@pytest.mark.parametrize("name", ["gone.json", "."])
def test_a_record_that_cannot_be_read_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_record(tmp_path / name)
