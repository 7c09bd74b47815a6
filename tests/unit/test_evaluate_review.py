"""Scores of a worklist on a site whose entities are known."""

from __future__ import annotations

import pytest

from builder.evaluate.metrics import Proportion, Tally
from builder.evaluate.review_scores import review_scores
from builder.model.annotations import EntityType
from builder.model.graph import Entity
from builder.pipeline.worklist.work_item import QuoteAddress, WorkItem, WorkKind
from tests.support.identified import ENTITIES, briefs, run, site_of


def item(quotes: tuple[tuple[str, str], ...], pages: tuple[str, ...]) -> WorkItem:
    """Return an item of a worklist with quotes, by the slug of the brief and their id, and with pages."""
    kind = WorkKind.DOUBLE if pages else WorkKind.SPEAKER
    addresses = tuple(QuoteAddress(*quote) for quote in quotes)
    return WorkItem(kind, "", None, "", "", "test", 0.5, quotes=addresses, entities=pages)


def reviewed(*items: WorkItem) -> dict[str, dict[str, float | int | None]]:
    """Return the scores of a worklist for a site with some quotes and names on wrong pages."""
    moves = {
        ("school", "Mila Osk"): "m-osk",
        ("school", "Osk"): "m-osk",
        ("walk", "Tarn"): "pier-board",
    }
    changes = {("school", 0): ("vera-osk",), ("pier", 1): ("tarn",)}
    entities = (*ENTITIES, Entity("m-osk", EntityType.PERSON, "M. Osk"))
    result = run(moves, speakers=changes, entities=entities)
    by_id = {one.slug: one for one in briefs(moves, changes, 0.95)}
    return {name: score.as_json() for name, score in review_scores(site_of(result), items, by_id).items()}


@pytest.mark.parametrize(
    ("items", "listed_quotes", "covered", "real", "doubts"),
    [
        ((), 0, 0, 0, 0),
        ((item((("school", "q-1"),), ()),), 1, 1, 0, 0),
        ((item((("pier", "q-1"), ("pier", "q-2")), ()),), 2, 0, 0, 0),
        ((item((("pier", "q-1"),), ()), item((("pier", "q-1"),), ())), 1, 0, 0, 0),
        ((item((), ("m-osk", "mila-osk")),), 0, 0, 1, 1),
        ((item((), ("vera-osk", "m-osk")),), 0, 1, 0, 1),
        ((item((), ("vera-osk", "tarn")),), 0, 0, 0, 1),
        ((item((), ("pier-board", "tarn")),), 0, 0, 1, 1),
    ],
)
def test_a_worklist_is_scored_by_what_it_lists_covers_and_doubts(
    items: tuple[WorkItem, ...], listed_quotes: int, covered: int, real: int, doubts: int
) -> None:
    scores = reviewed(*items)
    assert (scores["review: quotes listed"]["right"], scores["review: quotes listed"]["total"]) == (
        listed_quotes,
        3,
    )
    wrong = scores["review: wrong spoken quotes covered"]
    assert (wrong["right"], wrong["total"]) == (covered, 1)
    identity = scores["review: doubts on identity that are real"]
    assert (identity["right"], identity["total"]) == (real, doubts)
    assert scores["review: items"]["count"] == len(items)


def test_the_worklist_of_the_evaluated_site_is_scored() -> None:
    result = run(speakers={("school", 0): ()})
    assert result.scores["review: wrong spoken quotes covered"] == Proportion(1, 1)
    assert result.scores["review: quotes listed"] == Proportion(1, 3)
    assert result.scores["review: items"] == Tally(1)
    assert not any(name.startswith("review: ") for name in run(identity={}).scores)
