"""Word lists are well-formed, and each is in use."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import builder
from builder.lexicon.word_lists import headed_lines, table, words

FOLDER = Path(builder.__file__).parent
FILES = sorted(path for path in (FOLDER / "lexicon" / "data").iterdir() if path.suffix in (".txt", ".tsv"))
CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.rglob("*.py")))


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def comments(path: Path) -> list[str]:
    return [line for line in lines_of(path) if line.startswith("#")]


def entries(path: Path) -> list[str]:
    return [line for line in lines_of(path) if not line.startswith("#")]


files = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


def test_word_lists_exist() -> None:
    assert len(FILES) > 5


@files
def test_list_has_a_comment_with_its_meaning_and_source(path: Path) -> None:
    head = lines_of(path)[: len(comments(path))]
    assert head == comments(path), "comments are at the head"
    assert re.search(r"Source: \w", " ".join(head))


@files
def test_entries_are_neither_blank_nor_padded(path: Path) -> None:
    for line in entries(path):
        for cell in line.split("\t"):
            assert cell, f"an empty entry in {line!r}"
            assert cell == " ".join(cell.split()), line


@files
def test_entries_are_unique(path: Path) -> None:
    keys = 2 if path.name == "cue_complements.tsv" else 1
    counts = Counter(tuple(line.split("\t")[:keys]) for line in entries(path))
    assert [key for key, count in counts.items() if count > 1] == []


@files
def test_entries_are_lower_case_if_the_comment_says_so(path: Path) -> None:
    if re.search(r"lower case", " ".join(comments(path)), re.IGNORECASE):
        assert [line for line in entries(path) if line != line.lower()] == []


@files
def test_rows_of_a_table_have_the_same_number_of_cells(path: Path) -> None:
    assert len({line.count("\t") for line in entries(path)}) == 1


@files
def test_every_list_is_used_by_the_code(path: Path) -> None:
    reader = "table" if path.suffix == ".tsv" else "words"
    assert f'{reader}("{path.stem}")' in CODE


@files
def test_loaded_entries_equal_the_file(path: Path) -> None:
    if path.suffix == ".tsv":
        assert ["\t".join(row) for row in table(path.stem)] == entries(path)
    else:
        assert words(path.stem) == frozenset(entries(path))


def test_cue_verbs_have_counts() -> None:
    for verb, cues, others in table("cue_verbs"):
        assert verb.islower()
        assert int(cues) > 0
        assert int(others) >= 0


def test_title_abbreviations_are_marked_singular_or_plural() -> None:
    singulars = {row[0] for row in table("title_abbreviations") if row[2] == "no"}
    for written, singular, plural in table("title_abbreviations"):
        assert plural in ("yes", "no")
        assert (written == singular) == (plural == "no")
        assert singular in singulars


def test_lines_are_listed_by_the_heading_above_them(tmp_path: Path) -> None:
    path = tmp_path / "forms.txt"
    path.write_text("# about\nfirst\n[one two]\na \n\n[x-z]+\n# note\n[three]\nb\n[one two]\nc\n", "utf-8")
    assert headed_lines(path) == {"": ("first",), "one two": ("a", "[x-z]+", "c"), "three": ("b",)}
