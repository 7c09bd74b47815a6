"""Mappings whose values are loaded when they are looked up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model.lazy_mapping import LIMIT, MANY, LazyMapping, limit_of_passes


def test_a_value_is_loaded_when_it_is_looked_up_and_then_known() -> None:
    loaded: list[str] = []
    numbers = LazyMapping("abc", lambda key: loaded.append(key) or ord(key))  # type: ignore[func-returns-value]
    assert list(numbers) == ["a", "b", "c"]
    assert "b" in numbers
    assert len(numbers) == 3
    assert loaded == []
    assert [numbers["b"], numbers["b"], numbers["a"]] == [98, 98, 97]
    assert loaded == ["b", "a"]


def test_unknown_keys_are_errors_and_are_not_loaded() -> None:
    numbers = LazyMapping("ab", ord)
    assert numbers.get("c") is None
    with pytest.raises(KeyError):
        numbers["c"]


@given(keys=st.lists(st.sampled_from("abcdef")), limit=st.integers(1, 7))
def test_few_values_stay_in_memory_and_all_are_right(keys: list[str], limit: int) -> None:
    loaded: list[str] = []
    numbers = LazyMapping("abcdef", lambda key: loaded.append(key) or ord(key), limit=limit)  # type: ignore[func-returns-value]
    assert [numbers[key] for key in keys] == [ord(key) for key in keys]
    assert len(numbers._recent) <= limit
    assert len(loaded) >= len(set(keys))
    assert numbers == {key: ord(key) for key in "abcdef"}


def test_all_values_stay_for_several_passes_or_only_a_few() -> None:
    for count, loads in ((MANY, MANY), (MANY + 1, 2 * MANY + 2)):
        loaded: list[int] = []
        numbers = LazyMapping(
            range(count),
            lambda key: loaded.append(key) or key,  # type: ignore[func-returns-value]  # noqa: B023 - read at once
            limit=limit_of_passes(count),
        )
        assert list(numbers.values()) == list(numbers.values())
        assert len(loaded) == loads
        assert len(numbers._recent) in (MANY, LIMIT)


def test_forgotten_values_are_loaded_again() -> None:
    loaded: list[str] = []
    numbers = LazyMapping("ab", lambda key: loaded.append(key) or ord(key))  # type: ignore[func-returns-value]
    assert [numbers["a"], numbers["a"]] == [97, 97]
    numbers.forget()
    assert [numbers["a"], numbers["a"]] == [97, 97]
    assert loaded == ["a", "a"]
