"""The ties of a site as bytes and back."""

from __future__ import annotations

import pytest

from builder.graph.tie_codec import TIES
from builder.model.graph import Tie

TIES_OF_FOUR = (
    Tie("ana-roe", "ben-hale", 1, 0),
    Tie("ana-roe", "norway", 70_000, 3),
    Tie("ben-hale", "zoë", 1, 1),
)


@pytest.mark.parametrize("ties", [(), TIES_OF_FOUR, TIES_OF_FOUR[1:]])
def test_ties_are_the_same_after_the_store(ties: tuple[Tie, ...]) -> None:
    loaded = TIES.load(TIES.dump(ties))
    assert loaded == ties
    assert all(isinstance(tie, Tie) for tie in loaded)


def test_an_id_is_held_once() -> None:
    loaded = TIES.load(TIES.dump(TIES_OF_FOUR))
    assert loaded[0].first_id is loaded[1].first_id
    assert loaded[0].second_id is loaded[2].first_id


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xc1",
        TIES.dump(TIES_OF_FOUR).replace(b"\x01\x00\x00\x00", b"\x09\x00\x00\x00"),
        TIES.dump(TIES_OF_FOUR)[:-5],
    ],
)
def test_other_bytes_are_not_ties(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        TIES.load(data)
