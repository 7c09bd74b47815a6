"""Digests: equal if and only if the parts are."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.digest import digest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("ab", "c"), ("a", "bc")),
        (("ab",), ("a", "b")),
        (("",), ()),
        (("", "a"), ("a", "")),
        (("a",), ("a", "")),
    ],
)
def test_the_boundaries_between_parts_change_a_digest(
    first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    assert digest(*first) != digest(*second)


def test_a_digest_takes_bytes_and_any_text() -> None:
    assert digest("ä") == digest("ä".encode())
    assert len(digest("\ud800")) == 64


@given(st.lists(st.binary(max_size=5)), st.lists(st.binary(max_size=5)))
def test_digests_are_equal_if_and_only_if_the_parts_are(first: list[bytes], second: list[bytes]) -> None:
    assert (digest(*first) == digest(*second)) == (first == second)


def test_a_digest_is_the_same_in_every_process() -> None:
    program = "from builder.digest import digest; print(digest('a', b'b'))"
    environment = dict(os.environ, PYTHONHASHSEED="5")
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == digest("a", b"b")
