"""The language of an article: passages of news in twelve languages, English with foreign names, short texts."""

from __future__ import annotations

import subprocess
import sys

import pytest
import yaml

from builder.annotate.article_languages import ArticleLanguages, unread_annotations
from builder.annotate.language_detection import LEAST_LETTERS, detect_language
from tests.support.annotated import article_of
from tests.support.sites import HARBOUR, LIBRARY, PROJECT

PASSAGES = yaml.safe_load(
    (PROJECT / "tests" / "data" / "languages" / "passages.yaml").read_text(encoding="utf-8")
)
ROWS = [(language, text) for language, texts in PASSAGES.items() for text in texts]
FRENCH = PASSAGES["fr"][0]
NAMES = (
    "Ana Roe, Tomas Vale, Ida Marsh, Orik Lund, Jean Delacroix, Marie Dufour, Klaus Brandt, Rosa Fuentes, "
    * 3
)


@pytest.mark.parametrize(("language", "text"), ROWS)
def test_the_language_of_a_passage_is_found(language: str, text: str) -> None:
    assert detect_language(article_of(text)) == language


@pytest.mark.parametrize("text", [HARBOUR, LIBRARY])
def test_english_articles_are_english(text: str) -> None:
    assert detect_language(article_of(text)) == "en"


@pytest.mark.parametrize("text", ["", FRENCH[: LEAST_LETTERS // 2], "12,345 " * 100, NAMES])
def test_the_language_of_a_short_or_unclear_text_is_unknown(text: str) -> None:
    assert detect_language(article_of(text)) is None


def test_plain_english_does_not_load_the_library() -> None:
    code = (
        "import sys\n"
        "from builder.annotate.language_detection import detect_language\n"
        "from tests.support.annotated import article_of\n"
        "from tests.support.sites import HARBOUR\n"
        "print(detect_language(article_of(HARBOUR)), 'py3langid' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "en False\n"


@pytest.mark.parametrize(
    ("site", "stated", "text", "language"),
    [
        ("en", None, FRENCH, "fr"),
        ("en", "fr-CA", "Oui.", "fr-CA"),
        ("en", "en", FRENCH, "en"),
        ("en-GB", None, "Oui.", "en"),
        ("fr", None, "Oui.", "fr"),
        ("fr", None, HARBOUR, "en"),
    ],
)
def test_the_editor_decides_then_the_text_then_the_site(
    site: str, stated: str | None, text: str, language: str
) -> None:
    languages = ArticleLanguages("en", site, {"monday": stated} if stated else {})
    assert languages.of(article_of(text)) == language


@pytest.mark.parametrize(
    ("model", "language", "reads"),
    [
        ("en", "en-GB", True),
        ("en", "fr", False),
        ("xx", "fr", True),
        ("nb", "no", True),
        ("fr", "fr-CA", True),
    ],
)
def test_what_a_model_reads(model: str, language: str, reads: bool) -> None:  # noqa: FBT001
    assert ArticleLanguages(model, "en").reads(language) is reads


def test_an_unread_article_has_sentences_alone() -> None:
    text = "« Non ! » a dit M. Lund. La crue, etc. est passée ? Oui.\n\nFin"
    article = article_of(text)
    found = unread_annotations(article, "fr")
    assert [span.of(text) for span in found.sentences] == [
        "« Non ! » a dit M. Lund.",
        "La crue, etc. est passée ?",
        "Oui.",
        "Fin",
    ]
    assert (found.language, found.is_annotated, found.mentions, found.quotes) == ("fr", False, (), ())
