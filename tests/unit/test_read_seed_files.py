"""Which files below ``seeds/`` are seeds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builder.model.diagnostic import Severity
from builder.read.seed_files import find_seeds, relative_path


def site(root: Path, *names: str) -> Path:
    (root / "seeds").mkdir()
    for name in names:
        path = root / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("It sank.", encoding="utf-8")
    return root


def names(root: Path) -> list[str]:
    return [relative_path(path, root) for path in find_seeds(root)[0]]


def test_seeds_of_all_endings_are_found_in_order(tmp_path: Path) -> None:
    root = site(tmp_path, "b.txt", "a.MD", "d/c.html", "d/e/f.htm", "Z.txt")
    assert names(root) == ["seeds/Z.txt", "seeds/a.MD", "seeds/b.txt", "seeds/d/c.html", "seeds/d/e/f.htm"]
    assert find_seeds(root)[1] == ()


def test_hidden_files_and_copies_of_editors_are_skipped(tmp_path: Path) -> None:
    root = site(tmp_path, "a.txt", ".b.txt", ".git/c.txt", "a.txt~")
    assert names(root) == ["seeds/a.txt"]
    assert find_seeds(root)[1] == ()


def test_other_endings_give_a_warning(tmp_path: Path) -> None:
    root = site(tmp_path, "a.txt", "b.docx", "noending")
    paths, diagnostics = find_seeds(root)
    assert [path.name for path in paths] == ["a.txt"]
    assert [(found.severity, found.path) for found in diagnostics] == [
        (Severity.WARNING, "seeds/b.docx"),
        (Severity.WARNING, "seeds/noending"),
    ]
    assert ".txt, .md, .html, .htm" in diagnostics[0].hint


def test_two_seeds_with_one_id_are_an_error(tmp_path: Path) -> None:
    root = site(tmp_path, "monday.md", "old/monday.txt", "tuesday.txt")
    paths, (diagnostic,) = find_seeds(root)
    assert [path.name for path in paths] == ["monday.md", "tuesday.txt"]
    assert diagnostic.severity is Severity.ERROR
    assert diagnostic.path == "seeds/old/monday.txt"
    assert "seeds/monday.md" in diagnostic.message


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    paths, (diagnostic,) = find_seeds(tmp_path)
    assert paths == ()
    assert diagnostic.severity is Severity.ERROR
    assert "seeds/" in diagnostic.message
    assert "Create it" in diagnostic.hint


def test_a_folder_that_is_no_site_is_an_error_that_says_so(tmp_path: Path) -> None:
    _, (diagnostic,) = find_seeds(tmp_path)
    assert diagnostic.message == "This folder is no site: it has neither seeds/ nor content/."
    assert "--root" in diagnostic.hint


def test_links_that_lead_out_of_the_site_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("It sank.", encoding="utf-8")
    (tmp_path / "root").mkdir()
    root = site(tmp_path / "root", "a.txt")
    (root / "seeds" / "b.txt").symlink_to(secret)
    (root / "seeds" / "c.txt").symlink_to("a.txt")
    paths, (diagnostic,) = find_seeds(root)
    assert [path.name for path in paths] == ["a.txt", "c.txt"]
    assert (diagnostic.severity, diagnostic.path) == (Severity.ERROR, "seeds/b.txt")
    assert "out of the site" in diagnostic.message


def test_a_seeds_folder_that_is_a_link_out_of_the_site_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "seeds").symlink_to(tmp_path / "elsewhere")
    paths, (diagnostic,) = find_seeds(tmp_path / "root")
    assert paths == ()
    assert diagnostic.severity is Severity.ERROR


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    root = site(tmp_path, "d/a.txt")
    (root / "seeds" / "d" / "loop").symlink_to(root / "seeds")
    paths, (diagnostic,) = find_seeds(root)
    assert [path.name for path in paths] == ["a.txt"]
    assert (diagnostic.severity, diagnostic.path) == (Severity.WARNING, "seeds/d/loop")


@pytest.mark.parametrize("target", ["nowhere.txt", "b.txt"])
def test_links_to_missing_files_are_errors(tmp_path: Path, target: str) -> None:
    root = site(tmp_path, "a.txt")
    (root / "seeds" / "b.txt").symlink_to(target)
    paths, (diagnostic,) = find_seeds(root)
    assert [path.name for path in paths] == ["a.txt"]
    assert (diagnostic.severity, diagnostic.path) == (Severity.ERROR, "seeds/b.txt")


def test_an_irregular_file_is_an_error(tmp_path: Path) -> None:
    root = site(tmp_path, "a.txt")
    os.mkfifo(root / "seeds" / "b.txt")
    paths, (diagnostic,) = find_seeds(root)
    assert [path.name for path in paths] == ["a.txt"]
    assert diagnostic.path == "seeds/b.txt"


def test_a_file_name_that_is_not_text_is_an_error(tmp_path: Path) -> None:
    root = site(tmp_path, "a.txt")
    try:
        Path(os.fsdecode(os.fsencode(root / "seeds") + b"/b\xff.txt")).write_text(
            "It sank.", encoding="utf-8"
        )
    except OSError:
        pytest.skip("the file system takes no such name")
    paths, (diagnostic,) = find_seeds(root)
    assert [path.name for path in paths] == ["a.txt"]
    assert diagnostic.path == "seeds/b?.txt"
    assert "name" in diagnostic.message
