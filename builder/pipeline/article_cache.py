"""Remembered articles, keyed by the bytes of their seeds and the code that reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from builder.code_digest import code_digest
from builder.codec import Codec
from builder.digest import digest
from builder.model.article import Article
from builder.model.diagnostic import Diagnostic
from builder.read.reader import read_seed
from builder.read.seed_files import load_seed, relative_path
from builder.store.store import Store

KIND = "articles"
CODE = ("builder.read.reader", "builder.codec")
"""Modules that compute an entry. Their import closure is part of its key."""
LIBRARIES = ("trafilatura", "lxml", "markdown-it-py", "charset-normalizer", "pyyaml", "msgspec")
"""Libraries that read seeds. Their versions are part of the key."""
AT_ONCE = 200
"""How many seeds are read at once, at most."""


@dataclass(frozen=True, slots=True)
class Seed:
    """A seed as it was read.

    Attributes:
        path: from the site's root, with forward slashes.
        article: None if it cannot be read.
        diagnostics: what is wrong with it; at least one error if the article is None.
    """

    path: str
    article: Article | None
    diagnostics: tuple[Diagnostic, ...]


CODEC = Codec(Seed)


def read_articles(
    paths: Sequence[Path], *, root: Path, boilerplate: Sequence[str], store: Store
) -> Iterator[Seed]:
    """Yield the seeds in their order, as ``read_seed`` reads them.

    Args:
        paths: the files.
        root: the site's root.
        boilerplate: as for ``read_seed``.
        store: what earlier builds remember.
    """
    made_by = digest(code_digest(*CODE), *map(version, LIBRARIES), repr(tuple(boilerplate)))
    for start in range(0, len(paths), AT_ONCE):
        loaded = [
            (relative_path(path, root), *load_seed(path, root)) for path in paths[start : start + AT_ONCE]
        ]
        keys = {path: digest(made_by, path, data) for path, data, _ in loaded if data is not None}
        known = store.values(KIND, keys.values(), CODEC.load)
        for path, data, problems in loaded:
            if data is None:
                yield Seed(path, None, problems)
                continue
            found = known.get(keys[path])
            if found is not None:
                yield found
                continue
            seed = Seed(path, *read_seed(data, path=path, boilerplate=boilerplate))
            # A title may have half of a surrogate pair, written as an escape sequence. Such a seed is read each time.
            with suppress(ValueError):
                store.put_value(KIND, keys[path], seed, CODEC.dump)
            yield seed
