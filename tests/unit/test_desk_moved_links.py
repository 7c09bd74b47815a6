"""Links of a text that moves to another folder: its words and code stay, and its links lead where they led."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from html import unescape
from itertools import product
from typing import Any
from urllib.parse import urljoin

import pytest
from markdown_it.token import Token

from builder.desk.moved_links import MovedText, moved_links
from builder.edition.markdown import markdown_tokens, render_markdown

_ADDRESS = re.compile(r'(href|src)="([^"]*)"')
_OWN_PAGE = ("#", "?")

MOVED = {
    "[a](b.md)": "[a](../people/b.md)",
    '[a](b.md "B")': '[a](../people/b.md "B")',
    "[a]( b.md )": "[a]( ../people/b.md )",
    "[a](<b c.md>)": "[a](<../people/b c.md>)",
    "[a](< b.md>)": "[a](< ../people/b.md>)",
    "[a](./b.md)": "[a](../people/./b.md)",
    "[a](b_(c).md)": "[a](../people/b_(c).md)",
    "[a](1:30.md)": "[a](../people/1:30.md)",
    "[a](\nb.md)": "[a](\n../people/b.md)",
    "[a](\r\nb.md)": "[a](\r\n../people/b.md)",
    "> [a](\n> b.md)": "> [a](\n> ../people/b.md)",
    "- [a](\n  b.md)": "- [a](\n  ../people/b.md)",
    "![a](b.png)": "![a](../people/b.png)",
    "[![a](b.png)](c.md)": "[![a](../people/b.png)](../people/c.md)",
    "![a [x](y.md)](b.png)": "![a [x](../people/y.md)](../people/b.png)",
    "| t |\n| - |\n| [a](b.md) |": "| t |\n| - |\n| [a](../people/b.md) |",
    "[a]\n\n[a]: b.md": "[a]\n\n[a]: ../people/b.md",
    '[a]\n\n[a]: <b c.md>  "B"': '[a]\n\n[a]: <../people/b c.md>  "B"',
    "[A][] [x][a]\n\n[a]:b.md\n'B'": "[A][] [x][a]\n\n[a]:../people/b.md\n'B'",
    "[a]\n\n[a]:\n  b.md": "[a]\n\n[a]:\n  ../people/b.md",
    "> [a]\n>\n> [a]: b.md": "> [a]\n>\n> [a]: ../people/b.md",
    "> [a]\n>\n> [a]:\n> b.md": "> [a]\n>\n> [a]:\n> ../people/b.md",
    "- [a]: b.md\n\n[a]": "- [a]: ../people/b.md\n\n[a]",
    "[a]\n\n[a]: b.md\n[a]: c.md": "[a]\n\n[a]: ../people/b.md\n[a]: ../people/c.md",
    "[a]: b.md": "[a]: ../people/b.md",
    "[a](b.md) `[a](b.md)` [a](b.md)": "[a](../people/b.md) `[a](b.md)` [a](../people/b.md)",
    "```\n[a](b.md)\n```\n[a](b.md)": "```\n[a](b.md)\n```\n[a](../people/b.md)",
    "see [x](\n```\n[a](b.md)\n```\n\n[c](d.md)": "see [x](\n```\n[a](b.md)\n```\n\n[c](../people/d.md)",
    "see [x](\n1. y\n\n   [c](d.md)": "see [x](\n1. y\n\n   [c](../people/d.md)",
    "[a](&#106;avascript:x) [c](d.md)": "[a](&#106;avascript:x) [c](../people/d.md)",
}
"""Texts, and what becomes of them."""

UNCHANGED = (
    "[Update]: The mayor resigned on Monday.",
    "[^1]: As the council said.",
    "See item [3](as above).",
    "A code span: `[name](file.md)`.",
    "    [name](file.md)\n\n    [a]: b.md",
    "```\n[name](file.md)\n[a]: b.md\n```",
    r"\[a](b.md) [a]\(b.md) [a\](b.md)",
    "Some words\n[a]: b.md",
    "[a](\n\nb.md)",
    "[a](\n- b.md)",
    "[a](<b.md)",
    "<em title='[a]'>(b.md)</em>",
    "[a](https://news.example/b.md) <https://news.example/> [m](mailto:a@news.example)",
    "[a](//news.example/b.md)",
    "[a](/b.md)",
    "[a](&#47;b.md)",
    "[a](#b)",
    "[a](?b=c)",
    "[a]() [b](<>)",
    "[a](../places/b.md) [a](..)",
    "[a](javascript:x)",
    "[a]\n\n[a]: https://news.example/b.md",
    "[a]\n\n[a]: #b",
    "",
)
"""Texts without a link that counts from their folder."""


def addresses(markdown: str, folder: str) -> list[str]:
    """Return where the links lead of a page in a folder; those to the page itself as they are."""
    found = [unescape(address) for _, address in _ADDRESS.findall(render_markdown(markdown))]
    base = f"https://site.example/{folder}/x.html"
    return [one if one.startswith(_OWN_PAGE) or not one else urljoin(base, one) for one in found]


def assert_says_the_same(before: str, after: str) -> None:
    bare = [_ADDRESS.sub(r"\1", render_markdown(text)) for text in (before, after)]
    assert bare[0] == bare[1]


@pytest.mark.parametrize(("text", "expected"), MOVED.items())
def test_targets_that_count_from_the_folder_are_rewritten(text: str, expected: str) -> None:
    assert moved_links(text, "people") == MovedText(expected, is_complete=True)
    assert_says_the_same(text, expected)
    assert addresses(text, "people") == addresses(expected, "organizations")


@pytest.mark.parametrize("text", UNCHANGED)
def test_all_else_stays_as_it_is(text: str) -> None:
    assert moved_links(text, "people") == MovedText(text, is_complete=True)


def test_a_target_whose_place_is_not_sure_stays_as_it_is() -> None:
    text = "[a](&#32;b.md) [c](d.md)"
    assert addresses(text, "people") == [f"https://site.example/people/{one}.md" for one in "bd"]
    assert moved_links(text, "people") == MovedText("[a](&#32;b.md) [c](../people/d.md)", is_complete=False)


PARTS = ("[a](", "b.md", ")", "[a]", ": ", "\n", "> ", "- ", "`", "<", ">", '"t"', "    ", "\\", "![")


@pytest.mark.parametrize("first", PARTS)
def test_no_text_is_harmed(first: str) -> None:
    for rest in product(PARTS, repeat=2):
        text = "".join((first, *rest[:1], "b.md", *rest[1:])) + "\n\n[a]: c.md"
        moved = moved_links(text, "people")
        assert_says_the_same(text, moved.text)
        if moved.is_complete:
            assert addresses(text, "people") == addresses(moved.text, "organizations"), text


def test_a_text_with_many_links_is_read_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def counted(markdown: str, definitions: MutableMapping[str, Any] | None = None) -> list[Token]:
        read.append(markdown)
        return markdown_tokens(markdown, definitions)

    monkeypatch.setattr("builder.desk.moved_links.markdown_tokens", counted)
    links = "[a](b.md) `[a](b.md)`\n[3](as above)\n\n" * 100
    assert moved_links(links, "people").text.count("](../people/b.md)") == 100
    assert len(read) < 6
