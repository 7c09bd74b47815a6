"""What kind of thing a spelling names: the stored trees, and how their answer is weighed with the rules'."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.annotate import decision_trees as trees
from builder.annotate.mentions.mention_span import TYPED
from builder.annotate.typing import classifier as module
from builder.annotate.typing.classifier import NO_NAME, Kind, kind_chances, kinds_of
from builder.annotate.typing.coarse_types import KIND_OF, KINDS, TYPE_OF
from builder.annotate.typing.features import FEATURES, Evidence

FILE = trees._DATA / "kind_trees.json"

ROWS = st.lists(
    st.lists(
        st.sampled_from([0.0, 0.5, 1.0, 2.0, 6.5, 8.0]), min_size=len(FEATURES), max_size=len(FEATURES)
    ).map(tuple),
    max_size=4,
)


@settings(max_examples=25, deadline=None)
@given(ROWS)
def test_the_chances_of_a_spelling_sum_to_one(rows: list[tuple[float, ...]]) -> None:
    chances = kind_chances(rows)
    assert len(chances) == len(rows)
    for chance in chances:
        assert list(chance) == [*KINDS, NO_NAME]
        assert sum(chance.values()) == pytest.approx(1.0)
        assert all(0.0 <= share <= 1.0 for share in chance.values())
    assert chances == [kind_chances([row])[0] for row in rows], "no row hangs on the others"


def chosen(monkeypatch: pytest.MonkeyPatch, chances: Mapping[str, float], voted: str | None) -> Kind:
    """The kind of a spelling with these chances, the rest shared out as small ones."""
    given = dict.fromkeys((*KINDS, NO_NAME), 0.0) | dict(chances)
    monkeypatch.setattr(module, "kind_chances", lambda rows: [given for _ in rows])
    return kinds_of(Evidence({"Elster": ()}, {"Elster": (0,)}), {"Elster": voted})["Elster"]


@pytest.mark.parametrize(
    ("chances", "voted", "expected"),
    [
        ({"PERSON": 0.6, "PLACE": 0.4}, None, Kind("PERSON", 0.6)),
        ({"PERSON": 0.55, "PLACE": 0.45}, "PLACE", Kind("PLACE", 0.45)),
        ({"PERSON": 0.6, "PLACE": 0.4}, "PLACE", Kind("PERSON", 0.6)),
        ({"OTHER": 0.6, "ORG": 0.4}, None, Kind("ORG", 0.4)),
        ({"OTHER": 0.7, "ORG": 0.3}, None, Kind("OTHER", 0.7)),
        ({"EVENT": 0.6, "ORG": 0.4}, None, Kind("ORG", 0.4)),
        ({"EVENT": 0.65, "ORG": 0.35}, None, Kind("EVENT", 0.65)),
        ({NO_NAME: 0.6, "ORG": 0.4}, None, Kind("ORG", 1.0)),
        ({NO_NAME: 0.8, "ORG": 0.2}, None, Kind(NO_NAME, 0.0)),
        ({NO_NAME: 0.6, "ORG": 0.3, "PERSON": 0.1}, "ORG", Kind("ORG", 0.75)),
        ({NO_NAME: 1.0}, None, Kind(NO_NAME, 0.0)),
        ({"PERSON": 0.5, "PLACE": 0.5}, None, Kind("PERSON", 0.5)),
    ],
)
def test_the_answer_is_weighed(
    monkeypatch: pytest.MonkeyPatch, chances: Mapping[str, float], voted: str | None, expected: Kind
) -> None:
    assert chosen(monkeypatch, chances, voted) == expected


def test_nothing_is_nothing() -> None:
    assert kinds_of(Evidence({}, {}), {}) == {}
    assert kind_chances([]) == []


def test_kinds_and_types_agree() -> None:
    assert set(KIND_OF.values()) == set(KINDS) == set(TYPE_OF)
    assert all(KIND_OF[kind] == name for name, kind in TYPE_OF.items())
    assert set(TYPED) == set(KIND_OF)


def numbers(value: Any) -> bool:
    """Whether a part of the file holds numbers alone."""
    if isinstance(value, dict):
        return set(value) == {"feature", "threshold", "left", "right", "value", "depth"} and all(
            map(numbers, value.values())
        )
    return all(map(numbers, value)) if isinstance(value, list) else type(value) in (int, float)


def test_the_file_is_small_and_holds_numbers_and_names_of_features_alone() -> None:
    assert FILE.stat().st_size < 300_000
    stored = json.loads(FILE.read_text(encoding="utf-8"))
    assert set(stored) == {"features", "choices"}
    assert tuple(stored["features"]) == FEATURES
    assert list(stored["choices"]) == [*KINDS, NO_NAME]
    assert len({len(of) for of in stored["choices"].values()}) == 1, "as many trees for each answer"
    assert all(numbers(tree) for of in stored["choices"].values() for tree in of)
