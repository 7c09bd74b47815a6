"""Evaluation of names: coreference, pages, places, and mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.evaluate.coreference_scores import b_cubed, normalized_spelling
from builder.evaluate.file_evaluation import FileEvaluation
from builder.evaluate.gold import GoldMention
from builder.evaluate.metrics import BCubed, PrecisionRecall, Proportion, Tally
from builder.evaluate.place_scores import KnownPlace, great_circle_km, read_places
from builder.model.annotations import EntityType
from builder.model.diagnostic import InputError
from builder.model.graph import Entity
from builder.model.place import Place, PlaceKind
from tests.support.evaluated import annotated_name, article, brief, evaluated, found_name

TEXT = "Ana Roe opened the pier in Lund. Roe thanked the Lund Harbour Board. The LHB paid for it, Roe said in Lund."
PERSON, PLACE, ORG = EntityType.PERSON, EntityType.PLACE, EntityType.ORGANIZATION
GOLD = (
    annotated_name(TEXT, "Ana Roe", "PERSON", "Ana Roe"),
    annotated_name(TEXT, "Lund", "PLACE", "Lund"),
    annotated_name(TEXT, "Roe", "PERSON", "Ana Roe", 2),
    annotated_name(TEXT, "Lund Harbour Board", "ORG", "Harbour Board"),
    annotated_name(TEXT, "LHB", "ORG", "Harbour Board"),
    annotated_name(TEXT, "Roe", "PERSON", "Ana Roe", 3),
    annotated_name(TEXT, "Lund", "PLACE", "Lund", 3),
)
RIGHT = {
    "Ana Roe": (PERSON, "ana-roe", 1),
    "Lund": (PLACE, "lund", 1),
    "Roe": (PERSON, "ana-roe", 2),
    "Lund Harbour Board": (ORG, "board", 1),
    "LHB": (ORG, "board", 1),
    "Roe again": (PERSON, "ana-roe", 3),
    "Lund again": (PLACE, "lund", 3),
}

Found = dict[str, tuple[EntityType, str | None, int] | None]


def run(changes: Found, gold: tuple[GoldMention, ...] = GOLD) -> FileEvaluation:
    """Evaluate the article with all names found right except for the changes; None means that a name was not found."""
    mentions = [
        found_name(TEXT, words.removesuffix(" again"), kind, page, occurrence)
        for words, found in {**RIGHT, **changes}.items()
        if found is not None
        for kind, page, occurrence in [found]
    ]
    mentions.sort(key=lambda mention: mention.span)
    return evaluated([article("pier", TEXT, mentions=gold)], [brief("pier", mentions=mentions)])


def mistakes_of(changes: Found) -> list[str]:
    (judged,) = run(changes).articles
    return [f"{mistake.kind} | {mistake.words} | {mistake.detail}" for mistake in judged.mistakes]


def test_correct_names_score_1_without_mistakes() -> None:
    result = run({})
    assert result.mistakes() == {}
    for score in result.scores.values():
        assert not isinstance(score, Tally)
        assert (score.share if isinstance(score, Proportion) else score.f1) == 1
    assert result.scores["links, other spelling"] == PrecisionRecall(3, 3, 3)
    assert (
        result.scores["page quality"] == result.scores["page quality, met twice and more"] == Proportion(3, 3)
    )


@pytest.mark.parametrize(
    ("changes", "reason", "mistake"),
    [
        (
            {"Lund": None, "Lund again": None},
            "not found",
            "page: not found | Lund | 2 mentions; 2 not found (Lund)",
        ),
        (
            {"LHB": None},
            "mentions missed",
            "page: mentions missed | Harbour Board | 2 mentions; 1 on board (Lund Harbour Board); 1 not found (LHB)",
        ),
        (
            {"LHB": (ORG, "lhb", 1)},
            "split over pages",
            "page: split over pages | Harbour Board | 2 mentions; 1 on board (Lund Harbour Board); 1 on lhb (LHB)",
        ),
        (
            {"Lund": (PLACE, "ana-roe", 1), "Lund again": (PLACE, "ana-roe", 3)},
            "page mixed",
            "page: mixed | Ana Roe | 3 mentions; 3 on ana-roe (Roe, Ana Roe); ana-roe has 2 others too (Lund)",
        ),
        (
            {"Lund": (ORG, "lund", 1), "Lund again": (ORG, "lund", 3)},
            "page of the wrong type",
            "page: wrong type | Lund | 2 mentions; 2 on lund (Lund); PLACE taken for ORG",
        ),
    ],
)
def test_a_bad_page_is_a_mistake_with_its_reason(changes: Found, reason: str, mistake: str) -> None:
    quality = run(changes).scores["page quality"]
    assert isinstance(quality, Proportion)
    assert quality.reasons[reason] >= 1
    assert sum(quality.reasons.values()) == quality.total - quality.right
    assert mistake in mistakes_of(changes)


def test_a_second_page_about_the_same_entity_is_counted() -> None:
    text = f"{TEXT} Roe left. Roe came back. Roe slept. "
    names = [annotated_name(text, "Roe", "PERSON", "Ana Roe", number) for number in range(1, 7)]
    found = [found_name(text, "Roe", PERSON, "ana-roe" if n > 1 else "roe", n) for n in range(1, 7)]
    result = evaluated([article("pier", text, mentions=names)], [brief("pier", mentions=found)])
    assert result.scores["page quality"] == Proportion(0, 1, {"second page": 1})


@pytest.mark.parametrize(
    ("changes", "links", "precision", "recall"),
    [
        ({"LHB": (ORG, "lhb", 1)}, (2, 2, 3), 1, (3 + 1 + 2) / 7),
        ({"Lund Harbour Board": (ORG, "lund", 1), "LHB": (ORG, "lund", 1)}, (3, 7, 3), (3 + 4 * 0.5) / 7, 1),
        ({"Ana Roe": None}, (1, 1, 3), 1, (4 / 3 + 4) / 7),
    ],
)
def test_coreference_scores(
    changes: Found, links: tuple[int, int, int], precision: float, recall: float
) -> None:
    scores = run(changes).scores
    assert scores["links, other spelling"] == PrecisionRecall(*links)
    inside, across = scores["B-cubed in an article"], scores["B-cubed across articles"]
    assert isinstance(inside, BCubed)
    assert inside == across
    assert inside.precision == pytest.approx(precision)
    assert inside.recall == pytest.approx(recall)


def test_without_titles_and_clusters_coreference_is_not_scored() -> None:
    gold = tuple(GoldMention(name.span, name.type, optional=False) for name in GOLD)
    assert list(run({}, gold).scores) == ["names, overlap", "names, exact", "names, typed"]


def test_b_cubed_without_names_found() -> None:
    assert b_cubed([("a", None), ("b", None)]) == BCubed(None, 0, 0, 2)
    assert b_cubed([("a", None)]).f1 == 0
    assert b_cubed([]).f1 is None


@pytest.mark.parametrize(
    "same", ["the Lund Board", "Lund Board’s", "LUND BOARD'", "Lund-Board", " Lund  Board."]
)
def test_spellings_that_count_as_the_same(same: str) -> None:
    assert normalized_spelling(same) == normalized_spelling("Lund Board")


@pytest.mark.parametrize(
    ("changes", "mistake"),
    [
        ({"Lund": None}, "name missed | Lund | PLACE"),
        ({"Lund": (PERSON, "lund", 1)}, "wrong type | Lund | PLACE found as PERSON"),
        (
            {"Lund Harbour Board": None, "Harbour Board": (ORG, "board", 1)},
            "wrong edges | Lund Harbour Board | found as “Harbour Board”",
        ),
        ({"pier": (EntityType.WORK, None, 1)}, "name spurious | pier | OTHER"),
        ({"pier": (EntityType.GROUP, None, 1)}, None),
    ],
)
def test_a_wrong_name_is_a_mistake(changes: Found, mistake: str | None) -> None:
    mistakes = [one for one in mistakes_of(changes) if not one.startswith("page")]
    assert mistakes == ([mistake] if mistake else [])


def test_a_partly_annotated_article_has_no_precision() -> None:
    text = "Ana Roe met Paul Lind."
    gold = [annotated_name(text, "Ana Roe", "PERSON", "Ana Roe")]
    found = [found_name(text, "Ana Roe", PERSON, "ana-roe"), found_name(text, "Paul Lind", PERSON, "paul")]
    whole = article("whole", text, mentions=gold)
    part = article("part", text, mentions=gold, partial=True)
    briefs = [brief("whole", mentions=found), brief("part", mentions=found)]
    alone = evaluated([part], briefs)
    overlap = alone.scores["names, overlap"]
    assert isinstance(overlap, PrecisionRecall)
    assert (overlap.precision, overlap.recall, overlap.f1) == (None, 1, None)
    assert alone.mistakes() == {}
    both = evaluated([whole, part], briefs).scores["names, overlap"]
    assert isinstance(both, PrecisionRecall)
    assert (both.precision, both.recall) == (0.5, 1)


def test_places_are_right_within_their_reach() -> None:
    def place(identity: str, lat: float, lon: float) -> Entity:
        return Entity(
            identity, PLACE, identity, place=Place(identity, PlaceKind.CITY, lat, lon, "SE", None, 0)
        )

    text = "Lund, Visby, Umea and Kiruna are towns."
    titles = ("Lund", "Visby", "Umea", "Kiruna")
    gold = [annotated_name(text, title, "PLACE", title) for title in titles]
    found = [found_name(text, title, PLACE, title.lower()) for title in titles[:3]]
    table = {title: KnownPlace(55.7, 13.2, 50) for title in titles}
    result = evaluated(
        [article("towns", text, mentions=gold)],
        [brief("towns", mentions=found)],
        entities=[place("lund", 55.9, 13.2), place("visby", 57.6, 18.3)],
        places=table,
    )
    assert result.scores["places right"] == Proportion(1, 4)
    assert result.scores["places right, of those located"] == Proportion(1, 2)
    mistakes = [
        (str(one.kind), one.words) for one in result.articles[0].mistakes if one.kind.startswith("place")
    ]
    assert mistakes == [
        ("place: wrong coordinates", "Visby"),
        ("place: not located", "Umea"),
        ("place: not located", "Kiruna"),
    ]


def test_great_circle_distances() -> None:
    assert great_circle_km(0, 0, 0, 180) == pytest.approx(20015, abs=1)
    assert great_circle_km(55.7, 13.2, 55.7, 13.2) == 0
    assert great_circle_km(52.52, 13.405, 48.857, 2.352) == pytest.approx(878, abs=2)


@pytest.mark.parametrize(
    ("table", "line"), [("Lund\t55.7\t13.2\n", 1), ("# towns\n\nLund\tnorth\t13.2\t50\n", 3)]
)
def test_a_wrong_line_of_places_is_an_error_at_its_line(tmp_path: Path, table: str, line: int) -> None:
    path = tmp_path / "places.tsv"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(InputError, match="not a place") as problem:
        read_places(path)
    assert [(found.path, found.line) for found in problem.value.diagnostics] == [(str(path), line)]


def test_a_table_of_places_is_read(tmp_path: Path) -> None:
    path = tmp_path / "places.tsv"
    path.write_text("# title\tlat\tlon\tkm\n\nLund\t55.7\t13.2\t50\r\n", encoding="utf-8")
    assert read_places(path) == {"Lund": KnownPlace(55.7, 13.2, 50)}
    with pytest.raises(InputError, match="cannot be read"):
        read_places(tmp_path / "gone.tsv")
