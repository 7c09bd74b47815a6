"""Targets: read from site.yaml, chosen by name, refused if they would harm the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.content.site_settings import load_site
from builder.model.diagnostic import InputError
from builder.model.publish_target import Host, PublishTarget, TargetKind
from builder.publish.branch_destination import BranchDestination
from builder.publish.destination import BuiltSite
from builder.publish.folder_destination import FolderDestination
from builder.publish.publish_error import PublishError
from builder.publish.targets import EXAMPLE, NoTargetError, choose_target
from builder.schema.report import Report

SITE = """\
publish:
  web: {branch: site/pages, remote: "git@codeberg.org:ana/news.git", domain: News.example.org}
  copy: {folder: ../public, url: "https://example.org/"}
  bucket: {rclone: "my bucket:news/a", host: netlify}
  server: {rsync: "ana@example.org:/var/www/news"}
  daemon: {rsync: "rsync://example.org:8730/news"}
  module: {rsync: "example.org::news"}
  six: {rsync: "ana@[::1]:news"}
"""


def targets_of(text: str, root: Path) -> tuple[PublishTarget, ...]:
    (root / "content").mkdir(exist_ok=True)
    (root / "content" / "site.yaml").write_text(text, encoding="utf-8")
    report = Report("content/site.yaml")
    site = load_site(root, report)
    assert not report.found
    return site.publish


def test_targets_are_read_in_the_order_of_the_file(tmp_path: Path) -> None:
    branch, folder, bucket, *servers = targets_of(SITE, tmp_path)
    assert branch == PublishTarget(
        "web",
        TargetKind.BRANCH,
        "site/pages",
        remote="git@codeberg.org:ana/news.git",
        domain="News.example.org",
        line=2,
    )
    assert folder == PublishTarget("copy", TargetKind.FOLDER, "../public", url="https://example.org", line=3)
    assert bucket == PublishTarget("bucket", TargetKind.RCLONE, "my bucket:news/a", host=Host.NETLIFY, line=4)
    assert {target.kind for target in servers} == {TargetKind.RSYNC}


def test_example_can_be_pasted(tmp_path: Path) -> None:
    (target,) = targets_of(EXAMPLE, tmp_path)
    assert target.kind is TargetKind.BRANCH


def named(*names: str) -> list[PublishTarget]:
    return [PublishTarget(name, TargetKind.FOLDER, name) for name in names]


def test_the_only_target_needs_no_name() -> None:
    assert choose_target(named("web"), None).name == "web"
    assert choose_target(named("web", "copy"), "copy").name == "copy"


@pytest.mark.parametrize(
    ("names", "name", "message"),
    [
        (
            ("web", "copy"),
            None,
            "There are several targets. Name one of them (web, copy), or publish to all with --all.",
        ),
        (
            ("web", "copy"),
            "copi",
            "There is no target “copi”. Did you mean “copy”? The targets are: web, copy.",
        ),
        (("web",), "zzz", "There is no target “zzz”. The targets are: web."),
    ],
)
def test_unclear_target_lists_those_that_there_are(
    names: tuple[str, ...], name: str | None, message: str
) -> None:
    with pytest.raises(InputError) as caught:
        choose_target(named(*names), name)
    assert str(caught.value).endswith(message)


def test_no_target_at_all_is_an_error_of_its_own() -> None:
    with pytest.raises(NoTargetError, match="`publish` is missing"):
        choose_target((), "web")


@pytest.mark.parametrize(
    "name",
    [
        ".",
        "..",
        "site",
        "site/inner",
        "content",
        "seeds/more",
        ".git/pages",
        ".newsgloss",
        "absent/deep",
        "file",
    ],
)
def test_folder_that_a_build_uses_is_refused(name: str, tmp_path: Path) -> None:
    root = tmp_path / "newsroom"
    for folder in ("site", "content", "seeds", ".git"):
        (root / folder).mkdir(parents=True)
    (root / "file").touch()
    protected = [root / "content", root / "seeds", root / ".newsgloss", root / "site"]
    with pytest.raises(PublishError):
        FolderDestination(root / name, BuiltSite(root / "site", {}), protected=protected, root=root)


@pytest.mark.parametrize("name", ["public", "../public", "sites"])
def test_folder_beside_those_of_a_build_is_a_target(name: str, tmp_path: Path) -> None:
    root = tmp_path / "newsroom"
    (root / "site").mkdir(parents=True)
    made = FolderDestination(root / name, BuiltSite(root / "site", {}), protected=[root / "site"], root=root)
    assert made.list_files() == {}


@pytest.mark.parametrize(
    "remote", ["./news.git", "file://{root}/news.git", "{root}/content/news.git", "nowhere"]
)
def test_repository_inside_of_the_site_and_unknown_remote_are_refused(remote: str, tmp_path: Path) -> None:
    root = tmp_path / "newsroom"
    root.mkdir()
    target = PublishTarget("web", TargetKind.BRANCH, "gh-pages", remote=remote.format(root=root))
    with pytest.raises(PublishError, match=r"inside of the site's folder|no git repository with a remote"):
        BranchDestination(target, BuiltSite(root, {}), root=root, work=tmp_path)


@pytest.mark.parametrize(
    ("remote", "server", "files"),
    [
        ("git@github.com:ana/news.git", "github.com", {".nojekyll": b"", "CNAME": b"example.org\n"}),
        (
            "https://Codeberg.org/ana/news.git",
            "codeberg.org",
            {".nojekyll": b"", ".domains": b"example.org\n"},
        ),
        (
            "https://ana:s3cret@gitlab.com/news.git",
            "gitlab.com",
            {".nojekyll": b"", "CNAME": b"example.org\n"},
        ),
        (
            "ssh://git@git.example.org:2222/news.git",
            "git.example.org",
            {".nojekyll": b"", "CNAME": b"example.org\n"},
        ),
        ("../news.git", None, {".nojekyll": b"", "CNAME": b"example.org\n"}),
    ],
)
def test_files_for_the_host_of_a_branch(
    remote: str, server: str | None, files: dict[str, bytes], tmp_path: Path
) -> None:
    root = tmp_path / "newsroom"
    root.mkdir()
    target = PublishTarget("web", TargetKind.BRANCH, "gh-pages", remote=remote, domain="example.org")
    made = BranchDestination(target, BuiltSite(root, {}), root=root, work=tmp_path)
    assert made.server == server
    assert {path: file.read() for path, file in made.extra_files.items()} == files
    assert "s3cret" not in made.place
