"""``newsgloss add``: articles from files, standard input and the web, each with its settings filled in."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml

from builder.intake import download as downloads
from builder.read.limits import MAX_PAGE_BYTES
from tests.support.serving import serve_answers
from tests.support.sites import PROJECT, Done, run_newsgloss

STORY = """The council of Alderwick voted on Tuesday to repair the old pier before the winter storms begin.

“We have waited too long,” said Elena Marsh, the mayor. “It will not stand another storm.”

The work will cost 2 million dollars, and most of the money comes from the ferry company.
"""
PAGE = f"""<!doctype html><html lang="en"><head><title>Pier to be repaired | The Harbor Ledger</title>
<meta property="og:site_name" content="The Harbor Ledger"><meta name="author" content="Jo Ward">
<meta property="article:published_time" content="2024-03-05T10:00:00Z">
<script>track()</script></head><body><nav><a href="/">Home</a></nav><article><h1>Pier to be repaired</h1>
{"".join(f"<p>{part}</p>" for part in STORY.strip().split(chr(10) * 2))}</article>
<footer>All rights reserved</footer></body></html>"""
MAIL = f"""From: Jo Ward <jo@ledger.example>
Subject: Pier to be repaired
Date: Tue, 05 Mar 2024 10:00:00 +0000

{STORY}"""


class Server(BaseHTTPRequestHandler):
    """A web server of a few pages."""

    pages: ClassVar[dict[str, tuple[int, str, bytes]]] = {
        "/pier?id=1": (200, "text/html; charset=utf-8", PAGE.encode()),
        "/plain": (200, "text/plain", STORY.encode()),
        "/report.pdf": (200, "application/pdf", b"%PDF-1.7"),
        "/empty": (200, "text/html", b"<!doctype html><title>x</title>"),
        "/large": (200, "text/html", b"x" * (MAX_PAGE_BYTES + 1)),
        "/gone": (404, "text/html", b""),
    }

    def do_GET(self) -> None:
        if self.path == "/moved" or self.path == "/circle":
            self.send_response(302)
            self.send_header("Location", "/plain" if self.path == "/moved" else "/circle")
            self.end_headers()
            return
        status, kind, data = self.pages[self.path]
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    with serve_answers(Server) as address:
        yield address


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "site-of-mine/seeds").mkdir(parents=True)
    return tmp_path / "site-of-mine"


def add(root: Path, *words: str) -> Done:
    return run_newsgloss(["add", *words], root=root)


def settings(root: Path, name: str) -> Any:
    return yaml.safe_load((root / "content/briefs" / f"{name}.yaml").read_text("utf-8"))


def files(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_a_page_from_the_web_becomes_a_text_with_its_settings(root: Path, host: str) -> None:
    done = add(root, f"{host}/pier?id=1")
    assert done.code == 0, done.words
    assert (root / "seeds/pier-to-be-repaired.txt").read_text("utf-8") == STORY
    assert settings(root, "pier-to-be-repaired") == {
        "headline": "Pier to be repaired",
        "date": date(2024, 3, 5),
        "byline": "Jo Ward",
        "source": "The Harbor Ledger",
        "source_url": f"{host}/pier?id=1",
    }
    assert "“Pier to be repaired”, 2024-03-05, Jo Ward, The Harbor Ledger, 50 words." in done.words
    again = add(root, f"{host}/pier?id=1")
    assert again.code == 1
    assert "content/briefs/pier-to-be-repaired.yaml names it" in again.words
    assert run_newsgloss(["check"], root=root).code == 0


def test_a_redirect_is_followed(root: Path, host: str) -> None:
    assert add(root, f"{host}/moved").code == 0
    assert settings(root, "plain")["source_url"] == f"{host}/plain"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/gone", ["The server answers 404 (Not Found).", "Save the page in your browser"]),
        ("/report.pdf", ["a file of the type application/pdf", "Save the article as one of these"]),
        ("/empty", ["No text of an article was found in the page"]),
        ("/large", [f"larger than {MAX_PAGE_BYTES / 1_000_000:,g} MB"]),
        ("/circle", ["redirects more than 5 times"]),
    ],
)
def test_what_is_no_article_is_an_error_and_writes_nothing(
    root: Path, host: str, path: str, words: list[str]
) -> None:
    done = add(root, f"{host}{path}")
    assert done.code == 1
    assert [one for one in words if one not in done.words] == []
    assert files(root) == []


def test_a_server_that_is_not_there_is_told_plainly(root: Path) -> None:
    with serve_answers(Server) as address:
        pass
    done = add(root, f"{address}/pier")
    assert done.code == 1
    assert "The server cannot be reached" in done.words
    done = add(root, "https://no-such-server.invalid/pier")
    assert "cannot be resolved: it is misspelt, or this machine is not online" in done.words


def test_a_server_that_does_not_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    from builder.model.diagnostic import InputError

    class Silent(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            threading.Event().wait(5)

    monkeypatch.setattr(downloads, "READ_SECONDS", 0.1)
    with serve_answers(Silent) as address, pytest.raises(InputError, match="did not answer in time"):
        downloads.download(address)


@pytest.mark.parametrize(
    ("file", "text", "name", "expected"),
    [
        ("pier.txt", STORY, "pier", None),
        ("note.eml", MAIL, "pier-to-be-repaired", {"headline": "Pier to be repaired"}),
        ("x.md", f"# Pier & “storm”\n\n{STORY}", "pier-storm", {"headline": "Pier & “storm”"}),
        ("saved.htm", PAGE, "pier-to-be-repaired", {"byline": "Jo Ward"}),
    ],
)
def test_a_file_becomes_a_seed(root: Path, file: str, text: str, name: str, expected: Any) -> None:
    (root.parent / file).write_text(text, "utf-8")
    done = add(root, str(root.parent / file))
    assert done.code == 0, done.words
    ending = {"eml": ".eml", "md": ".md"}.get(file.rpartition(".")[2], ".txt")
    assert files(root) == [f"content/briefs/{name}.yaml", f"seeds/{name}{ending}"]
    found = settings(root, name)
    assert {key: (found or {}).get(key) for key in expected or ()} == (expected or {})
    assert run_newsgloss(["check"], root=root).code == 0
    same = add(root, str(root.parent / file))
    assert (same.code, "nothing was written" in same.words) == (0, True)


def test_the_same_article_is_not_added_under_another_name(root: Path) -> None:
    (root.parent / "pier.txt").write_text(STORY, "utf-8")
    assert add(root, str(root.parent / "pier.txt")).code == 0
    for words in (["--name", "other"], []):
        done = add(root, str(root / "seeds/pier.txt"), *words)
        assert "seeds/pier.txt is this article already: nothing was written." in done.words
    assert files(root) == ["content/briefs/pier.yaml", "seeds/pier.txt"]


def test_a_folder_is_an_error_with_what_to_write(root: Path) -> None:
    done = add(root, str(root))
    assert done.code == 1
    assert "This is a folder. Name its files, one by one:" in done.words


def test_another_article_of_the_same_name_gets_a_number_unless_the_name_was_given(root: Path) -> None:
    for number, text in enumerate((STORY, STORY.replace("Tuesday", "Friday"))):
        (root.parent / f"{number}.md").write_text(f"# The pier\n\n{text}", "utf-8")
        assert add(root, str(root.parent / f"{number}.md")).code == 0
    assert {path for path in files(root) if path.startswith("seeds")} == {
        "seeds/the-pier.md",
        "seeds/the-pier-2.md",
    }
    (root.parent / "2.md").write_text(f"# The pier\n\n{STORY.replace('Tuesday', 'Monday')}", "utf-8")
    done = add(root, str(root.parent / "2.md"), "--name", "the-pier")
    assert done.code == 1
    assert "There is a file of this name, with another article." in done.words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["missing.txt"], "There is no such file. Check the spelling."),
        (["--name", "A B", "x.txt"], "“A B” cannot be the name of a seed"),
    ],
)
def test_a_wrong_name_is_an_error(root: Path, words: list[str], said: str) -> None:
    done = add(root, *words)
    assert done.code == 1
    assert said in done.words


def test_a_file_of_another_kind_is_an_error(root: Path) -> None:
    (root.parent / "pier.docx").write_bytes(b"PK")
    done = add(root, str(root.parent / "pier.docx"))
    assert done.code == 1
    assert "Files that end in “.docx” cannot be read." in done.words


@pytest.mark.parametrize(
    ("data", "name", "ending"),
    [
        ("ALDERWICK — " + STORY, "the-council-of-alderwick-voted-on", ".txt"),
        (PAGE, "pier-to-be-repaired", ".txt"),
        (MAIL, "pier-to-be-repaired", ".txt"),
    ],
)
def test_standard_input_is_read(root: Path, data: str, name: str, ending: str) -> None:
    command = [sys.executable, "-m", "builder.entry_points", "add", "-", "--json", "--root", str(root)]
    done = subprocess.run(command, input=data.encode(), capture_output=True, cwd=PROJECT, check=True)
    (row,) = json.loads(done.stdout)["added"]
    assert (row["seed"], row["new"]) == (f"seeds/{name}{ending}", True)
    empty = subprocess.run(command, input=b" \n", capture_output=True, cwd=PROJECT, check=False)
    assert empty.returncode == 1
    assert json.loads(empty.stdout)["diagnostics"][0]["message"] == "Standard input is empty."


def test_the_next_command_can_be_pasted(root: Path) -> None:
    (root.parent / "pier.txt").write_text(STORY, "utf-8")
    done = add(root, str(root.parent / "pier.txt"), "-q")
    assert done.out == ""
    (root / "seeds/pier.txt").unlink()
    (root / "content/briefs/pier.yaml").unlink()
    done = add(root, str(root.parent / "pier.txt"))
    assert done.out.endswith("Then look at it:  newsgloss serve --open\n")
