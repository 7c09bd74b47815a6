"""What builds remember of pure functions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builder.codec import Codec
from builder.graph.build import build_graph
from builder.model.editorial import Content
from builder.model.graph import Graph
from builder.pipeline.stored_memory import StoredMemory
from builder.store.store import Store
from tests.support.annotated import annotations_of, article_of, by_seed, entity_of
from tests.support.stores import entries_of, lose

NUMBER = Codec(int)
CODE = ("builder.graph.build",)
ARTICLE = article_of("Ana Roe left Lowmoor on Friday.", "a")


@pytest.fixture
def made() -> list[str]:
    """Return the names of the values that were made."""
    return []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / ".newsgloss"


def counted(made: list[str]) -> Callable[[str], int]:
    def make(name: str) -> int:
        made.append(name)
        return ord(name)

    return make


def memory_in(store: Store, *more: str) -> StoredMemory:
    return StoredMemory(store, kind="graph", code=(*CODE, *more))


def test_looked_up_values_are_made_once_and_loaded_later(folder: Path, made: list[str]) -> None:
    for _ in range(2):
        with Store(folder) as store:
            found = memory_in(store).lookup(NUMBER, {"a": "1", "b": "2", "c": ""}, counted(made))
            assert dict(found) == {"a": 97, "b": 98, "c": 99}
            store.prune()
    assert made == ["a", "b", "c", "c"], "without a key it is not remembered"


def test_values_that_are_not_looked_up_stay(folder: Path, made: list[str]) -> None:
    for names in ("ab", "a", "ab"):
        with Store(folder) as store:
            found = memory_in(store).lookup(NUMBER, {"a": "1", "b": "2"}, counted(made))
            assert [found[name] for name in names] == [ord(name) for name in names]
            store.prune()
    assert made == ["a", "b"]


def test_a_lost_value_is_made_again_and_stored(tmp_path: Path, folder: Path, made: list[str]) -> None:
    def look_up() -> None:
        with Store(folder) as store:
            assert memory_in(store).lookup(NUMBER, {"a": "1"}, counted(made))["a"] == 97
            store.prune()

    entries = entries_of(look_up)
    assert lose(tmp_path, entries["graph"].values()) == 1
    look_up()
    look_up()
    assert made == ["a", "a"]


def test_what_a_value_was_made_from_stays_as_long_as_it_does(folder: Path, made: list[str]) -> None:
    def total(key: str) -> int:
        with Store(folder) as store:
            memory, keys = memory_in(store), {"a": "1", "b": "2"}
            found = memory.recall_one(
                NUMBER, key, lambda: sum(memory.recall(NUMBER, keys, counted(made)).values())
            )
            store.prune()
            return found

    assert [total("sum"), total("sum"), total("other sum"), total("")] == [195] * 4
    assert made == ["a", "b"]


def test_a_value_that_cannot_be_made_leaves_nothing(folder: Path) -> None:
    with Store(folder) as store:
        memory = memory_in(store)
        with pytest.raises(ZeroDivisionError):
            memory.recall_one(NUMBER, "sum", lambda: 1 // 0)
        assert memory.recall_one(NUMBER, "sum", lambda: 3) == 3


def test_a_graph_of_other_code_has_another_key_and_other_states(folder: Path) -> None:
    def graph(*more: str) -> Graph:
        with Store(folder) as store:
            found = {"a": annotations_of(ARTICLE, entity_of("Ana Roe"))}
            memory = memory_in(store, *more)
            return build_graph(by_seed([ARTICLE]), found, Content(), memory=memory, sources={"a": "source"})[
                0
            ]

    first, again, other = graph(), graph(), graph("builder.pages.plan")
    assert first.key
    assert first.states.keys() == {"a"}
    assert (first.key, first.states) == (again.key, again.states)
    assert first.key != other.key
    assert first.states["a"] != other.states["a"]
