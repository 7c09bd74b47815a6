"""Splits: in single briefs an entity is another one, as the editor says."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from builder.graph.build import build_graph
from builder.model.annotations import Annotations, EntityType
from builder.model.article import Article
from builder.model.diagnostic import Diagnostic, Severity
from builder.model.editorial import BriefSettings, Content, MentionFix, QuoteFix
from builder.model.entity_entries import EntityEntry, EntityRules, EntitySplit
from builder.model.graph import Graph
from tests.support.annotated import annotations_of, article_of, by_seed, entity_of, quote_of, role_of

PERSON = EntityType.PERSON


def story(seed_id: str, role: str, **fields: object) -> tuple[Article, Annotations]:
    """Return an article in which Ben Hale has a role and is quoted."""
    article = article_of(f"{role} Ben Hale spoke. “It floats,” Hale said.\n\nHale waved.", seed_id, **fields)
    hale = entity_of("Ben Hale", aliases=["Hale"], roles=[role_of(article, role, "Ben Hale")])
    quote = quote_of(article, "It floats,", speakers=["ben-hale"])
    return article, annotations_of(article, hale, quotes=[quote])


PAIRS = [story("monday", "Mayor"), story("tuesday", "Senator"), story("wednesday", "Senator")]
SPLIT = EntitySplit("ben-hale", "monday", "ben-hale-mayor", 3)


def built(
    content: Content, pairs: list[tuple[Article, Annotations]] = PAIRS
) -> tuple[Graph, list[Diagnostic]]:
    graph, problems = build_graph(
        by_seed([article for article, _ in pairs]),
        {article.seed_id: annotations for article, annotations in pairs},
        content,
    )
    return graph, list(problems)


def content_of(
    *splits: EntitySplit,
    entries: tuple[EntityEntry, ...] = (),
    merge: Mapping[str, str] | None = None,
    briefs: Mapping[str, BriefSettings] | None = None,
) -> Content:
    rules = EntityRules(entries=entries, splits=splits, merge=merge or {}, merge_lines={})
    return Content(entities=rules, briefs=briefs or {})


def ids_in(graph: Graph, slug: str) -> list[str | None]:
    return [mention.entity_id for mention in graph.briefs[slug].mentions]


def test_everything_of_the_brief_moves() -> None:
    graph, problems = built(content_of(SPLIT))
    assert problems == []
    assert list(graph.entities) == ["ben-hale", "ben-hale-mayor"]
    monday = graph.briefs["monday"]
    assert [mention.anchor for mention in monday.mentions] == [
        "m-ben-hale-mayor-1",
        "m-ben-hale-mayor-2",
        "m-ben-hale-mayor-3",
    ]
    assert monday.quotes[0].speaker_ids == ("ben-hale-mayor",)
    assert [role.text for role in graph.entities["ben-hale-mayor"].roles] == ["Mayor"]
    assert [role.text for role in graph.entities["ben-hale"].roles] == ["Senator", "Senator"]
    assert set(ids_in(graph, "tuesday")) == {"ben-hale"}
    assert graph.briefs["tuesday"].quotes[0].speaker_ids == ("ben-hale",)


def test_two_people_have_one_shown_name() -> None:
    graph, _ = built(content_of(SPLIT))
    assert [entity.name for entity in graph.entities.values()] == ["Ben Hale", "Ben Hale"]
    assert [entity.edited for entity in graph.entities.values()] == [False, False]


def test_the_order_of_the_articles_makes_no_difference() -> None:
    content = content_of(SPLIT)
    assert built(content, PAIRS[::-1]) == built(content)


def test_a_split_is_certain() -> None:
    (first, *_) = built(content_of(SPLIT))[0].briefs["monday"].mentions
    assert first.confidence == 1.0


def test_an_entry_of_the_other_entity_gives_its_name_and_role() -> None:
    entry = EntityEntry("ben-hale-mayor", PERSON, 2, name="Ben Hale", role="Mayor of Lowmoor")
    graph, problems = built(content_of(SPLIT, entries=(entry,)))
    assert problems == []
    mayor = graph.entities["ben-hale-mayor"]
    assert (mayor.name, mayor.edited, mayor.roles[0].text) == ("Ben Hale", True, "Mayor of Lowmoor")
    assert set(ids_in(graph, "tuesday")) == {"ben-hale"}


def test_both_entities_may_have_an_entry_with_one_name() -> None:
    entries = (
        EntityEntry("hale", PERSON, 2, name="Ben Hale", role="Senator"),
        EntityEntry("hale-mayor", PERSON, 3, name="Ben Hale", aliases=("Mayor Hale",), role="Mayor"),
    )
    graph, problems = built(content_of(EntitySplit("hale", "monday", "hale-mayor", 4), entries=entries))
    assert problems == []
    assert set(ids_in(graph, "monday")) == {"hale-mayor"}
    assert set(ids_in(graph, "tuesday")) == set(ids_in(graph, "wednesday")) == {"hale"}


ALIKE = (
    EntityEntry("ben-hale-mayor", PERSON, 2, name="Ben Hale", role="Mayor"),
    EntityEntry("ben-hale", PERSON, 5, name="Ben Hale", role="Senator"),
)


def test_two_entries_of_one_name_need_no_split_if_fixes_say_who_is_meant() -> None:
    fixes = BriefSettings(
        path="content/briefs/monday.yaml",
        mention_fixes=(MentionFix("Hale", 2, "Hale waved", PERSON, "ben-hale-mayor"),),
    )
    graph, problems = built(content_of(entries=ALIKE, briefs={"monday": fixes}))
    assert problems == []
    assert ids_in(graph, "monday") == ["ben-hale", "ben-hale", "ben-hale-mayor"]
    assert {graph.entities[one].name for one in ("ben-hale", "ben-hale-mayor")} == {"Ben Hale"}


@pytest.mark.parametrize("entries", [ALIKE, ALIKE[::-1]])
def test_the_second_entry_of_a_name_without_any_mention_is_a_warning(
    entries: tuple[EntityEntry, ...],
) -> None:
    graph, (problem,) = built(content_of(entries=entries))
    assert ids_in(graph, "monday") == ["ben-hale"] * 3
    assert problem.message == (
        "`ben-hale-mayor` has no mention: “Ben Hale” means `ben-hale`, the other entry of that name."
    )
    assert problem.severity is Severity.WARNING


def test_of_two_entries_with_other_ids_the_first_in_the_file_owns_the_name() -> None:
    entries = (
        EntityEntry("hale-two", PERSON, 3, name="Ben Hale"),
        EntityEntry("hale-one", PERSON, 2, name="Ben hale"),
    )
    graph, (problem,) = built(content_of(entries=entries))
    assert ids_in(graph, "monday") == ["hale-one"] * 3
    assert problem.line == 3


def test_a_name_that_only_the_editor_marks_moves_too() -> None:
    article = article_of("The Bess sank.", "monday")
    other = article_of("The Bess floats.", "tuesday")
    entries = (EntityEntry("bess", EntityType.ORGANIZATION, 2, name="Bess"),)
    pairs = [(article, annotations_of(article)), (other, annotations_of(other))]
    graph, problems = built(
        content_of(EntitySplit("bess", "monday", "bess-of-old", 3), entries=entries), pairs
    )
    assert (ids_in(graph, "monday"), ids_in(graph, "tuesday")) == (["bess-of-old"], ["bess"])
    assert problems == []
    assert graph.entities["bess-of-old"].name == "Bess"


def test_the_brief_may_be_given_by_its_slug() -> None:
    settings = BriefSettings("content/briefs/monday.yaml", slug="ferry-day")
    split = EntitySplit("ben-hale", "ferry-day", "ben-hale-mayor", 3)
    graph, problems = built(content_of(split, briefs={"monday": settings}))
    assert set(ids_in(graph, "ferry-day")) == {"ben-hale-mayor"}
    assert problems == []


def test_a_split_of_several_briefs_makes_one_entity() -> None:
    splits = (SPLIT, EntitySplit("ben-hale", "tuesday", "ben-hale-mayor", 4))
    graph, _ = built(content_of(*splits))
    assert set(ids_in(graph, "monday")) == set(ids_in(graph, "tuesday")) == {"ben-hale-mayor"}
    assert set(ids_in(graph, "wednesday")) == {"ben-hale"}


def test_a_split_of_every_brief_leaves_no_entity_behind() -> None:
    splits = [EntitySplit("ben-hale", article.seed_id, "benjamin", 3) for article, _ in PAIRS]
    assert list(built(content_of(*splits))[0].entities) == ["benjamin"]


def test_a_split_may_lead_to_an_entity_of_the_site() -> None:
    article = article_of("Ana Roe left.", "friday")
    pairs = [*PAIRS, (article, annotations_of(article, entity_of("Ana Roe")))]
    graph, _ = built(content_of(EntitySplit("ben-hale", "monday", "ana-roe", 3)), pairs)
    assert set(ids_in(graph, "monday")) == set(ids_in(graph, "friday")) == {"ana-roe"}
    assert graph.entities["ana-roe"].aliases == ("Ben Hale", "Hale")


def test_a_split_applies_after_the_merges() -> None:
    article = article_of("Benno Vale slept.", "friday")
    pairs = [*PAIRS, (article, annotations_of(article, entity_of("Benno Vale")))]
    split = EntitySplit("ben-hale", "friday", "ben-hale-mayor", 3)
    graph, problems = built(content_of(split, merge={"benno-vale": "ben-hale"}), pairs)
    assert set(ids_in(graph, "friday")) == {"ben-hale-mayor"}
    assert set(ids_in(graph, "monday")) == {"ben-hale"}
    assert problems == []
    assert graph.entities["ben-hale"].redirects == ("benno-vale",)


def test_a_fix_of_the_brief_wins_over_the_split() -> None:
    settings = BriefSettings(
        "content/briefs/monday.yaml",
        mention_fixes=(MentionFix("Hale", 2, within="Hale waved", type=PERSON, entity_id="ben-hale"),),
        quote_fixes=(QuoteFix("It floats", 3, ("ben-hale",)),),
    )
    graph, problems = built(content_of(SPLIT, briefs={"monday": settings}))
    assert ids_in(graph, "monday") == ["ben-hale-mayor", "ben-hale-mayor", "ben-hale"]
    assert graph.briefs["monday"].quotes[0].speaker_ids == ("ben-hale",)
    assert problems == []


def test_a_fix_may_name_the_other_entity() -> None:
    settings = BriefSettings(
        "content/briefs/tuesday.yaml",
        mention_fixes=(MentionFix("Hale", 2, within="Hale waved", type=PERSON, entity_id="ben-hale-mayor"),),
    )
    graph, problems = built(content_of(SPLIT, briefs={"tuesday": settings}))
    assert ids_in(graph, "tuesday") == ["ben-hale", "ben-hale", "ben-hale-mayor"]
    assert problems == []


def test_the_split_entity_keeps_its_id_whatever_its_fullest_name() -> None:
    longer = article_of("Senator Benjamin Q. Hale spoke.", "thursday")
    pairs = [*PAIRS, (longer, annotations_of(longer, entity_of("Ben Q. Hale")))]
    assert set(ids_in(built(content_of(SPLIT), pairs)[0], "tuesday")) == {"ben-hale"}


@pytest.mark.parametrize(
    ("split", "message"),
    [
        (
            EntitySplit("ben-hale", "mondy", "mayor", 7),
            (
                "content/entities.yaml:7: warning: `split`: no brief of the site has the seed or the slug `mondy`. "
                "Did you mean `monday`?"
            ),
        ),
        (
            EntitySplit("ben-hal", "monday", "mayor", 7),
            (
                "content/entities.yaml:7: warning: `split`: `monday` does not mention `ben-hal`: there is nothing to "
                "split. Did you mean `ben-hale`?"
            ),
        ),
        (
            EntitySplit("zeppelin-works", "monday", "mayor", 7),
            (
                "content/entities.yaml:7: warning: `split`: `monday` does not mention `zeppelin-works`: there is "
                "nothing to split. Remove this line."
            ),
        ),
    ],
)
def test_a_split_without_effect_is_a_warning(split: EntitySplit, message: str) -> None:
    graph, problems = built(content_of(split))
    assert [str(problem) for problem in problems] == [message]
    assert list(graph.entities) == ["ben-hale"]


def test_a_brief_that_is_the_seed_of_one_and_the_slug_of_another_is_a_warning() -> None:
    settings = {
        "monday": BriefSettings("content/briefs/monday.yaml", slug="first"),
        "tuesday": BriefSettings("content/briefs/tuesday.yaml", slug="monday"),
    }
    graph, (problem,) = built(content_of(SPLIT, briefs=settings))
    assert problem.severity is Severity.WARNING
    assert "`monday` and `tuesday`" in problem.message
    assert list(graph.entities) == ["ben-hale"]


def test_one_brief_given_twice_is_a_warning() -> None:
    settings = {"monday": BriefSettings("content/briefs/monday.yaml", slug="ferry-day")}
    other = EntitySplit("ben-hale", "ferry-day", "someone-else", 4)
    _, problems = built(content_of(other, SPLIT, briefs=settings))
    assert [problem.line for problem in problems] == [3]
    assert "split twice" in problems[0].message
