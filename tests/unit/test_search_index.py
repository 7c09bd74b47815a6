"""The search index that pagefind makes of records, and failures of pagefind."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest

from builder.model.diagnostic import Severity
from builder.pipeline.search_cache import build_search
from builder.search import pagefind
from builder.search.codec import dump_index, load_index
from builder.search.pagefind import IndexingError, make_index
from builder.search.record import SearchRecord
from builder.search.stable import SIGNATURE, make_stable
from builder.store.store import Store

KINDS = ("person", "place", "brief", "quote", "group")
RECORDS = tuple(
    SearchRecord(
        url=f"people/person-{number}.html",
        type=KINDS[number % len(KINDS)],
        title=f"Person {number}",
        content=f"A person with the number {number}.",
        years=(str(2000 + number % 7),),
    )
    for number in range(40)
)


def test_same_records_give_the_same_bytes() -> None:
    first = make_index(RECORDS, language="en")
    assert all(make_index(RECORDS, language="en") == first for _ in range(4))
    assert list(first) == sorted(first)


def test_index_contains_the_library_and_no_unused_file() -> None:
    files = make_index(RECORDS, language="en-GB")
    assert {"pagefind.js", "pagefind-worker.js", "wasm.en.pagefind"} <= set(files)
    assert not [path for path in files if "ui" in path or "highlight" in path or "unknown" in path]
    assert len([path for path in files if path.startswith("fragment/")]) == len(RECORDS)
    entry = json.loads(files["pagefind-entry.json"])
    assert entry["languages"]["en"]["page_count"] == len(RECORDS)
    assert f"pagefind.{entry['languages']['en']['hash']}.pf_meta" in files
    for path in files:
        if path.startswith("filter/"):
            name = path.removeprefix("filter/").removesuffix(".pf_filter").encode()
            assert any(
                name in gzip.decompress(data) for other, data in files.items() if other.endswith(".pf_meta")
            ), "the table names the filter's file"


def test_language_without_stemming_has_the_generic_library() -> None:
    assert "wasm.unknown.pagefind" in make_index(RECORDS, language="gsw")


def pack(content: bytes) -> bytes:
    return gzip.compress(SIGNATURE + content)


def text(words: str) -> bytes:
    return bytes([0x60 + len(words)]) + words.encode()


def index_of(*order: str, filters: tuple[str, ...] = ("a", "b")) -> dict[str, bytes]:
    """Return the files of an invented index, with filters and values in the given order."""
    values = b"".join(b"\x82" + text(name) + b"\x82\x05\x19\x01\x2c" for name in order)
    files = {
        f"filter/en_{name * 3}.pf_filter": pack(b"\x82" + text(name) + bytes([0x80 + len(order)]) + values)
        for name in filters
    }
    pairs = b"".join(b"\x82" + text(name) + text(f"en_{name * 3}") for name in filters)
    table = (
        b"\x86"
        + text("1")
        + b"\x81\xa1\x01\xf4"
        + b"\x80"
        + bytes([0x80 + len(filters)])
        + pairs
        + b"\x80\x80"
    )
    files["pagefind.en_123.pf_meta"] = pack(table)
    files["pagefind-entry.json"] = json.dumps(
        {"languages": {"en": {"hash": "en_123", "wasm": "en"}}}
    ).encode()
    return files


def test_values_and_filters_are_sorted() -> None:
    expected = make_stable(index_of("x", "y", "z"))
    assert make_stable(index_of("z", "x", "y", filters=("b", "a"))) == expected
    contents = [gzip.decompress(data) for path, data in expected.items() if path.startswith("filter/")]
    assert sorted(contents) == sorted(
        gzip.decompress(data) for path, data in index_of("x", "y", "z").items() if path.startswith("filter/")
    )


def test_gzip_header_is_the_same_for_every_python(monkeypatch: pytest.MonkeyPatch) -> None:
    def of_another_python(data: bytes, *_: object, **__: object) -> bytes:
        return b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + bytes(len(data))

    files = index_of("x", "y")
    expected = make_stable(files)
    monkeypatch.setattr(gzip, "compress", of_another_python)
    assert make_stable(files) == expected
    packed = [data for path, data in expected.items() if path.endswith((".pf_filter", ".pf_meta"))]
    assert {data[:10] for data in packed} == {b"\x1f\x8b\x08\0\0\0\0\0\x02\x03"}
    assert all(gzip.decompress(data).startswith(SIGNATURE) for data in packed)


@pytest.mark.parametrize("damage", [b"", b"\x9f\xff", b"\x01", b"\x82"])
def test_file_of_an_unknown_format_raises(damage: bytes) -> None:
    files = index_of("x")
    with pytest.raises((ValueError, LookupError)):
        make_stable({**files, "filter/en_aaa.pf_filter": pack(damage)})


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


@pytest.mark.parametrize("failure", FAILURES)
def test_failing_program_is_a_warning_and_the_site_has_no_search(
    failure: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = program(tmp_path, FAILURES[failure])
    monkeypatch.setattr(pagefind, "_program", lambda: path)
    with Store(tmp_path / "cache") as store:
        files, problems = build_search(RECORDS, language="en", store=store)
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
        make_index(RECORDS, language="en")
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    with pytest.raises(IndexingError, match="not installed"):
        make_index(RECORDS, language="en")


def test_index_of_the_same_records_is_cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(tmp_path) as store:
        first, _ = build_search(RECORDS, language="en", store=store)
    monkeypatch.setattr(pagefind, "_program", lambda: pytest.fail("the program was asked for"))
    with Store(tmp_path) as store:
        assert build_search(RECORDS, language="en", store=store) == (first, ())
    assert all(path.startswith("pagefind/") for path in first)


def test_site_without_records_has_no_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagefind, "_program", lambda: pytest.fail("the program was asked for"))
    assert build_search((), language="en", store=Store(None)) == ({}, ())
