"""A hidden person's name is in no published file, whatever its form."""

from __future__ import annotations

import gzip
import html
import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.support.sites import read_tree, run_newsgloss, write_files

pytestmark = pytest.mark.model

COURT = """Anna Varrow speaks in court

LOWMOOR, Ohio — Anna Varrow told the Lowmoor District Court on Monday that she saw the fire at the Pendle Mill.

“I smelled smoke at ten,” Ms. Varrow said. “Nobody at the mill answered.” Judge Oren Halstead thanked Anna
Varrow for her patience, and the lawyer of Ánna Várrow, Petra Quist, asked for a break.

VARROW-BACKED CLAIMS, án\u00adna var\u00adrow's letters and the Varrows’ house were named by Quist. “Varrow is brave,”
Quist said. She coined the term “the Varrow rule” for it.

The court heard three hours of evidence. It paid $3,000 to A. Varrow.

Write to anna.varrow@lowmoor.example or see https://lowmoor.example/Anna%20Varrow.
"""
MILL = """LOWMOOR, Ohio — The Pendle Mill burned for two days in March, said Petra Quist, a lawyer.

“We want to know who knew of it,” Quist said. Halstead, the judge, spoke to Varrow at the Anna Varrow Foundation
in Lowmoor.

“It is a sad day,” Varrow said. Oren Halstead agreed. “It was 3 p.m.,” said Anna Varrow.
"""
CALM = """LOWMOOR, Ohio — The Lowmoor Library opens again on Friday, Petra Quist said.

“Come and read,” Quist said. “It is open until 9 p.m.”
"""
FILES: Mapping[str, str] = {
    "content/site.yaml": "title: The Lowmoor Post\nnotice: Ask Ms. Varrow.\nurl: https://lowmoor.example\n"
    "navigation:\n- {label: Varrow, path: people/anna-varrow.html}\n"
    "tagline: What Anna Varrow reads\n"
    "social:\n- {address: https://social.example/@lowmoor, label: Ask Anna Varrow}\n"
    "- {address: https://social.example/anna-varrow, label: Elsewhere}\n"
    "- {address: people/anna-varrow.html, label: Her page}\n"
    "- {address: briefs/anna-varrow-speaks.html, label: Her words}\n",
    "content/entities.yaml": "people:\n"
    "  anna-varrow: {name: Anna Varrow, role: Witness}\n"
    "  petra-quist: {role: Lawyer of Anna Varrow}\n",
    "content/briefs/anna-varrow-speaks.yaml": "date: 2031-03-04\nbyline: Varrow, Anna\n"
    "source_url: https://post.example/anna-varrow\nsummary: What Varrow saw.\ntopics: [Varrow, Fire]\n"
    "corrections:\n- {date: 2031-03-05, text: Varrow is a baker.}\n",
    "content/briefs/mill.yaml": "date: 2031-03-05\nheadline: VARROW and the mill\n",
    "content/notes/mill.md": "> burned for two days\n\nSee [Varrow](../people/anna-varrow.html) and"
    " [the brief](anna-varrow-speaks.html), Anna **Varrow**.\n",
    "content/people/anna-varrow.md": "Anna Varrow is a baker.\n",
    "content/people/petra-quist.md": "She speaks for [Varrow](anna-varrow.html).\n",
    "content/pages/varrow.md": "---\ntitle: About Varrow\norder: 1\n---\n\nSee [her](people/anna-varrow.html).\n",
    "seeds/anna-varrow-speaks.txt": COURT,
    "seeds/mill.txt": MILL,
    "seeds/calm.txt": CALM,
}
HIDE = FILES["content/entities.yaml"] + "hide: [anna-varrow]\n"
FORMS = re.compile(r"v[aá]rrow|\b[aá]nna\b", re.IGNORECASE)


def build(root: Path) -> dict[str, Any]:
    answer = run_newsgloss(["build", "--json"], root=root).answer
    assert answer["ok"], answer["diagnostics"]
    return answer


def forms_in(data: bytes) -> list[str]:
    """Return the forms of the name in a file, however its characters are written."""
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    text = data.decode("utf-8", "replace")
    readings = {text, html.unescape(text), unquote(text), text.replace("\u00ad", "")}
    readings.add(re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text))
    readings.add(re.sub(r"<[^<>]*>", "", html.unescape(text)))
    return [found[0] for reading in readings for found in FORMS.finditer(reading)]


def traces(root: Path) -> dict[str, list[str]]:
    """Return the forms of the name in each published file that has any, and in the names of files."""
    found = {
        path: forms_in(path.encode()) + forms_in(data) for path, data in read_tree(root / "site").items()
    }
    return {path: forms for path, forms in found.items() if forms}


@pytest.fixture(scope="module")
def hidden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site that hides a person, built from nothing."""
    root = write_files(tmp_path_factory.mktemp("hidden"), {**FILES, "content/entities.yaml": HIDE})
    build(root)
    return root


def test_the_test_finds_the_name_in_a_site_that_does_not_hide_it(tmp_path: Path) -> None:
    build(write_files(tmp_path, FILES))
    found = traces(tmp_path)
    assert {path.partition("/")[0] for path in found} >= {
        "briefs",
        "people",
        "data",
        "pagefind",
        "index.html",
    }
    assert {"feed.xml", "feed.json", "sitemap.xml", "people/anna-varrow.html", "varrow.html"} <= found.keys()


def test_no_published_file_has_the_name(hidden: Path) -> None:
    assert traces(hidden) == {}
    page = (hidden / "site" / "briefs" / "a-v-speaks.html").read_text("utf-8")
    assert "A. V. speaks in court" in page
    assert not (hidden / "site" / "people" / "a-v.html").exists()


def test_words_of_the_settings_lose_the_name_and_links_that_have_it_are_left_out(hidden: Path) -> None:
    home = (hidden / "site" / "index.html").read_text("utf-8")
    for words in ("What A. V. reads", "Ask A. V.", "Her words", "briefs/a-v-speaks.html"):
        assert words in home
    for words in ("Elsewhere", "Her page"):
        assert words not in home


def test_links_to_what_is_hidden_are_not_broken(hidden: Path) -> None:
    answer = run_newsgloss(["check", "--json"], root=hidden).answer
    assert not [one for one in answer["diagnostics"] if "broken" in one["message"]]


def test_offsets_count_the_published_text(hidden: Path) -> None:
    data = json.loads((hidden / "site" / "briefs" / "a-v-speaks.json").read_text("utf-8"))
    text = (hidden / "site" / "briefs" / "a-v-speaks.txt").read_text("utf-8")
    assert data["text"] == text
    assert (data["id"], data["slug"]) == ("a-v-speaks", "a-v-speaks")
    named = {text[one["start"] : one["end"]] for one in data["mentions"]}
    assert {"Petra Quist", "Quist", "Lowmoor District Court", "Monday", "$3,000"} <= named
    quotes = {text[quote["content"][0][0] : quote["content"][0][1]] for quote in data["quotes"]}
    assert {"I smelled smoke at ten,", "A. V. is brave,"} <= quotes
    assert "A. V. for her patience, and the lawyer of A. V., Petra Quist" in text
    assert "$3,000 to A. V.\n" in text


def test_a_quote_is_credited_to_what_stands_for_the_name(hidden: Path) -> None:
    quotes = json.loads((hidden / "site" / "data" / "quotes.json").read_text("utf-8"))
    assert "A. V." in json.dumps(quotes)
    assert "A. V. " in (hidden / "site" / "quotes" / "index.html").read_text("utf-8")


def test_words_may_stand_for_the_name(tmp_path: Path) -> None:
    rules = FILES["content/entities.yaml"] + "hide: {anna-varrow: a witness}\n"
    build(write_files(tmp_path, {**FILES, "content/entities.yaml": rules}))
    assert traces(tmp_path) == {}
    text = (tmp_path / "site" / "briefs" / "a-witness-speaks.txt").read_text("utf-8")
    assert "LOWMOOR, Ohio — A witness told" in text
    assert "ten,” a witness said" in text


def test_hiding_and_showing_again_gives_the_bytes_of_a_clean_build(tmp_path: Path) -> None:
    root = write_files(tmp_path / "root", FILES)
    build(root)
    shown = read_tree(root / "site")
    clean = write_files(tmp_path / "clean", {**FILES, "content/entities.yaml": HIDE})
    for files in (
        {"content/entities.yaml": HIDE},
        {"seeds/calm.txt": CALM + "\nJohn Varrow left.\n"},
        {"seeds/calm.txt": CALM, "content/notes/mill.md": "> burned for two days\n\nVarrow knows.\n"},
    ):
        write_files(root, files)
        write_files(clean, files)
        shutil.rmtree(clean / ".newsgloss", ignore_errors=True)
        build(root)
        build(clean)
        assert read_tree(root / "site") == read_tree(clean / "site")
    write_files(root, FILES)
    build(root)
    assert read_tree(root / "site") == shown


def test_an_unknown_id_is_an_error_with_the_nearest(tmp_path: Path) -> None:
    rules = FILES["content/entities.yaml"] + "hide: [anna-varow]\n"
    write_files(tmp_path, {**FILES, "content/entities.yaml": rules})
    answer = run_newsgloss(["build", "--json"], root=tmp_path).answer
    assert not answer["ok"]
    (found,) = [one for one in answer["diagnostics"] if one["severity"] == "error"]
    assert (found["path"], found["line"]) == ("content/entities.yaml", 4)
    assert found["hint"] == "Did you mean `anna-varrow`?"


def test_a_surname_that_another_has_is_hidden_only_where_it_is_sure(tmp_path: Path) -> None:
    files = {
        **FILES,
        "content/entities.yaml": HIDE,
        "seeds/calm.txt": CALM + "\nJohn Varrow came with his dog. “I read a lot,” said John Varrow.\n",
    }
    answer = build(write_files(tmp_path, files))
    assert (tmp_path / "site" / "people" / "john-varrow.html").exists()
    text = (tmp_path / "site" / "briefs" / "mill.txt").read_text("utf-8")
    assert "Anna" not in text
    warned = [one for one in answer["diagnostics"] if "“VARROW”" in one["message"]]
    assert [(one["severity"], one["path"]) for one in warned] == [("warning", "content/briefs/mill.yaml")]


def test_an_address_of_the_site_with_the_name_is_an_error(hidden: Path, tmp_path: Path) -> None:
    shutil.copytree(hidden, tmp_path / "site")
    settings = FILES["content/site.yaml"].replace("url: https://lowmoor", "url: https://anna-varrow")
    root = write_files(tmp_path / "site", {"content/site.yaml": settings})
    answer = run_newsgloss(["build", "--json"], root=root).answer
    (found,) = [one for one in answer["diagnostics"] if one["severity"] == "error"]
    assert (found["path"], found["line"]) == ("content/site.yaml", 3)
    assert "the address of the site has a name that is hidden" in found["message"]
    assert traces(root) == {}


def test_a_static_file_with_the_name_is_an_error(hidden: Path, tmp_path: Path) -> None:
    shutil.copytree(hidden, tmp_path / "site")
    root = write_files(tmp_path / "site", {"content/static/pictures/Anna_Varrow.txt": "x"})
    answer = run_newsgloss(["build", "--json"], root=root).answer
    errors = [one["path"] for one in answer["diagnostics"] if one["severity"] == "error"]
    assert errors == ["content/static/pictures/Anna_Varrow.txt"]
    assert traces(root) == {}
