"""Every page of a site of a thousand briefs and ten thousand quotes has a bounded size."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from builder.pages.page import Page
from builder.render.render import Renderer
from tests.support.crowded import BRIEFS, QUOTES, crowded_site
from tests.support.sample import TEMPLATES

HEAVIEST = 300_000
"""Largest size of a page, in bytes of HTML."""

ALIKE = ("pages/brief.html", "pages/shared_quote.html", "pages/entity.html")
"""Templates with many similar pages: only a few of each, and all entities named in every brief, are rendered."""


BARE = re.compile(
    r"\b\d{4,} (?:quote|brief|mention|entr|place|date|word|person|people|more|other|older)\w*"
    r'|class="(?:number|group-count|letter-total)">\d{4,}'
)
"""A count of a thousand or more without its separator ("1,000")."""


def kind_of(page: Page) -> str:
    """Return the template, with the folder if several folders use the same template."""
    return f"{page.template.removeprefix('pages/')} {page.path.rpartition('/')[0].partition('/')[0]}".strip()


@pytest.mark.slow
def test_pages_are_light_and_large_counts_have_separators() -> None:
    assert BRIEFS * QUOTES == 10_000
    renderer = Renderer((TEMPLATES,))
    weights: defaultdict[str, list[int]] = defaultdict(list)
    for path, page in crowded_site().items():
        few = page.template in ALIKE and len(weights[kind_of(page)]) >= 3 and "-0000.html" not in path
        if path.endswith(".html") and not few:
            html = renderer.render(page).decode()
            weights[kind_of(page)].append(len(html.encode()))
            assert not BARE.search(html), path
    assert {
        "brief.html briefs",
        "brief_index.html briefs",
        "entity.html people",
        "entity_index.html people",
        "entity_index.html places",
        "home.html",
        "map.html",
        "network.html",
        "older_briefs.html organizations",
        "quote_index.html quotes",
        "quote_speakers.html quotes",
        "search.html",
        "timeline.html",
        "timeline.html timeline",
    } <= weights.keys()
    heaviest = {kind: max(found) for kind, found in weights.items() if found}
    assert {kind: size for kind, size in heaviest.items() if size > HEAVIEST} == {}
    assert max(heaviest.values()) > HEAVIEST / 2, "this site is no longer a crowded one"
