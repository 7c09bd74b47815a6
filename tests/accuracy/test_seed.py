"""The seed article, annotated with the real language model, compared with its annotation by hand."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from builder.annotate.annotator import Annotator
from builder.content.load import load_content
from builder.graph.build import build_graph
from builder.model.annotations import PAGE_TYPES, QuoteKind
from builder.model.article import Article, ParagraphKind
from builder.model.brief import Brief
from builder.model.graph import Graph
from builder.read.reader import read_seed
from tests.support.annotated import by_seed

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "000_cd9b0ad0671704f3.txt"
GOLD_TYPES = {"PERSON": "person", "PLACE": "place", "ORG": "organization", "GROUP": "group"}

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((ROOT / "tests/data/seed_gold.json").read_text(encoding="utf-8"))
    return data


@pytest.fixture(scope="module")
def article() -> Article:
    found, diagnostics = read_seed(SEED.read_bytes(), path=f"seeds/{SEED.name}")
    assert not diagnostics
    assert found is not None
    return found


@pytest.fixture(scope="module")
def graph(article: Article) -> Graph:
    annotations = {one.seed_id: one for one in Annotator().annotate([article])}
    return build_graph(by_seed([article]), annotations, load_content(ROOT))[0]


@pytest.fixture(scope="module")
def brief(graph: Graph) -> Brief:
    (only,) = graph.briefs.values()
    return only


@pytest.fixture(scope="module")
def page_of(gold: dict[str, Any], brief: Brief) -> dict[str, str]:
    """Return for each gold entity the page that most of its mentions link to."""
    votes: dict[str, Counter[str]] = {}
    linked = {(mention.span.start, mention.span.end): mention.entity_id for mention in brief.mentions}
    for mention in gold["mentions"]:
        entity_id = linked.get((mention["start"], mention["end"]))
        if entity_id is not None:
            votes.setdefault(mention["entity"], Counter())[entity_id] += 1
    return {entity: counter.most_common(1)[0][0] for entity, counter in votes.items()}


def test_article_is_split_into_its_parts(article: Article, gold: dict[str, Any]) -> None:
    assert len(article.story) == gold["paragraphs"]
    assert article.dateline is not None
    assert article.dateline.place.of(article.text).title() == gold["dateline"]["place"]
    apart = [p.span.of(article.text) for p in article.paragraphs if p.kind is ParagraphKind.BOILERPLATE]
    assert apart == gold["boilerplate"]


def test_entities_have_one_page_of_the_right_type(
    gold: dict[str, Any], graph: Graph, page_of: dict[str, str]
) -> None:
    right = {
        entity["id"]
        for entity in gold["entities"]
        if entity["id"] in page_of
        and graph.entities[page_of[entity["id"]]].type == GOLD_TYPES[entity["type"]]
    }
    pages = Counter(page_of[entity_id] for entity_id in right)
    assert len(right) >= 28
    assert set(pages.values()) == {1}, "two gold entities share a page"


def test_only_entities_have_pages(graph: Graph, page_of: dict[str, str]) -> None:
    pages = {entity.id for entity in graph.entities.values() if entity.type in PAGE_TYPES}
    assert pages - set(page_of.values()) == set()


def test_mentions_are_marked_and_linked(gold: dict[str, Any], brief: Brief, page_of: dict[str, str]) -> None:
    linked = {(mention.span.start, mention.span.end): mention.entity_id for mention in brief.mentions}
    right = [
        mention
        for mention in gold["mentions"]
        if linked.get((mention["start"], mention["end"])) == page_of.get(mention["entity"], "")
    ]
    assert len(right) / len(gold["mentions"]) >= 0.95


def test_quotes_have_the_right_boundaries_and_speakers(
    gold: dict[str, Any], brief: Brief, page_of: dict[str, str]
) -> None:
    found = {
        tuple((span.start, span.end) for span in quote.content): quote
        for quote in brief.quotes
        if quote.kind is not QuoteKind.INDIRECT
    }
    assert len(found) == len(gold["quotes"])
    for quote in gold["quotes"]:
        content = tuple((start, end) for start, end in quote["content"])
        assert content in found, quote["text"]
        assert found[content].speaker_ids == tuple(page_of[speaker] for speaker in quote["speakers"])
        assert found[content].kind == quote["kind"], quote["text"]


def test_roles_of_the_officials_are_known(
    gold: dict[str, Any], graph: Graph, page_of: dict[str, str]
) -> None:
    for entity in gold["entities"]:
        if entity["role"] is not None:
            roles = {role.text for role in graph.entities[page_of[entity["id"]]].roles}
            assert entity["role"] in roles
