"""The search index that pagefind makes of records, and failures of pagefind."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from builder.edition.digests import FactDigests
from builder.edition.edition import make_edition
from builder.model.diagnostic import Severity
from builder.model.graph import Graph
from builder.pipeline import search_cache, shared_files
from builder.pipeline.search_cache import build_search
from builder.search import pagefind
from builder.search.codec import dump_index, load_index
from builder.search.pagefind import IndexingError, make_index
from builder.search.record import QuoteWords, SearchRecord
from builder.search.shards import BRIEFS, join_shards, make_shard
from builder.store.store import Store
from tests.support.sample import make_sample

RECORDS = tuple(
    SearchRecord(
        slug=f"flood-{number}",
        url=f"briefs/flood-{number}.html",
        title=f"Flood {number}",
        content=f"“The water is {number} feet high,” Ana Roe said.",
        year=str(2000 + number % 7),
        quotes=(QuoteWords(1, ("ana-roe",) if number % 2 else "", ((0, 6),)),),
    )
    for number in range(60)
)
FEW = RECORDS[:40]


def test_same_records_give_the_same_bytes() -> None:
    first = make_index(FEW, language="en")
    assert all(make_index(FEW, language="en") == first for _ in range(4))
    assert list(first) == sorted(first)


def test_index_contains_the_library_and_no_unused_file() -> None:
    files = make_index(FEW, language="en-GB")
    assert {"pagefind.js", "pagefind-worker.js", "wasm.en.pagefind"} <= set(files)
    assert not [path for path in files if "ui" in path or "highlight" in path or "unknown" in path]
    assert len([path for path in files if path.startswith("fragment/")]) == len(FEW)
    entry = json.loads(files["pagefind-entry.json"])
    assert entry["languages"]["en"]["page_count"] == len(FEW)
    assert f"pagefind.{entry['languages']['en']['hash']}.pf_meta" in files
    assert not [path for path in files if path.startswith("filter/")], "filters are not reproducible"


def test_language_without_stemming_has_the_generic_library() -> None:
    assert "wasm.unknown.pagefind" in make_index(FEW, language="gsw")


def test_index_survives_a_round_trip_through_bytes() -> None:
    files = {"b/ü.pf": b"\n\x00", "a": b"", "c": b"words"}
    assert load_index(dump_index(files)) == files
    assert load_index(dump_index({})) == {}


def program(folder: Path, script: str) -> Path:
    path = folder / "pagefind"
    path.write_text(f"#!{sys.executable}\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


ANSWER = (
    "import base64, json, sys\nprint(base64.b64encode(json.dumps({}).encode()).decode(), end=',', flush=True)"
)
ERROR = {"payload": {"type": "Error", "message": "no such index"}}
FAILURES = {
    "it ends at once": "",
    "it fails": "raise SystemExit(3)",
    "it talks nonsense": "print('hello,', flush=True)",
    "it answers something else": ANSWER.format({"payload": {"type": "Hello"}}),
    "it says what is wrong": ANSWER.format(ERROR),
}


@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.usefixtures("many_shards")
def test_failing_program_is_a_warning_and_the_site_has_no_search(
    failure: str, jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_files, "FILES_PER_JOB", 1)
    path = program(tmp_path, FAILURES[failure])
    monkeypatch.setattr(pagefind, "_program", lambda: path)
    with Store(tmp_path / "cache") as store:
        files, problems = build_search(digests_of(make_sample().graph), language="en", store=store, jobs=jobs)
    assert files == {}
    (problem,) = problems
    assert problem.severity is Severity.WARNING
    assert "without a search" in problem.message
    assert "pagefind_bin" in problem.hint
    assert not (tmp_path / "cache").exists(), "a failure is not remembered"


def test_missing_program_or_package_raises_an_indexing_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pagefind, "_program", lambda: tmp_path / "gone")
    with pytest.raises(IndexingError, match="cannot be run"):
        make_index(FEW, language="en")
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    with pytest.raises(IndexingError, match="not installed"):
        make_index(FEW, language="en")


def test_every_fragment_has_the_year_and_the_quotes_of_its_brief() -> None:
    files = make_shard(FEW, language="en")
    known = json.loads(files[BRIEFS])
    fragments = {path for path in files if path.startswith("fragment/")}
    assert fragments == {f"fragment/{key}.pf_fragment" for key in known["briefs"]}
    assert [row[0] for row in known["briefs"].values()] == [record.year for record in FEW], "in their order"
    assert known["speakers"] == ["", ["ana-roe"]], "by the ids of entities"
    for key, (year, *quotes) in known["briefs"].items():
        content = gzip.decompress(files[f"fragment/{key}.pf_fragment"]).removeprefix(b"pagefind_dcd")
        (record,) = [one for one in FEW if one.address == json.loads(content)["url"]]
        assert year == record.year
        ((number, speaker, unmarked, *ends),) = quotes
        assert (number, unmarked, ends) == (1, 0, [0, 6])
        assert known["speakers"][speaker] == (list(record.quotes[0].speaker) or "")


def test_joined_shards_have_one_library_and_every_file_of_their_indexes() -> None:
    shards = [make_shard(part, language="en") for part in (RECORDS[:30], RECORDS[30:])]
    files = join_shards(shards)
    assert [path for path in files if path.endswith("pagefind.js")] == ["pagefind.js"]
    assert [path for path in files if "wasm" in path] == ["wasm.en.pagefind"]
    assert {"pagefind-entry.json", "1/pagefind-entry.json"} <= set(files)
    assert len([path for path in files if path.endswith(".pf_fragment")]) == 60
    assert [len(shard["briefs"]) for shard in json.loads(files[BRIEFS])] == [30, 30]


@pytest.fixture
def many_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every brief of the sample be a shard of its own."""
    monkeypatch.setattr(search_cache, "search_shards", lambda slugs: tuple((slug,) for slug in sorted(slugs)))


def digests_of(graph: Graph) -> FactDigests:
    sample = make_sample()
    return FactDigests(make_edition(graph, sample.articles, sample.content, version="1"))


def with_brief(slug: str, **changes: Any) -> Graph:
    """Return the graph of the sample with a brief that has changed."""
    graph = make_sample().graph
    return replace(graph, briefs={**graph.briefs, slug: replace(graph.briefs[slug], **changes)})


def index_of(graph: Graph, store: Store, *, jobs: int = 1) -> dict[str, bytes]:
    files, problems = build_search(digests_of(graph), language="en", store=store, jobs=jobs)
    assert not problems
    return files


@pytest.mark.usefixtures("many_shards")
def test_several_processes_make_the_same_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_files, "FILES_PER_JOB", 1)
    with Store(tmp_path / "one") as store:
        index = index_of(make_sample().graph, store)
    with Store(tmp_path / "several") as store:
        assert index_of(make_sample().graph, store, jobs=3) == index
        monkeypatch.setattr(pagefind, "_program", lambda: pytest.fail("the program was asked for"))
        assert index_of(make_sample().graph, store, jobs=3) == index


@pytest.mark.usefixtures("many_shards")
def test_index_of_the_same_site_is_cached_without_making_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(tmp_path) as store:
        first = index_of(make_sample().graph, store)
    monkeypatch.setattr(pagefind, "_program", lambda: pytest.fail("the program was asked for"))
    monkeypatch.setattr(search_cache, "search_records", lambda *_: pytest.fail("records were made"))
    with Store(tmp_path) as store:
        assert index_of(make_sample().graph, store) == first
    assert all(path.startswith("pagefind/") for path in first)


@pytest.mark.usefixtures("many_shards")
def test_change_that_no_record_shows_does_not_run_pagefind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(tmp_path) as store:
        first = index_of(make_sample().graph, store)
        monkeypatch.setattr(pagefind, "_program", lambda: pytest.fail("the program was asked for"))
        assert index_of(with_brief("footbridge", topics=("bridges",)), store) == first


def renamed(entity_id: str, name: str) -> Graph:
    """Return the graph of the sample with another display name of an entity."""
    graph = make_sample().graph
    entity = replace(graph.entities[entity_id], name=name)
    return replace(graph, entities={**graph.entities, entity_id: entity})


@pytest.mark.usefixtures("many_shards")
def test_rename_of_a_speaker_changes_no_file_and_makes_no_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = renamed("lena-okafor", "Helena Quill")
    with Store(tmp_path) as store:
        first = index_of(make_sample().graph, store)
        assert index_of(graph, Store(None)) == first
        monkeypatch.setattr(pagefind, "_program", lambda: pytest.fail("the program was asked for"))
        monkeypatch.setattr(search_cache, "search_records", lambda *_: pytest.fail("records were made"))
        assert index_of(graph, store) == first


@pytest.mark.usefixtures("many_shards")
def test_edit_indexes_only_its_shard_and_gives_the_bytes_of_a_new_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexed: list[list[str]] = []

    def noted(records: Sequence[SearchRecord], *, language: str) -> dict[str, bytes]:
        indexed.append([record.slug for record in records])
        return make_shard(records, language=language)

    monkeypatch.setattr(search_cache, "make_shard", noted)
    edited = with_brief("footbridge", headline="Footbridge open")
    with Store(tmp_path) as store:
        first = index_of(make_sample().graph, store)
        assert indexed == [[slug] for slug in sorted(make_sample().graph.briefs)]
        indexed.clear()
        second = index_of(edited, store)
    assert indexed == [["footbridge"]]
    assert index_of(edited, Store(None)) == second != first


@pytest.mark.usefixtures("many_shards")
def test_records_of_two_shards_never_share_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def colliding(records: Sequence[SearchRecord], *, language: str) -> dict[str, bytes]:
        (record,) = records
        name = f"{record.slug}-{language}" if record.details.get("salt") == 2 else "same"
        return {f"fragment/{name}.pf_fragment": b"", BRIEFS: b"{}"}

    monkeypatch.setattr(search_cache, "make_shard", colliding)
    names = {
        path.rpartition("/")[2] for path in index_of(make_sample().graph, Store(None)) if "fragment" in path
    }
    assert names == {"same.pf_fragment", "garden-en.pf_fragment", "kerry-iraq-anbar-en.pf_fragment"}


@pytest.mark.usefixtures("many_shards")
def test_lost_entry_is_made_again(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        first = index_of(make_sample().graph, store)
        get = store.get
        store.get = lambda kind, key: None if kind == search_cache.KIND else get(kind, key)  # type: ignore[method-assign]
        assert index_of(make_sample().graph, store) == first


def test_site_without_briefs_has_no_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind, "_program", lambda: pytest.fail("the program was asked for"))
    empty = replace(make_sample().graph, briefs={}, entities={}, ties=())
    assert index_of(empty, Store(None)) == {}
