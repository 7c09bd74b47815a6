"""Publishing to real ends: the difference is sent, interruptions are repaired, files of others stay."""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any, TypeVar

import pytest

from builder.model.diagnostic import InputError
from builder.model.publish_target import TargetKind
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import Progress, SilentProgress
from builder.publish.order import SMALLEST_PART
from builder.publish.publish_report import PublishReport, publish_target
from builder.publish.record import RECORD
from tests.support.git_over_http import git_over_http
from tests.support.publish_ends import (
    ACCESS,
    SECRET,
    BranchEnd,
    BucketEnd,
    DiskEnd,
    End,
    SshServer,
    make_target,
    obscured,
    rclone_settings,
    s3_server,
    silent,
    ssh_server,
    webdav_server,
)
from tests.support.written import write_site

pytestmark = pytest.mark.slow

Item = TypeVar("Item")

FIRST = {
    "index.html": b"<a href='briefs/harbor.html'>Harbor</a>",
    "briefs/harbor.html": b"<img src='../assets/one.png'>",
    "briefs/library.html": b"The library",
    "places/old/pier.html": b"The old pier",
    "assets/one.png": b"\x89PNG one",
    "with space/caf\u00e9 [1]'s.txt": b"odd name",
}
SECOND = {
    **{
        path: data
        for path, data in FIRST.items()
        if path not in ("briefs/library.html", "places/old/pier.html")
    },
    "index.html": b"<a href='briefs/storm.html'>Storm</a>",
    "briefs/storm.html": b"A storm",
    "assets/two.png": b"\x89PNG two",
}
HOST_FILES = {".nojekyll": b""}


@pytest.fixture(scope="module")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshServer]:
    with ssh_server(tmp_path_factory.mktemp("ssh")) as server:
        yield server


@pytest.fixture(scope="module")
def dav(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder = tmp_path_factory.mktemp("dav")
    with webdav_server(folder) as address:
        yield address, folder


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    with s3_server() as address:
        yield address


def folder_end(tmp_path: Path, _request: pytest.FixtureRequest, _monkeypatch: pytest.MonkeyPatch) -> End:
    return DiskEnd(make_target(TargetKind.FOLDER, "../public"), tmp_path / "public")


def branch_end(tmp_path: Path, _request: pytest.FixtureRequest, _monkeypatch: pytest.MonkeyPatch) -> End:
    repository = tmp_path / "news.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(repository)], check=True)
    # As the large hosts do: then the branch is fetched without the bytes of its files.
    subprocess.run(["git", "-C", str(repository), "config", "uploadpack.allowFilter", "true"], check=True)
    target = make_target(TargetKind.BRANCH, "gh-pages", remote=str(repository))
    return BranchEnd(target, repository, tmp_path / "clone")


def rsync_end(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> End:
    server: SshServer = request.getfixturevalue("ssh")
    monkeypatch.setenv("RSYNC_RSH", server.shell)
    folder = tmp_path / "the web"
    return DiskEnd(make_target(TargetKind.RSYNC, f"{server.user}@127.0.0.1:{folder}"), folder)


def sftp_end(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> End:
    server: SshServer = request.getfixturevalue("ssh")
    settings = rclone_settings(
        type="sftp",
        host="127.0.0.1",
        port=str(server.port),
        user=server.user,
        key_file=str(server.key),
        shell_type="none",
    )
    return _rclone_end(settings, monkeypatch, f"{tmp_path}/web", tmp_path / "web")


def dav_end(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> End:
    address, folder = request.getfixturevalue("dav")
    settings = rclone_settings(
        type="webdav", url=address, vendor="other", user="ana", **{"pass": obscured("dav-password")}
    )
    return _rclone_end(settings, monkeypatch, tmp_path.name, folder / tmp_path.name)


def _rclone_end(settings: dict[str, str], monkeypatch: pytest.MonkeyPatch, path: str, folder: Path) -> End:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    return DiskEnd(make_target(TargetKind.RCLONE, f"web:{path}"), folder)


def s3_end(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> End:
    import boto3

    address: str = request.getfixturevalue("s3")
    settings = rclone_settings(
        type="s3", provider="Other", endpoint=address, access_key_id=ACCESS, secret_access_key=SECRET
    )
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    bucket = "b" + "".join(filter(str.isalnum, tmp_path.name.lower()))[-40:]
    keys = {"aws_access_key_id": ACCESS, "aws_secret_access_key": SECRET, "region_name": "us-east-1"}
    client: Any = boto3.client("s3", endpoint_url=address, **keys)
    client.create_bucket(Bucket=bucket)
    return BucketEnd(make_target(TargetKind.RCLONE, f"web:{bucket}/news"), client, bucket)


MakeEnd = Callable[[Path, pytest.FixtureRequest, pytest.MonkeyPatch], End]
ENDS: dict[str, MakeEnd] = {
    "folder": folder_end,
    "branch": branch_end,
    "rsync": rsync_end,
    "sftp": sftp_end,
    "webdav": dav_end,
    "s3": s3_end,
}


@pytest.fixture(params=list(ENDS.values()), ids=list(ENDS))
def end(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> End:
    # The servers are on this machine, whatever proxy and certificates are set for others.
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.delenv("AWS_CA_BUNDLE", raising=False)
    made: End = request.param(tmp_path, request, monkeypatch)
    return made


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "newsroom"
    folder.mkdir()
    return folder


class InterruptedProgress:
    """A progress that is interrupted, as by Ctrl-C, after so many items."""

    def __init__(self, after: int) -> None:
        self._after = after

    def track(self, items: Iterable[Item], *, stage: str, total: int) -> Iterator[Item]:  # noqa: ARG002
        for number, item in enumerate(items):
            if number == self._after:
                raise KeyboardInterrupt
            yield item


def send(
    end: End, root: Path, files: dict[str, bytes], *, progress: Progress | None = None, **settings: Any
) -> PublishReport:
    """Write a site and publish it."""
    write_site(files, root / "site")
    counter = progress or SilentProgress()
    options = BuildOptions(root=root, out=root / "site")
    return publish_target(end.target, options, begin=lambda _report: nullcontext(counter), **settings)


def host_files(end: End) -> dict[str, bytes]:
    return HOST_FILES if end.target.kind is TargetKind.BRANCH else {}


def published(end: End) -> dict[str, bytes]:
    """Return the files at an end without the record."""
    return {path: data for path, data in end.read().items() if path != RECORD}


def recorded(end: End) -> tuple[set[str], set[str]]:
    """Return the files and the pending paths of the record of an end."""
    record = json.loads(end.read()[RECORD])
    return set(record["files"]), set(record.get("pending", ()))


def test_first_publish_sends_everything_and_the_second_the_difference(end: End, root: Path) -> None:
    first = send(end, root, FIRST)
    assert published(end) == {**FIRST, **host_files(end)}
    assert set(first.plan.added) == {*FIRST, *host_files(end)}
    assert recorded(end) == ({*FIRST, *host_files(end)}, set())
    second = send(end, root, SECOND)
    assert published(end) == {**SECOND, **host_files(end)}
    assert second.plan.added == ("assets/two.png", "briefs/storm.html")
    assert second.plan.changed == ("index.html",)
    assert second.plan.removed == ("briefs/library.html", "places/old/pier.html")
    assert recorded(end) == ({*SECOND, *host_files(end)}, set())
    third = send(end, root, SECOND)
    assert not third.was_sent
    assert not third.plan.sent


def test_folders_that_become_empty_are_removed(end: End, root: Path) -> None:
    send(end, root, FIRST)
    end.put("briefs/mine.txt", b"mine")
    send(end, root, {"index.html": b"all"})
    assert published(end) == {"index.html": b"all", "briefs/mine.txt": b"mine", **host_files(end)}
    if isinstance(end, DiskEnd):
        folders = {path.name for path in end.folder.iterdir() if path.is_dir()}
        assert folders == {"briefs"}


def test_files_of_others_stay(end: End, root: Path) -> None:
    others = {"robots-of-mine.txt": b"mine", "briefs/notes.txt": b"mine, too", ".well-known/proof": b"proof"}
    for path, data in others.items():
        end.put(path, data)
    send(end, root, FIRST)
    send(end, root, SECOND)
    assert published(end) == {**SECOND, **others, **host_files(end)}


def test_files_that_someone_changed_are_sent_again_or_stay_if_the_site_has_them_no_more(
    end: End, root: Path
) -> None:
    send(end, root, FIRST)
    changed = next(path for path in FIRST if path in SECOND)
    gone = next(path for path in FIRST if path not in SECOND)
    for path in (changed, gone):
        end.put(path, FIRST[path] + b", and more")
    report = send(end, root, SECOND)
    assert report.plan.kept == (gone,)
    assert published(end) == {**SECOND, gone: FIRST[gone] + b", and more", **host_files(end)}
    assert not send(end, root, SECOND).was_sent


def test_file_of_others_in_the_way_is_named_and_replaced_by_force_only(end: End, root: Path) -> None:
    end.put("index.html", b"The page of someone else")
    before = end.read()
    with pytest.raises(
        InputError, match=r"not send, in the place of files of the site: index\.html\."
    ) as caught:
        send(end, root, FIRST)
    assert end.read() == before
    assert caught.value.diagnostics[0].path == "content/site.yaml"
    send(end, root, FIRST, force=True)
    assert published(end) == {**FIRST, **host_files(end)}


def test_sources_of_a_site_are_no_target_unless_forced(end: End, root: Path) -> None:
    end.put("content/site.yaml", b"title: Drafts")
    with pytest.raises(InputError, match="seems to be the sources of a site"):
        send(end, root, FIRST)
    assert end.read() == {"content/site.yaml": b"title: Drafts"}
    send(end, root, FIRST, force=True)
    assert published(end) == {**FIRST, "content/site.yaml": b"title: Drafts", **host_files(end)}


def test_site_that_was_copied_there_before_is_taken_over(end: End, root: Path) -> None:
    for path in ("index.html", "briefs/library.html"):
        end.put(path, FIRST[path])
    report = send(end, root, FIRST)
    assert report.plan.adopted == ("briefs/library.html", "index.html")
    assert set(report.plan.added) == {*FIRST, *host_files(end)} - set(report.plan.adopted)
    send(end, root, SECOND)
    assert published(end) == {**SECOND, **host_files(end)}


@pytest.mark.parametrize("after", [0, 4])
def test_interrupted_publish_is_repaired_by_the_next(end: End, root: Path, after: int) -> None:
    send(end, root, FIRST)
    end.put("foreign.txt", b"mine")
    with pytest.raises(KeyboardInterrupt):
        send(end, root, SECOND, progress=InterruptedProgress(after))
    if end.target.kind is not TargetKind.BRANCH:
        files, pending = recorded(end)
        changed = {*SECOND.items()} ^ {*FIRST.items()}
        assert {path for path, _ in changed} <= pending
        assert not files & pending
    report = send(end, root, SECOND)
    assert report.was_sent
    assert published(end) == {**SECOND, "foreign.txt": b"mine", **host_files(end)}
    assert recorded(end) == ({*SECOND, *host_files(end)}, set())


def test_first_publish_that_was_interrupted_is_repaired_by_the_next(end: End, root: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        send(end, root, FIRST, progress=InterruptedProgress(2))
    send(end, root, SECOND)
    assert published(end) == {**SECOND, **host_files(end)}


def test_links_submodules_and_modes_of_others_on_a_branch_stay(
    root: Path, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = branch_end(tmp_path, request, monkeypatch)
    assert isinstance(end, BranchEnd)
    end.put("deploy.sh", b"#!/bin/sh")
    end.git("update-index", "--chmod=+x", "deploy.sh", folder=end.work)
    (end.work / "latest").symlink_to("briefs")
    end.git("add", "latest", folder=end.work)
    module = f"160000,{end.git('rev-parse', 'HEAD', folder=end.work).decode().strip()},theme"
    end.git("update-index", "--add", "--cacheinfo", module, folder=end.work)
    end.git("commit", "--quiet", "--message", "More", folder=end.work)
    end.git("push", "--quiet", "origin", "HEAD:gh-pages", folder=end.work)

    def foreign() -> list[bytes]:
        return end.git("ls-tree", "gh-pages", "deploy.sh", "latest", "theme").splitlines()

    before = foreign()
    assert len(before) == 3
    send(end, root, FIRST)
    send(end, root, SECOND)
    assert foreign() == before
    assert end.git("rev-list", "--count", "gh-pages").strip() == b"4"
    with pytest.raises(InputError, match=r"in the place of files of the site: latest\."):
        send(end, root, {**SECOND, "latest/index.html": b"new"}, force=True)


def test_settings_of_the_repository_of_the_site_count_for_the_remote(
    root: Path, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = branch_end(tmp_path, request, monkeypatch)
    assert isinstance(end, BranchEnd)
    subprocess.run(["git", "init", "--quiet", str(root)], check=True)
    # As a CI service writes its log-in: into a file that the configuration of the repository includes.
    included = tmp_path / "included"
    included.write_text(f'[url "{tmp_path}/"]\n\tinsteadOf = office:\n', encoding="utf-8")
    subprocess.run(["git", "-C", str(root), "config", "include.path", str(included)], check=True)
    target = make_target(TargetKind.BRANCH, "gh-pages", remote="office:news.git")
    write_site(FIRST, root / "site")
    publish_target(target, BuildOptions(root=root, out=root / "site"), begin=silent)
    assert published(end) == {**FIRST, **HOST_FILES}


def test_branch_of_a_host_is_published_with_the_log_in_of_the_checked_out_repository(
    root: Path, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = branch_end(tmp_path, request, monkeypatch)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    subprocess.run(["git", "init", "--quiet", str(root)], check=True)
    token = base64.b64encode(b"ana:s3cret-token").decode()
    write_site(FIRST, root / "site")
    options = BuildOptions(root=root, out=root / "site")
    with git_over_http(tmp_path, "ana:s3cret-token") as address:
        target = make_target(TargetKind.BRANCH, "gh-pages", remote=f"{address}/news.git")
        with pytest.raises(InputError, match="git failed with exit code 128"):
            publish_target(target, options, begin=silent)
        header = ["config", f"http.{address}/.extraheader", f"Authorization: Basic {token}"]
        subprocess.run(["git", "-C", str(root), *header], check=True)
        for files in (FIRST, SECOND):
            write_site(files, root / "site")
            publish_target(target, options, begin=silent)
            assert published(end) == {**files, **HOST_FILES}


def test_branch_that_someone_changes_meanwhile_is_not_overwritten(
    root: Path, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = branch_end(tmp_path, request, monkeypatch)
    send(end, root, FIRST)

    class SlowProgress:
        def track(self, items: Iterable[Item], *, stage: str, total: int) -> Iterator[Item]:  # noqa: ARG002
            end.put("note.txt", b"meanwhile")
            yield from items

    with pytest.raises(InputError, match="Someone else changed the branch gh-pages"):
        send(end, root, SECOND, progress=SlowProgress())
    assert published(end) == {**FIRST, **HOST_FILES, "note.txt": b"meanwhile"}
    send(end, root, SECOND)
    assert published(end) == {**SECOND, **HOST_FILES, "note.txt": b"meanwhile"}


def test_target_that_cannot_be_reached_is_an_error_with_the_words_of_the_program(
    root: Path, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = dav_end(tmp_path, request, monkeypatch)
    monkeypatch.setenv("RCLONE_CONFIG_WEB_PASS", obscured("wrong-password"))
    with pytest.raises(InputError, match=r"rclone failed with exit code \d+: .*401") as caught:
        send(end, root, FIRST)
    assert "wrong-password" not in str(caught.value)
    target = make_target(TargetKind.BRANCH, "gh-pages", remote=str(tmp_path / "absent.git"))
    with pytest.raises(InputError, match=r"git failed with exit code 128: .*absent\.git"):
        publish_target(target, BuildOptions(root=root, out=root / "site"), begin=silent)


def test_large_publish_that_is_interrupted_goes_on_after_its_last_complete_part(
    root: Path, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = folder_end(tmp_path, request, monkeypatch)
    files = {f"briefs/{number:03}.html": b"%d" % number for number in range(3 * SMALLEST_PART)}
    with pytest.raises(KeyboardInterrupt):
        send(end, root, files, progress=InterruptedProgress(SMALLEST_PART + 50))
    again = send(end, root, files)
    assert len(again.plan.unchanged) == SMALLEST_PART
    assert published(end) == files


def test_file_takes_the_place_of_a_folder_and_the_other_way_round(end: End, root: Path) -> None:
    send(end, root, {"index.html": b"1", "a": b"file", "b/c": b"in a folder"})
    send(end, root, {"index.html": b"1", "a/x.html": b"in a folder", "b": b"file"})
    assert published(end) == {"index.html": b"1", "a/x.html": b"in a folder", "b": b"file", **host_files(end)}


def test_dry_run_sends_nothing(end: End, root: Path) -> None:
    send(end, root, FIRST)
    before = end.read()
    report = send(end, root, SECOND, dry_run=True)
    assert report.plan.changed == ("index.html",)
    assert not report.was_sent
    assert end.read() == before


def test_file_that_is_missing_there_is_sent_again(end: End, root: Path) -> None:
    send(end, root, FIRST)
    end.put("assets/one.png", None)
    assert send(end, root, FIRST).plan.added == ("assets/one.png",)
    assert published(end) == {**FIRST, **host_files(end)}


def test_damaged_record_stops_the_publish_unless_forced(end: End, root: Path) -> None:
    send(end, root, FIRST)
    end.put(RECORD, b'{"format": "newsgloss-published 1", "files": {"../../etc/passwd": ["00", 1]}}')
    with pytest.raises(InputError, match="is damaged"):
        send(end, root, SECOND)
    send(end, root, SECOND, force=True)
    # Without a record nothing is known to be newsgloss's, so nothing is removed.
    left = {path: FIRST[path] for path in ("briefs/library.html", "places/old/pier.html")}
    assert published(end) == {**SECOND, **left, **host_files(end)}
