"""Words of titles, and titles in the singular."""

from __future__ import annotations

import pytest

from builder.annotate.mentions.title_words import is_plural_title, is_role_head, is_title, singular_title
from builder.annotate.parse.document import Token
from tests.support.parsed import document_of


def token_of(word: str, *, lemma: str | None = None) -> Token:
    """Return a token with this text, by default with its lower case as lemma."""
    doc = document_of("Word", facts={"Word": {"text": word, "lemma": lemma or word.lower()}})
    return doc.tokens[0]


@pytest.mark.parametrize(
    "word", ["minister", "Minister", "Sen.", "Sens.", "spokeswomen", "Ministers", "Secretaries"]
)
def test_offices_and_abbreviated_titles_head_roles(word: str) -> None:
    assert is_role_head(token_of(word))


@pytest.mark.parametrize("word", ["ferry", "Mrs.", "Lowmoor", "yesterday"])
def test_other_words_do_not_head_roles(word: str) -> None:
    assert not is_role_head(token_of(word))


@pytest.mark.parametrize("word", ["Mrs.", "Minister", "Sens."])
def test_courtesies_and_offices_end_titles(word: str) -> None:
    assert is_title(token_of(word))


@pytest.mark.parametrize("word", ["Ferry", "Lowmoor", "the"])
def test_other_words_do_not_end_titles(word: str) -> None:
    assert not is_title(token_of(word))


@pytest.mark.parametrize(
    ("title", "singular"),
    [
        ("Sens.", "Sen."),
        ("Former Ministers", "Former Minister"),
        ("spokeswomen", "spokeswoman"),
        ("Secretaries", "Secretary"),
    ],
)
def test_plural_title_has_a_singular(title: str, singular: str) -> None:
    head = token_of(title.rpartition(" ")[2])
    assert is_plural_title(head)
    assert singular_title(title, head) == singular


@pytest.mark.parametrize("title", ["Sen.", "Deputy Minister", "boss"])
def test_singular_title_stays(title: str) -> None:
    head = token_of(title.rpartition(" ")[2])
    assert not is_plural_title(head)
    assert singular_title(title, head) == title
