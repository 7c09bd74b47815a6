"""The report of a publish: its warnings, and what they stop."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from builder.model.publish_target import Host, PublishTarget, TargetKind
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import Progress
from builder.publish.limits import HostLimits
from builder.publish.publish_report import PublishReport, publish_target
from tests.support.publish_ends import silent
from tests.support.written import write_site

LIMITS = HostLimits(
    id=Host.NETLIFY, name="Stonehost", sources=("stonehost.example/limits",), files=2, notes="Ask."
)


def send(
    root: Path, files: dict[str, bytes], *, strict: bool = False, url: str | None = None
) -> PublishReport:
    root.mkdir(exist_ok=True)
    write_site(files, root / "site")
    target = PublishTarget("web", TargetKind.FOLDER, "../public", url=url, line=3)
    options = BuildOptions(root=root, out=root / "site", strict=strict)
    return publish_target(target, options, begin=silent, site_url="https://site.example")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("builder.publish.publish_report.load_hosts", lambda: {Host.NETLIFY: LIMITS})
    return tmp_path / "newsroom"


THREE = {"a": b"1", "b": b"2", "c": b"3"}
WARNING = "content/site.yaml:3: warning: The site has 3 files; Stonehost takes 2. Ask. See stonehost.example/limits."


def test_site_beyond_a_limit_of_its_host_is_sent_with_a_warning(root: Path) -> None:
    report = send(root, THREE, url="https://news.netlify.app")
    assert [str(found) for found in report.diagnostics] == [WARNING]
    assert report.was_sent
    assert (root.parent / "public" / "c").exists()


def test_site_beyond_a_limit_is_not_sent_if_warnings_count(root: Path) -> None:
    report = send(root, THREE, url="https://news.netlify.app", strict=True)
    assert [str(found) for found in report.diagnostics] == [WARNING]
    assert not report.ok
    assert not report.was_sent
    assert not (root.parent / "public").exists()


def test_site_within_the_limits_and_site_on_an_unknown_host_have_no_warning(root: Path) -> None:
    assert send(root, {"a": b"1"}, url="https://news.netlify.app", strict=True).diagnostics == ()
    report = send(root, THREE, strict=True)
    assert (report.diagnostics, report.host, report.url) == ((), None, "https://site.example")


def test_file_that_someone_changed_and_the_site_no_longer_has_stays_with_a_warning(root: Path) -> None:
    send(root, THREE)
    changed = root.parent / "public" / "c"
    changed.write_text("changed by hand")
    report = send(root, {"a": b"1"})
    assert report.plan.removed == ("b",)
    assert report.plan.kept == ("c",)
    assert ["they stay there: c." in found.message for found in report.diagnostics] == [True]
    assert changed.read_text() == "changed by hand"
    assert send(root, {"a": b"1"}).diagnostics == ()
    assert changed.exists()


def test_difference_is_known_before_anything_is_sent(root: Path) -> None:
    root.mkdir()
    write_site(THREE, root / "site")
    target = PublishTarget("web", TargetKind.FOLDER, "../public")
    seen = []

    def begin(report: PublishReport) -> AbstractContextManager[Progress]:
        seen.append((report.plan.added, (root.parent / "public").exists()))
        return silent(report)

    options = BuildOptions(root=root, out=root / "site")
    for _ in range(2):
        publish_target(target, options, begin=begin)
    assert seen == [(("a", "b", "c"), False)]
