"""The preview server in a process of its own, asked over the loopback interface."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import pytest

from tests.support.previewing import PATIENCE, ROOT, Served, command, disconnect, serving, wait_until

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
        running.wait_for(lambda status, _: status != 503)
        # Pages are shown before they are written.
        wait_until((root / "site" / "index.html").exists)
        yield running


def test_served_pages_have_live_reload_and_the_files_do_not(served: Served) -> None:
    status, page = served.fetch()
    assert status == 200
    assert "a.txt=one" in page
    assert "livereload.js" in page
    assert "newsgloss-failure" not in page
    # The page is served before it is written.
    served.wait_for(lambda *_: (served.root / "site" / "index.html").exists())
    assert "livereload" not in (served.root / "site" / "index.html").read_text(encoding="utf-8")
    status, script = served.fetch("livereload.js?port=1")
    assert status == 200
    assert "WebSocket" in script


def test_unknown_address_gets_the_page_for_missing_addresses(served: Served) -> None:
    status, page = served.fetch("people/nobody.html")
    assert status == 404
    assert "lost" in page


def test_changed_new_old_and_deleted_seeds_cause_a_rebuild(served: Served) -> None:
    served.write("a.txt", "two")
    served.wait_for(lambda _, page: "a.txt=two" in page)
    served.write("b.txt", "new")
    served.wait_for(lambda _, page: "b.txt=new" in page)
    old = served.root / "old.txt"
    old.write_text("moved", encoding="utf-8")
    os.utime(old, (1_000_000_000, 1_000_000_000))
    old.rename(served.root / "seeds" / "c.txt")
    served.wait_for(lambda _, page: "c.txt=moved" in page)
    (served.root / "seeds" / "b.txt").unlink()
    served.wait_for(lambda _, page: "b.txt" not in page)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("bad", ["seeds/a.txt:3", "This &lt;b&gt;seed&lt;/b&gt; is bad.", "Mend &lt;/script&gt; it."]),
        ("worse", ["The build stopped because of a defect of newsgloss: RuntimeError: no such luck."]),
    ],
)
def test_failed_build_is_reported_in_the_last_good_page_until_it_is_fixed(
    served: Served, text: str, shown: list[str]
) -> None:
    served.write("a.txt", text)
    page = served.wait_for(lambda _, page: "newsgloss-failure" in page)
    assert "a.txt=one" in page
    assert "This is the last good site." in page
    for words in shown:
        assert words in page
    assert "newsgloss-failure" in served.fetch("nowhere.html")[1]
    # Fixed to the old state: no byte of the site changes, but the message must disappear.
    served.write("a.txt", "one")
    served.wait_for(lambda _, page: "newsgloss-failure" not in page)


def test_failed_first_build_has_a_page_with_the_error(root: Path) -> None:
    (root / "seeds" / "a.txt").write_text("bad", encoding="utf-8")
    with serving(root) as served:
        page = served.wait_for(lambda status, _: status == 500)
        assert "There is no site yet." in page
        assert "seeds/a.txt:3" in page
        assert not (root / "site").exists()
        served.write("a.txt", "one")
        served.wait_for(lambda status, page: status == 200 and "a.txt=one" in page)


async def _reload_message(served: Served, act: Callable[[], None]) -> dict[str, object]:
    """Return the message that a connected browser receives after ``act``."""
    from tornado.websocket import websocket_connect

    socket_url = served.url.replace("http", "ws", 1) + "livereload"
    connection = await websocket_connect(socket_url)
    await connection.write_message(json.dumps({"command": "hello"}))
    hello = json.loads(str(await asyncio.wait_for(connection.read_message(), PATIENCE)))
    assert hello["command"] == "hello"
    await connection.write_message(json.dumps({"command": "info", "url": served.url}))
    act()
    message: dict[str, object] = json.loads(str(await asyncio.wait_for(connection.read_message(), PATIENCE)))
    await disconnect(connection)
    return message


@pytest.mark.parametrize("text", ["two", "bad"])
def test_browser_reloads_after_every_build_good_or_failed(served: Served, text: str) -> None:
    message = asyncio.run(_reload_message(served, lambda: served.write("a.txt", text)))
    assert message["command"] == "reload"
    wanted = "a.txt=two" if text == "two" else "newsgloss-failure"
    assert wanted in served.fetch()[1], "the message comes when the new page is there"


def test_site_is_served_during_a_build_and_ctrl_c_does_not_wait_for_it(served: Served) -> None:
    served.write("a.txt", "slow")
    end = time.monotonic() + PATIENCE
    while not (served.root / "building").exists():
        assert time.monotonic() < end
        time.sleep(0.05)
    assert "a.txt=one" in served.fetch()[1]
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(timeout=PATIENCE) == 0


def test_ctrl_c_ends_the_processes_of_a_build(served: Served) -> None:
    served.write("a.txt", "crew")
    crew = served.root / "crew"
    end = time.monotonic() + PATIENCE
    while not (crew.exists() and len(pids := [int(path.name) for path in crew.iterdir()]) == 2):
        assert time.monotonic() < end
        time.sleep(0.05)
    assert all(map(_is_running, pids))
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(timeout=PATIENCE) == 0
    while any(map(_is_running, pids)):
        assert time.monotonic() < end + PATIENCE
        time.sleep(0.05)


def _is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_ctrl_c_ends_it_quietly(served: Served) -> None:
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(timeout=PATIENCE) == 0
    assert len(served.said) == 1, served.said


def _listening(port: int) -> socket.socket:
    return socket.create_server(("127.0.0.1", port))


def test_requested_port_that_is_taken_is_an_error(root: Path) -> None:
    with closing(_listening(0)) as listener:
        port = listener.getsockname()[1]
        done = subprocess.run(
            command(root, port=port),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert f"The port {port} cannot be used: another program uses it." in done.stderr
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (root / "site").exists(), "told before a build that may be long"


def test_next_free_port_is_used_and_reported_by_default(root: Path) -> None:
    with ExitStack() as stack:
        with suppress(OSError):  # taken by another program, which is enough for this test
            stack.enter_context(closing(_listening(8000)))
        with serving(root, port=None) as served:
            assert "Port 8000 is taken" in served.said[0]
            assert not served.url.endswith(":8000/")
            served.wait_for(lambda status, _: status == 200)


def test_browser_is_opened_once_the_site_is_ready(root: Path) -> None:
    browser = root / "browser"
    browser.write_text(
        f'#!/bin/sh\necho "$1" > "{root}/opened.part"\nmv "{root}/opened.part" "{root}/opened"\n'
    )
    browser.chmod(0o755)
    with serving(root, browser=f"{browser} %s") as served:
        end = time.monotonic() + PATIENCE
        while not (root / "opened").exists():
            assert time.monotonic() < end
            time.sleep(0.05)
        assert (root / "opened").read_text().strip() == served.url
        assert served.fetch()[0] == 200
