"""Pauses of the garbage collection."""

from __future__ import annotations

import gc

import pytest

from builder.pipeline.garbage_collection import paused_collection


def test_the_collection_is_off_within_and_on_again_after_an_error() -> None:
    found: list[bool] = []

    @paused_collection()
    def fail() -> None:
        found.append(gc.isenabled())
        raise ValueError("rotten")

    with pytest.raises(ValueError, match="rotten"):
        fail()
    assert [*found, gc.isenabled()] == [False, True]


def test_a_pause_within_a_pause_does_not_end_it() -> None:
    with paused_collection():
        with paused_collection():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
