"""Builds on a Dask cluster: a scheduler and workers as processes of their own, some of which end."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn

import pytest

from builder.annotate.annotator import Annotator
from builder.annotate.cluster.batch import ARTICLES, BATCH, OUTCOMES, REPLY, Batch
from builder.annotate.cluster.versions import versions_of
from builder.annotate.cluster.worker_tasks import annotate_batch
from builder.annotate.parse.model_package import find_model
from tests.support.annotated import article_of
from tests.support.local_cluster import LocalCluster, local_cluster
from tests.support.processes import run_forked
from tests.support.sites import HARBOUR, PROJECT, Done, run_newsgloss, write_files

pytestmark = pytest.mark.model

FORGETFUL = """
import sys

class Forgetful:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "builder":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Forgetful())
"""
"""A ``sitecustomize`` that hides newsgloss, as if it were not installed."""


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[LocalCluster]:
    with local_cluster(tmp_path / "cluster", workers=0) as started:
        yield started


@pytest.fixture
def newsroom(tmp_path: Path) -> Path:
    """Return a site of twelve articles, nothing of it annotated."""
    seeds = {f"seeds/a{i:02}.txt": HARBOUR.replace("eleven", str(i + 20)) for i in range(12)}
    return write_files(tmp_path / "newsroom", {"content/site.yaml": "title: Gazette\n", **seeds})


def build(root: Path, address: str, folder: Path, *options: str) -> Done:
    """Run a build on a cluster in a process of its own."""
    settings = {"DASK_CONFIG": str(folder)}
    return run_newsgloss(["build", "--cluster", address, *options], root=root, settings=settings)


def build_and_kill(root: Path, address: str, victim: subprocess.Popen[bytes]) -> Mapping[str, Any]:
    """Build on a cluster, kill one of its processes halfway, and return what is printed of the build."""
    done = run_forked(
        "tests.support.local_cluster:print_build",
        [str(root), address, victim.pid, 4, 1.0],
        settings={"DASK_CONFIG": str(root)},
    )
    assert (done.code, done.err) == (0, b""), done.err.decode()
    assert victim.poll() == -signal.SIGKILL
    answer: Mapping[str, Any] = json.loads(done.out)
    return answer


def test_killed_worker_changes_no_byte() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.campaigns.cluster", "--articles", "20"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    assert "20 articles on 2 workers, of which one was killed halfway" in done.stdout
    assert "0 went wrong" in done.stdout


@pytest.mark.parametrize("lost", ["scheduler", "only worker"])
def test_lost_cluster_is_an_error_and_what_was_annotated_is_kept(
    lost: str, cluster: LocalCluster, newsroom: Path
) -> None:
    worker = cluster.add_worker()
    cluster.await_workers()
    answer = build_and_kill(newsroom, cluster.address, cluster.scheduler if lost == "scheduler" else worker)
    assert not answer["ok"]
    (told,) = answer["errors"]
    what = (
        "The connection to the cluster at"
        if lost == "scheduler"
        else "has had no running worker for 1 seconds"
    )
    assert what in told
    assert cluster.address in told
    assert "What was annotated is kept" in told
    assert not (newsroom / "site").exists()
    rest = run_newsgloss(["build", "--json"], root=newsroom)
    assert rest.code == 0, rest.words
    assert 0 < rest.answer["annotated"] <= 8


def test_worker_without_newsgloss_is_named(cluster: LocalCluster, newsroom: Path, tmp_path: Path) -> None:
    write_files(tmp_path / "hidden", {"sitecustomize.py": FORGETFUL})
    cluster.add_worker({"PYTHONPATH": str(tmp_path / "hidden")})
    cluster.await_workers()
    done = build(newsroom, cluster.address, tmp_path)
    assert done.code == 1
    assert "does not have newsgloss. Install the same newsgloss" in done.words
    assert "tcp://127.0.0.1:" in done.words
    assert "Traceback" not in done.words


def test_repeated_task_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    package = find_model(None).package
    articles = (article_of(HARBOUR), article_of(HARBOUR.replace("eleven", "“ten ”" * 1001), "long"))
    versions = versions_of(package)
    batch = BATCH.dump(Batch(versions, package, ARTICLES.dump(articles)))
    data = annotate_batch(batch)
    assert annotate_batch(batch) == data
    outcomes = OUTCOMES.load(REPLY.load(data).outcomes)
    assert [one.seed_id for one in outcomes.annotated] == ["monday"]
    assert [one.seed_id for one in outcomes.unannotated] == ["long"]
    assert list(Annotator(package).outcomes(articles)) == [*outcomes.annotated, *outcomes.unannotated]

    def fail(*_: object) -> NoReturn:
        raise MemoryError("no more")

    monkeypatch.setattr(Annotator, "outcomes", fail)
    assert REPLY.load(annotate_batch(batch)).failure == "MemoryError: no more"
    other = BATCH.dump(Batch({**versions, "spacy": "2.0"}, package, b"of another form"))
    refusal = REPLY.load(annotate_batch(other))
    assert (refusal.versions, refusal.outcomes, refusal.failure) == (versions, b"", "")


def test_article_that_fails_on_a_worker_is_reported_as_a_local_one(
    cluster: LocalCluster, newsroom: Path, tmp_path: Path
) -> None:
    cluster.add_worker()
    write_files(newsroom, {"seeds/a05.txt": "The ferry left.\n\n" + "“Gangway!” " * 600 + "\n"})
    there = build(newsroom, cluster.address, tmp_path, "--json")
    here = run_newsgloss(["build", "--clean", "--json"], root=newsroom)
    assert there.code == here.code == 1
    (told,) = there.answer["diagnostics"]
    assert (told["path"], told["line"]) == ("seeds/a05.txt", 3)
    assert there.answer["diagnostics"] == here.answer["diagnostics"]


def test_cluster_is_not_asked_if_everything_is_annotated(site: Path, tmp_path: Path) -> None:
    for change in ({}, {"content/site.yaml": "title: Another\n"}):
        done = build(write_files(site, change), "tcp://127.0.0.1:1", tmp_path)
        assert (done.code, done.err) == (0, ""), done.words
