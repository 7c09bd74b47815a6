"""Seeds that only a program or an attacker writes, each as a function of its size."""

from __future__ import annotations

from collections.abc import Callable

_PARAGRAPH = (
    "The ferry to Alder Bay will stay for two more years, the council said on Monday after a long meeting."
)


def _page(*, head: str = "", body: str = "") -> str:
    paragraphs = f"<p>{_PARAGRAPH}</p>" * 3
    return (
        f"<!doctype html><html><head>{head}</head><body><article>{paragraphs}{body}</article></body></html>"
    )


def _text(words: str) -> str:
    return f"Ferry stays\n\n{_PARAGRAPH}\n\n{words}\n\n{_PARAGRAPH}\n"


def _linked_data(data: str) -> str:
    return _page(head=f'<script type="application/ld+json">{data}</script>')


HOSTILE_SEEDS: dict[str, tuple[str, int, Callable[[int], str]]] = {
    "page: spaces at the end": (".html", 100_000, lambda n: _page(body=" " * n)),
    "page: spaces before the page": (".html", 100_000, lambda n: " " * n + _page()),
    "page: spaces in a paragraph": (".html", 100_000, lambda n: _page(body=f"<p>a{' ' * n}b</p>")),
    "page: spaces in a tag": (".html", 100_000, lambda n: _page(body=f"<p {' ' * n}>word</p>")),
    "page: no-break spaces": (".html", 100_000, lambda n: _page(body=f"<p>{chr(0xA0) * n}</p>")),
    "page: line ends": (".html", 100_000, lambda n: _page(body="\n" * n)),
    "page: spaces in the title": (
        ".html",
        100_000,
        lambda n: _page(head=f"<title>Ferry{' ' * n}stays</title>"),
    ),
    "page: spaces in linked data": (".html", 100_000, lambda n: _linked_data(f'{{"@type":{" " * n}"x"}}')),
    "page: wide linked data": (
        ".html",
        100_000,
        lambda n: _linked_data('{"@graph": [' + ", ".join(['{"@type": "Thing"}'] * n) + "]}"),
    ),
    "page: deep linked data": (".html", 100_000, lambda n: _linked_data("[" * n + "]" * n)),
    "page: deep objects of linked data": (
        ".html",
        100_000,
        lambda n: _linked_data('{"a":' * n + "1" + "}" * n),
    ),
    "page: types within types": (".html", 100_000, lambda n: _linked_data('{"@type":' * n + '"x"' + "}" * n)),
    "page: types as deep as they are read": (
        ".html",
        960,
        lambda n: _linked_data('{"datePublished":"2014-01-05","@type":' * n + '"x"' + "}" * n),
    ),
    "page: broken linked data": (".html", 40_000, lambda n: _linked_data('"publisher":' * n)),
    "page: a document type without end": (".html", 100_000, lambda n: f"<!DOCTYPE {'/' * n}{_page()}"),
    "page: attributes": (
        ".html",
        40_000,
        lambda n: _page(body=f"<p {' '.join(f'a{i}=x' for i in range(n))}>word</p>"),
    ),
    "page: one long attribute": (".html", 5_000_000, lambda n: _page(body=f"<p title='{'x' * n}'>word</p>")),
    "page: at signs": (".html", 100_000, lambda n: _page(body=f"<p>Contact us at {'@' * n}</p>")),
    "page: divisions within each other": (".html", 100_000, lambda n: _page(body="<div>" * n + "word")),
    "page: line breaks": (".html", 20_000, lambda n: _page(body=f"<p>{'word<br>' * n}</p>")),
    "page: paragraphs of a letter": (".html", 15_000, lambda n: _page(body="<p>a</p>" * n)),
    "page: headings": (".html", 2_000, lambda n: _page(body="<h2>a</h2>" * n)),
    "page: cells of a row": (".html", 2_000, lambda n: _page(body=f"<table><tr>{'<td>a' * n}</table>")),
    "page: divisions": (".html", 15_000, lambda n: _page(body="<div>a</div>" * n)),
    "page: references": (".html", 100_000, lambda n: _page(body=f"<p>{'&eacute;' * n}</p>")),
    "page: a long script": (
        ".html",
        1_000_000,
        lambda n: _page(head=f"<script>{'var a; ' * (n // 7)}</script>"),
    ),
    "Markdown: brackets": (".md", 5_000, lambda n: _text("[" * n)),
    "Markdown: pictures": (".md", 5_000, lambda n: _text("![" * n)),
    "Markdown: links begun": (".md", 5_000, lambda n: _text("[a](" * n)),
    "Markdown: links in links": (".md", 5_000, lambda n: _text("[" * n + "a" + "](b)" * n)),
    "Markdown: stars": (".md", 100_000, lambda n: _text("*" * n)),
    "Markdown: emphasis begun": (".md", 30_000, lambda n: _text("*a _b " * n)),
    "Markdown: backticks of all lengths": (
        ".md",
        90_000,
        lambda n: _text("".join("a" + "`" * length for length in range(1, int(n**0.5)))),
    ),
    "Markdown: tags begun": (".md", 30_000, lambda n: _text("<a " * n)),
    "Markdown: comments begun": (".md", 30_000, lambda n: _text("x <!-- " * n)),
    "Markdown: block quotes": (".md", 100_000, lambda n: _text("> " * n + "a")),
    "Markdown: lists": (".md", 30_000, lambda n: _text("- " * n + "a")),
    "Markdown: rows": (".md", 10_000, lambda n: _text("| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * n)),
    "Markdown: columns": (".md", 10_000, lambda n: _text(f"|{'a|' * n}\n|{'-|' * n}\n|{'b|' * n}")),
    "Markdown: backslashes": (".md", 100_000, lambda n: _text("\\" * n)),
    "Markdown: front matter of many keys": (
        ".md",
        20_000,
        lambda n: "---\n" + "a: b\n" * n + "---\n" + _text(""),
    ),
    "Markdown: deep front matter": (".md", 20_000, lambda n: f"---\na: {'[' * n}\n---\n{_text('')}"),
    "text: spaces": (".txt", 100_000, lambda n: _text(f"a{' ' * n}b")),
    "text: at signs": (".txt", 100_000, lambda n: _text(f"Contact us at {'@' * n}")),
    "text: at signs before a word": (".txt", 100_000, lambda n: _text(f"Contact us at {'@' * n} now")),
    "text: stock words": (".txt", 100_000, lambda n: _text("Share this on " + "x" * n + " by e-mail |")),
    "text: capitals": (".txt", 100_000, lambda n: "BEIRUT " * (n // 7) + "\n\n" + _text("")),
    "text: full stops": (".txt", 100_000, lambda n: _text("." * n)),
    "text: digits": (".txt", 100_000, lambda n: _text("1" * n)),
    "text: bars": (".txt", 100_000, lambda n: _text("a |" * (n // 3))),
    "text: closing marks": (".txt", 100_000, lambda n: _text(".”" * (n // 2) + "\nb")),
    "text: paragraphs of a letter": (".txt", 100_000, lambda n: _text("a\n\n" * n)),
    "text: lines": (".txt", 100_000, lambda n: _text("a\n" * n)),
    "text: control characters": (
        ".txt",
        100_000,
        lambda n: _text("The ferry stays\x1b in Alder Bay. " * (n // 33)),
    ),
}
"""By name: the ending, a size at or near the limit, and the text of any size."""
