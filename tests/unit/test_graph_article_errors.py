"""Errors of one article in the graph stage name that article."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.graph import briefs, places
from builder.graph.build import build_graph
from builder.model.article import Article
from builder.model.diagnostic import InputError, Severity
from builder.model.editorial import Content
from tests.support.annotated import annotations_of, article_of, by_seed, entity_of

STEPS = ((briefs, "linked_mentions"), (briefs, "linked_quotes"), (places, "places_of_article"))
"""Steps that work on one article at a time."""


@pytest.mark.parametrize(("module", "name"), STEPS, ids=[name for _, name in STEPS])
@pytest.mark.parametrize("problem", [ValueError("not a span: [9, 8)"), RecursionError(), MemoryError()])
def test_an_unexpected_exception_names_the_article(
    module: object, name: str, problem: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = [article_of(f"Ana Roe left in {words}.", words) for words in ("april", "june", "may")]
    sound: Callable[..., object] = getattr(module, name)

    def step(article: Article, *others: object) -> object:
        if article.seed_id == "june":
            raise problem
        return sound(article, *others)

    monkeypatch.setattr(module, name, step)
    found = {article.seed_id: annotations_of(article, entity_of("Ana Roe")) for article in articles}
    with pytest.raises(InputError) as raised:
        build_graph(by_seed(articles), found, Content())
    failure, trace = raised.value.diagnostics
    assert (failure.severity, failure.path) == (Severity.ERROR, "seeds/june.txt")
    assert type(problem).__name__ in failure.message
    assert (trace.severity, trace.path) == (Severity.NOTE, "seeds/june.txt")
    assert "Traceback" in trace.message
