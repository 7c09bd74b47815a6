"""The language model is loaded without most of its strings, and no annotation misses one."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from builder.annotate.fault_isolation import outcomes_of
from builder.annotate.outcome import Unannotated
from builder.annotate.parse.document import Document
from builder.annotate.parse.language_model import load_language
from builder.annotate.parse.model_package import find_model
from builder.annotate.parse.spacy_parser import parse_articles
from builder.model.annotations import Annotations
from tests.support.annotated import article_of

HEARD = "zebrafish"
"""A word that no text has, and that a component gives as a lemma."""


@Language.component("lemmas_by_hash")
def lemmas_by_hash(doc: Doc) -> Doc:
    """Give each word a lemma by its hash alone, as a table of hashes would."""
    for token in doc:
        token.lemma = spacy.strings.get_string_id(HEARD)
    return doc


@pytest.fixture
def unusual(tmp_path: Path) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("lemmas_by_hash")
    nlp.vocab.strings.add(HEARD)
    nlp.to_disk(tmp_path / "model")
    return load_language(str(tmp_path / "model"))


def test_strings_are_loaded_when_a_component_gives_an_unknown_word(unusual: Language) -> None:
    assert HEARD not in unusual.vocab.strings
    lemmas: list[str] = []

    def annotate(doc: Document) -> Annotations:
        lemmas.extend(token.lemma for token in doc.token_rows)
        return Annotations(doc.article.seed_id, "none", (), (), (), ())

    articles = [article_of("The pier is closed.", f"a{number}") for number in range(3)]
    found = list(outcomes_of(articles, partial(parse_articles, unusual), annotate))
    assert not any(isinstance(one, Unannotated) for one in found)
    assert [one.seed_id for one in found] == ["a0", "a1", "a2"]
    assert set(lemmas) == {HEARD}


def test_default_model_is_loaded_without_the_words_of_its_vectors() -> None:
    nlp = load_language(find_model(None).package)
    assert len(nlp.vocab.strings) < 20_000
    assert nlp.vocab["harbor"].has_vector
    assert all(
        nlp.vocab.strings[nlp.vocab.strings[label]] == label
        for labels in nlp.pipe_labels.values()
        for label in labels
    )


def test_command_line_of_the_library_is_left_out_and_can_be_imported_later() -> None:
    code = (
        "import sys; from builder.annotate.parse.language_model import load_language;"
        "from builder.annotate.parse.model_package import find_model;"
        "load_language(find_model(None).package);"
        "assert not any(name.startswith('spacy.cli') for name in sys.modules);"
        "from spacy.cli.info import info; assert callable(info)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)
