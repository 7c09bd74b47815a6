"""Builds that fail: message, exit code, and the last good site left as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.sites import PROJECT, read_tree, run_newsgloss, write_files

CASES: list[dict[str, Any]] = yaml.safe_load(
    (PROJECT / "tests" / "data" / "failures.yaml").read_text(encoding="utf-8")
)


@pytest.mark.model
@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_failing_build_has_a_message_with_a_remedy_and_keeps_the_site(
    case: dict[str, Any], site: Path
) -> None:
    before = read_tree(site / "site")
    write_files(site, case.get("files", {}))
    done = run_newsgloss(case.get("options", []), root=site, program="build_main")
    assert done.code == 1, done.words
    assert "Traceback" not in done.words
    lines = done.err.splitlines()
    (place,) = (number for number, line in enumerate(lines) if line.endswith(case["path"]))
    told = lines[place + 1]
    assert told.startswith(f"  line {case['line']}: " if case.get("line") else "  "), done.err
    remedy = lines[place + 2]
    assert remedy.startswith("    "), "no remedy"
    for words in case["words"]:
        assert words.casefold() in f"{told} {remedy}".casefold()
    assert "the site is unchanged" in done.words
    assert read_tree(site / "site") == before


@pytest.mark.model
def test_all_problems_of_editor_s_files_or_seeds_are_reported_at_once(site: Path) -> None:
    write_files(site, {"content/site.yaml": "titel: x\n", "content/entities.yaml": "peeple: {}\n"})
    done = run_newsgloss(["build", "--json"], root=site)
    assert done.code == 1
    assert not done.err
    found = [(problem["path"], problem["line"]) for problem in done.answer["diagnostics"]]
    assert found == [("content/entities.yaml", 1), ("content/site.yaml", 1)]
    write_files(
        site, {"content/site.yaml": "", "content/entities.yaml": "", "seeds/a.txt": "", "seeds/b.txt": ""}
    )
    done = run_newsgloss(["build", "--json"], root=site)
    assert [problem["path"] for problem in done.answer["diagnostics"]] == ["seeds/a.txt", "seeds/b.txt"]


def test_folder_that_is_not_a_site_is_left_as_it_was(tmp_path: Path) -> None:
    done = run_newsgloss(["build"], root=tmp_path)
    assert done.code == 1
    assert "seeds" in done.err
    assert "Traceback" not in done.words
    assert not list(tmp_path.iterdir())
