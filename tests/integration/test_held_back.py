"""Drafts and articles of days to come leave no trace on the site before their day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.sites import SITE, read_tree, run_newsgloss, write_files

pytestmark = pytest.mark.model

NOON_OF_NEW_YEARS_EVE = "1956484800"  # 31 December 2031, 12:00 UTC
LATE_ON_NEW_YEARS_EVE = "1956526200"  # 31 December 2031, 23:30 UTC

SECRET = """---
{head}
---

Balthasar Quennell bought the Thornbury Mill on Monday.

“We reopen it in spring,” Quennell said.
"""
TRACES = (b"Quennell", b"quennell", b"Thornbury", b"thornbury", b"reopen it in spring", b"secret")


def build(root: Path, *arguments: str, moment: str = NOON_OF_NEW_YEARS_EVE) -> Any:
    done = run_newsgloss(["build", "--json", *arguments], root=root, settings={"SOURCE_DATE_EPOCH": moment})
    return done.answer


def traces(root: Path) -> list[str]:
    files = read_tree(root / "site")
    return [name for name, data in files.items() if any(trace in name.encode() + data for trace in TRACES)]


@pytest.mark.parametrize(
    ("head", "sidecar"),
    [
        ("draft: true", None),
        ("published: false", None),
        ("date: 2032-01-01", None),
        ("draft: false", "draft: true\n"),
        ("title: x", "date: 2032-01-01\n"),
        ("title: x", "published: false\n"),
        ("title: x", "publish_date: 2032-01-01\n"),
        ("slug: x", "status: draft\n"),
        ("date: 2031-01-01", "date: 2032-01-01\n"),
    ],
)
def test_brief_that_is_held_back_leaves_no_trace(site: Path, head: str, sidecar: str | None) -> None:
    before = read_tree(site / "site")
    write_files(site, {"seeds/secret.md": SECRET.format(head=head)})
    if sidecar:
        write_files(site, {"content/briefs/secret.yaml": sidecar})
    answer = build(site)
    assert answer["ok"]
    assert (answer["briefs"], answer["annotated"]) == (2, 0)
    date = "2032-01-01" if "2032" in f"{head} {sidecar}" else None
    assert answer["held_back"] == [{"brief": "secret", "path": "seeds/secret.md", "date": date}]
    assert read_tree(site / "site") == before
    answer = build(site, "--drafts")
    assert (answer["briefs"], answer["held_back"]) == (3, [])
    assert len(traces(site)) > 5
    assert build(site)["ok"]
    assert traces(site) == []


@pytest.mark.parametrize(
    ("head", "sidecar"),
    [
        ("draft: true", "draft: false\n"),
        ("date: 2032-01-01", "date: 2031-01-01\n"),
        ("date: 2032-01-01", "publish_date: 2031-01-01\n"),
        ("status: draft", "published: true\n"),
        ("date: 2031-12-31", None),
        ("title: x", "corrections:\n- {date: 2032-05-01, text: A correction.}\n"),
    ],
)
def test_editor_s_file_overrides_the_seed(site: Path, head: str, sidecar: str | None) -> None:
    write_files(site, {"seeds/secret.md": SECRET.format(head=head)})
    if sidecar:
        write_files(site, {"content/briefs/secret.yaml": sidecar})
    answer = build(site)
    assert (answer["briefs"], answer["held_back"]) == (3, [])


def test_day_of_the_build_depends_on_the_time_zone(site: Path) -> None:
    write_files(site, {"seeds/secret.md": SECRET.format(head="date: 2032-01-01")})
    assert build(site, moment=LATE_ON_NEW_YEARS_EVE)["briefs"] == 2
    for zone, briefs in (("Asia/Tokyo", 3), ("America/New_York", 2), ("Europe/Berlin", 3)):
        write_files(site, {"content/site.yaml": f"{SITE['content/site.yaml']}timezone: {zone}\n"})
        assert build(site, moment=LATE_ON_NEW_YEARS_EVE)["briefs"] == briefs


def test_files_about_a_brief_that_is_held_back_are_not_errors(site: Path) -> None:
    files = {
        "seeds/secret.md": SECRET.format(head="draft: true\nsubject: unknown"),
        "content/briefs/secret.yaml": "quotes:\n- {text: not in the text, speakers: [no-one]}\n",
        "content/notes/secret.md": "> not in the text\n\nA note.\n",
        "content/people/balthasar-quennell.md": "He owns a mill.\n",
        "content/entities.yaml": (
            "merge: {quennell: balthasar-quennell}\n"
            "split: {balthasar-quennell: {secret: balthasar-the-younger}}\n"
        ),
    }
    write_files(site, files)
    answer = build(site, "--strict")
    assert answer["ok"]
    assert {found["severity"] for found in answer["diagnostics"]} == {"note"}
    assert traces(site) == []


def test_site_with_every_brief_held_back_is_built(site: Path) -> None:
    write_files(site, {name: None for name in SITE if name.startswith(("seeds/", "content/briefs"))})
    write_files(site, {"seeds/secret.md": SECRET.format(head="draft: true")})
    answer = build(site)
    assert (answer["ok"], answer["briefs"]) == (True, 0)


def test_every_command_names_briefs_that_are_held_back(site: Path) -> None:
    write_files(site, {"seeds/secret.md": SECRET.format(head="date: 2032-01-05")})
    write_files(site, {"content/briefs/library.yaml": "draft: true\n"})
    environment = {"SOURCE_DATE_EPOCH": NOON_OF_NEW_YEARS_EVE}
    told = "2: library (draft), secret (dated 2032-01-05); --drafts builds them"
    for command in ("build", "check", "review"):
        assert told in run_newsgloss([command], root=site, settings=environment).words
        answer = run_newsgloss([command, "--json"], root=site, settings=environment).answer
        assert [held["brief"] for held in answer["held_back"]] == ["library", "secret"]
    words = run_newsgloss(["check"], root=site, settings=environment).words
    assert "Held back until 2032-01-05, its date. Build with --drafts to see it." in words
    assert "Held back: marked as a draft by content/briefs/library.yaml." in words


@pytest.mark.parametrize("moment", ["yesterday", "", "-1", "1e9", "99999999999999", "253402300799"])
def test_invalid_moment_is_an_error(site: Path, moment: str) -> None:
    before = read_tree(site / "site")
    done = run_newsgloss(["build"], root=site, settings={"SOURCE_DATE_EPOCH": moment})
    assert done.code == 1
    assert f"SOURCE_DATE_EPOCH is “{moment}”, which is not a number of seconds" in done.words
    assert read_tree(site / "site") == before
