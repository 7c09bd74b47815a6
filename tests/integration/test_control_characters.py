"""Control characters anywhere in the input: the site is built, and only the data of a plain text has them, escaped."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.support.sites import HARBOUR, read_tree, run_newsgloss, write_files

pytestmark = pytest.mark.model

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
MARKS = ("\x1b[31m", "\x07", "\x00", "\x0c", "\x7f", "\x81", "\x9b", "\ufffe", "\ufdd0")
MARK = "".join(MARKS)
STORY = HARBOUR * 4


def scattered(text: str) -> str:
    """Return the text with a control character inside some words, each kind in turn."""
    words = text.split(" ")
    return " ".join(
        f"{word[:1]}{MARKS[number // 10 % len(MARKS)]}{word[1:]}" if number % 10 == 3 else word
        for number, word in enumerate(words)
    )


def page() -> str:
    """Return a saved page with control characters in every part that is read."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in scattered(STORY).split("\n\n"))
    linked = json.dumps(
        {"@type": "NewsArticle", "author": f"Jo{MARK} Ward", "headline": f"Pier{MARK} \ud800 shut"}
    )
    head = (
        f"<meta charset=utf-8><title>Pier{MARK} shut</title>"
        f'<script type="application/ld+json">{linked}</script>'
        f"<meta name=description content='It is{MARK} &#27; shut.'>"
    )
    body = f"<article>{paragraphs}</article><footer>{MARK * 3}</footer>"
    return f"<html><head>{head}</head><body>{body}</body></html>"


def test_site_has_no_control_character(site: Path) -> None:
    write_files(
        site,
        {
            "seeds/one.txt": scattered(STORY),
            "seeds/two.md": f'---\nheadline: "Pier \\e\\uD800 shut"\nauthor: Jo{MARK} Ward\n---\n\n{scattered(STORY)}',
            "seeds/three.html": page(),
            "content/site.yaml": f'title: "The{MARK} Gazette \\x1b"\nurl: https://example.org/\n',
            "content/briefs/one.yaml": f"headline: Pier{MARK} closed\ndate: 2024-03-04\n",
            "content/notes/library.md": f"> A reading room\n\nIt{MARK} is old.\n",
            "content/people/hilda-brandvold.md": f"She{MARK} is mayor.\n",
            "content/pages/contact.md": f"# Contact{MARK}\n\nWrite{MARK} to us.\n",
        },
    )
    done = run_newsgloss(["build", "--json"], root=site)
    assert done.code == 0, done.words
    problems = {
        problem["path"]: problem for problem in done.answer["diagnostics"] if "U+" in problem["message"]
    }
    assert problems["seeds/one.txt"]["severity"] == "warning"
    assert problems["seeds/three.html"]["severity"] == "note"
    assert {"seeds/two.md", "content/briefs/one.yaml", "content/notes/library.md"} <= problems.keys()
    for path, data in read_tree(site / "site").items():
        if path.endswith((".html", ".json", ".jsonld", ".xml", ".txt", ".js")) and "pagefind" not in path:
            text = data.decode("utf-8")
            assert not CONTROL.search(text), path
            if path == "briefs/one.json":
                assert json.loads(text)["text"] == scattered(STORY)
            else:
                assert not re.search(r"\\u00[01][0-8bcef]|\\ud8|&#27;", text), path
        assert not CONTROL.search(path)
