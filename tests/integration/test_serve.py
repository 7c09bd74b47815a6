"""The preview server, as its editor meets it: a process of its own, asked over the loopback interface."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
"""Seconds until something that should happen counts as not happening."""

# A site whose only page shows the seeds: a seed that says "bad" makes the build fail, one that says "worse"
# breaks it off, and the word "slow" keeps it going.
PROGRAM = textwrap.dedent(
    """
    import signal, sys, time
    from pathlib import Path
    from builder.model.diagnostic import InputError, error
    from builder.serve.outcome import BuildOutcome
    from builder.serve.server import serve_site
    from builder.write.writer import write_site

    # What runs in the background of a shell ignores Ctrl-C, and all that it starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    root, port = Path(sys.argv[1]), None if sys.argv[2] == "next" else int(sys.argv[2])
    out = root / "site"

    def build():
        seeds = {path.name: path.read_text() for path in sorted((root / "seeds").iterdir())}
        text = " ".join(f"{name}={data}" for name, data in seeds.items())
        if "slow" in text:
            (root / "building").touch()
            time.sleep(60)
        if "worse" in text:
            raise RuntimeError("no such luck")
        if "bad" in text:
            problem = error("seeds/a.txt", 3, "This <b>seed</b> is bad.", "Mend </script> it.")
            return BuildOutcome(ok=False, diagnostics=(problem,), changed=0)
        page = f"<!doctype html><html><head><title>x</title></head><body>{text}</body></html>"
        lost = page.replace(text, "lost")
        report = write_site({"index.html": page.encode(), "404.html": lost.encode()}, out)
        return BuildOutcome(ok=True, diagnostics=(), changed=len(report.written) + len(report.removed))

    try:
        serve_site(root=root, out=out, port=port, build=build, open_browser=len(sys.argv) > 3)
    except InputError as problem:
        sys.exit(str(problem))
    """
)


@dataclass
class Served:
    """A running server and the site's root."""

    process: subprocess.Popen[str]
    root: Path
    url: str
    said: list[str]

    def write(self, name: str, text: str) -> None:
        (self.root / "seeds" / name).write_text(text, encoding="utf-8")

    def fetch(self, path: str = "") -> tuple[int, str]:
        try:
            with urllib.request.urlopen(self.url + path, timeout=PATIENCE) as answer:  # noqa: S310
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, answer.read().decode()

    def wait_for(self, condition: Callable[[int, str], bool]) -> str:
        """The home page as soon as it is as wanted."""
        end = time.monotonic() + PATIENCE
        while True:
            status, page = self.fetch()
            if condition(status, page):
                return page
            assert time.monotonic() < end, page
            time.sleep(0.05)


def _pass_on(pipe: IO[str], lines: Queue[str]) -> None:
    for line in pipe:
        lines.put(line)


@contextmanager
def serving(root: Path, *, port: str = "0", browser: str | None = None) -> Iterator[Served]:
    environment = dict(os.environ, PYTHONWARNINGS="error")
    arguments = [sys.executable, "-c", PROGRAM, str(root), port]
    if browser:
        environment["BROWSER"] = browser
        arguments.append("open")
    with subprocess.Popen(
        arguments, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        lines: Queue[str] = Queue()
        assert process.stdout is not None
        Thread(target=_pass_on, args=(process.stdout, lines), daemon=True).start()
        said: list[str] = []
        try:
            while not any("http://" in line for line in said):
                try:
                    said.append(lines.get(timeout=PATIENCE))
                except Empty:
                    pytest.fail(f"the server says nothing but {said}")
            url = said[-1].split()[2]
            yield Served(process, root, url, said)
        finally:
            process.kill()
            process.wait()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("one", encoding="utf-8")
    return tmp_path


@pytest.fixture
def served(root: Path) -> Iterator[Served]:
    with serving(root) as running:
        running.wait_for(lambda status, _: status != 503)
        yield running


def test_serves_the_site_with_live_reload_that_the_files_do_not_have(served: Served) -> None:
    status, page = served.fetch()
    assert status == 200
    assert "a.txt=one" in page
    assert "livereload.js" in page
    assert "newsgloss-failure" not in page
    assert "livereload" not in (served.root / "site" / "index.html").read_text(encoding="utf-8")
    status, script = served.fetch("livereload.js?port=1")
    assert status == 200
    assert "WebSocket" in script


def test_an_unknown_address_gets_the_page_for_it(served: Served) -> None:
    status, page = served.fetch("people/nobody.html")
    assert status == 404
    assert "lost" in page


def test_a_change_a_new_seed_an_old_one_and_a_deleted_one_are_seen(served: Served) -> None:
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
        ("worse", ["The build broke off: RuntimeError: no such luck."]),
    ],
)
def test_a_failed_build_is_told_in_the_last_good_page_until_it_is_mended(
    served: Served, text: str, shown: list[str]
) -> None:
    served.write("a.txt", text)
    page = served.wait_for(lambda _, page: "newsgloss-failure" in page)
    assert "a.txt=one" in page
    assert "This is the last good site." in page
    for words in shown:
        assert words in page
    assert "newsgloss-failure" in served.fetch("nowhere.html")[1]
    # Mended to what it was: not a byte of the site changes, but the message must go.
    served.write("a.txt", "one")
    served.wait_for(lambda _, page: "newsgloss-failure" not in page)


def test_a_first_build_that_fails_has_a_page_with_the_error(root: Path) -> None:
    (root / "seeds" / "a.txt").write_text("bad", encoding="utf-8")
    with serving(root) as served:
        page = served.wait_for(lambda status, _: status == 500)
        assert "There is no site yet." in page
        assert "seeds/a.txt:3" in page
        assert not (root / "site").exists()
        served.write("a.txt", "one")
        served.wait_for(lambda status, page: status == 200 and "a.txt=one" in page)


async def _reload_message(served: Served, act: Callable[[], None]) -> dict[str, object]:
    """The message that a connected browser gets after ``act``."""
    from tornado.websocket import websocket_connect

    socket_url = served.url.replace("http", "ws", 1) + "livereload"
    connection = await websocket_connect(socket_url)
    await connection.write_message(json.dumps({"command": "hello"}))
    hello = json.loads(str(await asyncio.wait_for(connection.read_message(), PATIENCE)))
    assert hello["command"] == "hello"
    await connection.write_message(json.dumps({"command": "info", "url": served.url}))
    act()
    message: dict[str, object] = json.loads(str(await asyncio.wait_for(connection.read_message(), PATIENCE)))
    connection.close()
    return message


@pytest.mark.parametrize("text", ["two", "bad"])
def test_the_browser_is_told_to_reload_after_a_build_good_or_bad(served: Served, text: str) -> None:
    message = asyncio.run(_reload_message(served, lambda: served.write("a.txt", text)))
    assert message["command"] == "reload"
    wanted = "a.txt=two" if text == "two" else "newsgloss-failure"
    assert wanted in served.fetch()[1], "the message comes when the new page is there"


def test_the_site_is_served_while_a_build_runs_and_ctrl_c_does_not_wait_for_it(served: Served) -> None:
    served.write("a.txt", "slow")
    end = time.monotonic() + PATIENCE
    while not (served.root / "building").exists():
        assert time.monotonic() < end
        time.sleep(0.05)
    assert "a.txt=one" in served.fetch()[1]
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(timeout=PATIENCE) == 0


def test_ctrl_c_ends_it_quietly(served: Served) -> None:
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(timeout=PATIENCE) == 0
    assert len(served.said) == 1, served.said


def _listening(port: int) -> socket.socket:
    listener = socket.socket()
    listener.bind(("127.0.0.1", port))
    listener.listen()
    return listener


def test_a_port_that_was_asked_for_and_is_taken_is_an_error(root: Path) -> None:
    with closing(_listening(0)) as listener:
        port = listener.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(root), str(port)],
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


def test_without_a_wish_the_next_free_port_is_taken_and_told(root: Path) -> None:
    with ExitStack() as stack:
        with suppress(OSError):  # taken by something else, which does as well
            stack.enter_context(closing(_listening(8000)))
        with serving(root, port="next") as served:
            assert "Port 8000 is taken" in served.said[0]
            assert not served.url.endswith(":8000/")
            served.wait_for(lambda status, _: status == 200)


def test_the_browser_is_opened_once_there_is_something_to_see(root: Path) -> None:
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
