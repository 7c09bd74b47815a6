"""Plain sentences with any word as a name: the annotator raises nothing, and its annotations fit the text."""

from __future__ import annotations

import pytest
import yaml

from builder.annotate.annotator import Annotator
from tests.support.grammar import sentence_articles
from tests.support.plain_sentences import numbered, problems_of
from tests.support.sites import PROJECT

pytestmark = pytest.mark.model

SEEDS = range(4)
EACH = 150
FAILED = yaml.safe_load((PROJECT / "tests" / "data" / "grammar" / "failed.yaml").read_text(encoding="utf-8"))
"""Sentences that the annotator once failed on, or similar ones, by the failure."""


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator()


@pytest.mark.parametrize("seed", SEEDS)
def test_sentences_of_the_grammar_have_no_problem(seed: int, annotator: Annotator) -> None:
    texts = dict(sentence_articles(seed, range(EACH)))
    found = [(texts[int(name)], what) for name, what in problems_of(numbered(texts.items()), annotator)]
    assert found == []


@pytest.mark.parametrize("cause", sorted(FAILED))
def test_sentences_that_once_failed_have_no_problem(cause: str, annotator: Annotator) -> None:
    assert list(problems_of(numbered(enumerate(FAILED[cause])), annotator)) == []


def test_same_seed_gives_the_same_articles() -> None:
    assert dict(sentence_articles(7, range(20))) == dict(sentence_articles(7, range(20)))
    assert dict(sentence_articles(7, range(20))) != dict(sentence_articles(8, range(20)))
