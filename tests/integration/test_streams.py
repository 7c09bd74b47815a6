"""Every command with output that cannot be written, closed streams, and locales with few characters."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.sites import PROJECT, read_tree, run_newsgloss, write_files

pytestmark = pytest.mark.model

FULL = Path("/dev/full")
PATIENCE = 60.0
DATA = Path(__file__).parents[1] / "data" / "evaluate" / "quotes.jsonl"
PROGRAM = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from builder.entry_points import main; main()"
)

COMMANDS: dict[str, tuple[list[str], int]] = {
    "build": (["build"], 0),
    "build, all": (["build", "-v"], 0),
    "build, JSON": (["build", "--json"], 0),
    "build, failing": (["build", "--root", "bad"], 1),
    "build, failing, JSON": (["build", "--root", "bad", "--json"], 1),
    "check": (["check"], 0),
    "check, JSON": (["check", "--json"], 0),
    "review": (["review"], 0),
    "new": (["new", "begun"], 0),
    "new, JSON": (["new", "begun", "--json"], 0),
    "eval": (["eval", str(DATA), "--root", "bad"], 0),
    "eval, JSON": (["eval", str(DATA), "--json", "--root", "bad"], 0),
    "help": (["--help"], 0),
    "version": (["--version"], 0),
    "wrong usage": (["build", "--no-such-option"], 2),
    "no such command": (["bild"], 2),
}
FOR_ALL = {
    "nothing at all": "<&- >&- 2>&-",
    "output to a full device": ">/dev/full",
    "messages to a full device": "2>/dev/full",
}
FOR_SOME = {
    "no output": ">&-",
    "no messages": "2>&-",
    "no input": "<&-",
    "all to a full device": ">/dev/full 2>/dev/full",
}
SOME = ("build", "build, failing, JSON", "new", "help")
CASES = {
    f"{name}, {kind}": (*COMMANDS[name], redirection)
    for kind, redirection in (FOR_ALL | FOR_SOME).items()
    for name in (COMMANDS if kind in FOR_ALL else SOME)
}
needs_full = pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")


@pytest.fixture(scope="module")
def newsroom(good_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built site with its cache, and inside it a broken one whose message has curly quotes."""
    root = tmp_path_factory.mktemp("streams") / "newsroom"
    shutil.copytree(good_site, root, symlinks=True)
    write_files(root, {"bad/seeds/a.txt": "A text.\n", "bad/content/site.yaml": "titel: “Nørd”\n"})
    assert run_newsgloss(["eval", str(DATA), "--quiet", "--root", "bad"], root=root).code == 0
    return root


def run_with(
    root: Path, arguments: Sequence[str], redirection: str, **settings: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a command whose streams a shell has redirected."""
    shutil.rmtree(root / "begun", ignore_errors=True)
    shell = ["sh", "-c", f'exec "$@" {redirection}', "sh"]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), **settings}
    return subprocess.run(
        [*shell, sys.executable, "-c", PROGRAM, *arguments],
        cwd=root,
        env=environment,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )


@needs_full
@pytest.mark.parametrize(("arguments", "code", "redirection"), CASES.values(), ids=CASES.keys())
def test_unwritable_streams_break_no_command(
    newsroom: Path, arguments: list[str], code: int, redirection: str
) -> None:
    done = run_with(newsroom, arguments, redirection)
    told = done.stderr.decode()
    for word in ("Traceback", "Exception ignored", "defect of newsgloss", "NoneType"):
        assert word not in told
    writes_output = code == 0 or ("--json" in arguments and code == 1)
    if writes_output and redirection.startswith(">/dev/full"):
        assert done.returncode == 1
        if "2>" not in redirection:
            assert "The output could not be written: No space left on device." in told
    elif code == 0 and redirection == "2>/dev/full":
        # It depends on the command if there is any output on this stream.
        assert done.returncode in (0, 1)
    else:
        assert done.returncode == code
    if arguments[0] == "new" and code == 0:
        assert (newsroom / "begun" / "content" / "site.yaml").is_file()


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
@pytest.mark.parametrize(
    "name", ["build, all", "build, JSON", "build, failing", "review", "new", "eval", "wrong usage"]
)
def test_reader_that_has_gone_changes_nothing(newsroom: Path, name: str, stream: str) -> None:
    arguments, code = COMMANDS[name]
    shutil.rmtree(newsroom / "begun", ignore_errors=True)
    reading, writing = os.pipe()
    os.close(reading)
    streams: dict[str, int] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, stream: writing}
    try:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, *arguments],
            cwd=newsroom,
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
            check=False,
            timeout=PATIENCE,
            **streams,  # type: ignore[call-overload]
        )
    finally:
        os.close(writing)
    assert done.returncode == code
    assert b"Traceback" not in (done.stderr or b"")
    assert b"Exception ignored" not in (done.stderr or b"")


def test_head_ends_a_long_answer_quietly(newsroom: Path) -> None:
    command = f"exec 3>&1; {{ {sys.executable} -c '{PROGRAM}' build -v; echo $? >&3; }} | head -1 >/dev/null"
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=newsroom,
        env=environment,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    assert (done.stdout, done.stderr) == (b"0\n", b"")


LOCALES = [
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1", "LC_ALL": "C"},
    {"PYTHONIOENCODING": "cp437:strict"},
    {"LANG": "no_such_locale", "LC_ALL": ""},
    {"PYTHONUNBUFFERED": "1"},
]


@pytest.mark.parametrize("settings", LOCALES, ids=lambda settings: " ".join(settings.values()))
@pytest.mark.parametrize("name", ["build", "build, failing"])
def test_locale_with_few_characters_breaks_nothing(
    newsroom: Path, name: str, settings: dict[str, str]
) -> None:
    arguments, code = COMMANDS[name]
    done = run_with(newsroom, arguments, "", **settings)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert done.stdout or done.stderr


@pytest.mark.parametrize("settings", LOCALES, ids=lambda settings: " ".join(settings.values()))
def test_json_is_valid_in_every_locale(newsroom: Path, settings: dict[str, str]) -> None:
    done = run_with(newsroom, ["build", "--root", "bad", "--json"], "", **settings)
    answer = json.loads(done.stdout.decode())
    assert "titel" in answer["diagnostics"][0]["message"]


def test_file_name_that_is_not_text_is_reported(newsroom: Path) -> None:
    strange = os.fsdecode(b"sit\xe9")
    for arguments in (
        ["new", strange, "--root", "bad/seeds"],
        ["new", strange, "--json", "--root", "bad/seeds"],
    ):
        shutil.rmtree(newsroom / "bad" / "seeds" / strange, ignore_errors=True)
        done = run_with(newsroom, arguments, "")
        assert done.returncode == 0
        assert b"sit\\udce9" in done.stdout
    assert json.loads(done.stdout)["folder"].endswith(strange)
    shutil.rmtree(newsroom / "bad" / "seeds" / strange)


def test_build_without_streams_writes_the_same_site(newsroom: Path) -> None:
    expected = read_tree(newsroom / "site")
    done = run_with(newsroom, ["build", "--clean", "--jobs", "2", "--out", "other"], "<&- >&- 2>&-")
    assert done.returncode == 0
    assert read_tree(newsroom / "other") == expected
    shutil.rmtree(newsroom / "other")


def test_terminal_that_closes_changes_nothing(newsroom: Path) -> None:
    master, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "check"],
        cwd=newsroom,
        env={**os.environ, "PYTHONPATH": str(PROJECT), "TERM": "xterm"},
        stdin=slave,
        stdout=slave,
        stderr=slave,
    ) as process:
        os.close(slave)
        os.close(master)
        assert process.wait(timeout=PATIENCE) == 0


def test_nonblocking_pipe_gets_the_whole_output(newsroom: Path) -> None:
    """Write to a pipe of a program that reads slowly and has set its end to non-blocking."""
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETFL, os.O_NONBLOCK)
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 4096)
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "build", "--json"],
        cwd=newsroom,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=writing,
        stderr=subprocess.PIPE,
    ) as process:
        os.close(writing)
        time.sleep(1)
        with os.fdopen(reading, "rb") as pipe:
            answer = json.loads(pipe.read())
        assert process.wait(timeout=PATIENCE) == 0
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert len(answer["pages"]["unchanged"]) > 20


@needs_full
@pytest.mark.parametrize(
    ("options", "redirection", "code"),
    [
        ([], ">/dev/full", 1),
        (["--json"], ">/dev/full", 1),
        ([], "<&- >&- 2>&-", 0),
        (["--json"], "<&- >&- 2>&-", 0),
        ([], "| head -c 1", 0),
        (["--json"], "| head -c 1", 0),
    ],
)
def test_serve_works_with_any_streams(
    newsroom: Path, options: list[str], redirection: str, code: int
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    # The shell reports how the server ended, and does not get Ctrl-C itself.
    command = (
        f'trap "" INT; {{ "$@"; echo $? >code; }} {redirection}'
        if "|" in redirection
        else f'exec "$@" {redirection}'
    )
    arguments = [sys.executable, "-c", PROGRAM, "serve", "--port", port, *options]
    with subprocess.Popen(
        ["sh", "-c", command, "sh", *arguments],
        cwd=newsroom,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            _wait_for(f"http://127.0.0.1:{port}/")
        finally:
            os.killpg(process.pid, signal.SIGINT)
            try:
                _, told = process.communicate(timeout=PATIENCE)
            finally:
                process.kill()
    assert b"Traceback" not in told
    assert b"Exception ignored" not in told
    if "|" in redirection:
        assert (newsroom / "code").read_text(encoding="utf-8").strip() == str(code)
    else:
        # With --json nothing is printed before the first build has ended, but the last site is served earlier.
        assert process.returncode == code or (options and process.returncode == 0)
    if process.returncode == 1:
        assert b"The output could not be written: No space left on device." in told


def _wait_for(address: str) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - our own server
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        assert time.monotonic() < end
        time.sleep(0.1)
