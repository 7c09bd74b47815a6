"""Files made by this process and its forks: the same files, traces and problems as of one process."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from mmap import mmap
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
from builder.pictures.map_ground import Ground, draw_ground
from builder.pictures.map_view import MapView
from builder.pipeline import shared_files
from builder.pipeline.page_traces import Traces
from builder.pipeline.shared_files import MEMORY, PAGES, PICTURES, Share, choose_processes, make_files
from builder.store.database import Database, Row
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
            if jobs > 1 and os.getpid() == PARENT:
                time.sleep(0.01)  # so that forks get some
            return finish(file)

        made = make_files(requests, traces, noted, share=PAGES, jobs=jobs)
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


@pytest.mark.parametrize("ends", ["by itself", "killed"])
def test_what_forks_used_survives(ends: str, sample: Sample, tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        for number in range(100):
            store.put("parts", str(number), b"used by one file")
        store.put("parts", "idle", b"used by none")
    edition = make_edition(sample.graph, sample.articles, sample.content, version="1.2.3")

    def finish_with_part(file: File) -> bytes:
        assert isinstance(file, DataFile)
        if os.getpid() == PARENT:
            time.sleep(0.01)
        elif ends == "killed" and file.data == b"90":
            os.kill(os.getpid(), signal.SIGKILL)
        return store.get("parts", file.data.decode()) or b""

    with Store(tmp_path) as store:
        traces = Traces("pages", FactDigests(edition), made_by="", store=store)
        with closing(
            make_files(numbered_requests(100), traces, finish_with_part, share=PAGES, jobs=3)
        ) as made:
            assert {file.read() for _, file in made} == {b"used by one file"}
        store.prune()
    with Store(tmp_path) as store:
        assert len(store.present("parts", map(str, range(100)))) == 100
        assert bool(store.present("parts", ["idle"])) == (ends == "killed"), (
            "unless it is not known what was used"
        )


def test_only_the_parent_writes_to_the_store(
    sample: Sample, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = make_edition(sample.graph, sample.articles, sample.content, version="1.2.3")
    writers = mmap(-1, 2)  # memory that forks share
    whole = Database.write

    def write(database: Database, rows: Sequence[Row]) -> None:
        writers[int(os.getpid() != PARENT)] = 1
        whole(database, rows)

    def finish_alone(file: File) -> bytes:
        assert isinstance(file, DataFile)
        if os.getpid() == PARENT:
            time.sleep(0.01)
        else:
            database = store._database
            assert database is not None
            assert database._connection is None or database._is_borrowed, "a connection of the parent's"
        store.put("parts", file.path, file.data)
        store.commit()
        return file.data

    monkeypatch.setattr(Database, "write", write)
    traces = Traces("pages", FactDigests(edition), made_by="", store=store)
    with closing(make_files(numbered_requests(100), traces, finish_alone, share=PAGES, jobs=3)) as made:
        assert len(list(made)) == 100
    store.commit()
    assert writers[:] == b"\1\0"
    assert len(store.present("parts", [f"{number:03}.json" for number in range(100)])) == 100


def test_maps_that_forks_have_drawn_are_not_drawn_again(
    sample: Sample, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = make_edition(sample.graph, sample.articles, sample.content, version="1.2.3")
    atlas = Atlas()

    def finish_with_map(file: File) -> bytes:
        assert isinstance(file, DataFile)
        if os.getpid() == PARENT:
            time.sleep(0.05)
        else:
            atlas.ground(view_at(float(file.data) / 2))
        return file.data

    traces = Traces("pages", FactDigests(edition), made_by="", store=store)
    shared = make_files(
        numbered_requests(40),
        traces,
        finish_with_map,
        share=PAGES,
        jobs=3,
        atlas=atlas,
    )
    with closing(shared) as made:
        assert len(list(made)) == 40
    drawn: list[MapView] = []

    def draw(view: MapView) -> Ground:
        drawn.append(view)
        return draw_ground(view)

    monkeypatch.setattr("builder.pictures.atlas.draw_ground", draw)
    for number in range(40):
        atlas.ground(view_at(number / 2))
    assert len(drawn) < 40
    drawn.clear()
    remembered = Atlas(atlas.dump())
    for number in range(40):
        assert remembered.ground(view_at(number / 2)) == atlas.ground(view_at(number / 2))
    assert not drawn


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
        number = int(file.data)
        if os.getpid() == PARENT:
            time.sleep(0.005 if jobs > 1 else 0)
        elif number == min(bad):
            time.sleep(0.5)  # so that this process has a problem first
        if number in bad:
            raise InputError([error(file.path, 1, "The template is wrong.", "Fix it.")])
        return file.data

    traces = Traces("pages", FactDigests(edition), made_by="", store=store)
    shared = make_files(requests, traces, finish_some, share=PAGES, jobs=jobs)
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
    with closing(make_files(requests, traces, finish_here, share=PAGES, jobs=3)) as made:
        files = {path: file.read() for path, file in made}
    assert files == {f"{number:03}.json": str(number).encode() for number in range(100)}


def view_at(lat: float) -> MapView:
    return MapView(640, 440, (0.0, lat), 600.0, (320.0, 220.0))


def test_an_atlas_takes_over_what_another_has_drawn() -> None:
    north, south = view_at(50.0), view_at(10.0)
    first, second = Atlas(), Atlas()
    first.ground(north)
    assert second.news() == b""
    second.ground(south)
    first.join(second.news())
    whole = Atlas(first.dump())
    assert whole.ground(north) == Atlas().ground(north)
    assert whole.ground(south) == Atlas().ground(south)
    assert not whole.is_changed


def test_an_atlas_keeps_one_network() -> None:
    old = Atlas()
    old.layout("yesterday", lambda: [(1, 1)])
    ours, other = Atlas(old.dump()), Atlas(old.dump())
    ours.layout("today", lambda: [(2, 2)])
    other.ground(view_at(50.0))
    ours.join(other.news())
    again = Atlas(ours.dump())
    assert again.layout("today", lambda: [(9, 9)]) == [(2, 2)]
    assert again.layout("yesterday", lambda: [(3, 3)]) == [(3, 3)], "it is not remembered"


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
