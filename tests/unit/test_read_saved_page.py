"""Saved web pages: the main text with its structure, and what the page states about itself."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from builder.model.article import Article
from builder.model.diagnostic import Severity
from builder.read.reader import read_seed
from tests.support.sites import PROJECT

DATA = Path(__file__).parents[1] / "data" / "read"
LINKED_DATA = """<script type="application/ld+json">
{"@graph": [{"@type": "WebPage", "datePublished": "2001-01-01"},
            {"@type": ["NewsArticle"], "datePublished": "2014-01-05T01:00:00+01:00"}]}
</script>"""


def page(*, head: str = "", top: str = "") -> str:
    """A saved page with further elements in its head and under its headline."""
    return (DATA / "page.html").read_text(encoding="utf-8").replace("@HEAD@", head).replace("@TOP@", top)


def article_of(html: str) -> Article:
    article, diagnostics = read_seed(html.encode(), path="seeds/ferry.html")
    assert diagnostics == ()
    assert article is not None
    return article


def test_the_main_text_keeps_its_structure() -> None:
    article = article_of(page())
    found = [(paragraph.kind.value, paragraph.span.of(article.text)) for paragraph in article.paragraphs]
    assert found[0] == ("headline", "Ferry sinks off Mull")
    assert found[2] == ("text", "“We won’t go,” said Zoë Roe, who cooks for the crew & lives nearby.")
    assert found[3] == ("subheading", "Gulls")
    assert found[5:7] == [
        ("list-item", "Nine gulls sat on the mast."),
        ("list-item", "Two terns sat on the funnel."),
    ]
    assert found[7] == ("block-quote", "It was a valve, and I have said so all along.")
    assert article.headline == "Ferry sinks off Mull"
    assert article.dateline is not None
    assert article.dateline.place.of(article.text) == "OBAN"


def test_text_around_the_article_is_left_out() -> None:
    text = article_of(page()).text
    assert "script words" not in text
    assert "Sport" not in text


def test_the_head_gives_the_metadata() -> None:
    head = (
        "<meta property='og:site_name' content='Harbour Herald'><meta name=author content='Ann Roe'>"
        "<meta name=description content='A valve &amp; a ferry.'><link rel=canonical href='https://herald.example/f'>"
        "<meta property='article:published_time' content='2014-01-05T10:00:00Z'>"
        "<meta name=keywords content='ferries, Mull'>"
    )
    article = article_of(page(head=head))
    assert article.byline == "Ann Roe"
    assert article.source == "Harbour Herald"
    assert article.source_url == "https://herald.example/f"
    assert article.summary == "A valve & a ferry."
    assert article.date == "2014-01-05"
    assert article.topics == ("ferries", "Mull")


@pytest.mark.parametrize(
    ("head", "top", "date"),
    [
        ("<meta itemprop=datePublished content='2014-01-05'>", "", "2014-01-05"),
        ("<meta name=DC.date.issued content='2014/01/05'>", "", "2014-01-05"),
        (LINKED_DATA, "", "2014-01-05"),
        ("", "<time itemprop=datePublished datetime='2014-01-05T10:00'>Sunday</time>", "2014-01-05"),
        ("", "<time pubdate datetime='2014-01-05'>Sunday</time>", "2014-01-05"),
        # These say nothing about the article, so they are not its date.
        ("<meta property='article:modified_time' content='2014-01-06'>", "", None),
        ("<link rel=canonical href='https://herald.example/2014/01/05/ferry'>", "", None),
        ("<meta name=date content='2014-02-31'>", "", None),
        ("<meta name=date content='Sunday'>", "", None),
        ("<script type='application/ld+json'>{\"@type\": </script>", "", None),
        ("", "<time datetime='2014-01-05'>Sunday</time>", None),
        ("", "<img src='/2014/01/05/ferry.jpg' alt=''>", None),
        ("", "<p>The mast was made on 2011-05-06, copyright 2012.</p>", None),
    ],
)
def test_only_a_date_that_the_page_states_is_taken(head: str, top: str, date: str | None) -> None:
    assert article_of(page(head=head, top=top)).date == date


def test_a_name_made_of_the_address_is_not_a_source() -> None:
    head = "<link rel=canonical href='https://www.herald.example/f'>"
    assert article_of(page(head=head).replace("Ferry | Harbour Herald", "Ferry")).source is None


def test_a_source_url_that_is_not_a_web_address_is_left_out() -> None:
    assert article_of(page(head="<meta property='og:url' content='javascript:alert(1)'>")).source_url is None


@pytest.mark.parametrize(
    ("html", "paragraphs"),
    [
        (
            "<div>The mast.<br><br>The <i>funnel</i>.<!-- x --> Both.</div>",
            ["The mast.", "The funnel. Both."],
        ),
        ("<p>The mast.<p>The<br>funnel.", ["The mast.", "The funnel."]),
        ("<table><tr><td>mast<td>gulls<tr><td>1<td>9</table>", ["mast\tgulls", "1\t9"]),
        ("The mast &lt;script&gt; &eacute; &#8220;stood&#8221;.", ["The mast <script> é “stood”."]),
        ('<?xml version="1.0" encoding="utf-8"?><p>The mast.</p>', ["The mast."]),
    ],
)
def test_a_page_without_an_article_gives_its_text(html: str, paragraphs: list[str]) -> None:
    article = article_of(html)
    assert [paragraph.span.of(article.text) for paragraph in article.paragraphs] == paragraphs


@pytest.mark.parametrize(
    "html", ["<html>", "<!-- nothing -->", "<script>var a = 1</script>", "<nav>Start</nav>"]
)
def test_a_page_without_text_is_an_error(html: str) -> None:
    article, (diagnostic,) = read_seed(html.encode(), path="seeds/ferry.html")
    assert article is None
    assert diagnostic.severity is Severity.ERROR
    assert "No text" in diagnostic.message
    assert diagnostic.hint


def test_reading_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = "<link rel=canonical href='https://herald.example/f'><base href='https://herald.example/'>"
    assert article_of(page(head=head)).source_url == "https://herald.example/f"


def test_odd_pages_leave_nothing_on_the_terminal() -> None:
    code = (
        "from builder.read.reader import read_seed\n"
        "for data in (b'<html>', b'ferry', b'<nav>Start</nav>', b'<p>\\xe2\\x80</p>'):\n"
        "    read_seed(data, path='seeds/ferry.html')\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("", "")
