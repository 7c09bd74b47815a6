"""Laws over the archive: which names of organizations are those of laws."""

from __future__ import annotations

import pytest

from builder.graph.archive_laws import law_keys, with_laws
from builder.graph.article_outlines import article_outline
from builder.graph.build import build_graph
from builder.model.annotations import Annotations, EntityType, Mention, Origin
from builder.model.article import Article
from builder.model.editorial import Content
from builder.model.entity_entries import EntityEntry, EntityRules
from builder.model.graph import Graph
from tests.support.annotated import annotations_of, article_of, by_seed, entity_of, quote_of
from tests.support.sample import span_of

LAW, ORGANIZATION = EntityType.LAW, EntityType.ORGANIZATION

Story = tuple[str, ...]
"""The names of an article, those of laws with " : law" after them; the text is the names."""


def pair_of(story: Story, seed_id: str) -> tuple[Article, Annotations]:
    bodies = [line for line in story if not line.endswith(" : law")]
    laws = [line.removesuffix(" : law") for line in story if line.endswith(" : law")]
    article = article_of(". ".join((*laws, *bodies)) + ".", seed_id)
    found = annotations_of(article, *(entity_of(name, ORGANIZATION) for name in bodies))
    mentions = [Mention(span_of(article.text, name), LAW, None, Origin.MODEL, "LAW", 0.8) for name in laws]
    return article, Annotations(
        seed_id,
        found.model,
        found.sentences,
        tuple(sorted((*found.mentions, *mentions), key=lambda mention: mention.span)),
        found.entities,
        (),
    )


def graph_of(pairs: list[tuple[Article, Annotations]], *entries: EntityEntry) -> Graph:
    content = Content(entities=EntityRules(entries=entries))
    graph, _ = build_graph(
        by_seed([article for article, _ in pairs]), {article.seed_id: own for article, own in pairs}, content
    )
    return graph


def pages(*stories: Story, entries: tuple[EntityEntry, ...] = ()) -> list[str]:
    """Return the names of the pages of a site with these articles, sorted."""
    pairs = [pair_of(story, chr(ord("a") + n)) for n, story in enumerate(stories)]
    return sorted(entity.name for entity in graph_of(pairs, *entries).entities.values())


CASES: list[tuple[str, tuple[Story, ...], list[str]]] = [
    ("half of the articles", (("Orvish Compact : law",), ("Orvish Compact",)), []),
    (
        "a third of the articles",
        (("Orvish Compact : law",), ("Orvish Compact",), ("Orvish Compact",)),
        [],
    ),
    (
        "fewer articles",
        (("Orvish Compact : law",), ("Orvish Compact",), ("Orvish Compact",), ("Orvish Compact",)),
        ["Orvish Compact"],
    ),
    ("an acronym", (("OCHA : law",), ("OCHA",), ("OCHA",)), []),
    (
        "the initials of a law of two articles",
        (("Open Clean Harbors Act : law",), ("Open Clean Harbors Act : law",), ("OCHA",)),
        [],
    ),
    ("the initials of a law of one article", (("Open Clean Harbors Act : law",), ("OCHA",)), ["OCHA"]),
    (
        "the initials of a body, too",
        (
            ("Open Clean Harbors Act : law",),
            ("Open Clean Harbors Act : law",),
            ("Orvish Coast Hotel Association",),
            ("OCHA",),
        ),
        ["Orvish Coast Hotel Association"],
    ),
    (
        "a well-known body with the initials of a law",
        (("Equal Pay Act : law",), ("Equal Pay Act : law",), ("EPA",)),
        ["EPA"],
    ),
    ("a company that a tax is called after", (("Vardo : law",), ("Vardo",)), ["Vardo"]),
    ("a pair of surnames", (("Brandt-Fenwick : law",), ("Brandt-Fenwick",)), []),
    (
        "a body that is called after a treaty",
        (
            ("North Orvish Treaty : law",),
            ("North Orvish Treaty : law",),
            ("North Orvish Treaty Organization",),
        ),
        ["North Orvish Treaty Organization"],
    ),
]


@pytest.mark.parametrize(("stories", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_names_of_laws_have_no_page(stories: tuple[Story, ...], expected: list[str]) -> None:
    assert pages(*stories) == expected


@pytest.mark.parametrize(
    "entry",
    [
        EntityEntry("compact", ORGANIZATION, 2, name="Orvish Compact"),
        EntityEntry("compact", ORGANIZATION, 2, name="The Compact", aliases=("Orvish Compact",)),
        EntityEntry("orvish-compact", ORGANIZATION, 2),
    ],
    ids=["name", "alias", "id"],
)
def test_an_entry_of_the_editors_brings_the_page_back(entry: EntityEntry) -> None:
    pairs = [pair_of(("Orvish Compact : law",), "a"), pair_of(("Orvish Compact",), "b")]
    graph = graph_of(pairs, entry)
    assert [*graph.entities] == [entry.id]
    assert entry.id in {m.entity_id for brief in graph.briefs.values() for m in brief.mentions}


@pytest.mark.parametrize(("name", "pages_left"), [("Nocha", 0), ("Nora", 1), ("Nochar", 1)])
def test_a_place_with_the_initials_of_a_law_is_none(name: str, pages_left: int) -> None:
    laws = [pair_of(("North Orvish Clean Harbors Act : law",), seed_id) for seed_id in "ab"]
    article = article_of(f"Ana Roe defends {name}.", "c")
    graph = graph_of([*laws, (article, annotations_of(article, entity_of(name, EntityType.PLACE)))])
    assert len(graph.entities) == pages_left


def test_mentions_remain_as_those_of_a_law() -> None:
    pairs = [pair_of(("Orvish Compact : law",), "a"), pair_of(("Orvish Compact",), "b")]
    keys = law_keys({one.seed_id: article_outline(one, own) for one, own in pairs}, Content())
    assert list(keys) == ["b"]
    found = with_laws(pairs[1][1], keys["b"])
    (mention,) = found.mentions
    assert (mention.type, mention.entity, mention.rule) == (LAW, None, "ORGANIZATION+archive-law")
    assert found.entities == ()


def test_a_quote_of_a_law_keeps_the_words_of_its_source() -> None:
    article = article_of("“It holds,” Orvish Compact said.", "b")
    quote = quote_of(article, "It holds,", speakers=["orvish-compact"], source="Orvish Compact")
    own = annotations_of(article, entity_of("Orvish Compact", ORGANIZATION), quotes=[quote])
    graph = graph_of([pair_of(("Orvish Compact : law",), "a"), (article, own)])
    (linked,) = next(brief for brief in graph.briefs.values() if brief.seed_id == "b").quotes
    assert (linked.speaker_ids, linked.speaker_text) == ((), "Orvish Compact")
