"""Annotation of languages without rules of their own, with a small French pipeline made here."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence

import pytest

from builder.annotate.annotator import Annotator
from builder.annotate.any_language.language_words import LanguageWords, language_words
from builder.annotate.any_language.model_names import model_types
from builder.annotate.parse.model_package import find_model
from builder.model.annotations import Annotations, EntityType, QuoteKind
from tests.support.annotated import article_of
from tests.support.pipelines import write_pipeline

NAMES = {
    "Mme Ana Roë": "PER",
    "Ana Roë": "PER",
    "Tomas Val": "PER",
    "la Compagnie des Eaux": "ORG",
    "Compagnie des Eaux": "ORG",
    "Vernay": "LOC",
    "Roë": "LOC",
    "Val": "LOC",
    "français": "MISC",
}


@pytest.fixture(scope="module")
def annotator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Annotator]:
    folder = tmp_path_factory.mktemp("pipelines")
    name = write_pipeline(folder, "fr", NAMES)
    sys.path.insert(0, str(folder))
    yield Annotator(find_model(name).package)
    sys.path.remove(str(folder))


def annotated(annotator: Annotator, text: str) -> Annotations:
    (found,) = annotator.annotate([article_of(text)])
    return found


def names_of(found: Annotations, text: str) -> Sequence[tuple[str, str, str | None]]:
    return [(one.span.of(text), one.type.value, one.entity) for one in found.mentions]


def test_names_have_no_titles_and_articles_and_other_labels_name_nothing(annotator: Annotator) -> None:
    text = "Mme Ana Roë dirige la Compagnie des Eaux à Vernay. Un maire français est venu."
    found = annotated(annotator, text)
    assert names_of(found, text) == [
        ("Ana Roë", "person", "ana-roe"),
        ("Compagnie des Eaux", "organization", "compagnie-des-eaux"),
        ("Vernay", "place", "vernay"),
    ]
    assert [entity.name for entity in found.entities] == ["Ana Roë", "Compagnie des Eaux", "Vernay"]


def test_a_last_name_alone_is_the_person(annotator: Annotator) -> None:
    text = "Ana Roë est partie. Roë reviendra."
    found = annotated(annotator, text)
    assert names_of(found, text)[1] == ("Roë", "person", "ana-roe")
    assert found.entities[0].aliases == ("Roë",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("« Il pleut », a déclaré Ana Roë.", ("Il pleut", "ana-roe", "a déclaré")),
        ("« Il pleut », a déclaré Mme Ana Roë, maire.", ("Il pleut", "ana-roe", "a déclaré")),
        ("«\u00a0Il pleut.\u00a0» dit Ana Roë.", ("Il pleut.", "ana-roe", "dit")),
        ("« Il pleut », explique la Compagnie des Eaux.", None),
        ("« Il pleut », a déclaré le maire de Vernay.", None),
        ("« Il pleut », a-t-elle déclaré à Ana Roë.", None),
        ("« Il pleut », a pleuré Ana Roë.", None),
        ("« Il pleut », a déclaré hier Ana Roë.", None),
        ("Ana Roë a visité « le serpent bleu » hier.", None),
        (
            "« Il pleut depuis ce matin sur la ville. » Ana Roë",
            ("Il pleut depuis ce matin sur la ville.", None, None),
        ),
        ("“Il pleut”, a déclaré Ana Roë.", ("Il pleut", "ana-roe", "a déclaré")),
    ],
)
def test_a_quote_is_credited_only_by_a_verb_and_a_name_right_behind_it(
    text: str, said: tuple[str, str | None, str | None] | None, annotator: Annotator
) -> None:
    quotes = annotated(annotator, text).quotes
    if said is None:
        assert quotes == ()
        return
    (quote,) = quotes
    assert quote.kind is QuoteKind.DIRECT
    assert (
        quote.content[0].of(text),
        quote.speakers[0] if quote.speakers else None,
        quote.cue.of(text) if quote.cue is not None else None,
    ) == said


@pytest.mark.parametrize(
    "text",
    [
        "Le président Val est venu mardi 5 mai avec 300 personnes et 2 millions de dollars.",
        "ANA ROË EST PARTIE.\n\nMr. Lund said on Tuesday that it was safe, according to Ida Marsh.",
        "Paris, Texas et la Géorgie: 'Il pleut,' said Ida Marsh. \"It is,\" she said.",
    ],
)
def test_no_rule_for_english_finds_anything(text: str, annotator: Annotator) -> None:
    found = annotated(annotator, text)
    assert {one.span.of(text) for one in found.mentions} <= {"Val"}
    assert (found.quotes, found.figures) == ((), ())
    assert all(not entity.roles for entity in found.entities)


def test_a_pipeline_without_a_parser_has_sentences(annotator: Annotator) -> None:
    text = "Il pleut. Ana Roë part."
    assert [span.of(text) for span in annotated(annotator, text).sentences] == ["Il pleut.", "Ana Roë part."]


def test_words_of_a_language_without_a_file_are_empty() -> None:
    assert language_words("qq") == LanguageWords()
    assert "Mme" in language_words("fr").titles


def test_labels_name_types_with_pages() -> None:
    types: Mapping[str, EntityType] = model_types()
    assert {types[label] for label in ("PER", "LOC", "ORG")} == {
        EntityType.PERSON,
        EntityType.PLACE,
        EntityType.ORGANIZATION,
    }
    assert "MISC" not in types
