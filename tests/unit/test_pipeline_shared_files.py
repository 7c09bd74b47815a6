"""Files made by this process and its forks: the same files, traces and problems as of one process."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from builder.check.facts import PageFacts
from builder.edition.digests import FactDigests
from builder.edition.edition import Edition, make_edition
from builder.edition.view import View
from builder.model.diagnostic import InputError, error
from builder.pages.page import DataFile
from builder.pages.plan import plan_requests
from builder.pages.request import File, Request
from builder.pictures.atlas import Atlas
from builder.pictures.map_view import MapView
from builder.pipeline import shared_files
from builder.pipeline.page_traces import Traces
from builder.pipeline.shared_files import MEMORY, PAGES, PICTURES, Share, choose_processes, make_files
from builder.store.store import Store
from tests.support.contexts import finish
from tests.support.sample import Sample, make_sample

PARENT = os.getpid()


@pytest.fixture
def sample() -> Sample:
    return make_sample(site_url="https://news.example/site")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "store") as store:
        yield store


class Made:
    """The files of a site, made by some processes.

    Attributes:
        files: the bytes of each, by path.
        found: what the checks of the files found that were made, by path, in their order.
        alone: the paths of the files that this process made itself.
    """

    def __init__(self, sample: Sample, store: Store, *, jobs: int, edition: Edition | None = None) -> None:
        edition = edition or make_edition(sample.graph, sample.articles, sample.content, version="1.2.3")
        self.alone: list[str] = []
        requests = plan_requests(edition, sample.content)
        traces = Traces("pages", FactDigests(edition), made_by="", store=store)

        def noted(file: File) -> bytes:
            self.alone.append(file.path)  # of a fork, in its own memory
            return finish(file)

        made = make_files(requests, traces, noted, share=PAGES, briefs=3, jobs=jobs, store=store)
        with closing(made):
            files = dict(made)
        self.found: dict[str, PageFacts] = dict(traces.made)
        traces.close(files)
        self.files = {path: file.read() for path, file in files.items()}


@pytest.mark.parametrize("jobs", [2, 3, 8])
def test_forks_make_the_same_files_and_traces(
    jobs: int, sample: Sample, store: Store, tmp_path: Path
) -> None:
    with Store(tmp_path / "other") as other:
        one = Made(sample, other, jobs=1)
    several = Made(sample, store, jobs=jobs)
    assert several.files == one.files
    assert [*several.found.items()] == [*one.found.items()]
    assert len(several.alone) < len(one.alone)
    again = Made(sample, store, jobs=jobs)
    assert (again.files, again.found, again.alone) == (one.files, {}, [])


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_change_is_noticed_whoever_made_the_files(
    jobs: int, sample: Sample, store: Store, tmp_path: Path
) -> None:
    Made(sample, store, jobs=3)
    changed = make_sample(site_url="https://news.example/other")
    with Store(tmp_path / "other") as other:
        anew = Made(changed, other, jobs=1)
    assert Made(changed, store, jobs=jobs).files == anew.files
    assert Made(sample, store, jobs=jobs).files == Made(sample, store, jobs=1).files


def test_files_are_made_without_a_store(sample: Sample) -> None:
    with Store(None) as nowhere:
        assert Made(sample, nowhere, jobs=3).files == Made(sample, nowhere, jobs=1).files


def test_what_forks_used_survives(sample: Sample, tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        Made(sample, store, jobs=3)
        store.prune()
    with Store(tmp_path) as store:
        Made(sample, store, jobs=3)
        store.prune()
    with Store(tmp_path) as store:
        assert Made(sample, store, jobs=3).alone == []


def numbered(_: View, number: int) -> File:
    return DataFile(f"{number:03}.json", str(number).encode())


def numbered_requests(count: int) -> list[Request]:
    return [Request(f"{number:03}.json", partial(numbered, number=number)) for number in range(count)]


@pytest.mark.parametrize("bad", [{40, 7, 90}, {0}, {99}])
@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_the_first_problem_is_raised(jobs: int, bad: set[int], sample: Sample, store: Store) -> None:
    edition = make_edition(sample.graph, sample.articles, sample.content, version="1.2.3")
    requests = numbered_requests(100)

    def finish_some(file: File) -> bytes:
        assert isinstance(file, DataFile)
        if int(file.data) in bad:
            raise InputError([error(file.path, 1, "The template is wrong.", "Fix it.")])
        return file.data

    traces = Traces("pages", FactDigests(edition), made_by="", store=store)
    shared = make_files(requests, traces, finish_some, share=PAGES, briefs=3, jobs=jobs, store=store)
    with closing(shared), pytest.raises(InputError) as problem:
        list(shared)
    assert [one.path for one in problem.value.diagnostics] == [f"{min(bad):03}.json"]


def test_files_of_forks_that_die_are_made(sample: Sample, store: Store) -> None:
    edition = make_edition(sample.graph, sample.articles, sample.content, version="1.2.3")
    requests = numbered_requests(100)

    def finish_here(file: File) -> bytes:
        assert isinstance(file, DataFile)
        if os.getpid() != PARENT and int(file.data) % 5 == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return file.data

    traces = Traces("pages", FactDigests(edition), made_by="", store=store)
    with closing(
        make_files(requests, traces, finish_here, share=PAGES, briefs=3, jobs=3, store=store)
    ) as made:
        files = {path: file.read() for path, file in made}
    assert files == {f"{number:03}.json": str(number).encode() for number in range(100)}


def test_an_atlas_takes_over_what_another_has_drawn() -> None:
    first, second = Atlas(), Atlas()
    north, south = (MapView(640, 440, (0.0, lat), 600.0, (320.0, 220.0)) for lat in (50.0, 10.0))
    first.ground(north)
    second.ground(south)
    first.join(second.dump())
    whole = Atlas(first.dump())
    assert whole.ground(north) == Atlas().ground(north)
    assert whole.ground(south) == Atlas().ground(south)
    assert not whole.is_changed


CHOICES: list[tuple[int, Share, int, int | None, int]] = [
    (7, PAGES, 10, 8, 1),  # too few for two processes
    (16, PAGES, 10, 8, 2),
    (6000, PAGES, 1000, 1, 1),
    (6000, PAGES, 1000, 3, 3),
    (6000, PAGES, 100, None, 4),  # half of the processors
    (6000, PAGES, 1000, None, 3),  # what fits in the memory
    (1200, PAGES, 1000, None, 2),
    (700, PAGES, 1000, None, 1),
    (60_000, PAGES, 10_000, None, 1),  # two do not fit in the memory
    (60_000, PAGES, 10_000, 2, 2),
    (2500, PICTURES, 1000, None, 3),
    (200, PICTURES, 100, None, 4),
    (70, PICTURES, 30, None, 3),
]


@pytest.mark.parametrize(("files", "share", "briefs", "jobs", "processes"), CHOICES)
def test_processes_are_chosen_by_work_memory_and_machine(
    files: int, share: Share, briefs: int, jobs: int | None, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_files, "count_processors", lambda: 8)
    assert choose_processes(files, share=share, briefs=briefs, jobs=jobs) == processes
    assert MEMORY == 1000


def test_a_system_without_forks_has_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_files, "can_fork", lambda: False)
    assert choose_processes(6000, share=PAGES, briefs=1000, jobs=4) == 1
