"""A failure is reported for its own article, and all others are annotated, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import pytest

from builder.annotate.fault_isolation import outcomes_of
from builder.annotate.limits import LimitError
from builder.annotate.outcome import Outcome, Unannotated
from builder.annotate.parse.document import Document
from builder.model.annotations import Annotations
from builder.model.article import Article
from tests.support.annotated import article_of

BATCH = 4
"""Articles that the model takes before it returns the first."""

PROBLEMS = (
    ValueError("not a span: [9, 8)"),
    KeyError("key"),
    IndexError("tuple index out of range"),
    RecursionError("maximum recursion depth exceeded"),
    MemoryError(),
    AssertionError(),
    OSError(28, "No space left on device"),
    StopIteration(),
    RuntimeError("many\nlines\n" + "of words " * 200),
)
"""Exceptions that the rules may raise."""


def parse(articles: Iterable[Article]) -> Iterator[Document]:
    """Parse in batches, as the model does; an article that contains "unreadable" fails its whole batch."""
    stream = iter(articles)
    while batch := list(islice(stream, BATCH)):
        if any("unreadable" in article.text for article in batch):
            raise ValueError("[E088] Text is too long.")
        for article in batch:
            yield Document(article, article.paragraphs, (), (), article.text)


def annotations_for(doc: Document) -> Annotations:
    return Annotations(doc.article.seed_id, "none", (), (), (), ())


def found_for(bad: dict[int, str], problem: Exception) -> list[Outcome]:
    """Return the outcomes for ten articles, some of which are bad: by number the word that makes them so."""

    def annotate(doc: Document) -> Annotations:
        if any("raises" in part.span.of(doc.text) for part in doc.paragraphs):
            raise problem
        return annotations_for(doc)

    articles = [
        article_of(f"A first paragraph.\n\nIt is {bad.get(number, 'sound')}.", f"a{number}")
        for number in range(10)
    ]
    found = list(outcomes_of(articles, parse, annotate))
    assert [one.seed_id for one in found] == [article.seed_id for article in articles]
    return found


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: type(problem).__name__)
@pytest.mark.parametrize("bad", [{0}, {9}, {3, 4}, set(range(10))])
def test_an_exception_of_the_rules_is_reported_for_its_article(problem: Exception, bad: set[int]) -> None:
    found = found_for(dict.fromkeys(bad, "raises"), problem)
    for number, one in enumerate(found):
        assert isinstance(one, Unannotated) == (number in bad)
        if isinstance(one, Unannotated):
            assert one.message.startswith(f"The article could not be annotated: {type(problem).__name__}")
            assert "\n" not in one.message
            assert len(one.message) < 400
            assert one.offset == len("A first paragraph.\n\n")
            assert type(problem).__name__ in one.trace
            assert "report" in one.hint
            assert "seeds/" in one.hint


@pytest.mark.parametrize("bad", [{0}, {9}, {3, 4}, {1, 5, 9}, set(range(10))])
def test_an_exception_of_the_model_fails_only_its_own_article(bad: set[int]) -> None:
    found = found_for(dict.fromkeys(bad, "unreadable"), ValueError())
    assert {number for number, one in enumerate(found) if isinstance(one, Unannotated)} == bad
    assert all("E088" in one.message for one in found if isinstance(one, Unannotated))


def test_model_and_rules_may_raise_in_one_run() -> None:
    found = found_for({1: "unreadable", 2: "raises", 8: "raises", 9: "unreadable"}, IndexError("no"))
    assert [isinstance(one, Unannotated) for one in found] == [number in (1, 2, 8, 9) for number in range(10)]


def test_a_limit_is_reported_with_its_own_message_and_hint() -> None:
    problem = LimitError("The article has 9 of them; the limit is 8.", "Split the article.", offset=7)
    found = [one for one in found_for({5: "raises"}, problem) if isinstance(one, Unannotated)]
    assert found == [Unannotated("a5", problem.message, problem.hint, 7, "")]


def test_an_exception_that_ends_the_program_is_raised() -> None:
    def annotate(_: Document) -> Annotations:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(outcomes_of([article_of("So it was.")], parse, annotate))
