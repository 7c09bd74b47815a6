"""Remembered articles: a seed is read once, and again after whatever its article depends on has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from builder.model.article import Article
from builder.model.diagnostic import Diagnostic, InputError
from builder.pipeline import article_cache
from builder.pipeline.article_cache import ArticleCache, Seed
from builder.read import reader
from builder.read.reader import read_seed
from builder.read.seed_files import load_seed
from builder.store.store import Store
from tests.support.sites import write_files
from tests.support.stores import entries_of, lose

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

    monkeypatch.setattr(reader, "read_seed", counted)
    return paths


Read = tuple[Seed, Article | None]


def read_all(root: Path, *, boilerplate: Sequence[str] = ()) -> list[Read]:
    """Return each seed with its article."""
    paths = sorted((root / "seeds").iterdir())
    with Store(root / ".newsgloss") as store:
        cache = ArticleCache(root=root, boilerplate=boilerplate, store=store)
        return [(seed, cache.article(seed.path) if seed.article else None) for seed in cache.read(paths)]


def test_a_seed_is_read_once(root: Path, read: list[str]) -> None:
    first = read_all(root)
    assert [seed.path for seed, _ in first] == read == ["seeds/ferry.txt", "seeds/pier.txt"]
    assert read_all(root) == first
    assert len(read) == 2


def test_a_changed_seed_alone_is_read_again(root: Path, read: list[str]) -> None:
    (_, (before, _)) = read_all(root)
    write_files(root, {"seeds/pier.txt": "The pier is open.\n"})
    (_, (after, pier)) = read_all(root)
    assert pier is not None
    assert pier.text == "The pier is open.\n"
    assert read[2:] == ["seeds/pier.txt"]
    assert before.article is not None
    assert after.article is not None
    assert (before.article.parts, before.article.state) != (after.article.parts, after.article.state)


def test_a_known_seed_is_not_opened(root: Path, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    first = read_all(root)
    path = root / "seeds/ferry.txt"
    known = {"seeds/ferry.txt": hashlib.sha256(path.read_bytes()).hexdigest()}
    opened: list[Path] = []

    def load(path: Path, root: Path) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
        opened.append(path)
        return load_seed(path, root)

    monkeypatch.setattr(article_cache, "load_seed", load)
    with Store(root / ".newsgloss") as store:
        cache = ArticleCache(root=root, boilerplate=(), store=store, known=known)
        again = [(seed, cache.article(seed.path)) for seed in cache.read(sorted((root / "seeds").iterdir()))]
    assert again == first
    assert opened == [root / "seeds/pier.txt"]
    assert len(read) == 2


def test_a_known_seed_of_which_nothing_is_remembered_is_read_as_it_is(root: Path, read: list[str]) -> None:
    known = {"seeds/ferry.txt": hashlib.sha256(b"what it was").hexdigest()}
    with Store(root / ".newsgloss") as store:
        cache = ArticleCache(root=root, boilerplate=(), store=store, known=known)
        ferry, _ = cache.read(sorted((root / "seeds").iterdir()))
        assert cache.article(ferry.path).text == FERRY
    assert read == ["seeds/ferry.txt", "seeds/pier.txt"]
    assert read_all(root)[0][0] == ferry
    assert len(read) == 2, "it is remembered by the bytes that were read"


def test_a_renamed_seed_has_its_own_article(root: Path) -> None:
    (_, (before, _)) = read_all(root)
    (root / "seeds/pier.txt").rename(root / "seeds/quay.txt")
    (_, (after, quay)) = read_all(root)
    assert quay is not None
    assert quay.seed_id == "quay"
    assert quay.path == after.path == "seeds/quay.txt"
    assert before.article is not None
    assert after.article is not None
    assert after.article.parts == before.article.parts, "annotations do not depend on the name"
    assert after.article.state != before.article.state


def test_patterns_of_boilerplate_count(root: Path, read: list[str]) -> None:
    (_, plain), _ = read_all(root)
    (_, cut), _ = read_all(root, boilerplate=("^The choir",))
    assert len(read) == 4
    assert plain is not None
    assert cut is not None
    assert len(cut.story) < len(plain.story)


def test_what_is_wrong_is_said_again(root: Path, read: list[str]) -> None:
    write_files(
        root, {"seeds/empty.txt": "", "seeds/ferry.txt": b"The ferry\xff stays. " + b"It does. " * 300}
    )
    first, again = read_all(root), read_all(root)
    assert again == first
    assert [bool(seed.diagnostics) for seed, _ in again] == [True, True, False]
    assert again[0][0].article is None
    assert len(read) == 3


def test_a_missing_seed_is_an_error_that_is_not_remembered(root: Path) -> None:
    paths = [root / "seeds/gone.txt"]
    for text in (None, "The gate is shut.\n"):
        if text:
            write_files(root, {"seeds/gone.txt": text})
        with Store(root / ".newsgloss") as store:
            (seed,) = ArticleCache(root=root, boilerplate=(), store=store).read(paths)
        assert bool(seed.article) is bool(text)
        assert bool(seed.diagnostics) is not bool(text)


def test_an_article_that_cannot_be_stored_is_read_each_time(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article, _ = read_seed(FERRY.encode(), path="seeds/ferry.txt")
    assert article is not None
    broken = replace(article, headline="Half a pair: \ud800")
    monkeypatch.setattr(reader, "read_seed", lambda *_, **__: (broken, ()))
    first = read_all(root)
    assert first[0][1] == broken
    assert read_all(root) == first


def test_without_a_store_articles_stay_in_memory(root: Path, read: list[str]) -> None:
    cache = ArticleCache(root=root, boilerplate=(), store=Store(None))
    seeds = list(cache.read(sorted((root / "seeds").iterdir())))
    write_files(root, {"seeds/ferry.txt": "Something else.\n"})
    assert [cache.article(seed.path).text for seed in seeds] == [FERRY, "The pier is closed.\n"]
    assert len(read) == 2


@pytest.mark.parametrize("changed", [False, True], ids=["the seed is as it was", "the seed has changed"])
def test_an_article_that_the_store_has_lost_is_read_again(root: Path, *, changed: bool) -> None:
    entries = entries_of(lambda: read_all(root))
    with Store(root / ".newsgloss") as store:
        cache = ArticleCache(root=root, boilerplate=(), store=store)
        ferry, _ = cache.read(sorted((root / "seeds").iterdir()))
        assert lose(root, entries[article_cache.KIND].values())
        if not changed:
            assert cache.article(ferry.path).text == FERRY
            return
        write_files(root, {"seeds/ferry.txt": "Something else.\n"})
        with pytest.raises(InputError, match="The file changed during the build"):
            cache.article(ferry.path)
