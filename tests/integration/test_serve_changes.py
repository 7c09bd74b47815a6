"""Which changes of files lead to a build of the preview, and what browsers see of a build, and when."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.previewing import PATIENCE, Served, disconnect, serving, wait_until

if TYPE_CHECKING:
    from tornado.websocket import WebSocketClientConnection

# Each test starts a server.
pytestmark = pytest.mark.slow


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("one", encoding="utf-8")
    return tmp_path


@pytest.fixture
def served(root: Path) -> Iterator[Served]:
    with serving(root) as running:
        settle(running, "begun")
        yield running


def settle(served: Served, mark: str) -> int:
    """Return the number of builds after one for a change that comes after all others."""
    (served.root / "seeds" / "mark.txt").write_text(mark, encoding="utf-8")
    served.wait_for(lambda _, page: f"mark.txt={mark}" in page)
    index = served.root / "site" / "index.html"
    wait_until(lambda: index.exists() and f"mark.txt={mark}" in index.read_text(encoding="utf-8"))
    return served.builds


def save_by_rename(root: Path) -> None:
    new = root / "seeds" / "a.txt.tmp-1"
    new.write_text("saved", encoding="utf-8")
    new.replace(root / "seeds" / "a.txt")


def save_like_vim(root: Path) -> None:
    seed, backup = root / "seeds" / "a.txt", root / "seeds" / "a.txt~"
    (root / "seeds" / ".a.txt.swp").write_text("swap")
    seed.rename(backup)
    seed.write_text("saved", encoding="utf-8")
    backup.unlink()
    (root / "seeds" / ".a.txt.swp").unlink()


def move_an_old_file_in(root: Path) -> None:
    old = root / "old.txt"
    old.write_text("saved", encoding="utf-8")
    os.utime(old, (1_000_000_000, 1_000_000_000))
    old.rename(root / "seeds" / "b.txt")


def replace_keeping_time_and_size(root: Path) -> None:
    seed, new = root / "seeds" / "a.txt", root / "new.txt"
    seed.write_text("five.", encoding="utf-8")
    new.write_text("saved", encoding="utf-8")
    os.utime(new, ns=(seed.stat().st_mtime_ns, seed.stat().st_mtime_ns))
    new.replace(seed)


def add_a_template(root: Path) -> None:
    (root / "templates").mkdir()
    (root / "templates" / "base.html").write_text("saved", encoding="utf-8")


def add_a_folder(root: Path) -> None:
    (root / "seeds" / "sports" / "local").mkdir(parents=True)
    (root / "seeds" / "sports" / "local" / "c.txt").write_text("saved", encoding="utf-8")


def move_a_folder_in(root: Path) -> None:
    (root / "elsewhere" / "local").mkdir(parents=True)
    (root / "elsewhere" / "local" / "c.txt").write_text("saved", encoding="utf-8")
    (root / "elsewhere").rename(root / "seeds" / "sports")


def replace_the_folder(root: Path) -> None:
    shutil.rmtree(root / "seeds")
    (root / "seeds").mkdir()
    (root / "seeds" / "a.txt").write_text("saved", encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        save_by_rename,
        save_like_vim,
        move_an_old_file_in,
        replace_keeping_time_and_size,
        add_a_template,
        add_a_folder,
        move_a_folder_in,
        replace_the_folder,
    ],
)
def test_a_change_is_shown(served: Served, change: Callable[[Path], None]) -> None:
    change(served.root)
    served.wait_for(lambda _, page: "=saved" in page)
    # Folders that are new are watched from now on.
    for path in [
        *(served.root / "seeds").rglob("[a-c].txt"),
        *(served.root / "templates").rglob("base.html"),
    ]:
        path.write_text(f"again in {path.name}", encoding="utf-8")
        served.wait_for(lambda _, page, path=path: f"again in {path.name}" in page)  # type: ignore[misc]


def test_a_change_of_a_linked_file_is_shown(served: Served) -> None:
    linked = served.root / "other" / "later.txt"
    linked.parent.mkdir()
    (served.root / "seeds" / "link.txt").symlink_to(linked)
    settle(served, "linked")
    for text in ("new", "changed"):
        linked.write_text(text, encoding="utf-8")
        served.wait_for(lambda _, page, text=text: f"link.txt={text}" in page)  # type: ignore[misc]


def test_a_deleted_seed_disappears(served: Served) -> None:
    (served.root / "seeds" / "a.txt").unlink()
    served.wait_for(lambda _, page: "a.txt" not in page)


def test_files_that_no_build_reads_cause_no_build(served: Served) -> None:
    before = served.builds
    for name in (
        "site/foreign.txt",
        ".newsgloss/x",
        "seeds/.a.txt.swp",
        "seeds/a.txt~",
        "notes.txt",
        ".git/index",
    ):
        (served.root / name).parent.mkdir(exist_ok=True)
        (served.root / name).write_text("new")
    end = time.monotonic() + 0.5
    while time.monotonic() < end:
        assert served.builds == before
        time.sleep(0.02)
    assert settle(served, "after") == before + 1


def test_several_saves_in_a_row_are_one_build(served: Served) -> None:
    # On a busy machine a pause between two saves can be longer than any editor's.
    for attempt in range(10):
        before = served.builds
        for name in "cdefg":
            served.write(f"{name}.txt", str(attempt))
        served.wait_for(lambda _, page, attempt=attempt: f"g.txt={attempt}" in page)  # type: ignore[misc]
        if settle(served, f"after {attempt}") == before + 2:
            return
    pytest.fail("each save has a build of its own")


def test_saves_during_a_build_lead_to_exactly_one_more(served: Served) -> None:
    before = served.builds
    served.write("a.txt", "held")
    served.wait_for(lambda _, page: "a.txt=held" in page)
    for name in "bcd":
        served.write(f"{name}.txt", "saved meanwhile")
        assert served.builds == before + 1
    (served.root / "released").touch()
    served.wait_for(lambda _, page: page.count("saved meanwhile") == 3)
    assert settle(served, "after") == before + 3


def test_a_build_whose_pages_are_shown_gives_way_to_a_newer_one(served: Served) -> None:
    index = served.root / "site" / "index.html"
    for attempt in range(3):
        served.write("a.txt", f"polite {attempt}")
        served.wait_for(lambda _, page, attempt=attempt: f"a.txt=polite {attempt}" in page)  # type: ignore[misc]
        assert "a.txt=one" in index.read_text(encoding="utf-8")
    served.write("a.txt", "two")
    served.wait_for(lambda _, page: "a.txt=two" in page)
    wait_until(lambda: "a.txt=two" in index.read_text(encoding="utf-8"))


def test_a_file_that_no_build_reads_gives_up_no_build(served: Served) -> None:
    served.write("a.txt", "polite")
    served.wait_for(lambda _, page: "a.txt=polite" in page)
    before = served.builds
    served.write("a.txt~", "a backup")
    served.write("a.txt", "polite")
    (served.root / "released").touch()
    wait_until(lambda: "a.txt=polite" in (served.root / "site" / "index.html").read_text(encoding="utf-8"))
    assert served.builds - before <= 1


def test_a_build_that_is_given_up_begins_again_when_the_files_are_as_before(served: Served) -> None:
    served.write("a.txt", "polite")
    served.wait_for(lambda _, page: "a.txt=polite" in page)
    served.write("a.txt", "polite now")
    served.wait_for(lambda _, page: "a.txt=polite now" in page)
    served.write("a.txt", "one")
    served.wait_for(lambda _, page: "a.txt=one" in page)
    assert settle(served, "after")


def test_pages_are_shown_before_they_are_written(served: Served) -> None:
    index = served.root / "site" / "index.html"
    served.write("a.txt", "held")
    served.wait_for(lambda _, page: "a.txt=held" in page)
    assert "a.txt=one" in index.read_text(encoding="utf-8")
    assert served.fetch("pagefind/index.json") == (200, "{}"), (
        "the index of the search is read from the folder"
    )
    (served.root / "released").touch()
    wait_until(lambda: "a.txt=held" in index.read_text(encoding="utf-8"))


def test_pages_that_could_not_be_written_say_so(served: Served) -> None:
    served.write("a.txt", "full")
    page = served.wait_for(lambda _, page: "newsgloss-failure" in page)
    assert "a.txt=full" in page
    assert "The disk is full." in page
    assert "This site was not written to its folder." in page
    served.write("a.txt", "two")
    served.wait_for(lambda _, page: "a.txt=two" in page and "newsgloss-failure" not in page)


def test_an_earlier_site_is_served_from_its_folder_at_once(root: Path) -> None:
    with serving(root) as served:
        served.wait_for(lambda status, _: status == 200)
        wait_until((root / "site" / "pagefind" / "index.json").exists)
    (root / "seeds" / "a.txt").write_text("slow", encoding="utf-8")
    with serving(root) as served:
        wait_until((root / "building").exists)
        assert "a.txt=one" in served.fetch()[1]


@pytest.mark.parametrize(
    ("variables", "look_seconds"),
    [
        ({"WATCHFILES_FORCE_POLLING": "true"}, 3600.0),
        ({"WATCHFILES_FORCE_POLLING": "true", "WATCHFILES_POLL_DELAY_MS": "3600000"}, 0.2),
    ],
)
def test_changes_are_shown_without_events(root: Path, variables: dict[str, str], look_seconds: float) -> None:
    with serving(root, variables=variables, look_seconds=look_seconds) as served:
        served.wait_for(lambda status, _: status == 200)
        served.write("b.txt", "new")
        served.wait_for(lambda _, page: "b.txt=new" in page)


async def connect(served: Served, path: str) -> WebSocketClientConnection:
    """Return a socket of live reload as the browser at an address has it."""
    from tornado.websocket import websocket_connect

    socket = await websocket_connect(served.url.replace("http", "ws", 1) + "livereload")
    await socket.write_message(json.dumps({"command": "hello"}))
    assert await command_of(socket) == "hello"
    await socket.write_message(json.dumps({"command": "info", "url": served.url + path}))
    return socket


async def command_of(socket: WebSocketClientConnection) -> str:
    message = json.loads(str(await asyncio.wait_for(socket.read_message(), PATIENCE)))
    return str(message["command"])


def test_only_the_browsers_whose_pages_change_reload(served: Served) -> None:
    async def play() -> None:
        changing, fixed = await connect(served, ""), await connect(served, "fixed.html?a=1#b")
        await asyncio.to_thread(served.write, "a.txt", "two")
        assert await command_of(changing) == "reload"
        await asyncio.to_thread(served.write, "a.txt", "bad")
        # Every page has the errors of a failed build.
        assert await command_of(changing) == "reload"
        assert await command_of(fixed) == "reload"
        await asyncio.to_thread(served.write, "a.txt", "three")
        assert await command_of(changing) == "reload"
        assert await command_of(fixed) == "reload"
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(fixed.read_message(), 0.3)
        await disconnect(changing)
        await disconnect(fixed)

    served.fetch("fixed.html")
    asyncio.run(play())


def test_browsers_reload_before_the_site_is_written(served: Served) -> None:
    async def play() -> None:
        browser = await connect(served, "")
        await asyncio.to_thread(served.write, "a.txt", "held")
        assert await command_of(browser) == "reload"
        assert "a.txt=held" in (await asyncio.to_thread(served.fetch))[1]
        await disconnect(browser)

    with ExitStack() as stack:
        stack.callback((served.root / "released").touch)
        asyncio.run(play())
        assert "a.txt=one" in (served.root / "site" / "index.html").read_text(encoding="utf-8")


def test_page_that_changes_before_its_socket_is_open_reloads(served: Served) -> None:
    async def play() -> None:
        late, current = await connect(served, ""), await connect(served, "index.html")
        assert await command_of(late) == "reload"
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(current.read_message(), 0.3)
        await disconnect(late)
        await disconnect(current)

    served.fetch("")
    served.write("a.txt", "two")
    wait_until(lambda: "a.txt=two" in served.fetch("index.html")[1])
    asyncio.run(play())
