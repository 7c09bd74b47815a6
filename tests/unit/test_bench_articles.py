"""The invented articles of the benchmarks: the same at every run, with names by Zipf's law."""

from __future__ import annotations

import math
import statistics
from collections import Counter

import pytest

from bench.articles import (
    DRAWN,
    PARAGRAPHS,
    InventedArticle,
    make_article,
    make_articles,
    name_pool,
    pool_size,
)
from builder.graph.slugs import slug_of

COUNT = 1_000
FREQUENT = slice(5, 200)
"""Ranks by which the exponent is estimated: the first ones are bounded, as no article has a name twice."""


@pytest.fixture(scope="module")
def articles() -> list[InventedArticle]:
    return list(make_articles(COUNT))


def exponent(frequencies: list[int]) -> float:
    """Return the slope of log frequency by log rank, least squares."""
    points = [(math.log(rank), math.log(count)) for rank, count in enumerate(frequencies, start=1)][FREQUENT]
    ranks, counts = zip(*points, strict=True)
    return statistics.linear_regression(ranks, counts).slope


def test_article_depends_on_its_number_alone(articles: list[InventedArticle]) -> None:
    make_article.__globals__["name_pool"].cache_clear()
    assert make_article(417) == articles[417]
    assert len({article.text for article in articles}) == COUNT


@pytest.mark.parametrize("kind", DRAWN)
def test_names_follow_zipfs_law(kind: str, articles: list[InventedArticle]) -> None:
    counts = Counter(name for article in articles for name in article.names[kind])
    frequencies = sorted(counts.values(), reverse=True)
    assert exponent(frequencies) == pytest.approx(-1, abs=0.15)
    assert frequencies[0] > COUNT / 3
    assert frequencies.count(1) > len(counts) / 6


@pytest.mark.parametrize("kind", DRAWN)
def test_names_grow_more_slowly_than_the_articles(kind: str, articles: list[InventedArticle]) -> None:
    quarter = {name for article in articles[: COUNT // 4] for name in article.names[kind]}
    whole = {name for article in articles for name in article.names[kind]}
    assert 2 < len(whole) / len(quarter) < 3
    assert pool_size(4 * COUNT) == pytest.approx(2 * pool_size(COUNT), abs=1)


@pytest.mark.parametrize("kind", DRAWN)
def test_pools_have_different_names_for_ten_thousand_articles(kind: str) -> None:
    assert len(set(name_pool(kind))) == len(name_pool(kind)) >= pool_size(10_000)


def test_article_without_enough_names_is_refused() -> None:
    with pytest.raises(ValueError, match=r"corpus\.yaml"):
        make_article(1_000_000)


def test_every_name_is_in_the_text(articles: list[InventedArticle]) -> None:
    for article in articles[:100]:
        assert {kind: len(set(names)) for kind, names in article.names.items()} == dict(DRAWN)
        for name in (name for names in article.names.values() for name in names):
            assert name in article.text or name.upper() in article.text, (article.number, name)


def test_persons_of_an_article_have_different_surnames(articles: list[InventedArticle]) -> None:
    for article in articles:
        surnames = {name.rpartition(" ")[2] for name in article.names["people"]}
        assert len(surnames) == DRAWN["people"]


def test_article_has_about_600_words_in_18_paragraphs(articles: list[InventedArticle]) -> None:
    assert statistics.median(len(article.text.split()) for article in articles) == pytest.approx(590, abs=40)
    assert {article.text.count("\n\n") + 1 for article in articles} == {PARAGRAPHS}
    assert not any("{" in article.text + article.headline for article in articles)
    assert all(article.text.count("“") == article.text.count("”") >= 6 for article in articles)


def test_slugs_are_those_of_the_built_briefs(articles: list[InventedArticle]) -> None:
    assert len({article.slug for article in articles}) == COUNT
    for article in articles:
        assert slug_of(article.slug, fallback="") == article.slug


def test_later_articles_have_no_earlier_day(articles: list[InventedArticle]) -> None:
    days = [article.day for article in articles]
    assert days == sorted(days)
    assert len(set(days)) > 50
