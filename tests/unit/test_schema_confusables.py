"""Characters that look like YAML but are not: messages name them, with file and line, in every file with YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from msgspec import Struct

from builder.content.load import load_content
from builder.model.diagnostic import Diagnostic, InputError, Severity
from builder.read.reader import read_seed
from tests.unit.test_content_errors import errors_of, write_files

DATA = Path(__file__).parents[1] / "data" / "content"
CASES: list[dict[str, Any]] = yaml.safe_load((DATA / "confusables.yaml").read_text("utf-8"))
STORY = "\nThe ferry will stay, Ana Roe said on Monday.\n"


def check(reported: str, case: dict[str, Any], *, path: str, first_line: int) -> None:
    assert reported.startswith(f"{path}:{case['line'] + first_line - 1}: "), reported
    for words in case["words"]:
        assert words in reported


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["text"]))
def test_a_confusable_in_the_file_of_a_brief_is_named(case: dict[str, Any], tmp_path: Path) -> None:
    text = re.sub(r"title(?=\s*[:：])", "headline", case["text"])
    write_files(tmp_path, {"content/briefs/a.yaml": text})
    (reported,) = errors_of(tmp_path)
    check(reported, case, path="content/briefs/a.yaml", first_line=1)


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["text"]))
def test_a_confusable_in_the_front_matter_of_a_seed_is_named(case: dict[str, Any]) -> None:
    _, diagnostics = read_seed(f"---\n{case['text']}---\n{STORY}".encode(), path="seeds/a.md")
    (reported,) = diagnostics
    check(str(reported), case, path="seeds/a.md", first_line=2)


@pytest.mark.parametrize(
    "text",
    [
        "title:\tFerry\n",
        "title: \tFerry\n",
        "title: Ferry\u00a0stays\n",
        "title: “It stays,” she says\n",
        'title: "“It stays”"\n',
        "title: Ferry - stays – now\n",
        "title: 'https://example.org: a story'\n",
        "title: a:b and c：d\n",
        "# a remark:\u00a0with a space\ntitle: Ferry\n",
        "title: >\n  one:\u00a0two\n  “three”\n",
    ],
)
def test_sound_text_is_not_reported(text: str, tmp_path: Path) -> None:
    write_files(tmp_path, {"content/site.yaml": text})
    content = load_content(tmp_path)
    assert content.warnings == ()
    assert content.site.title != "newsgloss"
    article, diagnostics = read_seed(f"---\n{text}---\n{STORY}".encode(), path="seeds/a.md")
    assert article is not None
    assert article.headline == content.site.title
    assert diagnostics == ()


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("a: {lat: 48,2, lon: 16.3}", "`places.a`: “48,2” has a decimal comma. Write 48.2."),
        ("a: {lat: 48.2, lon: -16,3}", "`places.a`: “-16,3” has a decimal comma. Write -16.3."),
        ("a:\n    lat: 48,25\n    lon: 16.3", "`places.a.lat`: “48,25” has a decimal comma. Write 48.25."),
        ("a: {lat: '48,2', lon: 16.3}", "`places.a.lat`: “48,2” has a decimal comma. Write 48.2."),
    ],
)
def test_a_decimal_comma_is_named(text: str, reported: str, tmp_path: Path) -> None:
    write_files(tmp_path, {"content/entities.yaml": f"places:\n  {text}\n"})
    (found,) = errors_of(tmp_path)
    assert reported in found


@pytest.mark.parametrize("text", ["title: The mayor, “Jo”: out\n", "title: The mayor - “Jo” - is: out\n"])
def test_quotation_marks_within_a_value_are_not_reported(text: str, tmp_path: Path) -> None:
    write_files(tmp_path, {"content/site.yaml": text})
    (found,) = errors_of(tmp_path)
    assert "second colon" in found


def test_a_minus_sign_is_named(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/entities.yaml": "places:\n  a: {lat: −12.5, lon: 3}\n"})
    (found,) = errors_of(tmp_path)
    assert "minus sign (U+2212)" in found


def warnings_of(root: Path) -> tuple[Diagnostic, ...]:
    found = load_content(root).warnings
    assert all(warning.severity is Severity.WARNING for warning in found)
    return found


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("site.yaml", "tagline: News\ntitle: “The Ledger”\n", 2),
        ("site.yaml", "title: „The Ledger“\n", 1),
        ("entities.yaml", "people:\n  ana-roe: {aliases: [“Ana”, Roe]}\n", 2),
        ("briefs/a.yaml", "headline: Ferry\ntopics: [ferries, ‘harbors’]\n", 2),
    ],
)
def test_a_name_in_curly_marks_is_warned_about(file: str, text: str, line: int, tmp_path: Path) -> None:
    write_files(tmp_path, {f"content/{file}": text})
    (reported,) = warnings_of(tmp_path)
    assert reported.where == f"content/{file}:{line}"
    assert "curly" in reported.message


@pytest.mark.parametrize(
    "text",
    [
        "headline: “It stays”\n",
        "quotes:\n  - {text: “It stays”, drop: true}\n",
        "mentions:\n  - {text: ‘Hellfire’, within: “a Hellfire”, drop: true}\n",
        "topics: ['“ferries”']\n",
    ],
)
def test_words_of_an_article_may_have_its_own_quotation_marks(text: str, tmp_path: Path) -> None:
    write_files(tmp_path, {"content/briefs/a.yaml": text})
    assert warnings_of(tmp_path) == ()


def letters_of(value: object) -> Iterator[str]:
    """Every text within a value of the model."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from letters_of(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from letters_of(inner)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from letters_of(getattr(value, name))


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\x00", "\x7f", "\x81", "\ufffe"])
@pytest.mark.parametrize(
    "file",
    ["site.yaml", "entities.yaml", "briefs/a.yaml", "notes/a.md", "people/ana-roe.md", "pages/about.md"],
)
def test_control_characters_are_left_out_with_a_warning(file: str, character: str, tmp_path: Path) -> None:
    texts = {
        "site.yaml": "tagline: a\ntitle: The Led{}ger\n",
        "entities.yaml": "people:\n  ana-roe: {{name: Ana R{}oe}}\n",
        "briefs/a.yaml": "slug: a\nheadline: Ferry{} stays\n",
        "notes/a.md": "> the ferry\n\nIt{} is old.\n",
        "people/ana-roe.md": "She is\nthe may{}or.\n",
        "pages/about.md": "# About\nWho{} we are.\n",
    }
    text = texts[file]
    write_files(tmp_path, {f"content/{file}": text.format(character)})
    content = load_content(tmp_path)
    (reported,) = content.warnings
    assert (reported.severity, reported.path) == (Severity.WARNING, f"content/{file}")
    assert f"U+{ord(character):04X}" in reported.message
    assert reported.line == text[: text.index("{}")].count("\n") + 1
    assert character not in "".join(letters_of(content))


@pytest.mark.parametrize("escape", ["\\x1b", "\\u0007", "\\x81"])
def test_an_escaped_control_character_is_left_out_too(escape: str, tmp_path: Path) -> None:
    write_files(tmp_path, {"content/site.yaml": f'title: "The Led{escape}ger"\n'})
    content = load_content(tmp_path)
    assert content.site.title == "The Ledger"
    assert [warning.line for warning in content.warnings] == [1]


def test_unicode_line_separators_do_not_count_as_lines(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/site.yaml": "title: The\u2028Ledger\nbody: half\n"})
    with pytest.raises(InputError) as caught:
        load_content(tmp_path)
    assert [found.line for found in caught.value.diagnostics] == [2]
