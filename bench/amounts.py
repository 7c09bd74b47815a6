"""Inputs of one kind in any amount: each measures how the work of some part of a build grows.

``bench.growth`` measures the growth; the test suite builds each at its limit, and one beyond it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from msgspec import Struct

Files = Mapping[str, str]

STORY = (
    "PORT ELLERY, Maine — The ferry to the islands runs again from Monday.\n\n"
    "“We are glad to see it,” said Hilda Brandvold, the mayor of Port Ellery.\n"
)


class Amount(Struct, frozen=True):
    """One kind of input.

    Attributes:
        name: the kind of input that is large.
        most: the amount to measure: the largest that a build accepts, or a large one without a limit.
        files: the files of a site with a given amount, by path.
        over: an amount beyond the limit, which a build refuses; 0 if the kind has no limit of its own.
    """

    name: str
    most: int
    files: Callable[[int], Files]
    over: int = 0


def _text(article: str) -> Files:
    return {"seeds/a.txt": f"{STORY}\n{article}\n"}


def _markdown(article: str) -> Files:
    return {"seeds/a.md": f"{STORY}\n{article}\n"}


def _headline(words: str) -> Files:
    return {
        "seeds/a.txt": STORY,
        "content/site.yaml": "url: https://example.org/ledger\n",
        "content/briefs/a.yaml": f"headline: {words}\n",
    }


def _page(body: str = "", head: str = "", before: str = "") -> Files:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in STORY.strip().split("\n\n"))
    page = (
        f"{before}<!DOCTYPE html><html><head><title>The ferry runs again</title>{head}</head>"
        f"<body><article><h1>The ferry runs again</h1>{paragraphs}{body}</article></body></html>"
    )
    return {"seeds/a.html": page}


def _edited(sidecar: str) -> Files:
    article = "\n\n".join(STORY for _ in range(100))
    return {"seeds/a.txt": article, "content/briefs/a.yaml": sidecar}


def _long_name(count: int) -> Files:
    entry = f"people:\n  hilda-brandvold: {{name: Hilda {'Bra' * (count // 3)}}}\n"
    return {"seeds/a.txt": STORY, "content/entities.yaml": entry}


def _fixes(count: int) -> Files:
    lines = [f"  - {{text: the words number {n} of no one, drop: true}}" for n in range(count)]
    return _edited("quotes:\n" + "\n".join(lines) + "\n")


def _names(count: int) -> str:
    return ", ".join(f"{_NAMES[n % 14]} {_NAMES[n // 14 % 14]}{_ENDINGS[n // 196 % 8]}" for n in range(count))


_NAMES = "Alder Brandt Castell Dunmore Ekholm Farrow Grieve Holm Ivarsen Juhl Kray Lund Mott Nyberg".split()
_ENDINGS = "son sen ström well ton field wood ley".split()
_LINKED_DATA = '<script type="application/ld+json">{}</script>'

AMOUNTS = (
    Amount("letters of a headline's word, with url", 900, lambda n: _headline("W" * n)),
    Amount("words of a headline, with url", 1_600, lambda n: _headline("ferry " * n)),
    Amount("white space before a page", 1_600_000, lambda n: _page(before=" \n" * (n // 2))),
    Amount(
        "white space in a page", 1_600_000, lambda n: _page(f"<p>It was late.{' ' * n}The ferry left.</p>")
    ),
    Amount(
        "linked data of a page, side by side",
        64_000,
        lambda n: _page(head=_LINKED_DATA.format(json.dumps([{"@type": "Thing", "name": "x"}] * n))),
    ),
    Amount(
        "linked data of a page, nested",
        64_000,
        lambda n: _page(head=_LINKED_DATA.format('{"a":' * n + "1" + "}" * n)),
    ),
    Amount("elements of a page", 80_000, lambda n: _page("<br>" * n), over=160_000),
    Amount(
        "elements of a page, nested", 240, lambda n: _page("<div>" * n + "<p>It was late.</p>"), over=2_000
    ),
    Amount("opening brackets in Markdown", 4_800, lambda n: _markdown("[" * n), over=100_000),
    Amount("asterisks in Markdown", 2_400, lambda n: _markdown("*a " * n)),
    Amount("at signs", 96_000, lambda n: _text("Contact us at " + "@" * n + ".")),
    Amount("letters of one word", 96_000, lambda n: _text("The code was " + "a" * n + ".")),
    Amount("digits of one number", 96_000, lambda n: _text("It cost $" + "7" * n + ".")),
    Amount("opening marks in a paragraph", 960, lambda n: _text("“" * n + "It is late.”"), over=100_000),
    Amount(
        "opening marks, each in a paragraph",
        9_600,
        lambda n: _text("“It is late, he said.\n\n" * n),
        over=11_000,
    ),
    Amount("names of one sentence", 800, lambda n: _text("The guests were " + _names(n) + "."), over=5_000),
    Amount("paragraphs of one name", 800, lambda n: _text("\n\n".join(_names(n).split(", ")))),
    Amount(
        "words of one sentence",
        4_800,
        lambda n: _text("The ferry left " + "and the ferry left " * (n // 4) + "."),
        over=20_000,
    ),
    Amount(
        "characters of a paragraph",
        96_000,
        lambda n: _text("The ferry left at noon. " * (n // 24)),
        over=1_100_000,
    ),
    Amount(
        "characters of an article",
        240_000,
        lambda n: _text((STORY + "\n") * (n // len(STORY))),
        over=2_200_000,
    ),
    Amount("paragraphs of one letter", 16_000, lambda n: _text("a\n\n" * n), over=24_000),
    Amount(
        "sentences with a pronoun",
        4_800,
        lambda n: _text("“It is late,” he said.\n\n“No,” she said.\n\n" * (n // 2)),
    ),
    Amount("letters of an editor's name", 24_000, _long_name),
    Amount("fixes that match nothing", 800, _fixes),
)
