"""Training examples of the name trees: one for each spelling of an annotated article."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from builder.annotate import decision_trees as stored_trees
from builder.annotate.decision_trees import load_choices
from builder.annotate.typing.classifier import NO_NAME
from builder.annotate.typing.features import FEATURES
from builder.evaluate.gold import GoldMention, read_gold
from builder.model.annotations import EntityType
from builder.model.span import Span
from tests.support.parsed import document_of, name_of
from tools.train_name_trees import ANSWERS, FOLDS, Question, _answer, questions_of
from tools.tree_files import flat_tree, write_trees

TEXT = "They met Tobias Fenwick in Oslo."


def mention(words: str, kind: str = "PERSON", *, optional: bool = False) -> GoldMention:
    start = TEXT.index(words)
    return GoldMention(Span(start, start + len(words)), kind, optional)


@pytest.mark.parametrize(
    ("mentions", "expected"),
    [
        ([mention("Tobias Fenwick")], "PERSON"),
        ([mention("Fenwick", "ORG")], "ORG"),
        ([mention("Tobias", "OTHER"), mention("Fenwick in Oslo", "ORG")], "ORG"),
        ([mention("Tobias Fenwick in Oslo", "ORG"), mention("Tobias Fenwick")], "PERSON"),
        ([mention("Tobias Fenwick", optional=True)], None),
        ([mention("Oslo", "PLACE")], NO_NAME),
        ([], NO_NAME),
    ],
    ids=["the same", "a part", "the larger part", "the shorter of two", "optional", "elsewhere", "nothing"],
)
def test_answer_is_the_annotated_mention_with_the_largest_overlap(
    mentions: list[GoldMention], expected: str | None
) -> None:
    doc = document_of(TEXT)
    name = name_of(doc, "Tobias Fenwick", EntityType.PERSON)
    assert _answer(name, mentions) == expected


def asked(tmp_path: Path, *articles: dict[str, Any]) -> list[Question]:
    path = tmp_path / "names.jsonl"
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    return list(questions_of(read_gold(path)))


def article(number: int, text: str, *mentions: tuple[str, str]) -> dict[str, Any]:
    """Return an article with every occurrence of each name annotated."""
    found = [
        {"start": at, "end": at + len(words), "type": kind}
        for words, kind in mentions
        for at in range(len(text))
        if text.startswith(words, at)
    ]
    return {"id": str(number), "text": text, "mentions": found}


@pytest.mark.model
def test_each_spelling_gives_one_question(tmp_path: Path) -> None:
    text = (
        "Helen Marsh opened the ferry in Oslo.\n\nMany saw Oslo, and Helen Marsh saw Oslo. "
        "Police searched the office of Greenpeace.\n"
    )
    first = article(1, text, ("Helen Marsh", "PERSON"), ("Oslo", "PLACE"))
    unreadable = article(2, " \n", ("Oslo", "PLACE"))
    third = article(3, text, ("Helen Marsh", "ORG"), ("Greenpeace", "ORG"))
    questions = asked(tmp_path, first, unreadable, third)
    assert [one.fold for one in questions] == [0, 0, 0, 1 % FOLDS, 1 % FOLDS, 1 % FOLDS]
    assert all(len(one.row) == len(FEATURES) for one in questions)
    answers = [(ANSWERS[one.answer], round(one.weight**2)) for one in questions]
    assert sorted(answers[:3]) == [(NO_NAME, 1), ("PERSON", 2), ("PLACE", 3)]
    assert sorted(answers[3:]) == [(NO_NAME, 3), ("ORG", 1), ("ORG", 2)]
    assert [one.row for one in questions[:3]] == [one.row for one in questions[3:]]


def test_written_trees_are_loaded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = {
        "split_feature": 1,
        "threshold": 0.5000000123,
        "left_child": {"leaf_value": 1.0000049},
        "right_child": {
            "split_feature": 0,
            "threshold": 2.0,
            "left_child": {"leaf_value": -1.0},
            "right_child": {"leaf_value": 0.25},
        },
    }
    tree = flat_tree(root)
    assert tree == {
        "feature": [1, 0],
        "threshold": [0.5, 2.0],
        "left": [-1, -2],
        "right": [1, -3],
        "value": [1.0, -1.0, 0.25],
        "depth": 2,
    }
    write_trees(
        tmp_path / "fish_trees.json", ["one", "two"], {"choices": {"EEL": [tree], "COD": [tree, tree]}}
    )
    monkeypatch.setattr(stored_trees, "_DATA", tmp_path)
    choices = dict(load_choices.__wrapped__("fish", ("one", "two")))
    rows = [[0.0, 0.5], [2.0, 0.6], [2.1, 0.6]]
    assert list(choices["EEL"].odds(rows)) == [1.0, -1.0, 0.25]
    assert list(choices["COD"].odds(rows)) == [2.0, -2.0, 0.5]


def test_tree_of_a_single_leaf() -> None:
    assert flat_tree({"leaf_value": 0.5}) == {
        "feature": [],
        "threshold": [],
        "left": [],
        "right": [],
        "value": [0.5],
        "depth": 0,
    }
