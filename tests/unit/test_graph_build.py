"""The graph stage as a whole, on articles annotated by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from builder.graph.build import build_graph
from builder.model.annotations import Annotations, EntityType, Origin
from builder.model.article import Article
from builder.model.diagnostic import Diagnostic, InputError, Severity
from builder.model.editorial import Body, BriefSettings, Content, MentionFix, Site
from builder.model.entity_entries import EntityEntry, EntityRules
from builder.model.graph import Graph, RoleSeen, Tie
from tests.support.annotated import MODEL, annotations_of, article_of, by_seed, entity_of, quote_of, role_of
from tests.support.sample import span_of

PERSON, PLACE, ORGANIZATION = EntityType.PERSON, EntityType.PLACE, EntityType.ORGANIZATION

MONDAY = article_of(
    "Mayor Ana Roe opened the ferry to Norway. Roe waved.\n\n“It floats,” Ana Roe said of the Bess.\n",
    "monday",
)
TUESDAY = article_of(
    "Ana M. Roe, a former teacher, resigned. Ben Hale wept.\n\nHale stayed in Norway.", "tuesday"
)
PAIRS: list[tuple[Article, Annotations]] = [
    (
        MONDAY,
        annotations_of(
            MONDAY,
            entity_of("Ana Roe", aliases=["Roe"], roles=[role_of(MONDAY, "Mayor", "Ana Roe")]),
            entity_of("Norway", PLACE),
            quotes=[quote_of(MONDAY, "It floats,", speakers=["ana-roe"])],
        ),
    ),
    (
        TUESDAY,
        annotations_of(
            TUESDAY,
            entity_of("Ana M. Roe", roles=[role_of(TUESDAY, "former teacher", "Ana M. Roe")]),
            entity_of("Ben Hale", aliases=["Hale"]),
            entity_of("Norway", PLACE),
        ),
    ),
]


def built(
    content: Content | None = None, pairs: Sequence[tuple[Article, Annotations]] = PAIRS
) -> tuple[Graph, tuple[Diagnostic, ...]]:
    return build_graph(
        by_seed([article for article, _ in pairs]),
        {article.seed_id: annotations for article, annotations in pairs},
        content or Content(),
    )


def with_entries(*entries: EntityEntry, **rules: object) -> Content:
    return Content(entities=EntityRules(entries=entries, **rules))  # type: ignore[arg-type]


def test_entities_are_put_together_across_briefs() -> None:
    graph, diagnostics = built()
    assert diagnostics == ()
    assert list(graph.entities) == ["ana-roe", "ben-hale", "norway"]
    ana = graph.entities["ana-roe"]
    assert (ana.name, ana.type, ana.aliases) == ("Ana M. Roe", PERSON, ("Ana Roe", "Roe"))
    assert (ana.edited, ana.wikidata, ana.place, ana.redirects) == (False, None, None, ())
    mentioned = {
        slug: [mention.entity_id for mention in brief.mentions] for slug, brief in graph.briefs.items()
    }
    assert mentioned == {
        "monday": ["ana-roe", "norway", "ana-roe", "ana-roe"],
        "tuesday": ["ana-roe", "ben-hale", "ben-hale", "norway"],
    }


def test_quotes_have_the_ids_of_the_site() -> None:
    (quote,) = built()[0].briefs["monday"].quotes
    assert (quote.id, quote.speaker_ids) == ("q-1", ("ana-roe",))


def test_roles_have_their_brief_and_their_span() -> None:
    ana = built()[0].entities["ana-roe"]
    assert ana.roles == (
        RoleSeen("Mayor", "monday", span_of(MONDAY.text, "Mayor"), Origin.RULE),
        RoleSeen("former teacher", "tuesday", span_of(TUESDAY.text, "former teacher"), Origin.RULE),
    )


def test_the_editors_role_comes_first() -> None:
    content = with_entries(EntityEntry("ana", PERSON, 2, name="Ana M. Roe", role="Mayor of Lowmoor"))
    ana = built(content)[0].entities["ana"]
    assert ana.roles[0] == RoleSeen("Mayor of Lowmoor", None, None, Origin.EDITOR)
    assert [role.text for role in ana.roles[1:]] == ["Mayor", "former teacher"]


def test_roles_are_in_the_order_of_the_slugs() -> None:
    content = Content(briefs={"monday": BriefSettings("content/briefs/monday.yaml", slug="zebra")})
    roles = built(content)[0].entities["ana-roe"].roles
    assert [(role.text, role.brief_slug) for role in roles] == [
        ("former teacher", "tuesday"),
        ("Mayor", "zebra"),
    ]


def test_places_are_located() -> None:
    norway = built()[0].entities["norway"]
    assert norway.place is not None
    assert norway.place.country == "NO"


def test_an_entry_gives_name_aliases_and_coordinates() -> None:
    entries = (
        EntityEntry("boss", PERSON, 2, name="Ana Roe", aliases=("the mayor",), wikidata="Q1"),
        EntityEntry("norge", PLACE, 3, name="Norway", lat=60.0, lon=8.0),
    )
    graph, _ = built(with_entries(*entries))
    boss, norge = graph.entities["boss"], graph.entities["norge"]
    assert (boss.name, boss.wikidata, boss.edited) == ("Ana Roe", "Q1", True)
    assert boss.aliases == ("Ana M. Roe", "Roe", "the mayor")
    assert norge.place is not None
    assert (norge.place.lat, norge.place.lon) == (60.0, 8.0)


def test_a_person_with_coordinates_has_no_place() -> None:
    content = with_entries(EntityEntry("ana", PERSON, 2, name="Ana M. Roe", lat=60.0, lon=8.0))
    assert built(content)[0].entities["ana"].place is None


def test_an_entry_whose_name_appears_in_an_article_is_an_entity() -> None:
    graph, diagnostics = built(with_entries(EntityEntry("bess", ORGANIZATION, 2, name="Bess")))
    assert diagnostics == ()
    bess = graph.entities["bess"]
    assert (bess.name, bess.edited, bess.aliases) == ("Bess", True, ())
    anchors = [mention.anchor for mention in graph.briefs["monday"].mentions if mention.entity_id == "bess"]
    assert anchors == ["m-bess-1"]


def test_an_entry_that_appears_nowhere_gives_a_warning_and_no_entity() -> None:
    graph, diagnostics = built(with_entries(EntityEntry("zeppelin", ORGANIZATION, 7, name="Zeppelin Works")))
    assert "zeppelin" not in graph.entities
    (found,) = diagnostics
    assert (found.severity, found.where) == (Severity.WARNING, "content/entities.yaml:7")


def test_an_ignored_spelling_that_no_article_has_gives_a_warning() -> None:
    _, diagnostics = built(with_entries(ignore=("NORWAY", "Ana Row", "Zzz")))
    assert [str(one) for one in diagnostics] == [
        "content/entities.yaml: warning: `ignore`: no article has the name “Ana Row”. Did you mean “Ana Roe”?",
        (
            "content/entities.yaml: warning: `ignore`: no article has the name “Zzz”. "
            "Remove it, or keep it for later articles."
        ),
    ]


def test_an_entity_whose_every_mention_is_ignored_is_left_out() -> None:
    graph, _ = built(with_entries(ignore=("NORWAY",)))
    assert list(graph.entities) == ["ana-roe", "ben-hale"]


def test_an_entity_with_one_ignored_spelling_is_kept() -> None:
    graph, _ = built(with_entries(ignore=("Hale",)))
    tuesday = graph.briefs["tuesday"]
    spans = [m.span.of(TUESDAY.text) for m in tuesday.mentions if m.entity_id == "ben-hale"]
    assert spans == ["Ben Hale"]


def test_a_merge_redirects() -> None:
    graph, diagnostics = built(with_entries(merge={"ben-hale": "ana-m-roe"}))
    assert diagnostics == ()
    assert "ben-hale" not in graph.entities
    assert graph.entities["ana-m-roe"].redirects == ("ben-hale",)
    assert {m.entity_id for m in graph.briefs["tuesday"].mentions} == {"ana-m-roe", "norway"}


def test_a_surname_that_two_persons_share_stays_an_entity_of_its_own() -> None:
    first = article_of("Ana Roe left.", "a")
    second = article_of("Ben Roe came.", "b")
    third = article_of("Roe won.", "c")
    pairs = [
        (first, annotations_of(first, entity_of("Ana Roe"))),
        (second, annotations_of(second, entity_of("Ben Roe"))),
        (third, annotations_of(third, entity_of("Roe"))),
    ]
    assert list(built(pairs=pairs)[0].entities) == ["ana-roe", "ben-roe", "roe"]


def test_a_doubt_about_a_name_that_a_fix_gives_to_another_is_dropped() -> None:
    articles = [
        article_of("Ana Roe left.", "a"),
        article_of("Ben Roe came.", "b"),
        article_of("Roe won.", "c"),
    ]
    names = ("Ana Roe", "Ben Roe", "Roe")
    pairs = [
        (article, annotations_of(article, entity_of(name)))
        for article, name in zip(articles, names, strict=True)
    ]
    assert len(built(pairs=pairs)[0].doubts) == 2
    fix = MentionFix(text="Roe", line=1, type=PERSON, entity_id="ana-roe")
    graph, diagnostics = built(
        Content(briefs={"c": BriefSettings("content/briefs/c.yaml", mention_fixes=(fix,))}), pairs
    )
    assert list(graph.entities) == ["ana-roe", "ben-roe"]
    assert (graph.doubts, diagnostics) == ((), ())


def test_ties_count_the_sentences_that_two_share() -> None:
    assert built()[0].ties == (
        Tie("ana-roe", "ben-hale", 1, 0),
        Tie("ana-roe", "norway", 2, 1),
        Tie("ben-hale", "norway", 1, 1),
    )


def test_ties_count_a_sentence_once() -> None:
    article = article_of("Ana Roe and Ben Hale, and Ana Roe again. Ana Roe and Ben Hale.")
    pairs = [(article, annotations_of(article, entity_of("Ana Roe"), entity_of("Ben Hale")))]
    assert built(pairs=pairs)[0].ties == (Tie("ana-roe", "ben-hale", 1, 2),)


def test_a_brief_has_the_metadata_of_its_seed() -> None:
    article = article_of(
        "The ferry sank. Nobody drowned.",
        "wednesday",
        headline="Ferry lost",
        byline="Ida Example",
        date="2014-01-08",
        source="The Example",
        source_url="https://example.org/1",
        summary="A ship less.",
        topics=("Sea",),
    )
    graph, _ = built(pairs=[(article, annotations_of(article))])
    brief = graph.briefs["wednesday"]
    assert (brief.headline, brief.headline_origin, brief.date) == ("Ferry lost", "seed", "2014-01-08")
    assert (brief.byline, brief.source, brief.source_url) == (
        "Ida Example",
        "The Example",
        "https://example.org/1",
    )
    assert (brief.summary_origin, brief.summary_language) == ("seed", brief.language)
    assert (brief.summary, brief.topics, brief.body) == ("A ship less.", ("Sea",), Body.FULL)
    assert (brief.seed_id, brief.model, len(brief.sentences)) == ("wednesday", MODEL, 2)


def test_the_editors_settings_override_the_seed() -> None:
    settings = BriefSettings(
        "content/briefs/monday.yaml",
        slug="ferry",
        headline="It floats",
        date="2014-01-09",
        byline="Editor",
        source="Gazette",
        source_url="https://example.org/2",
        summary="Short.",
        topics=(),
        body=Body.FULL,
    )
    content = Content(site=Site(body=Body.LEAD), briefs={"monday": settings})
    graph, _ = built(content)
    brief = graph.briefs["ferry"]
    assert (brief.headline, brief.headline_origin, brief.date) == ("It floats", "editor", "2014-01-09")
    assert (brief.byline, brief.source, brief.source_url) == ("Editor", "Gazette", "https://example.org/2")
    assert (brief.summary_origin, brief.summary_language) == ("editor", None)
    assert (brief.summary, brief.topics, brief.body) == ("Short.", (), Body.FULL)
    assert graph.briefs["tuesday"].body is Body.LEAD


def test_a_missing_headline_is_derived_and_a_missing_date_stays_missing() -> None:
    brief = built()[0].briefs["monday"]
    assert (brief.headline, brief.headline_origin) == ("Mayor Ana Roe opened the ferry to Norway", "derived")
    assert brief.date is None


def test_the_date_of_the_editor_resolves_the_dates_of_the_text() -> None:
    article = article_of("The ferry sank on Sunday.", date="2020-01-01")
    pairs = [(article, annotations_of(article, dates=["Sunday"]))]
    content = Content(briefs={"monday": BriefSettings("content/briefs/monday.yaml", date="2014-01-08")})
    (mention,) = built(content, pairs)[0].briefs["monday"].mentions
    assert mention.value == "2014-01-05"


def test_drafts_are_not_filtered_out() -> None:
    content = Content(briefs={"monday": BriefSettings("content/briefs/monday.yaml", draft=True)})
    assert list(built(content)[0].briefs) == ["monday", "tuesday"]


@pytest.mark.parametrize(("seed_id", "slug"), [("Über Tag 1", "uber-tag-1"), ("…", "brief"), ("a_b", "a-b")])
def test_a_slug_is_made_from_the_name_of_the_seed(seed_id: str, slug: str) -> None:
    article = article_of("The ferry sank.", seed_id)
    assert list(built(pairs=[(article, annotations_of(article))])[0].briefs) == [slug]


def collision(content: Content, *seed_ids: str) -> Diagnostic:
    articles = [article_of("The ferry sank.", seed_id) for seed_id in seed_ids]
    with pytest.raises(InputError) as caught:
        built(content, [(article, annotations_of(article)) for article in articles])
    (problem,) = caught.value.diagnostics
    return problem


def test_two_equal_slugs_of_the_editor_are_an_error_with_file_and_line() -> None:
    content = Content(
        briefs={
            "a": BriefSettings("content/briefs/a.yaml", {"slug": 2}, slug="ferry"),
            "b": BriefSettings("content/briefs/b.yaml", {"headline": 1, "slug": 5}, slug="ferry"),
        }
    )
    problem = collision(content, "b", "a")
    assert problem.where == "content/briefs/b.yaml:5"
    assert problem.severity is Severity.ERROR
    assert (
        problem.message
        == "Two briefs have the slug `ferry`: seeds/a.txt (content/briefs/a.yaml) and seeds/b.txt."
    )
    assert problem.hint == "Give one of them another `slug:` in content/briefs/b.yaml."


def test_a_slug_of_the_editor_may_not_equal_that_of_another_seed() -> None:
    content = Content(briefs={"b": BriefSettings("content/briefs/b.yaml", {"slug": 1}, slug="a")})
    assert collision(content, "a", "b").where == "content/briefs/b.yaml:1"
    content = Content(briefs={"a": BriefSettings("content/briefs/a.yaml", {"slug": 1}, slug="b")})
    problem = collision(content, "a", "b")
    assert problem.where == "seeds/b.txt"
    assert "content/briefs/a.yaml" in problem.message


def test_two_seeds_may_not_have_the_same_slug() -> None:
    problem = collision(Content(), "a b", "a-b")
    assert problem.where == "seeds/a-b.txt"
    assert "seeds/a b.txt" in problem.message


NAMES = "Ana Roe|Ana M. Roe|Ben Roe|Roe|Lowmoor|LU|Lowmoor University|Norway|Paris".split("|")
TYPES = st.sampled_from([PERSON, PLACE, ORGANIZATION])


@st.composite
def newsrooms(draw: st.DrawFn) -> list[tuple[Article, Annotations]]:
    """Generate a few articles that each mention a few names of any types."""
    pairs = []
    for seed_id in draw(st.lists(st.sampled_from("abcde"), unique=True, max_size=4)):
        names = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=4))
        article = article_of(" met. ".join(["Somebody", *names]) + " left.", seed_id)
        entities = [entity_of(name, draw(TYPES)) for name in names]
        pairs.append((article, annotations_of(article, *entities)))
    return pairs


RULES = with_entries(
    EntityEntry("mayor", PERSON, 2, name="Ana Roe", aliases=("Somebody",)),
    EntityEntry("lowmoor", PLACE, 3),
    merge={"paris": "norway"},
    ignore=("LU",),
)


@settings(deadline=None)
@given(pairs=newsrooms(), data=st.data(), content=st.sampled_from([Content(), RULES]))
def test_the_order_of_the_articles_makes_no_difference(
    pairs: list[tuple[Article, Annotations]], data: st.DataObject, content: Content
) -> None:
    graph, diagnostics = built(content, pairs)
    again, diagnostics_again = built(content, data.draw(st.permutations(pairs)))
    whole = [repr(replace(one, briefs=dict(one.briefs))) for one in (graph, again)]
    assert whole[0] == whole[1], "values and their order are the same"
    assert diagnostics_again == diagnostics


@settings(deadline=None)
@given(pairs=newsrooms(), content=st.sampled_from([Content(), RULES]))
def test_every_id_that_a_brief_mentions_is_an_entity(
    pairs: list[tuple[Article, Annotations]], content: Content
) -> None:
    graph, _ = built(content, pairs)
    mentioned = {m.entity_id for brief in graph.briefs.values() for m in brief.mentions if m.entity_id}
    assert set(graph.entities) == mentioned
    types = {m.entity_id: m.type for brief in graph.briefs.values() for m in brief.mentions}
    assert all(types[entity.id] is entity.type for entity in graph.entities.values())
    assert list(graph.entities) == sorted(graph.entities)
    redirects = [redirect for entity in graph.entities.values() for redirect in entity.redirects]
    assert set(redirects).isdisjoint(graph.entities)
    assert list(graph.ties) == sorted(graph.ties, key=lambda tie: (tie.first_id, tie.second_id))
