"""Speakers that one article only describes, by the roles that other articles give."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from builder.graph.build import build_graph
from builder.model.annotations import Annotations, DocumentEntity, EntityType
from builder.model.article import Article
from builder.model.brief import LinkedQuote
from builder.model.editorial import Content
from builder.model.entity_entries import EntityEntry, EntityRules
from tests.support.annotated import annotations_of, article_of, by_seed, entity_of, quote_of, role_of

Pair = tuple[Article, Annotations]


def giving(seed_id: str, role: str, name: str) -> Pair:
    """Return an article that gives a person a role."""
    article = article_of(f"{role} {name} opened the ferry.", seed_id)
    return article, annotations_of(article, entity_of(name, roles=[role_of(article, role, name)]))


def describing(*names: str, words: str = "Lowmoor senator", source: str = "The Lowmoor senator") -> Pair:
    """Return an article that names persons, and in which a person who is only described speaks."""
    article = article_of(f"{' met '.join(names)} on the pier.\n\n“It floats,” said {source}.", "zebra")
    quote = quote_of(article, "It floats,", source=source, speaker_text=words)
    entities: list[DocumentEntity] = [entity_of(name) for name in names]
    return article, annotations_of(article, *entities, quotes=[replace(quote, rule="hand+words")])


def quote_in(pairs: Sequence[Pair], content: Content | None = None) -> LinkedQuote:
    """Return the quote of the article that describes its speaker."""
    graph, _ = build_graph(
        by_seed([article for article, _ in pairs]),
        {article.seed_id: annotations for article, annotations in pairs},
        content or Content(),
    )
    (quote,) = graph.briefs["zebra"].quotes
    return quote


TWICE = [giving("monday", "Lowmoor Sen.", "Ana Roe"), giving("tuesday", "Lowmoor senator", "Ana Roe")]


def test_described_speaker_is_the_person_with_the_role_in_other_articles() -> None:
    quote = quote_in([*TWICE, describing("Ana Roe", "Ben Hale")])
    assert (quote.speaker_ids, quote.speaker_text) == (("ana-roe",), None)
    assert quote.rule == "hand+role-elsewhere"
    assert quote.source_confidence < 0.9
    assert quote.identity_confidences == (0.7,)
    assert len(quote.source) == 1


@pytest.mark.parametrize(
    "pairs",
    [
        [TWICE[0], describing("Ana Roe")],
        [*TWICE, describing("Ben Hale")],
        [*TWICE, describing("Ana Roe", words="Senator", source="The senator")],
        [*TWICE, describing("Ana Roe", source="A Lowmoor senator")],
        [*TWICE, describing("Ana Roe", words="Hadley senator", source="The Hadley senator")],
        [*TWICE, giving("wednesday", "Lowmoor senator", "Ben Hale"), describing("Ana Roe", "Ben Hale")],
    ],
    ids=["one article", "not named", "no more than an office", "indefinite", "another state", "two holders"],
)
def test_description_that_fits_no_one_for_sure_stays_in_words(pairs: Sequence[Pair]) -> None:
    quote = quote_in(pairs)
    assert quote.speaker_ids == ()
    assert quote.speaker_text is not None
    assert (quote.rule, quote.source_confidence) == ("hand+words", 0.9)


def test_role_that_one_article_gives_to_another_person_by_mistake_is_outweighed() -> None:
    many = [giving(f"day-{n}", "Lowmoor Sen.", "Ana Roe") for n in range(10)]
    mistaken = giving("sunday", "Lowmoor senator", "Ben Hale")
    assert quote_in([*many, mistaken, describing("Ana Roe", "Ben Hale")]).speaker_ids == ("ana-roe",)


def test_many_holders_of_a_role_are_not_a_mistake() -> None:
    many = [giving(f"day-{n}", "Lowmoor Sen.", "Ana Roe") for n in range(20)]
    others = [
        giving(f"{name}-{n}", "Lowmoor Sen.", f"{name} Hale") for name in ("Ben", "Peter") for n in (1, 2)
    ]
    assert quote_in([*many, *others, describing("Ana Roe", "Ben Hale")]).speaker_ids == ()


def test_role_that_the_editor_gives_is_enough() -> None:
    entry = EntityEntry(id="ana-roe", type=EntityType.PERSON, name="Ana Roe", role="Lowmoor senator", line=1)
    content = Content(entities=EntityRules(entries=(entry,)))
    assert quote_in([describing("Ana Roe")], content).speaker_ids == ("ana-roe",)


def tagged(seed_id: str, words: str) -> Pair:
    """Return an article that shows a role of Ana Roe by her party tag."""
    article = article_of(f"{words} opened the ferry.", seed_id)
    return article, annotations_of(article, entity_of("Ana Roe"))


@pytest.mark.parametrize(
    ("tags", "words"),
    [
        (["Rep. Ana Roe (D-Calif.)", "Rep. Ana Roe, D-Calif.,"], "California congresswoman"),
        (
            ["Sen. Ana Roe (R-N.H.)", "Sen. Ana Roe (R-Maine)", "Sen. Ana Roe (R-N.H.)"],
            "New Hampshire senator",
        ),
    ],
)
def test_party_tags_show_roles(tags: list[str], words: str) -> None:
    pairs = [tagged(f"day-{n}", tag) for n, tag in enumerate(tags)]
    quote = quote_in([*pairs, describing("Ana Roe", words=words, source=f"The {words}")])
    assert quote.speaker_ids == ("ana-roe",)


def test_party_tag_of_another_state_does_not_show_the_role() -> None:
    pairs = [tagged(f"day-{n}", "Rep. Ana Roe (D-Ore.)") for n in range(2)]
    words = "California congresswoman"
    quote = quote_in([*pairs, describing("Ana Roe", words=words, source=f"The {words}")])
    assert quote.speaker_ids == ()
