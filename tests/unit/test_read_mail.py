"""E-mails are read as the articles that they hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.model.diagnostic import Severity
from builder.read.reader import read_seed
from tests.support.processes import run_forked

DATA = Path(__file__).parents[1] / "data" / "read"


def cases(name: str) -> Any:
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", cases("mails.yaml"), ids=lambda case: case["name"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_the_article_of_an_e_mail_is_read(case: dict[str, Any], ending: str) -> None:
    data = case["text"].replace("\n", ending).encode()
    article, diagnostics = read_seed(data, path=f"seeds/{case.get('file', 'a.txt')}")
    assert article is not None
    assert article.is_mail
    assert [paragraph.span.of(article.text) for paragraph in article.story] == case["paragraphs"]
    assert article.headline == case.get("headline")
    assert article.date == case.get("date")
    assert article.byline == case.get("byline")
    assert [found.severity for found in diagnostics] == [Severity.NOTE]
    assert "@" not in article.text


@pytest.mark.parametrize("text", cases("no_mails.yaml"))
def test_an_article_that_looks_like_an_e_mail_is_not_changed(text: str) -> None:
    article, diagnostics = read_seed(text.encode(), path="seeds/a.txt")
    assert article is not None
    assert not article.is_mail
    assert article.text == text
    assert diagnostics == ()


def test_a_note_lists_what_was_left_out() -> None:
    case = cases("mails.yaml")[0]
    _, (found,) = read_seed(case["text"].encode(), path="seeds/a.txt")
    assert found.message == (
        "Read as an e-mail; left out: the headers, a closing and a signature, a greeting."
    )


@pytest.mark.parametrize(
    "text", ["From: a@b.example\nSubject: x\n\n", "Subject: x\nDate: 4 March 2024\n\nDear all,\n"]
)
def test_an_e_mail_without_an_article_is_an_error(text: str) -> None:
    article, diagnostics = read_seed(text.encode(), path="seeds/a.txt")
    assert article is None
    assert any(found.severity is Severity.ERROR for found in diagnostics)


HEAD = "From: a@b.example\nDate: Mon, 4 Mar 2024 15:04:05 +0000\nSubject: x\n"
HOSTILE = {
    "headers": HEAD * 40_000,
    "fields": "From: a@b.example\n" * 40_000,
    "servers": "Received: x\n" * 40_000 + "\nThe mill burned.\n",
    "recipients": "From: a@b.example\nTo: x\n" + "@\n" * 40_000,
    "a folded subject": "From: a@b.example\nSubject: x\n" + " y\n" * 40_000 + "\nThe mill burned.\n",
    "encoded words": f"From: a@b.example\nSubject: {'=?utf-8?q?a?= ' * 40_000}\n\nThe mill burned.\n",
    "levels": f"{'>' * 40_000} The mill burned\n{'>' * 40_000} again.\n",
    "messages": f"{HEAD}\n" + "-----Original Message-----\n" * 40_000,
    "answers": f"{HEAD}\n" + "On Monday Ann wrote: \n" * 40_000,
    "a greeting": f"{HEAD}\nDear {'a,' * 40_000}\n\nThe mill burned.\n",
    "closings": f"{HEAD}\nThe mill burned.\n" + "Best,\n" * 40_000,
    "escapes": "=E2=80=9C" * 40_000,
    "soft breaks": "a=\n" * 40_000,
    "parts": f"{HEAD}Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n" * 40_000,
    "nested parts": HEAD
    + "".join(f"Content-Type: multipart/x; boundary=b{n}\n\n--b{n}\n" for n in range(4_000)),
    "links": f"{HEAD}\nThe mill burned {'<http://' * 40_000}\n",
    "heads": "---\n" + "draft: maybe\n" * 40_000,
    "fences": "---\n" * 40_000,
}


CPU_SECONDS = 20


def read_hostile(name: str) -> None:
    """Read a message."""
    read_seed(HOSTILE[name].encode(), path="seeds/a.txt")


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_no_message_takes_long(name: str) -> None:
    done = run_forked(
        "tests.unit.test_read_mail:read_hostile",
        [name],
        cpu_seconds=CPU_SECONDS,
        imports=["tests.unit.test_read_mail"],
    )
    assert done.code == 0, done.err
