"""Words of an article that an editor quotes."""

from __future__ import annotations

import pytest

from builder.graph.text_search import ArticleSearch
from tests.support.annotated import article_of

TEXT = (
    "The ferry sank.\n\n\u201cRene\u0301e\u200b has re\u00adtired,\u201d said the\u2060 mate of Re\u0301ne.\n"
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Renée has", "Rene\u0301e\u200b has"),
        ("Rene\u0301e", "Rene\u0301e"),
        ("has retired", "has re\u00adtired"),
        ('"Renée', "\u201cRene\u0301e"),
        ("the mate of", "the\u2060 mate of"),
        ("re\u00adtired", "re\u00adtired"),
    ],
)
def test_words_are_found_whatever_their_invisible_characters(words: str, found: str) -> None:
    (span,) = ArticleSearch(article_of(TEXT, "ferry")).find(words)
    assert span.of(TEXT) == found


def test_similar_words_are_proposed_as_they_are_read() -> None:
    problem = ArticleSearch(article_of(TEXT, "ferry")).missing_warning("f.yaml", 1, "Renée had retired")
    assert problem.hint == "Did you mean \u201cRenée has retired\u201d?"
