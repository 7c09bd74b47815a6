"""A build whose store has lost or cannot read some entries gives the same bytes as a build from nothing."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from msgspec import Struct

from builder import code_digest
from builder.pipeline.build_report import BuildReport
from builder.pipeline.build_site import build_site
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import SilentProgress
from builder.store.store import FILE
from tests.support.sites import LIBRARY, SITE, read_tree, write_files
from tests.support.stores import Entries, entries_of, lose, spoil

pytestmark = pytest.mark.model

KINDS = (
    "annotations",
    "articles",
    "assets",
    "atlas",
    "checks",
    "contacts",
    "facts",
    "files",
    "graph",
    "parts",
    "search",
    "traces",
)
"""The kinds of entries of a build."""

DECODED = tuple(kind for kind in KINDS if kind != "files")
"""Those whose entries are more than bytes of a page."""

EDIT = {"seeds/library.txt": LIBRARY.replace("paid for", "chose")}


class Built(Struct, frozen=True):
    """A built site, and what a clean build gives before and after an edit."""

    root: Path
    entries: Entries
    clean: Mapping[str, bytes]
    edited: Mapping[str, bytes]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build a site with a public address, which has pictures too, and one after an edit."""
    base = tmp_path_factory.mktemp("entries")
    public = {**SITE, "content/site.yaml": "title: The Ellery Gazette\nurl: https://ellery.example/news\n"}
    root = write_files(base / "newsroom", public)
    other = write_files(base / "edited", {**public, **EDIT})
    entries = entries_of(lambda: build(root))
    build(other)
    return Built(root, entries, read_tree(root / "site"), read_tree(other / "site"))


@pytest.fixture
def root(built: Built, tmp_path: Path) -> Path:
    """Return a copy of the site and its store."""
    return Path(shutil.copytree(built.root, tmp_path / "newsroom"))


def build(root: Path) -> BuildReport:
    report = build_site(BuildOptions(root=root, out=root / "site"), progress=SilentProgress())
    assert report.ok, "\n".join(map(str, report.diagnostics))
    return report


def check(root: Path, built: Built) -> None:
    """Check builds without a change and after an edit."""
    build(root)
    assert read_tree(root / "site") == built.clean
    write_files(root, EDIT)
    build(root)
    assert read_tree(root / "site") == built.edited


def check_edit(root: Path, built: Built) -> None:
    """Check a build after an edit."""
    write_files(root, EDIT)
    build(root)
    assert read_tree(root / "site") == built.edited


CHECKS = pytest.mark.parametrize("check", [check, check_edit])


def test_every_kind_of_entry_is_tried(built: Built) -> None:
    assert sorted(built.entries) == sorted(KINDS)
    assert built.clean != built.edited


@CHECKS
@pytest.mark.parametrize("kind", KINDS)
def test_entries_of_a_kind_are_lost(
    kind: str, check: Callable[[Path, Built], None], root: Path, built: Built
) -> None:
    assert lose(root, built.entries[kind].values())
    check(root, built)


@pytest.mark.parametrize("kind", DECODED)
@pytest.mark.parametrize(
    "data", [b"", b"\xc1", b"\x93\x01\x02\x03"], ids=["empty", "no value", "another value"]
)
def test_entries_of_a_kind_cannot_be_read(data: bytes, kind: str, root: Path, built: Built) -> None:
    assert spoil(root, built.entries[kind], data)
    check(root, built)


@pytest.mark.parametrize("seed", range(8))
def test_any_entries_are_lost(seed: int, root: Path, built: Built) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same entries in every run
    names = [name for kind in sorted(built.entries) for name in sorted(built.entries[kind].values())]
    for turn in range(3):
        assert lose(root, [name for name in names if chance.random() < (0.1, 0.5, 0.9)[turn]])
        write_files(root, {path: SITE[path] if turn % 2 else text for path, text in EDIT.items()})
        build(root)
        assert read_tree(root / "site") == (built.clean if turn % 2 else built.edited)


@CHECKS
def test_a_store_of_other_code_is_not_believed(
    check: Callable[[Path, Built], None], root: Path, built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = code_digest._own_code().digest
    monkeypatch.setattr(code_digest, "_taken", {})
    monkeypatch.setattr(code_digest.Code, "digest", lambda _, *modules: own(*modules)[::-1])
    assert build(root).annotated == 2
    monkeypatch.undo()
    with closing(sqlite3.connect(root / ".newsgloss" / FILE)) as connection:
        left = {name for (name,) in connection.execute("SELECT key FROM entries")}
    known = {name for kind in ("annotations", "articles", "graph") for name in built.entries[kind].values()}
    assert left
    assert not left & known
    check(root, built)
