"""Events of files: when a wait for them ends, and which folders are watched."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import watchfiles

from builder.serve import file_events
from builder.serve.file_events import QUIET_SECONDS, FileEvents

PATIENCE = 30.0
MOMENT = 0.3
"""Seconds in which an event that should not come would have come."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    return tmp_path.resolve()


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def events(root: Path, said: list[str]) -> Iterator[FileEvents]:
    with closing(FileEvents(root / "site", said.append)) as opened:
        opened.follow(folders(root))
        yield opened


def folders(root: Path) -> frozenset[str]:
    return frozenset({str(root), str(root / "seeds")})


def waits(events: FileEvents, seconds: float = PATIENCE) -> bool:
    """Return True if the wait ends before its time."""
    begin = time.monotonic()
    events.wait(seconds)
    return time.monotonic() - begin < seconds


@pytest.mark.parametrize("name", ["seeds/a.txt", "templates", "a.txt"])
def test_an_event_ends_a_wait(events: FileEvents, root: Path, name: str) -> None:
    (root / name).write_text("new")
    assert waits(events)


@pytest.mark.parametrize("name", ["seeds/.a.txt.swp", "seeds/a.txt~", ".git", "site", ".site.newsgloss-new"])
def test_events_of_other_files_do_not(events: FileEvents, root: Path, name: str) -> None:
    (root / name).write_text("new")
    assert not waits(events, MOMENT)


def test_what_is_below_a_watched_folder_is_not_watched(events: FileEvents, root: Path) -> None:
    (root / "site" / "people").mkdir(parents=True)
    (root / "site" / "people" / "index.html").write_text("new")
    assert not waits(events, MOMENT)


def test_a_wait_ends_after_the_last_of_several_events(events: FileEvents, root: Path) -> None:
    # On a busy machine a pause between two of them can be longer than the quiet that ends a wait.
    for attempt in range(10):
        files = [root / "seeds" / f"{attempt}-{number}.txt" for number in range(10)]

        def save(files: list[Path] = files) -> None:
            for file in files:
                file.write_text("new")
                time.sleep(QUIET_SECONDS / 2.5)

        saving = threading.Thread(target=save)
        saving.start()
        assert waits(events)
        complete = all(file.exists() for file in files)
        saving.join()
        while waits(events, MOMENT):
            pass
        if complete:
            return
    pytest.fail("a wait ends between two events")


def test_a_wait_ends_although_events_do_not(
    events: FileEvents, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_events, "LONGEST_SECONDS", 0.2)
    ended = threading.Event()

    def save() -> None:
        number = 0
        while not ended.wait(0.005):
            number += 1
            (root / "seeds" / "a.txt").write_text(str(number))

    saving = threading.Thread(target=save)
    saving.start()
    try:
        assert waits(events)
    finally:
        ended.set()
        saving.join()


def replace_folder(root: Path) -> None:
    shutil.rmtree(root / "seeds")
    (root / "seeds").mkdir()


def add_name_that_is_not_text(root: Path) -> None:
    (root / "seeds" / os.fsdecode(b"a\xff.txt")).write_text("new")


@pytest.mark.parametrize("change", [replace_folder, add_name_that_is_not_text])
def test_folders_are_watched_anew_after_events_may_be_lost(
    events: FileEvents, root: Path, said: list[str], change: Callable[[Path], None]
) -> None:
    assert not events.follow(folders(root)), "they are watched"
    change(root)
    assert waits(events)
    assert events.follow(folders(root))
    (root / "seeds" / "b.txt").write_text("new")
    assert waits(events)
    assert not said


def test_other_folders_are_watched_from_the_return_on(events: FileEvents, root: Path) -> None:
    (root / "seeds" / "sports").mkdir()
    assert waits(events)
    assert events.follow(folders(root) | {str(root / "seeds" / "sports")})
    (root / "seeds" / "sports" / "a.txt").write_text("new")
    assert waits(events)


def test_a_folder_that_is_gone_or_has_no_valid_name_is_no_reason_to_poll(
    events: FileEvents, root: Path, said: list[str]
) -> None:
    assert events.follow(folders(root) | {str(root / "gone"), os.fsdecode(bytes(root) + b"/\xff")})
    assert events.follow(folders(root)), "nothing is watched"
    (root / "seeds" / "a.txt").write_text("new")
    assert waits(events)
    assert not said


def test_files_are_compared_if_there_are_no_events(
    root: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = watchfiles.watch

    def refuse(*folders: str, force_polling: bool | None, **options: Any) -> Any:
        if not force_polling:
            raise OSError("OS file watch limit reached.")
        return watch(*folders, force_polling=True, **options)

    monkeypatch.setattr(watchfiles, "watch", refuse)
    with closing(FileEvents(root / "site", said.append)) as events:
        events.follow(folders(root))
        (root / "seeds" / "a.txt").write_text("new")
        assert waits(events)
        events.follow(frozenset({str(root)}))
    assert said == [
        "File events are not available (OS file watch limit reached): the files are compared at intervals."
    ]


def test_no_thread_is_left(root: Path) -> None:
    before = threading.active_count()
    with closing(FileEvents(root / "site", print)) as events:
        for watched in (folders(root), frozenset({str(root)})):
            events.follow(watched)
            assert threading.active_count() == before + 1
    assert threading.active_count() == before
