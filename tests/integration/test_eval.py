"""``newsgloss eval`` in a process of its own, on two invented articles."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.sites import run_newsgloss

DATA = Path(__file__).parents[1] / "data" / "evaluate"


def test_scores_and_predictions_of_two_files(tmp_path: Path) -> None:
    out = tmp_path / "found.jsonl"
    files = [str(DATA / "quotes.jsonl"), str(DATA / "names.jsonl")]
    done = run_newsgloss(["eval", *files, "--json", "--predictions", str(out)], root=tmp_path)
    assert done.code == 0
    quotes, names = done.answer["files"]
    assert quotes["scores"]["quotes found"]["f1"] == quotes["scores"]["quotes attributed"]["f1"] == 1
    assert names["scores"]["names, typed"]["f1"] == 1
    first, second = (json.loads(line) for line in out.read_text(encoding="utf-8").splitlines())
    assert (first["id"], second["id"]) == ("ferry", "ferry")
    assert [row["source"] for row in first["quotes"]] == [[[21, 32]], [[50, 64]]]
    assert [(row["start"], row["end"], row["type"]) for row in second["mentions"]] == [
        (0, 11, "PERSON"),
        (26, 35, "PLACE"),
    ]


def test_quiet_says_nothing(tmp_path: Path) -> None:
    done = run_newsgloss(["eval", str(DATA / "names.jsonl"), "--quiet", "--limit", "1"], root=tmp_path)
    assert (done.code, done.out, done.err) == (0, "", "")


def test_the_table_has_every_score(tmp_path: Path) -> None:
    done = run_newsgloss(["eval", str(DATA / "names.jsonl")], root=tmp_path)
    assert all(name in done.out for name in ("names, overlap", "names, exact", "names, typed"))


def test_what_is_wrong_is_told(tmp_path: Path) -> None:
    assert run_newsgloss(["eval"], root=tmp_path).code == 2
    gone = run_newsgloss(["eval", "gone.jsonl"], root=tmp_path)
    assert gone.code == 1
    assert "gone.jsonl" in gone.err
    model = run_newsgloss(["eval", str(DATA / "names.jsonl"), "--model", "no_such"], root=tmp_path)
    assert model.code == 1
    assert "no_such" in model.err
    nowhere = ["--predictions", str(tmp_path / "gone" / "out.jsonl")]
    failed = run_newsgloss(["eval", str(DATA / "names.jsonl"), *nowhere], root=tmp_path)
    assert failed.code == 1
    assert "Traceback" not in gone.err + model.err + failed.err
