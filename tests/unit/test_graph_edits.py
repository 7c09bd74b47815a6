"""Fixes and notes of single articles, which quote the text of the article."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.content.load import load_content
from builder.graph.build import build_graph
from builder.model.annotations import Annotations, EntityType, Origin, QuoteKind
from builder.model.article import Article
from builder.model.brief import Brief
from builder.model.diagnostic import Severity
from builder.model.graph import Graph
from tests.support.annotated import annotations_of, article_of, by_seed, entity_of, quote_of, role_of

DATA = Path(__file__).parents[1] / "data" / "edits.yaml"
CASES: list[dict[str, Any]] = yaml.safe_load(DATA.read_text("utf-8"))

FERRY = article_of(
    "LOWMOOR — Mayor Ana Roe opened the ferry Bess in Lowmoor. The mayor’s speech\nwas short.\n\n"
    "“It floats,” Roe said of the Bess. “We built it ourselves.”\n\n"
    "Ben Hale called the boat “a tub.” Lowmoor said it would sue. He said nothing else, and the boat left.\n\n"
    "“A tub,” Roe repeated, and the mayor left, too.\n",
    "ferry",
)
FOUND = annotations_of(
    FERRY,
    entity_of("Ana Roe", aliases=["Roe"], roles=[role_of(FERRY, "Mayor", "Ana Roe")]),
    entity_of("Ben Hale"),
    entity_of("Bess"),
    entity_of("Lowmoor", EntityType.PLACE),
    quotes=[
        quote_of(FERRY, "It floats,", "We built it ourselves.", speakers=["ana-roe"]),
        quote_of(FERRY, "a tub.", speakers=["ben-hale"]),
        quote_of(FERRY, "A tub,", speakers=["ana-roe"]),
    ],
)
OTHER = article_of("Ina Vale sailed the Bess to Norway.", "monday")
OTHER_FOUND = annotations_of(OTHER, entity_of("Ina Vale"), entity_of("Norway", EntityType.PLACE))


def built(root: Path, files: dict[str, str]) -> tuple[Graph, list[str]]:
    """Return the graph of the two articles with the editor's files, and the errors and warnings."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    pairs: list[tuple[Article, Annotations]] = [(FERRY, FOUND), (OTHER, OTHER_FOUND)]
    graph, diagnostics = build_graph(
        by_seed([article for article, _ in pairs]),
        {article.seed_id: found for article, found in pairs},
        load_content(root),
    )
    # Entries that no article mentions have tests of their own.
    problems = [
        one
        for one in diagnostics
        if one.severity is not Severity.NOTE and not one.message.startswith("No article mentions")
    ]
    return graph, [str(found) for found in sorted(problems, key=lambda found: (found.path, found.line or 0))]


def fixed(root: Path, text: str, entities: str = "") -> Brief:
    """Return the ferry's brief after fixes that can all be applied."""
    graph, errors = built(root, {"content/briefs/ferry.yaml": text, "content/entities.yaml": entities})
    assert errors == []
    return graph.briefs["ferry"]


def marked(brief: Brief) -> list[tuple[str, str | None, Origin, str]]:
    return [
        (mention.span.of(FERRY.text), mention.entity_id, mention.origin, mention.rule)
        for mention in brief.mentions
    ]


def said(brief: Brief) -> list[tuple[str, tuple[str, ...], Origin]]:
    return [(quote.content[0].of(FERRY.text), quote.speaker_ids, quote.origin) for quote in brief.quotes]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_fixes_and_notes_that_cannot_be_applied_are_reported(case: dict[str, Any], tmp_path: Path) -> None:
    assert built(tmp_path, case["files"])[1] == case["problems"]


def test_a_name_is_dropped_at_every_place(tmp_path: Path) -> None:
    graph, errors = built(tmp_path, {"content/briefs/ferry.yaml": "mentions: [{text: Bess, drop: true}]"})
    assert errors == []
    assert "bess" not in graph.entities
    assert not [row for row in marked(graph.briefs["ferry"]) if row[0] == "Bess"]


def test_a_dropped_name_is_not_marked_again_as_an_alias(tmp_path: Path) -> None:
    fix = "mentions: [{text: The mayor, drop: true}]"
    brief = fixed(tmp_path, fix, "people: {ana-roe: {aliases: [The mayor, the boat]}}")
    assert [row for row in marked(brief) if row[0].endswith(("mayor", "boat"))] == [
        ("the boat", "ana-roe", Origin.EDITOR, "alias"),
        ("the boat", "ana-roe", Origin.EDITOR, "alias"),
    ]


def test_words_are_given_to_the_entity_of_a_fix(tmp_path: Path) -> None:
    brief = fixed(tmp_path, "mentions: [{text: the mayor, person: ana-roe}]")
    (row,) = [row for row in marked(brief) if row[0] == "the mayor"]
    assert row == ("the mayor", "ana-roe", Origin.EDITOR, "fix")
    assert {mention.confidence for mention in brief.mentions if mention.origin is Origin.EDITOR} == {1.0}
    anchors = [mention.anchor for mention in brief.mentions if mention.entity_id == "ana-roe"]
    assert anchors == [f"m-ana-roe-{number}" for number in range(1, 5)]


def test_quotes_follow_a_name_that_is_given_to_another_entity(tmp_path: Path) -> None:
    fix = "mentions:\n- {text: Roe, person: ina-vale}\n- {text: Ana Roe, person: ina-vale}\n"
    graph, errors = built(tmp_path, {"content/briefs/ferry.yaml": fix})
    assert errors == []
    assert "ana-roe" not in graph.entities
    assert said(graph.briefs["ferry"])[0] == ("It floats,", ("ina-vale",), Origin.RULE)


def test_an_entity_is_made_on_the_spot(tmp_path: Path) -> None:
    fixes = (
        "mentions:\n- {text: The mayor, person: the-mayor}\n- {text: the mayor, person: the-mayor}\n"
        "quotes:\n- {text: It floats, speakers: [the-mayor]}\n"
    )
    graph, errors = built(tmp_path, {"content/briefs/ferry.yaml": fixes})
    assert errors == []
    made = graph.entities["the-mayor"]
    assert (made.name, made.type, made.edited) == ("The mayor", EntityType.PERSON, True)
    assert said(graph.briefs["ferry"])[0] == ("It floats,", ("the-mayor",), Origin.EDITOR)
    assert [row[1] for row in marked(graph.briefs["ferry"]) if row[0].endswith("mayor")] == ["the-mayor"] * 2


def test_an_id_that_is_not_the_words_makes_nothing(tmp_path: Path) -> None:
    fixes = "mentions: [{text: the boat, organization: the-bote}]"
    graph, errors = built(tmp_path, {"content/briefs/ferry.yaml": fixes})
    assert len(errors) == 1
    assert "the-bote" not in graph.entities


def test_within_selects_one_place(tmp_path: Path) -> None:
    fix = "mentions: [{text: Lowmoor, within: Lowmoor said it, organization: lowmoor-council}]"
    brief = fixed(tmp_path, fix, "organizations: {lowmoor-council: {name: Lowmoor Council}}")
    rows = [(row[1], row[2]) for row in marked(brief) if row[0] == "Lowmoor"]
    assert rows == [("lowmoor", Origin.MODEL), ("lowmoor-council", Origin.EDITOR)]


def test_parts_of_longer_names_are_left_alone(tmp_path: Path) -> None:
    brief = fixed(tmp_path, "mentions: [{text: Roe, person: ina-vale}]")
    rows = [(row[0], row[1]) for row in marked(brief) if "Roe" in row[0]]
    assert rows == [("Ana Roe", "ana-roe"), ("Roe", "ina-vale"), ("Roe", "ina-vale")]


def test_part_of_a_longer_name_can_be_given_after_the_longer_one_is_dropped(tmp_path: Path) -> None:
    fix = "mentions:\n- {text: Ben Hale, drop: true}\n- {text: Hale, person: ina-vale}\n"
    rows = [(row[0], row[1]) for row in marked(fixed(tmp_path, fix)) if "Hale" in row[0]]
    assert rows == [("Hale", "ina-vale")]


def test_a_quote_is_credited_to_a_source_in_the_editors_words(tmp_path: Path) -> None:
    fixes = (
        "quotes:\n- {text: It floats, speakers: [], source: a deckhand}\n"
        "- {text: the boat left, source: the police}\n"
    )
    brief = fixed(tmp_path, fixes)
    first = brief.quotes[0]
    assert (first.speaker_ids, first.speaker_text, first.identity_confidences) == ((), "a deckhand", ())
    assert (first.origin, first.confidence) == (Origin.EDITOR, 1.0)
    added = next(quote for quote in brief.quotes if quote.content[0].of(FERRY.text) == "the boat left")
    assert (added.kind, added.speaker_ids, added.speaker_text) == (QuoteKind.INDIRECT, (), "the police")


def test_a_quote_is_credited_by_any_of_its_words(tmp_path: Path) -> None:
    brief = fixed(tmp_path, "quotes: [{text: '\"We built it ourselves.\"', speakers: [ben-hale, lowmoor]}]")
    first = brief.quotes[0]
    assert said(brief)[0] == ("It floats,", ("ben-hale", "lowmoor"), Origin.EDITOR)
    assert (first.rule, first.confidence, first.kind) == ("fix", 1.0, QuoteKind.DIRECT)


def test_the_rest_is_numbered_again_after_a_quote_is_dropped(tmp_path: Path) -> None:
    brief = fixed(tmp_path, "quotes: [{text: a tub, drop: true}]")
    assert [row[0] for row in said(brief)] == ["It floats,", "A tub,"]
    assert [quote.id for quote in brief.quotes] == ["q-1", "q-2"]


@pytest.mark.parametrize(
    ("words", "content", "kind"),
    [
        ("would sue", "would sue", QuoteKind.INDIRECT),
        ("Ben Hale called the boat", "Ben Hale called the boat", QuoteKind.INDIRECT),
    ],
)
def test_a_quote_that_the_machine_missed_is_added(
    words: str, content: str, kind: QuoteKind, tmp_path: Path
) -> None:
    brief = fixed(tmp_path, f"quotes: [{{text: {words}, speakers: [lowmoor]}}]")
    (quote,) = [quote for quote in brief.quotes if quote.origin is Origin.EDITOR]
    assert (quote.content[0].of(FERRY.text), quote.kind) == (content, kind)
    assert [quote.id for quote in brief.quotes] == ["q-1", "q-2", "q-3", "q-4"]


def test_an_entity_that_is_only_a_speaker_is_part_of_the_site(tmp_path: Path) -> None:
    files = {
        "content/briefs/ferry.yaml": "quotes: [{text: a tub, speakers: [old-salt]}]",
        "content/entities.yaml": "people: {salty: {name: Salt}, mate: {name: Mate}}\nmerge: {old-salt: salty}",
    }
    graph, errors = built(tmp_path, files)
    assert errors == []
    assert graph.briefs["ferry"].quotes[1].speaker_ids == ("salty",)
    assert graph.entities["salty"].name == "Salt"
    assert "mate" not in graph.entities


def test_notes_are_numbered_in_the_order_of_the_text(tmp_path: Path) -> None:
    notes = "> of the\n> Bess.\n\nA *boat*.\n\n> The mayor's speech was short\n\nIt took a minute.\n"
    graph, errors = built(tmp_path, {"content/notes/ferry.md": notes})
    assert errors == []
    rows = [(note.number, note.span.of(FERRY.text), note.markdown) for note in graph.briefs["ferry"].notes]
    assert rows == [
        (1, "The mayor’s speech\nwas short", "It took a minute."),
        (2, "of the Bess.", "A *boat*."),
    ]
    assert graph.briefs["monday"].notes == ()


def test_removed_mentions_and_quotes_are_counted(tmp_path: Path) -> None:
    assert (fixed(tmp_path, "").removed_mentions, fixed(tmp_path, "").removed_quotes) == (0, 0)
    fixes = (
        "mentions: [{text: Bess, drop: true}]\n"
        "quotes: [{text: a tub, drop: true}, {text: It floats, speakers: [ben-hale]}]"
    )
    brief = fixed(tmp_path, fixes, "ignore: [Lowmoor]\npeople: {ben-hale: {}}")
    assert (brief.removed_mentions, brief.removed_quotes) == (4, 1)
    given = fixed(tmp_path, "mentions: [{text: Bess, person: ben-hale}]", "ignore: [Bess]")
    assert given.removed_mentions == 0, "a mention that gets another entity is not removed"


def test_corrections_are_sorted_newest_first(tmp_path: Path) -> None:
    dates = ("2031-01-02", "2031-03-04", "2031-02-03")
    rows = "".join(f"- {{date: {date}, text: Of {date}.}}\n" for date in dates)
    brief = fixed(tmp_path, f"corrections:\n{rows}")
    assert [correction.date for correction in brief.corrections] == sorted(dates, reverse=True)
