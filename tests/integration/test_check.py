"""``newsgloss check``: what it looks at beyond a build, links to other sites, and its forms."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar

import pytest

from builder.audit.outside_links import outside_problems
from builder.commands.annotations import github_annotations
from builder.model.diagnostic import Severity, error, note, warning
from builder.pipeline.progress import SilentProgress
from tests.support.serving import serve_answers
from tests.support.sites import run_newsgloss, write_files


class Host(BaseHTTPRequestHandler):
    """A host of a few addresses, which notes who asks."""

    asked: ClassVar[list[tuple[str, str, float]]] = []

    def answer(self) -> None:
        self.asked.append((self.command, self.path, time.monotonic()))
        status = {"/gone": 404, "/old": 410, "/private": 403, "/no-head": 405}.get(self.path, 200)
        if self.command == "GET" and self.path == "/no-head":
            status = 200
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self) -> None:
        self.answer()

    def do_HEAD(self) -> None:
        self.answer()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def host() -> Iterator[str]:
    Host.asked.clear()
    with serve_answers(Host) as address:
        yield address


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "seeds").mkdir()
    return write_files(
        tmp_path, {"content/pages/about.md": "# About\n\nSee ![](x.png).\n", "content/static/x.png": b"x"}
    )


def test_links_to_other_sites_are_asked_for_once_and_politely(host: str) -> None:
    paths = ("/fine", "/gone", "/no-head", "/old", "/private")
    places = {f"{host}{path}": ("about.html", number) for number, path in enumerate(paths, 1)}
    places["http://no-such-server.invalid/"] = ("people/x.html", 9)
    found = outside_problems(places, progress=SilentProgress(), pause=0.05)
    assert {(str(one.severity), one.line) for one in found} == {
        ("warning", 2),
        ("warning", 4),
        ("note", 5),
        ("warning", 9),
    }
    said = {one.line: one.message for one in found}
    assert said[2] == f"The link to {host}/gone: the page is gone (404)."
    assert said[9] == "The link to http://no-such-server.invalid/: its server was not found."
    assert [(command, path) for command, path, _ in Host.asked] == [
        ("HEAD", "/fine"),
        ("HEAD", "/gone"),
        ("GET", "/gone"),
        ("HEAD", "/no-head"),
        ("GET", "/no-head"),
        ("HEAD", "/old"),
        ("GET", "/old"),
        ("HEAD", "/private"),
        ("GET", "/private"),
    ]
    first = [moment for command, _, moment in Host.asked if command == "HEAD"]
    assert all(later - earlier >= 0.05 for earlier, later in pairwise(first))


def test_a_check_reports_what_an_audit_finds(root: Path, host: str) -> None:
    done = run_newsgloss(["check"], root=root)
    assert done.code == 0, done.words
    assert "content/pages/about.md line 3: warning: The picture x.png has no alternative text." in done.words
    assert run_newsgloss(["check", "--strict"], root=root).code == 1
    assert not (root / "site").exists()
    write_files(root, {"content/pages/about.md": f"# About\n\nSee [it]({host}/gone).\n"})
    assert "the page is gone" not in run_newsgloss(["check"], root=root).words
    done = run_newsgloss(["check", "--external", "--json"], root=root)
    (problem,) = json.loads(done.out)["diagnostics"]
    assert (problem["path"], problem["severity"]) == ("about.html", "warning")
    assert problem["message"] == f"The link to {host}/gone: the page is gone (404)."


def test_annotations_of_github_are_printed(root: Path) -> None:
    done = run_newsgloss(["check", "--github"], root=root)
    assert done.code == 0
    (line,) = done.out.splitlines()
    assert line.startswith(
        "::warning file=content/pages/about.md,line=3::The picture x.png has no alternative text. Say"
    )
    both = run_newsgloss(["check", "--github", "--json"], root=root)
    assert both.code == 2


def test_annotations_are_escaped() -> None:
    found = [error("a,b:c.md", 3, "100%\nof it", "Fix it."), note("", None, "x"), warning("d.md", None, "y")]
    assert list(github_annotations(found, folder="paper")) == [
        "::error file=paper/a%2Cb%3Ac.md,line=3::100%25%0Aof it Fix it.",
        "::notice::x",
        "::warning file=paper/d.md::y",
    ]
    assert {one.severity for one in found} == set(Severity)
