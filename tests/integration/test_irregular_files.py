"""Whole builds with pipes, devices, endless files and links out of the site: none hangs, none is published."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builder.store.store import FILE
from tests.support.irregular import PLANTS
from tests.support.sites import read_tree, run_newsgloss, write_files

pytestmark = pytest.mark.model

SECRET = "swordfish-of-the-newsroom"

CASES = [
    ("content/site.yaml", "pipe"),
    ("content/notes/harbour.md", "link to /dev/zero"),
    ("content/briefs/library.yaml", "sparse file of 10 GB"),
    ("content/people", "link to the root folder"),
    ("templates/base.html", "pipe"),
    ("templates/pages", "link to /dev/stdin"),
    ("templates", "link to the devices"),
    ("templates", "link to itself"),
    ("content", "link to nothing"),
    ("templates/assets/own.css", "link to the environment"),
    ("templates/assets/own.woff2", "socket"),
    ("seeds/third.txt", "sparse file of 10 GB"),
]


@pytest.mark.parametrize(("place", "plant"), CASES)
def test_irregular_file_is_named_and_the_site_is_unchanged(place: str, plant: str, site: Path) -> None:
    before = read_tree(site / "site")
    path = site / place
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    PLANTS[plant][0](path)
    done = run_newsgloss(["build", "--json"], root=site, settings={"NEWSGLOSS_TEST_SECRET": SECRET})
    assert done.code == 1, done.words
    assert "Traceback" not in done.words
    assert place in [problem["path"] for problem in done.answer["diagnostics"]]
    assert all(problem["hint"] for problem in done.answer["diagnostics"])
    assert read_tree(site / "site") == before
    assert SECRET not in done.words


@pytest.mark.parametrize("plant", ["pipe", "socket", "link to /dev/zero", "sparse file of 10 GB", "folder"])
def test_irregular_file_in_the_place_of_the_store_is_set_aside(plant: str, site: Path) -> None:
    before = read_tree(site / "site")
    (site / ".newsgloss" / FILE).unlink()
    PLANTS[plant][0](site / ".newsgloss" / FILE)
    done = run_newsgloss(["build", "--json"], root=site)
    assert done.code == 0, done.words
    assert not [problem for problem in done.answer["diagnostics"] if problem["severity"] == "warning"]
    assert read_tree(site / "site") == before
    assert (site / ".newsgloss" / FILE).is_file()
    assert run_newsgloss(["build", "--json"], root=site).answer["annotated"] == 0


def test_all_irregular_files_are_named_at_once(site: Path) -> None:
    write_files(site, {"content/notes/library.md": "> a gift\n\nIt is.\n", "templates/assets/x.css": ""})
    for place in ("content/notes/a.md", "content/notes/b.md", "content/entities.yaml"):
        (site / place).unlink(missing_ok=True)
        (site / place).symlink_to("/dev/zero")
    done = run_newsgloss(["build", "--json"], root=site)
    assert [problem["path"] for problem in done.answer["diagnostics"]] == [
        "content/entities.yaml",
        "content/notes/a.md",
        "content/notes/b.md",
    ]
