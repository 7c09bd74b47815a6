"""Fixtures of the tests with the language model, which is loaded once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from builder.annotate.annotator import Annotator
from builder.model.annotations import Annotations
from builder.model.article import Article
from builder.read.reader import read_seed


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    """Return the default language model with all rules."""
    return Annotator()


@pytest.fixture(scope="session")
def annotated(annotator: Annotator) -> Callable[[str], tuple[Article, Annotations]]:
    """Return a function that reads a passage as a plain text seed and annotates it."""

    def annotate(text: str) -> tuple[Article, Annotations]:
        article, diagnostics = read_seed(text.encode(), path="seeds/passage.txt")
        assert article is not None, diagnostics
        (annotations,) = annotator.annotate([article])
        return article, annotations

    return annotate
