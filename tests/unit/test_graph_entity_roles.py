"""Roles of the site's entities: whose they are, and which comes first."""

from __future__ import annotations

import pytest

from builder.graph.build import build_graph
from builder.graph.entity_roles import ranked_roles
from builder.model.annotations import Annotations, DocumentEntity, EntityType, Origin
from builder.model.article import Article
from builder.model.editorial import BriefSettings, Content, MentionFix
from builder.model.entity_entries import EntityEntry, EntityRules
from builder.model.graph import Graph, RoleSeen
from builder.model.span import Span
from tests.support.annotated import annotations_of, article_of, by_seed, entity_of, role_of

FERRY = article_of("Mayor Ana Roe met Harbor Master Ben Hale. Roe, a former teacher, left.", "ferry")
FERRY_ENTITIES = (
    entity_of(
        "Ana Roe",
        aliases=["Roe"],
        roles=[role_of(FERRY, "Mayor", "Ana Roe"), role_of(FERRY, "former teacher", "Roe")],
    ),
    entity_of("Ben Hale", roles=[role_of(FERRY, "Harbor Master", "Ben Hale")]),
)


def built(content: Content | None = None, *more: tuple[Article, DocumentEntity]) -> Graph:
    annotations: dict[str, Annotations] = {FERRY.seed_id: annotations_of(FERRY, *FERRY_ENTITIES)}
    annotations |= {article.seed_id: annotations_of(article, entity) for article, entity in more}
    graph, problems = build_graph(
        by_seed([FERRY, *(article for article, _ in more)]), annotations, content or Content()
    )
    assert problems == ()
    return graph


def with_fix(fix: MentionFix, *entries: EntityEntry) -> Content:
    settings = BriefSettings("content/briefs/ferry.yaml", mention_fixes=(fix,))
    return Content(entities=EntityRules(entries=entries), briefs={"ferry": settings})


def texts(graph: Graph, entity_id: str) -> list[str]:
    return [role.text for role in graph.entities[entity_id].roles]


def brief_of(seed_id: str, date: str | None, role: str) -> tuple[Article, DocumentEntity]:
    """Return an article of one day that gives Ana Roe a role."""
    article = article_of(f"{role} Ana Roe spoke.", seed_id, date=date)
    return article, entity_of("Ana Roe", roles=[role_of(article, role, "Ana Roe")])


def test_a_word_before_a_body_that_one_article_takes_for_a_person_is_no_role() -> None:
    odd = article_of("She wrote on his official Gullfeed account.", "odd")
    person = entity_of("Gullfeed", roles=[role_of(odd, "official", "Gullfeed")])
    others = [article_of("Gullfeed grew.", f"paper-{number}") for number in range(10)]
    body = entity_of("Gullfeed", EntityType.ORGANIZATION)
    graph = built(None, (odd, person), *((article, body) for article in others))
    assert graph.entities["gullfeed"].type is EntityType.ORGANIZATION
    assert texts(graph, "gullfeed") == []


def test_a_role_follows_a_mention_that_a_fix_gives_to_another_entity() -> None:
    fix = MentionFix("Ana Roe", 2, type=EntityType.PERSON, entity_id="anna-roe")
    graph = built(with_fix(fix, EntityEntry("anna-roe", EntityType.PERSON, 2, name="Anna Roe")))
    assert texts(graph, "anna-roe") == ["Mayor"]
    assert texts(graph, "ana-roe") == ["former teacher"]


def test_a_role_follows_the_only_place_that_a_fix_moves() -> None:
    fix = MentionFix("Roe", 2, within="Roe, a former teacher", type=EntityType.PERSON, entity_id="ben-hale")
    graph = built(with_fix(fix))
    assert texts(graph, "ana-roe") == ["Mayor"]
    assert texts(graph, "ben-hale") == ["Harbor Master", "former teacher"]


def test_every_role_belongs_to_an_entity_that_its_brief_mentions() -> None:
    fix = MentionFix("Ben Hale", 2, type=EntityType.PERSON, entity_id="ana-roe")
    graph = built(with_fix(fix))
    assert "ben-hale" not in graph.entities
    assert texts(graph, "ana-roe") == ["Mayor", "Harbor Master", "former teacher"]


def test_a_role_of_a_dropped_mention_is_left_out() -> None:
    graph = built(with_fix(MentionFix("Roe", 2)))
    assert texts(graph, "ana-roe") == ["Mayor"]


def test_the_role_of_most_briefs_comes_first() -> None:
    graph = built(
        None,
        brief_of("one", "2024-01-01", "Senator"),
        brief_of("two", "2024-01-02", "Sen."),
        brief_of("three", "2024-03-01", "Governor"),
    )
    assert texts(graph, "ana-roe") == ["Sen.", "Senator", "Governor", "Mayor", "former teacher"]


def test_of_equally_frequent_roles_the_newest_comes_first() -> None:
    older, newer = brief_of("one", "2024-01-01", "Senator"), brief_of("two", "2024-02-01", "Governor")
    undated = brief_of("zero", None, "Judge")
    graph = built(None, older, newer, undated)
    assert texts(graph, "ana-roe")[:3] == ["Governor", "Senator", "Mayor"]


def test_the_editors_role_comes_before_all() -> None:
    entry = EntityEntry("ana-roe", EntityType.PERSON, 2, name="Ana Roe", role="Mayor of Lowmoor")
    content = Content(entities=EntityRules(entries=(entry,)))
    assert texts(built(content, brief_of("one", "2024-01-01", "Mayor")), "ana-roe") == [
        "Mayor of Lowmoor",
        "Mayor",
        "Mayor",
        "former teacher",
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Vice-President", "vice president"),
        ("the mayor", "Mayor"),
        ("Gov.", "governor"),
        ("state’s attorney", "State's Attorney"),
    ],
)
def test_wordings_of_one_role_count_together(first: str, second: str) -> None:
    roles = [seen("Judge", "a"), seen(first, "b"), seen(second, "c")]
    assert {role.text for role in ranked_roles(roles, {})[:2]} == {first, second}


def test_the_most_frequent_wording_is_shown() -> None:
    roles = [seen("Governor", "a"), seen("Gov.", "b"), seen("Gov.", "c")]
    ranked = ranked_roles(roles, {"a": "2024-05-01", "b": "2024-01-01", "c": "2024-02-01"})
    assert [(role.text, role.brief_slug) for role in ranked] == [
        ("Gov.", "c"),
        ("Gov.", "b"),
        ("Governor", "a"),
    ]


def seen(text: str, slug: str) -> RoleSeen:
    return RoleSeen(text, slug, Span(0, 1), Origin.RULE)
