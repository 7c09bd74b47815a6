"""Sites of short invented articles, annotated with the real language model: which names share the page of a place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.annotate.annotator import Annotator
from builder.graph.build import build_graph
from builder.model.editorial import Content
from builder.read.reader import read_seed
from tests.support.annotated import by_seed

pytestmark = pytest.mark.model

DATA = Path(__file__).parents[1] / "data" / "accuracy" / "places.yaml"
SITES = yaml.safe_load(DATA.read_text(encoding="utf-8"))["sites"]


@pytest.mark.parametrize("site", SITES, ids=[site["name"] for site in SITES])
def test_names_lead_to_their_place(annotator: Annotator, site: dict[str, Any]) -> None:
    articles = []
    for name, text in site["articles"].items():
        article, diagnostics = read_seed(text.encode(), path=f"seeds/{name}.txt")
        assert article is not None, diagnostics
        articles.append(article)
    annotations = {found.seed_id: found for found in annotator.annotate(articles)}
    graph, _ = build_graph(by_seed(articles), annotations, Content())
    for article in articles:
        expected = site["pages"].get(article.seed_id, [])
        found = [
            [mention.span.of(article.text), graph.entities[mention.entity_id].name]
            for mention in graph.briefs[article.seed_id].mentions
            if mention.entity_id is not None
        ]
        listed = {words for words, _ in expected}
        assert [pair for pair in found if pair[0] in listed] == expected, article.seed_id
