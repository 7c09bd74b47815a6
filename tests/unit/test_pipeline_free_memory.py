"""Free memory is given back where the C library can do so."""

from __future__ import annotations

import ctypes

import pytest

from builder.pipeline.free_memory import give_back_memory


class Library:
    """A C library that counts how often it was asked to give memory back."""

    def __init__(self) -> None:
        self.asked = 0

    def malloc_trim(self, _: int) -> None:
        self.asked += 1


def test_free_memory_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library()
    monkeypatch.setattr(ctypes, "CDLL", lambda _: library)
    give_back_memory()
    assert library.asked == 1


@pytest.mark.parametrize("problem", [OSError, TypeError, AttributeError])
def test_other_systems_keep_it(problem: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def library(_: object) -> object:
        raise problem

    monkeypatch.setattr(ctypes, "CDLL", library)
    give_back_memory()
