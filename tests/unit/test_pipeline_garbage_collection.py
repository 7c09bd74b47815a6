"""Pauses of the garbage collection."""

from __future__ import annotations

import gc
import weakref
from contextlib import suppress

import pytest

from builder.pipeline.garbage_collection import THRESHOLDS, freeze, frozen_collection, paused_collection


def test_the_collection_is_off_within_and_on_again_after_an_error() -> None:
    found: list[bool] = []

    @paused_collection()
    def fail() -> None:
        found.append(gc.isenabled())
        raise ValueError("rotten")

    with pytest.raises(ValueError, match="rotten"):
        fail()
    assert [*found, gc.isenabled()] == [False, True]


def test_what_is_set_aside_comes_back_at_the_end() -> None:
    class Node:
        me: object

    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    with suppress(ValueError), frozen_collection():
        assert gc.get_threshold() == THRESHOLDS
        node = Node()
        node.me = node
        freeze()
        assert gc.get_freeze_count() > frozen
        kept = weakref.ref(node)
        del node
        gc.collect()
        assert kept() is not None, "the collector does not look there"
        raise ValueError("rotten")
    assert gc.get_threshold() == before
    gc.collect()
    assert kept() is None


def test_a_pause_within_a_pause_does_not_end_it() -> None:
    with paused_collection():
        with paused_collection():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
