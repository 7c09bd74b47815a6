"""``newsgloss publish`` from the command line."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from builder.publish.record import RECORD
from builder.publish.targets import EXAMPLE
from builder.write.manifest import MARKER
from tests.support.sites import read_tree, run_newsgloss

pytestmark = pytest.mark.model

TITLE = "title: The Ellery Gazette\ntagline: News of an invented town\n"


def set_targets(site: Path, publish: str) -> None:
    (site / "content" / "site.yaml").write_text(TITLE + publish, encoding="utf-8")


def test_site_is_built_and_published_from_its_first_to_its_next_state(site: Path) -> None:
    set_targets(site, "url: https://ellery.example\npublish: {web: {folder: ../public}}\n")
    public = site.parent / "public"
    shutil.rmtree(site / "site")
    shown = run_newsgloss(["publish", "--dry-run", "-v"], root=site)
    assert shown.code == 0
    assert "add briefs/harbour-closed.html\n" in shown.out
    assert "Nothing was sent (--dry-run)." in shown.out
    assert not public.exists()
    first = run_newsgloss(["publish"], root=site)
    assert (first.code, first.err) == (0, "")
    assert first.out.splitlines()[-1] == f"Published: https://ellery.example (in {public})"
    built = {path: data for path, data in read_tree(site / "site").items() if path != MARKER}
    assert {path: data for path, data in read_tree(public).items() if path != RECORD} == built
    again = run_newsgloss(["publish", "--json", "web"], root=site).answer
    assert again["unchanged"] == len(built)
    assert not again["added"] + again["changed"] + again["removed"]

    (site / "seeds" / "library.txt").unlink()
    answer = run_newsgloss(["publish", "--json"], root=site).answer
    assert answer["ok"]
    assert answer["command"] == "publish"
    assert (answer["target"], answer["kind"], answer["place"]) == ("web", "folder", str(public))
    assert "briefs/library.html" in answer["removed"]
    assert "index.html" in answer["changed"]
    assert not (public / "briefs" / "library.html").exists()


def test_build_after_a_publish_is_one_without_changes(site: Path) -> None:
    set_targets(site, "publish: {web: {folder: ../public}}\n")
    assert run_newsgloss(["publish", "--json"], root=site).answer["ok"]
    answer = run_newsgloss(["build", "--json"], root=site).answer
    assert (answer["command"], answer["pages"]["written"]) == ("build", [])


def test_errors_of_the_build_stop_the_publish(site: Path) -> None:
    set_targets(site, "publish: {web: {folder: ../public}}\n")
    (site / "content" / "briefs" / "harbour.yaml").write_text("headlin: x\n", encoding="utf-8")
    done = run_newsgloss(["publish"], root=site)
    assert done.code == 1
    assert "`headlin`: unknown key" in done.err
    assert done.err.endswith("The site was not published.\n")
    assert not (site.parent / "public").exists()


def test_errors_of_the_settings_are_all_reported(site: Path) -> None:
    set_targets(site, "publish: {web: {foldr: ../public}}\n")
    done = run_newsgloss(["publish", "--json"], root=site)
    assert done.code == 1
    assert [found["hint"] for found in done.answer["diagnostics"]][-1] == "Did you mean `folder`?"


def test_warnings_stop_a_strict_publish(site: Path) -> None:
    set_targets(site, "publish: {web: {folder: ../public}}\n")
    (site / "seeds" / "harbour.txt").write_text("Write to ana@ellery.example today.\n", encoding="utf-8")
    assert run_newsgloss(["publish", "--strict"], root=site).code == 1
    assert not (site.parent / "public").exists()
    assert run_newsgloss(["publish"], root=site).code == 0


def test_site_without_a_target_gets_lines_to_paste(site: Path) -> None:
    done = run_newsgloss(["publish"], root=site)
    assert done.code == 1
    assert done.err.endswith(f"\n\n{EXAMPLE}")
    assert "`publish` is missing" in done.err
    assert not run_newsgloss(["publish", "--json"], root=site).answer["ok"]


def test_unknown_target_is_refused_before_the_build(site: Path) -> None:
    set_targets(site, "publish: {web: {folder: ../public}, usb: {folder: ../usb}}\n")
    shutil.rmtree(site / "site")
    done = run_newsgloss(["publish", "wep"], root=site)
    assert done.code == 1
    assert "Did you mean “web”? The targets are: web, usb." in done.words
    assert not (site / "site").exists()


THREE = "publish: {web: {folder: ../public}, usb: {rclone: 'bucket:news'}, copy: {folder: ../copy}}\n"
"""Three targets; that in the middle needs a program that is not found without a path to it."""


def test_all_targets_get_the_site_in_the_order_of_the_file_after_one_build(site: Path) -> None:
    set_targets(site, "publish: {web: {folder: ../public}, copy: {folder: ../a-copy}}\n")
    shutil.rmtree(site / "site")
    public, copy = site.parent / "public", site.parent / "a-copy"
    shown = run_newsgloss(["publish", "--all", "--dry-run"], root=site)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.count("Nothing was sent (--dry-run).") == 2
    assert not public.exists()
    assert not copy.exists()
    done = run_newsgloss(["publish", "--all"], root=site)
    assert (done.code, done.err) == (0, "")
    closing = [line for line in done.out.splitlines() if "Published" in line]
    assert closing == [f"web: Published: {public}", f"copy: Published: {copy}"]
    there = [
        {path: data for path, data in read_tree(folder).items() if path != RECORD}
        for folder in (public, copy)
    ]
    assert (
        there[0]
        == there[1]
        == {path: data for path, data in read_tree(site / "site").items() if path != MARKER}
    )
    answer = run_newsgloss(["publish", "--all", "--json"], root=site).answer
    assert (answer["ok"], answer["command"]) == (True, "publish")
    assert [(one["target"], one["ok"], one["added"]) for one in answer["targets"]] == [
        ("web", True, []),
        ("copy", True, []),
    ]


def test_targets_after_one_that_fails_get_the_site(site: Path) -> None:
    set_targets(site, THREE)
    done = run_newsgloss(["publish", "--all"], root=site, settings={"PATH": "/nowhere"})
    assert done.code == 1
    assert "rclone, which this target needs, is not installed" in done.words
    assert done.err.endswith("usb: The site was not published.\n")
    assert [line.partition(":")[0] for line in done.out.splitlines() if "Published" in line] == [
        "web",
        "copy",
    ]
    assert (site.parent / "copy" / "index.html").exists()
    failed = run_newsgloss(["publish", "--all", "--json"], root=site, settings={"PATH": "/nowhere"})
    assert failed.code == 1
    assert not failed.answer["ok"]
    assert [(one["target"], one["ok"]) for one in failed.answer["targets"]] == [
        ("web", True),
        ("usb", False),
        ("copy", True),
    ]
    assert failed.answer["targets"][1].keys() == {"target", "kind", "ok", "diagnostics"}
    assert "rclone" in failed.answer["targets"][1]["diagnostics"][0]["message"]


def test_errors_of_the_build_stop_all_targets(site: Path) -> None:
    set_targets(site, THREE)
    (site / "content" / "briefs" / "harbour.yaml").write_text("headlin: x\n", encoding="utf-8")
    done = run_newsgloss(["publish", "--all"], root=site)
    assert done.code == 1
    assert done.err.endswith("The site was not published.\n")
    assert not (site.parent / "public").exists()


def test_a_target_beside_all_targets_is_wrong_usage(site: Path) -> None:
    set_targets(site, THREE)
    done = run_newsgloss(["publish", "web", "--all"], root=site)
    assert done.code == 2
    assert "either a target or --all" in done.words
    assert not (site.parent / "public").exists()


def test_all_targets_of_a_site_without_any_get_lines_to_paste(site: Path) -> None:
    done = run_newsgloss(["publish", "--all"], root=site)
    assert done.code == 1
    assert done.err.endswith(f"\n\n{EXAMPLE}")


def test_missing_program_is_named_before_anything_is_sent(site: Path) -> None:
    set_targets(site, "publish: {web: {rclone: 'bucket:news'}}\n")
    done = run_newsgloss(["publish"], root=site, settings={"PATH": "/nowhere"})
    assert done.code == 1
    assert "rclone, which this target needs, is not installed" in done.words
    assert "apt-get install rclone" in done.words


def test_branch_is_published_by_the_name_of_a_remote_with_the_domain(site: Path) -> None:
    set_targets(site, "publish: {web: {branch: pages, domain: news.example.org}}\n")
    repository = site.parent / "news.git"
    for command in (
        ["git", "init", "--quiet", "--bare", str(repository)],
        ["git", "init", "--quiet", str(site)],
        ["git", "-C", str(site), "remote", "add", "origin", str(repository)],
        ["git", "-C", str(site), "config", "user.name", "Ana Roe"],
    ):
        subprocess.run(command, check=True)
    done = run_newsgloss(["publish"], root=site)
    assert done.code == 0
    assert done.out.splitlines()[-1] == "Published: https://news.example.org"

    def git(*arguments: str) -> str:
        command = ["git", "-C", str(repository), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    names = set(git("ls-tree", "-r", "--name-only", "pages").splitlines())
    assert {"index.html", ".nojekyll", "CNAME", RECORD} <= names
    assert MARKER not in names
    assert git("show", "pages:CNAME") == "news.example.org\n"
    assert git("log", "-1", "--format=%an", "pages") == "Ana Roe\n"
    assert set(json.loads(git("show", f"pages:{RECORD}"))["files"]) == names - {RECORD}
    assert git("fsck", "--strict") == ""


def test_password_in_the_address_of_a_remote_is_not_shown(site: Path) -> None:
    set_targets(site, "publish: {web: {branch: pages}}\n")
    remote = "http://ana:hunter2-secret@127.0.0.1:9/news.git"
    for command in (
        ["git", "init", "--quiet", str(site)],
        ["git", "-C", str(site), "remote", "add", "origin", remote],
    ):
        subprocess.run(command, check=True)
    done = run_newsgloss(["publish", "-v"], root=site)
    assert done.code == 1
    assert "git failed with exit code 128" in done.words
    assert "hunter2-secret" not in done.out + done.err
    stored = (
        path for folder in ("site", ".newsgloss") for path in (site / folder).rglob("*") if path.is_file()
    )
    assert not any(b"hunter2-secret" in path.read_bytes() for path in stored)
