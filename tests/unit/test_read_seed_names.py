"""Ids of seeds from the names of their files."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.read.seed_names import seed_id_of

NAMES = st.text(st.sampled_from("ab. ~é"), min_size=1, max_size=6).filter(
    lambda name: name not in (".", "..")
)


@pytest.mark.parametrize(
    ("path", "seed_id"),
    [
        ("monday.txt", "monday"),
        ("seeds/2014/monday.txt", "monday"),
        ("monday.en.txt", "monday.en"),
        ("monday", "monday"),
        ("monday.", "monday."),
        (".txt", ".txt"),
        ("seeds.d/monday", "monday"),
    ],
)
def test_an_id_is_the_name_without_its_ending(path: str, seed_id: str) -> None:
    assert seed_id_of(path) == seed_id


@given(st.lists(NAMES, min_size=1, max_size=3).map("/".join))
def test_an_id_is_the_stem_of_the_path(path: str) -> None:
    assert seed_id_of(path) == PurePosixPath(path).stem
