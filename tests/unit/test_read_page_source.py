"""What is cut from the source of a page before it is parsed, and that ordinary pages are not touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.read.page_source import trim_page
from builder.read.reader import read_seed

PAGE = (Path(__file__).parents[1] / "data" / "read" / "page.html").read_text(encoding="utf-8")
DATA = '<script type="application/ld+json">{}</script>'


def article(page: str) -> tuple[str | None, ...]:
    found, _ = read_seed(page.encode(), path="seeds/ferry.html")
    assert found is not None
    return found.text, found.headline, found.byline, found.date


def test_an_ordinary_page_is_not_changed() -> None:
    page = PAGE.replace("<!doctype html>", "", 1)
    assert trim_page(page) == page


@pytest.mark.parametrize(
    "page",
    [
        "<?xml version='1.0'?>" + PAGE,
        "\n \n<?xml version='1.0'?>\n" + PAGE,
        PAGE.replace("<p>", f"<p>{' ' * 5_000}"),
        PAGE.replace("</article>", f"{chr(10) * 5_000}</article>"),
        PAGE.replace("<p>", f"<p {' '.join(f'a{number}=x' for number in range(3_000))}>", 1),
        PAGE.replace("<p>", f"<p title='{'long ' * 3_000}'>", 1),
        PAGE.replace("<head>", "<head>" + DATA.format("[" * 5_000)),
        PAGE.replace("<head>", "<head>" + DATA.format('"publisher":' * 5_000)),
    ],
)
def test_trimming_does_not_change_the_article(page: str) -> None:
    assert len(page) > len(PAGE)
    assert article(page) == article(PAGE)


@pytest.mark.parametrize(
    "data",
    [
        json.dumps({"@type": "NewsArticle", "articleBody": "The ferry stays. " * 5_000}),
        json.dumps({"@graph": [{"@type": "Person", "name": f"Ana Roe {number}"} for number in range(2_000)]}),
        '{"@type": "NewsArticle", "author": {"name": "Ana Roe"}, }',
        "not JSON at all " * 5_000,
    ],
)
def test_readable_structured_data_is_kept(data: str) -> None:
    page = f"<html><head>{DATA.format(data)}</head><body><p>The ferry stays.</p></body></html>"
    assert trim_page(page) == page


@pytest.mark.parametrize("data", ["[" * 100_000, '{"a":' * 100_000, '{"name": "x", ' * 5_000])
def test_unreadable_structured_data_is_removed(data: str) -> None:
    page = f"<html><head>{DATA}</head><body><p>The ferry stays.</p></body></html>"
    assert trim_page(page.format(data)) == page.format("")


def test_structured_data_without_an_end_is_left_to_the_parser() -> None:
    page = '<script type="application/ld+json">{"a": 1}' * 10
    assert trim_page(page) == page
