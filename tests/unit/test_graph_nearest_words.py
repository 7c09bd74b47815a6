"""Words that are not found: each gets an error, the first ones with the nearest match, in bounded time."""

from __future__ import annotations

from itertools import cycle, islice

import pytest

from builder.graph import nearest_words
from builder.graph.nearest_words import NearestWords
from builder.graph.text_search import ArticleSearch
from builder.schema.suggestion import MOST_SUGGESTIONS, Suggestions
from tests.support.annotated import article_of
from tests.support.processes import run_forked

VOCABULARY = (
    "ferry pier council mayor storm bridge library budget school clinic road water village report".split()
)
CPU_SECONDS = 30

NEAREST = [
    ("the old peer", "The old pier"),
    ("pier is not save", "pier is not safe"),
    ("It can be don", "It can be done"),
    ("“It can be done before winter”", "“It can be done before the"),
    ("the old pier is not safe at all, Brandvold told us on a Tuesday", "The old pier"),
    ("brand-volds", "Brandvold’s"),
    ("zzz qqq", None),
    ("", None),
    ("   ", None),
]


@pytest.mark.parametrize(("words", "expected"), NEAREST)
def test_the_nearest_words_are_from_one_paragraph(words: str, expected: str | None) -> None:
    paragraphs = [
        "The old pier is not safe, Brandvold’s men say.",
        "“It can be done before the winter,” he said.",
    ]
    found = NearestWords(paragraphs).find(words)
    assert found is None if expected is None else (found or "").startswith(expected)


def missing(count: int, words_in_article: int, words: list[str]) -> list[str]:
    """Return the messages for ``count`` fixes that match nothing, made of the given words and a number."""
    text = " ".join(islice(cycle(VOCABULARY), words_in_article))
    article = article_of("\n\n".join(text[start : start + 600].strip() for start in range(0, len(text), 600)))
    quoted = ArticleSearch(article)
    fixes = [f"{words[number % len(words)]} zz{number}" for number in range(count)]
    assert not any(quoted.find(fix) for fix in fixes)
    return [
        str(quoted.missing_warning("content/briefs/x.yaml", line, fix)) for line, fix in enumerate(fixes, 1)
    ]


def report_thousands(words: list[str]) -> None:
    """Report thousands of fixes that match nothing, each on its line."""
    found = missing(3200, 20_000, words)
    assert len(found) == 3200
    assert all(f"x.yaml:{line}: warning: " in said for line, said in enumerate(found, 1))
    assert all("does not appear in seeds/monday.txt." in said for said in found)


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ["ferry"],
        ["pier council"],
        ["pier council mayor storm bridge"],
        [" ".join(VOCABULARY) * 20],
        ["x" * 100_000],
        ["mayor", "the road to the village and the water", "“It is”"],
    ],
    ids=["one word", "two words", "five words", "300 words", "100,000 letters", "several"],
)
def test_thousands_of_unknown_words_are_reported_in_bounded_time(words: list[str]) -> None:
    done = run_forked(
        "tests.unit.test_graph_nearest_words:report_thousands",
        [words],
        cpu_seconds=CPU_SECONDS,
        imports=["tests.unit.test_graph_nearest_words"],
    )
    assert done.code == 0, done.err


def test_only_the_first_unknown_words_have_a_proposal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearest_words, "MOST_PASSAGES", 500)
    found = missing(20, 200, ["pier council mayor"])
    hints = ["Did you mean" in said for said in found]
    assert hints == sorted(hints, reverse=True)
    assert 0 < sum(hints) < 20
    assert all("Copy the words from the article." in said for said in found[sum(hints) :])


def test_unknown_ids_have_a_proposal_up_to_a_limit() -> None:
    suggestions = Suggestions(["ada-moss", "bo-lind"])
    asked = [f"ada-mos{number}" for number in range(MOST_SUGGESTIONS + 5)]
    answers = [suggestions.nearest(word) for word in asked]
    assert answers == ["ada-moss"] * MOST_SUGGESTIONS + [None] * 5
    assert suggestions.nearest(asked[0]) == "ada-moss", "the same word has the same answer"
