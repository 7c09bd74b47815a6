"""Remembered articles: a seed is read once, and again after whatever its article depends on has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from builder.pipeline import article_cache
from builder.pipeline.article_cache import Seed, read_articles
from builder.read.reader import read_seed
from builder.store.store import Store
from tests.support.sites import write_files

FERRY = "The ferry stays, said Ana Roe.\n\nThe choir sang.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_files(
        tmp_path / "site", {"seeds/ferry.txt": FERRY, "seeds/pier.txt": "The pier is closed.\n"}
    )


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list of the paths of the seeds that are read from now on."""
    paths: list[str] = []

    def counted(data: bytes, *, path: str, boilerplate: Sequence[str] = ()) -> object:
        paths.append(path)
        return read_seed(data, path=path, boilerplate=boilerplate)

    monkeypatch.setattr(article_cache, "read_seed", counted)
    return paths


def read_all(root: Path, *, boilerplate: Sequence[str] = ()) -> list[Seed]:
    paths = sorted((root / "seeds").iterdir())
    with Store(root / ".newsgloss") as store:
        return list(read_articles(paths, root=root, boilerplate=boilerplate, store=store))


def test_a_seed_is_read_once(root: Path, read: list[str]) -> None:
    first = read_all(root)
    assert [seed.path for seed in first] == read == ["seeds/ferry.txt", "seeds/pier.txt"]
    assert read_all(root) == first
    assert len(read) == 2


def test_a_changed_seed_alone_is_read_again(root: Path, read: list[str]) -> None:
    read_all(root)
    write_files(root, {"seeds/pier.txt": "The pier is open.\n"})
    (_, pier) = read_all(root)
    assert pier.article is not None
    assert pier.article.text == "The pier is open.\n"
    assert read[2:] == ["seeds/pier.txt"]


def test_a_renamed_seed_has_its_own_article(root: Path) -> None:
    read_all(root)
    (root / "seeds/pier.txt").rename(root / "seeds/quay.txt")
    (_, quay) = read_all(root)
    assert quay.article is not None
    assert quay.article.seed_id == "quay"
    assert quay.article.path == quay.path == "seeds/quay.txt"


def test_patterns_of_boilerplate_count(root: Path, read: list[str]) -> None:
    plain, _ = read_all(root)
    cut, _ = read_all(root, boilerplate=("^The choir",))
    assert len(read) == 4
    assert plain.article is not None
    assert cut.article is not None
    assert len(cut.article.story) < len(plain.article.story)


def test_what_is_wrong_is_said_again(root: Path, read: list[str]) -> None:
    write_files(
        root, {"seeds/empty.txt": "", "seeds/ferry.txt": b"The ferry\xff stays. " + b"It does. " * 300}
    )
    first, again = read_all(root), read_all(root)
    assert again == first
    assert [bool(seed.diagnostics) for seed in again] == [True, True, False]
    assert again[0].article is None
    assert len(read) == 3


def test_a_missing_seed_is_an_error_that_is_not_remembered(root: Path) -> None:
    paths = [root / "seeds/gone.txt"]
    for text in (None, "The gate is shut.\n"):
        if text:
            write_files(root, {"seeds/gone.txt": text})
        with Store(root / ".newsgloss") as store:
            (seed,) = read_articles(paths, root=root, boilerplate=(), store=store)
        assert bool(seed.article) is bool(text)
        assert bool(seed.diagnostics) is not bool(text)


def test_an_article_that_cannot_be_stored_is_read_each_time(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article, _ = read_seed(FERRY.encode(), path="seeds/ferry.txt")
    assert article is not None
    broken = replace(article, headline="Half a pair: \ud800")
    monkeypatch.setattr(article_cache, "read_seed", lambda *_, **__: (broken, ()))
    first = read_all(root)
    assert first[0].article == broken
    assert read_all(root) == first
