"""Coined terms in the graph and on the pages: links, fixes, the brief, the page of whoever coined them, the data."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

from builder.graph.build import build_graph
from builder.model.annotations import EntityType, Mention, Origin
from builder.model.article import Article
from builder.model.brief import LinkedMention
from builder.model.diagnostic import Diagnostic
from builder.model.editorial import BriefSettings, Content, MentionFix
from builder.model.entity_entries import EntityRules
from builder.model.graph import Graph
from builder.pages.page import DataFile, Page
from builder.pages.plan import plan_pages
from builder.render.render import Renderer
from tests.support.annotated import annotations_of, article_of, by_seed, entity_of
from tests.support.sample import TEMPLATES, span_of

TEXT = "Ana Roe coined the term “slow tide” in Lowmoor.\n\nTomas Vale did not."
ENTITIES = (entity_of("Ana Roe"), entity_of("Lowmoor", EntityType.PLACE), entity_of("Tomas Vale"))


def article_and_graph(
    *coiners: str, content: Content | None = None
) -> tuple[Article, Graph, tuple[Diagnostic, ...]]:
    """Return an article with a term, and its graph."""
    article = article_of(TEXT, "tide", headline="A word for the mud")
    found = annotations_of(article, *ENTITIES)
    span = span_of(TEXT, "slow tide")
    term = Mention(span, EntityType.TERM, None, Origin.RULE, "coined", 0.85, coiners=coiners)
    mentions = sorted((*found.mentions, term), key=lambda mention: mention.span)
    graph, problems = build_graph(
        by_seed([article]), {"tide": replace(found, mentions=tuple(mentions))}, content or Content()
    )
    return article, graph, problems


def terms_of(graph: Graph) -> list[LinkedMention]:
    return [mention for mention in graph.briefs["tide"].mentions if mention.type is EntityType.TERM]


def with_fix(fix: MentionFix, **rules: object) -> Content:
    settings = BriefSettings("content/briefs/tide.yaml", mention_fixes=(fix,))
    return Content(entities=EntityRules(**rules), briefs={"tide": settings})  # type: ignore[arg-type]


def files(*coiners: str) -> dict[str, str]:
    """Return the pages and data of the site, by path."""
    article, graph, _ = article_and_graph(*coiners)
    renderer = Renderer([TEMPLATES])
    pages = plan_pages(graph, {"tide": article}, Content(), version="1.0")
    return {
        page.path: renderer.render(page).decode() if isinstance(page, Page) else page.data.decode()
        for page in pages
        if isinstance(page, Page | DataFile)
    }


def test_a_term_leads_to_whoever_coined_it() -> None:
    _, graph, _ = article_and_graph("ana-roe")
    (term,) = terms_of(graph)
    assert (term.anchor, term.entity_id, term.coiner_ids) == ("m-term-1", None, ("ana-roe",))


def test_a_coiner_follows_a_merge() -> None:
    merged = Content(entities=EntityRules(merge={"ana-roe": "tomas-vale"}))
    _, graph, _ = article_and_graph("ana-roe", content=merged)
    assert [term.coiner_ids for term in terms_of(graph)] == [("tomas-vale",)]


def test_an_editor_says_who_coined_a_term() -> None:
    fix = MentionFix("slow tide", 2, type=EntityType.TERM, entity_id="tomas-vale")
    _, graph, problems = article_and_graph("ana-roe", content=with_fix(fix))
    (term,) = terms_of(graph)
    assert (term.coiner_ids, term.origin, problems) == (("tomas-vale",), Origin.EDITOR, ())


def test_an_editor_marks_words_as_a_term() -> None:
    fix = MentionFix("did not", 2, type=EntityType.TERM, entity_id="tomas-vale")
    _, graph, _ = article_and_graph("ana-roe", content=with_fix(fix))
    assert [term.coiner_ids for term in terms_of(graph)] == [("ana-roe",), ("tomas-vale",)]


def test_a_name_that_becomes_a_term_is_no_entity() -> None:
    fix = MentionFix("Lowmoor", 2, type=EntityType.TERM, entity_id="ana-roe")
    _, graph, problems = article_and_graph(content=with_fix(fix))
    assert "lowmoor" not in graph.entities
    assert [term.coiner_ids for term in terms_of(graph)] == [(), ("ana-roe",)]
    assert problems == ()


@pytest.mark.parametrize(
    ("entity_id", "hint"),
    [("ana-row", "Did you mean `ana-roe`?"), ("zzz", "Add who coined it in content/entities.yaml.")],
)
def test_a_coiner_that_does_not_exist_is_an_error(entity_id: str, hint: str) -> None:
    fix = MentionFix("slow tide", 2, type=EntityType.TERM, entity_id=entity_id)
    _, _, problems = article_and_graph(content=with_fix(fix))
    assert [(problem.line, problem.hint) for problem in problems] == [(2, hint)]


def test_an_editor_drops_a_term() -> None:
    _, graph, _ = article_and_graph("ana-roe", content=with_fix(MentionFix("slow tide", 2)))
    assert terms_of(graph) == []


def test_the_brief_shows_the_term_and_whoever_coined_it() -> None:
    html = files("ana-roe")["briefs/tide.html"]
    assert 'class="term" id="m-term-1" title="Term coined by Ana Roe"' in html
    assert '<a href="#m-term-1">“slow tide”</a>' in html
    assert 'Coined by <a href="../people/ana-roe.html">Ana Roe</a>' in html


def test_a_term_that_the_text_credits_to_no_one_has_no_coiner() -> None:
    html = files()["briefs/tide.html"]
    assert 'title="Coined term"' in html
    assert "Coined by" not in html


def test_the_page_of_whoever_coined_it_leads_to_the_words() -> None:
    found = files("ana-roe")
    link = (
        '<dt>Coined</dt><dd><a href="../briefs/tide.html#m-term-1" title="A word for the mud">“slow tide”</a>'
    )
    assert link in found["people/ana-roe.html"]
    assert "<dt>Coined</dt>" not in found["people/tomas-vale.html"]


def test_the_data_say_who_coined_a_term() -> None:
    found = files("ana-roe")
    data = json.loads(found["briefs/tide.json"])
    coined = [mention["coined_by"] for mention in data["mentions"] if "coined_by" in mention]
    assert coined == [["ana-roe"]]
