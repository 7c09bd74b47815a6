"""What builds remember of single briefs: all of it, as long as the briefs are the same."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import builder
from builder.edition import derivations
from builder.edition import edition as edition_module
from builder.edition.brief_parts import BRIEF_PARTS
from builder.edition.derivations import Derivation
from builder.edition.edition import Edition, make_edition
from builder.edition.quote_lines import QUOTE_LINES
from builder.edition.view import View
from builder.model.article import Article
from builder.model.graph import Tie
from builder.model.lazy_mapping import LazyMapping
from builder.model.lazy_sequence import LazySequence
from builder.pages.entity.excerpts import EXCERPTS
from builder.pipeline.derivations import DERIVATIONS
from builder.pipeline.stored_memory import StoredMemory
from builder.store.store import Store
from tests.support.sample import make_sample

SAMPLE = make_sample()


def _modules() -> Iterator[str]:
    found = pkgutil.walk_packages(builder.__path__, f"{builder.__name__}.")
    return (module.name for module in found if not module.name.endswith("__main__"))


def test_every_derivation_is_kept() -> None:
    found: dict[int, Derivation[Any]] = {}
    for name in _modules():
        module = importlib.import_module(name)
        found |= {id(one): one for one in vars(module).values() if isinstance(one, Derivation)}
    assert len(found) > 5
    assert found.keys() == {id(one) for one in (*DERIVATIONS, QUOTE_LINES, BRIEF_PARTS)}


def _edition(store: Store, articles: Mapping[str, Article]) -> Edition:
    graph = replace(SAMPLE.graph, states={slug: f"state of {slug}" for slug in SAMPLE.graph.briefs})
    return make_edition(
        graph,
        articles,
        SAMPLE.content,
        version="1",
        memory_of=lambda module: StoredMemory(store, kind="parts", code=(module,)),
        kept=DERIVATIONS,
    )


def _counted(read: Counter[str]) -> LazyMapping[str, Article]:
    def load(seed_id: str) -> Article:
        read[seed_id] += 1
        return SAMPLE.articles[seed_id]

    return LazyMapping(SAMPLE.articles, load, limit=1)


def test_indexes_of_a_known_graph_are_remembered_without_what_they_are_made_of(tmp_path: Path) -> None:
    asked: list[str] = []

    def ties() -> Sequence[Tie]:
        asked.append("ties")
        return SAMPLE.graph.ties

    graph = replace(SAMPLE.graph, ties=LazySequence(ties), key="graph")

    def build() -> tuple[object, ...]:
        asked.clear()
        with Store(tmp_path) as store:
            edition = make_edition(
                graph,
                SAMPLE.articles,
                SAMPLE.content,
                version="1",
                memory_of=lambda module: StoredMemory(store, kind="parts", code=(module,)),
            )
            found = (edition.shelf_paths, edition.quote_paths, edition.timeline_paths, edition.frame)
            if "parts" in vars(edition):
                asked.append("parts")
            store.prune()
        return found

    first = build()
    assert all(first)
    assert asked == ["ties", "parts"]
    assert build() == first
    assert asked == []


def test_what_a_build_does_not_ask_for_stays_remembered(tmp_path: Path) -> None:
    read: Counter[str] = Counter()
    with Store(tmp_path) as store:
        edition = _edition(store, SAMPLE.articles)
        asked = View(edition).derived(EXCERPTS, edition.briefs)
        store.prune()
    with Store(tmp_path) as store:
        _edition(store, _counted(read))
        store.prune()
    with Store(tmp_path) as store:
        edition = _edition(store, _counted(read))
        assert View(edition).derived(EXCERPTS, edition.briefs) == asked
        slug = next(iter(edition.briefs))
        assert View(edition).derived_one(EXCERPTS, slug) == asked[slug]
    assert not read


def test_briefs_of_a_large_archive_are_loaded_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(derivations, "MANY", 1)
    monkeypatch.setattr(edition_module, "limit_of_passes", lambda _: 1)
    read: Counter[str] = Counter()
    with Store(tmp_path) as store:
        edition = _edition(store, _counted(read))
        assert edition.parts, "the plan of a new archive looks them up before a page is made"
        made = {id(one): View(edition).derived(one, edition.briefs) for one in (*DERIVATIONS, QUOTE_LINES)}
        assert set(read.values()) == {1}
        for one in (*DERIVATIONS, QUOTE_LINES):
            assert made[id(one)] == {slug: one.make(edition.briefs[slug]) for slug in edition.briefs}


def test_unknown_brief_has_no_quote() -> None:
    edition = make_edition(SAMPLE.graph, SAMPLE.articles, SAMPLE.content, version="1")
    with pytest.raises(KeyError):
        edition.derived.of_brief(QUOTE_LINES, "no-such-brief")


def test_forgotten_quotes_are_loaded_again() -> None:
    edition = make_edition(SAMPLE.graph, SAMPLE.articles, SAMPLE.content, version="1")
    slug = next(slug for slug, outline in edition.outlines.items() if outline.quotes)
    before = edition.derived.of_brief(QUOTE_LINES, slug)
    assert edition.derived.of_brief(QUOTE_LINES, slug) is before
    edition.derived.forget()
    again = edition.derived.of_brief(QUOTE_LINES, slug)
    assert (again, again is before) == (before, False)
