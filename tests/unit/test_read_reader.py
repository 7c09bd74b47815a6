"""Reading a seed as a whole."""

from __future__ import annotations

import subprocess
import sys

import pytest

from builder.model.article import ParagraphKind
from builder.model.diagnostic import Severity
from builder.read.reader import read_seed
from tests.support.sites import PROJECT

STORY = "The ferry sank on Sunday.\n\nThe captain was asleep."


def test_the_seed_of_the_project_is_read() -> None:
    (path,) = (PROJECT / "seeds").glob("000_*.txt")
    data = path.read_bytes()
    article, diagnostics = read_seed(data, path=f"seeds/{path.name}")
    assert diagnostics == ()
    assert article is not None
    assert article.text == data.decode("utf-8")
    assert article.seed_id == path.stem
    assert (article.headline, article.byline, article.date) == (None, None, None)
    assert article.dateline is not None
    assert article.dateline.place.of(article.text) == "WASHINGTON"
    assert len(article.story) == 17
    assert [paragraph.kind for paragraph in article.paragraphs].count(ParagraphKind.BOILERPLATE) == 1
    assert article.paragraphs[-1].kind is ParagraphKind.BOILERPLATE


@pytest.mark.parametrize("ending", [".txt", ".TXT", ".md", ".html", ".HTM"])
def test_the_id_is_the_file_name_alone(ending: str) -> None:
    article, _ = read_seed(STORY.encode(), path=f"seeds/2014/ferry.v2{ending}")
    assert article is not None
    assert article.seed_id == "ferry.v2"
    assert article.path == f"seeds/2014/ferry.v2{ending}"


def test_markup_in_plain_text_is_text() -> None:
    text = "# The <b>ferry</b> & co. sank.\n\n---\n\n*It* stayed."
    article, _ = read_seed(text.encode(), path="seeds/ferry.txt")
    assert article is not None
    assert article.text == text
    assert article.paragraphs[0].span.of(text) == "# The <b>ferry</b> & co. sank."


def test_the_site_adds_patterns_of_boilerplate() -> None:
    article, _ = read_seed(STORY.encode(), path="seeds/ferry.txt", boilerplate=["^the CAPTAIN"])
    assert article is not None
    assert [paragraph.span.of(article.text) for paragraph in article.story] == ["The ferry sank on Sunday."]


def test_a_pattern_of_the_site_sees_a_wrapped_paragraph_as_one_line() -> None:
    text = "The ferry sank on Sunday.\n\nThe captain\nwas asleep."
    article, _ = read_seed(text.encode(), path="seeds/ferry.txt", boilerplate=["captain was"])
    assert article is not None
    assert article.paragraphs[-1].kind is ParagraphKind.BOILERPLATE


@pytest.mark.parametrize("name", ["ferry.txt", "ferry.md", "ferry.html"])
def test_a_seed_without_a_story_is_an_error(name: str) -> None:
    article, (diagnostic,) = read_seed(b"Advertisement", path=f"seeds/{name}")
    assert article is None
    assert diagnostic.severity is Severity.ERROR
    assert diagnostic.path == f"seeds/{name}"
    assert "no story" in diagnostic.message
    assert diagnostic.hint


def test_an_article_comes_with_the_warning_on_its_encoding() -> None:
    article, (diagnostic,) = read_seed("“It sank,” she said.".encode("cp1252"), path="seeds/ferry.txt")
    assert article is not None
    assert article.text == "“It sank,” she said."
    assert diagnostic.severity is Severity.WARNING


def test_reading_plain_text_does_not_import_the_html_parser() -> None:
    code = (
        "import sys; from builder.read.reader import read_seed; read_seed(b'It sank.', path='seeds/a.txt'); "
        "print(sorted({'trafilatura', 'lxml', 'spacy', 'charset_normalizer'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("original", "text"),
    [
        ("The Caf\x83 sank.\n", "The Cafƒ sank.\n"),
        ("The fer\x07ry sank\x00.\n", "The fer\u2060ry sank\u2060.\n"),
        ("\x1b\n\nThe \ufffeferry\x81 sank.\n", " \n\nThe  ferry  sank.\n"),
        ("It\x92s sunk.\x0cIt sank\x85\n", "It’s sunk. It sank…\n"),
        ("It \U0001ffffsank on\x7f\x7fSunday.\r\n", "It  sank on\u2060\u2060Sunday.\r\n"),
    ],
)
def test_a_plain_text_keeps_the_offsets_of_its_file(original: str, text: str) -> None:
    # More than one byte in twenty that is a control character would make it a binary file.
    rest = "The captain was asleep, and the mate was at home with a cold.\n" * 2
    article, _ = read_seed((original + rest).encode(), path="seeds/ferry.txt")
    assert article is not None
    assert article.text == text + rest
    assert article.verbatim == original + rest
    assert article.story[0].span.of(article.text) == text.strip()


def test_other_formats_have_the_words_without_control_characters() -> None:
    article, _ = read_seed(b"The fer\x07ry sank on Sunday.", path="seeds/ferry.md")
    assert article is not None
    assert article.text == article.verbatim == "The ferry sank on Sunday."
