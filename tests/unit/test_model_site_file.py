"""Files of the site: several are read at once where something has their bytes."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from builder.model.site_file import BYTES_AT_ONCE, READ_AT_ONCE, SiteFile, file_of, read_files


def test_files_are_read_together_as_far_as_they_are_known() -> None:
    data = {f"{number}.html": f"page {number % 90}".encode() for number in range(2 * READ_AT_ONCE + 5)}
    digests = {name: sha256(page).hexdigest() for name, page in data.items()}
    pages = {digests[name]: page for name, page in data.items()}
    lost = {digests["7.html"], digests["100.html"]}
    asked: list[int] = []
    alone: list[str] = []

    def read_many(wanted: list[str]) -> Mapping[str, bytes]:
        asked.append(len(wanted))
        return {digest: pages[digest] for digest in wanted if digest not in lost}

    def stored(name: str) -> SiteFile:
        return SiteFile(digests[name], len(data[name]), lambda: alone.append(name) or data[name], read_many)  # type: ignore[func-returns-value]

    files = {name: stored(name) for name in data} | {"new.txt": file_of(b"new")}
    assert dict(read_files(files.items())) == {**data, "new.txt": b"new"}
    assert list(dict(read_files(files.items()))) == list(files)
    assert asked[:3] == [READ_AT_ONCE, READ_AT_ONCE, 5]
    assert {digests[name] for name in alone} == lost
    assert dict(read_files([])) == {}


def test_large_files_are_read_apart() -> None:
    sizes = {"a": 10, "b": BYTES_AT_ONCE, "c": BYTES_AT_ONCE + 1, "d": 10, "e": BYTES_AT_ONCE - 10, "f": 1}
    asked: list[list[str]] = []

    def read_many(wanted: list[str]) -> Mapping[str, bytes]:
        asked.append(wanted)
        return {name: name.encode() for name in wanted}

    files = {name: SiteFile(name, size, bytes, read_many) for name, size in sizes.items()}
    assert dict(read_files(files.items())) == {name: name.encode() for name in sizes}
    assert asked == [["a"], ["b"], ["c"], ["d", "e"], ["f"]]
