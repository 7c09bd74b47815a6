"""No page of a site of a thousand briefs and ten thousand quotes is heavy, whatever it lists."""

from __future__ import annotations

from collections import defaultdict

from builder.pages.page import Page
from builder.render.render import Renderer
from tests.support.crowded import BRIEFS, QUOTES, crowded_site
from tests.support.sample import TEMPLATES

HEAVIEST = 300_000
"""Bytes of HTML."""

ALIKE = ("pages/brief.html", "pages/shared_quote.html", "pages/entity.html")
"""Pages that are many and alike: of these a few are looked at, and everyone who is named in all briefs."""


def kind_of(page: Page) -> str:
    """The template, with the folder where the same one is used in several."""
    return f"{page.template.removeprefix('pages/')} {page.path.rpartition('/')[0].partition('/')[0]}".strip()


def test_no_page_is_heavy() -> None:
    assert BRIEFS * QUOTES == 10_000
    renderer = Renderer((TEMPLATES,))
    weights: defaultdict[str, list[int]] = defaultdict(list)
    for path, page in crowded_site().items():
        few = page.template in ALIKE and len(weights[kind_of(page)]) >= 3 and "-0000.html" not in path
        if path.endswith(".html") and not few:
            weights[kind_of(page)].append(len(renderer.render(page)))
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
