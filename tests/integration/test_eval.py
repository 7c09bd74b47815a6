"""``newsgloss eval`` in a process of its own, on a few invented articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.sites import read_tree, run_newsgloss

pytestmark = pytest.mark.model

DATA = Path(__file__).parents[1] / "data" / "evaluate"


def test_eval_prints_scores_and_writes_predictions_of_two_files(tmp_path: Path) -> None:
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


def test_quiet_prints_nothing_and_writes_the_report(tmp_path: Path) -> None:
    done = run_newsgloss(["eval", str(DATA / "names.jsonl"), "--quiet", "--limit", "1"], root=tmp_path)
    assert (done.code, done.out, done.err) == (0, "", "")
    report = read_tree(tmp_path / ".newsgloss" / "eval")
    assert {"index.html", "report.css", "tokens.css", "scores.json"} < set(report)
    assert b"Helen Marsh" in report["1-names-jsonl/article-0001.html"]


def test_pages_merging_and_places_are_scored(tmp_path: Path) -> None:
    arguments = ["eval", str(DATA / "pages.jsonl"), "--places", str(DATA / "places.tsv")]
    (found,) = run_newsgloss([*arguments, "--json"], root=tmp_path).answer["files"]
    assert found["scores"]["page quality"] == {"share": 1, "right": 4, "total": 4}
    assert found["scores"]["page quality, met twice and more"] == {"share": 1, "right": 3, "total": 3}
    assert found["scores"]["links, other spelling"]["right"] == 2
    assert found["scores"]["B-cubed across articles"]["f1"] == 1
    assert found["scores"]["places right"] == {"share": 1, "right": 2, "total": 2}
    assert found["mistakes"] == {}


def test_who_is_who_is_scored_and_shown(tmp_path: Path) -> None:
    pack, identity = str(DATA / "site.jsonl"), DATA / "identity.jsonl"
    (found,) = run_newsgloss(["eval", pack, "--identity", str(identity), "--json"], root=tmp_path).answer[
        "files"
    ]
    scores = found["scores"]
    assert scores["who: names on the right page"] == {"share": 1, "right": 7, "total": 7}
    assert scores["who: one page, entities in 2 and more articles"] == {"share": 1, "right": 2, "total": 2}
    assert scores["who: spoken quotes to the right page"] == {"share": 1, "right": 2, "total": 2}
    assert scores["who: pages that mix entities"]["count"] == 0
    assert not any(kind.startswith("who: ") for kind in found["mistakes"])

    other = tmp_path / "other.jsonl"
    text = identity.read_text(encoding="utf-8")
    other.write_text(
        text.replace("Reykjavik", "Oslo", 1).replace('["Helen', '["Tobias Fenwick", "Helen', 1), "utf-8"
    )
    done = run_newsgloss(["eval", pack, "--identity", str(other)], root=tmp_path)
    assert done.code == 0
    assert "line 1: warning: The name 'Oslo' is not in the text of the article 'pier'" in done.words
    assert "who: pages that mix entities" in done.out


def test_an_unusable_identity_file_is_reported_before_the_run(tmp_path: Path) -> None:
    pack, identity = str(DATA / "site.jsonl"), DATA / "identity.jsonl"
    text = identity.read_text(encoding="utf-8")
    for changed, line, told in (
        ("nonsense", 1, "it is not JSON"),
        (text.replace('"PERSON"', '"PEOPLE"'), 1, "'PEOPLE' is not one of the types PERSON, PLACE, ORG"),
        (text.replace('"quote": 0', '"quote": 3'), 2, "The quote 3 of the article 'lake' does not exist"),
        (text.replace('"id": "', '"id": "no-'), None, "has none of the annotated articles"),
    ):
        path = tmp_path / "who.jsonl"
        path.write_text(changed, encoding="utf-8")
        done = run_newsgloss(["eval", pack, "--identity", "who.jsonl"], root=tmp_path)
        assert (done.code, done.out) == (1, "")
        assert told in done.words
        assert "who.jsonl" in done.err
        assert line is None or f"line {line}: error: " in done.err
        assert "Traceback" not in done.err
    gone = run_newsgloss(["eval", pack, "--identity", "gone.jsonl"], root=tmp_path)
    assert (gone.code, "The identity file cannot be read" in gone.words) == (1, True)
    assert not (tmp_path / ".newsgloss").exists()


def test_compare_prints_and_shows_the_effect_of_a_change(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    text = (DATA / "quotes.jsonl").read_text(encoding="utf-8")
    gold.write_text(text, encoding="utf-8")
    folder = tmp_path / "report"
    arguments = ["eval", str(gold), "--report", str(folder)]
    assert run_newsgloss([*arguments, "--quiet"], root=tmp_path).code == 0
    record = folder / "scores.json"
    first = record.read_bytes()
    same = run_newsgloss([*arguments, "--compare", str(record)], root=tmp_path)
    assert (same.code, "No article changed." in same.out) == (0, True)
    assert record.read_bytes() == first

    (tmp_path / "before.json").write_bytes(first)
    gold.write_text(text.replace('"source": [[21, 32]]', '"source": [[50, 64]]'), encoding="utf-8")
    done = run_newsgloss([*arguments, "--compare", str(tmp_path / "before.json")], root=tmp_path)
    assert done.code == 0
    assert "quotes attributed F1 1.0000 0.5000 −0.5000" in done.words
    assert "1 article changed: 1 mistake new (+), 0 gone (−)" in done.out
    assert "+ wrong source, at 1: The ferry is late" in done.words
    assert "What changed since before.json" in (folder / "index.html").read_text(encoding="utf-8")

    answer = run_newsgloss([*arguments, "--compare", "before.json", "--json"], root=tmp_path).answer
    assert answer["report"] == str(folder)
    (file,) = answer["compared"]["files"]
    assert file["scores"]["quotes attributed"] == {"figure": "f1", "old": 1, "new": 0.5, "difference": -0.5}
    (changed,) = file["articles"]
    assert [(one["kind"], one["start"], one["end"]) for one in changed["new"]] == [("wrong source", 1, 18)]
    assert changed["gone"] == []


def test_unusable_input_is_reported_before_the_run(tmp_path: Path) -> None:
    names = str(DATA / "names.jsonl")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "novel.txt").write_text("mine", encoding="utf-8")
    for option, value, told in (
        ("--report", "mine", "it has the file “novel.txt”, which is not from a report"),
        ("--compare", "gone.json", "The earlier run cannot be read"),
        ("--compare", names, "not the record of an earlier run"),
        ("--places", "gone.tsv", "The table of places cannot be read"),
    ):
        done = run_newsgloss(["eval", names, option, value], root=tmp_path)
        assert (done.code, done.out) == (1, "")
        assert told in done.words
        assert "Traceback" not in done.err
    assert not (tmp_path / ".newsgloss").exists()
    assert read_tree(tmp_path / "mine") == {"novel.txt": b"mine"}


def test_table_has_every_score(tmp_path: Path) -> None:
    done = run_newsgloss(["eval", str(DATA / "names.jsonl")], root=tmp_path)
    assert all(name in done.out for name in ("names, overlap", "names, exact", "names, typed"))
    assert "The report is in" in done.out


def test_missing_arguments_files_models_and_folders_are_reported(tmp_path: Path) -> None:
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
