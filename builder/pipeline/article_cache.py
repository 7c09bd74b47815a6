"""Remembered articles, keyed by the bytes of their seeds and the code that reads them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from builder.code_digest import code_digest
from builder.codec import Codec
from builder.digest import digest
from builder.installed_packages import version_of
from builder.model.article import Article, ArticleHead
from builder.model.diagnostic import Diagnostic, InputError, error
from builder.pipeline.article_heads import head_of
from builder.read.seed_files import load_seed, relative_path
from builder.store.store import Store

KIND = "articles"
CODE = ("builder.read.reader", "builder.codec", "builder.pipeline.article_heads")
"""Modules that compute an entry. Their import closure is part of its key."""
LIBRARIES = ("trafilatura", "lxml", "markdown-it-py", "charset-normalizer", "pyyaml", "msgspec")
"""Libraries that read seeds. Their versions are part of the key."""
AT_ONCE = 200
"""How many seeds are read at once, at most."""


class Seed(Struct, frozen=True, array_like=True):
    """A seed as it was read.

    Attributes:
        path: from the site's root, with forward slashes.
        article: the head of its article; None if it cannot be read.
        diagnostics: what is wrong with it; at least one error if it cannot be read.
    """

    path: str
    article: ArticleHead | None
    diagnostics: tuple[Diagnostic, ...]


_SEED = Codec(Seed)
_ARTICLE = Codec(Article)


class ArticleCache:
    """The articles of the seeds of a site: their heads at once, and their texts when they are asked for.

    Args:
        root: the site's root.
        boilerplate: as for ``read_seed``.
        store: what earlier builds remember.
        known: the SHA-256 digests of seeds that are known without reading them, by path from the site's root.
    """

    def __init__(
        self,
        *,
        root: Path,
        boilerplate: Sequence[str],
        store: Store,
        known: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._root = root
        self._known = known
        self._boilerplate = boilerplate
        self._store = store
        self._made_by = digest(code_digest(*CODE), *map(version_of, LIBRARIES), repr(tuple(boilerplate)))
        self._keys: dict[str, str] = {}
        # Those that the store cannot hold.
        self._pinned: dict[str, Article] = {}

    def read(self, paths: Sequence[Path]) -> Iterator[Seed]:
        """Yield the seeds in their order, as ``read_seed`` reads them."""
        for start in range(0, len(paths), AT_ONCE):
            chunk = {relative_path(path, self._root): path for path in paths[start : start + AT_ONCE]}
            loaded = {
                name: load_seed(path, self._root) for name, path in chunk.items() if name not in self._known
            }
            keys = {name: self._key(name, self._known[name]) for name in chunk.keys() & self._known.keys()}
            keys |= {name: self._key_of(name, data) for name, (data, _) in loaded.items() if data is not None}
            known = self._store.values(KIND, map(_of_head, keys.values()), _SEED.load)
            self._store.keep(KIND, keys.values())
            for name, path in chunk.items():
                found = known.get(_of_head(keys[name])) if name in keys else None
                if found is None:
                    yield self._load(name, *(loaded.get(name) or load_seed(path, self._root)))
                else:
                    self._keys[name] = keys[name]
                    yield found

    def article(self, path: str) -> Article:
        """Return the article of a seed that was read.

        Args:
            path: of the seed, as in ``Seed``.

        Raises:
            InputError: if the store has lost it, and the seed has changed since it was read.
        """
        if path in self._pinned:
            return self._pinned[path]
        key = self._keys[path]
        known = self._store.values(KIND, [key], _ARTICLE.load)
        if key in known:
            return known[key]
        data, _ = load_seed(self._root / path, self._root)
        article = None
        if data is not None and self._key_of(path, data) == key:
            article, _ = self._read_seed(path, data)
        if article is None:
            raise InputError([error(path, None, "The file changed during the build.", "Build again.")])
        self._put(path, article)
        return article

    def key_of(self, path: str) -> str:
        """Return a digest of the file of a seed that was read, and of all that its article depends on besides."""
        return self._keys[path]

    def _read_seed(self, path: str, data: bytes) -> tuple[Article | None, tuple[Diagnostic, ...]]:
        # Most builds after an edit of the editor's read no seed.
        from builder.read.reader import read_seed

        return read_seed(data, path=path, boilerplate=self._boilerplate)

    def _load(self, path: str, data: bytes | None, problems: tuple[Diagnostic, ...]) -> Seed:
        """Return a seed of which nothing is remembered, from its bytes; without them it cannot be read."""
        if data is None:
            return Seed(path, None, problems)
        # A seed that was known may have changed since.
        self._keys[path] = self._key_of(path, data)
        return self._read(path, data)

    def _read(self, path: str, data: bytes) -> Seed:
        article, problems = self._read_seed(path, data)
        seed = Seed(path, head_of(article) if article is not None else None, problems)
        if article is None or self._put(path, article):
            # A diagnostic may have half of a surrogate pair. Such a seed is read each time.
            with suppress(ValueError):
                self._store.put_value(KIND, _of_head(self._keys[path]), seed, _SEED.dump)
        return seed

    def _put(self, path: str, article: Article) -> bool:
        """Store an article, or else keep it in memory; return True if it is stored."""
        # A title may have half of a surrogate pair, written as an escape sequence. Such a seed is read each time.
        with suppress(ValueError):
            if self._store.put_value(KIND, self._keys[path], article, _ARTICLE.dump):
                return True
        self._pinned[path] = article
        return False

    def _key_of(self, path: str, data: bytes) -> str:
        return self._key(path, hashlib.sha256(data).hexdigest())

    def _key(self, path: str, data_digest: str) -> str:
        return digest(self._made_by, path, data_digest)


def _of_head(key: str) -> str:
    """Return the key of the head of an article."""
    return f"{key} head"
