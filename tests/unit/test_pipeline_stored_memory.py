"""What builds remember of pure functions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builder.codec import Codec
from builder.graph.build import build_graph
from builder.model.editorial import Content
from builder.model.graph import Graph
from builder.pipeline.stored_memory import StoredMemory
from builder.pipeline.value_packs import PACKS, pack_of
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


NAMES = "abcdefghij" + "".join(map(chr, range(0x410, 0x480)))


def recall_all(
    folder: Path, made: list[str], keys: dict[str, str], *, warm: dict[bytes, Any] | None = None
) -> None:
    """Recall numbers in a build of its own, and check them."""
    with Store(folder, warm) as store:
        found = memory_in(store).recall_all("numbers", NUMBER, keys, counted(made))
        assert list(found.items()) == [(name, ord(name)) for name in keys]
        store.prune()


@pytest.mark.parametrize("is_warm", [False, True])
def test_values_of_all_names_are_made_once_each(folder: Path, made: list[str], *, is_warm: bool) -> None:
    warm: dict[bytes, Any] | None = {} if is_warm else None
    first = {name: f"key of {name}" for name in NAMES}
    recall_all(folder, made, first, warm=warm)
    assert made == [*NAMES]
    made.clear()
    edited = first | {"c": "another", "ж": ""}
    recall_all(folder, made, edited, warm=warm)
    assert made == ["c", "ж"]
    made.clear()
    without = {name: key for name, key in reversed(edited.items()) if name not in "dж"}
    recall_all(folder, made, without, warm=warm)
    recall_all(folder, made, without, warm=warm)
    assert made == []
    recall_all(folder, made, without | {"d": "key of d"}, warm=warm)
    assert made == ["d"], "a name that is gone is forgotten"


def test_tables_of_all_names_are_told_apart(folder: Path) -> None:
    def make_next(name: str) -> int:
        return ord(name) + 1

    with Store(folder) as store:
        for table, make, number in (("one", ord, 97), ("two", make_next, 98), ("one", ord, 97)):
            assert memory_in(store).recall_all(table, NUMBER, {"a": "1"}, make) == {"a": number}


def test_of_a_lost_or_damaged_pack_only_its_values_are_made_again(
    tmp_path: Path, folder: Path, made: list[str]
) -> None:
    keys = {name: f"key of {name}" for name in NAMES}
    entries = entries_of(lambda: recall_all(folder, made, keys))["graph"]
    made.clear()
    assert 20 < len(entries) <= PACKS
    lost = next(iter(entries.values()))
    assert lose(tmp_path, [lost]) == 1
    recall_all(folder, made, keys)
    assert 0 < len(made) < len(NAMES) / 4
    assert len({pack_of(name) for name in made}) == 1


def test_a_text_that_cannot_be_encoded_leaves_the_others_remembered(folder: Path) -> None:
    text, made = Codec(str), list[str]()
    alike = [f"name {number}" for number in range(1000) if pack_of(f"name {number}") == 0][:2]
    assert len(alike) == 2

    def make(name: str) -> str:
        made.append(name)
        return "half of a pair: \ud800" if name == alike[0] else name

    for _ in range(2):
        with Store(folder) as store:
            memory_in(store).recall_all("texts", text, dict.fromkeys(alike, "1"), make)
    assert made == [*alike, alike[0]]


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


def test_a_value_is_looked_up_when_it_is_called_for(folder: Path, made: list[str]) -> None:
    make = counted(made)

    def build(*, asks: bool) -> list[str]:
        made.clear()
        with Store(folder) as store:
            memory = memory_in(store)
            look = memory.lookup_one(
                NUMBER, "1", lambda: make("v") + memory.recall(NUMBER, {"p": "part"}, make)["p"]
            )
            assert not asks or (look(), look()) == (ord("v") + ord("p"),) * 2
            store.prune()
            store.commit()
        return list(made)

    assert build(asks=True) == ["v", "p"]
    assert build(asks=False) == []
    assert build(asks=True) == [], "what is not called for stays remembered"
    with Store(folder) as store:
        assert memory_in(store).recall(NUMBER, {"p": "part"}, make)["p"] == ord("p")
    assert made == [], "and so does what it was made from"


def test_a_value_without_a_key_is_made_for_each_build(folder: Path, made: list[str]) -> None:
    for _ in range(2):
        with Store(folder) as store:
            look = memory_in(store).lookup_one(NUMBER, "", lambda: counted(made)("v"))
            assert (look(), look()) == (118, 118)
    assert made == ["v", "v"]


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
