"""The cached search index: each shard keyed by its records, the version of pagefind and the code."""

from __future__ import annotations

from collections.abc import Sequence

from builder.code_digest import code_digest
from builder.digest import digest
from builder.edition import urls
from builder.edition.search_shards import search_shards
from builder.model.diagnostic import Diagnostic, warning
from builder.search.codec import dump_index, dump_records, load_index
from builder.search.pagefind import PACKAGE, IndexingError, pagefind_version
from builder.search.record import SearchRecord
from builder.search.shards import join_shards, make_shard
from builder.store.store import Store

KIND = "search"
CODE = ("builder.search.shards", "builder.search.codec")
"""Modules that compute an entry. Their import closure is part of its key."""


def build_search(
    records: Sequence[SearchRecord], *, language: str, store: Store
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """Return the files of the search index by path in the site, and a warning if it cannot be made.

    Args:
        records: of all briefs.
        language: the language of the site.
        store: the results of earlier builds.
    """
    by_slug = {record.slug: record for record in records}
    made_by = digest(code_digest(*CODE), pagefind_version(), language)
    shards: list[dict[str, bytes]] = []
    try:
        for slugs in search_shards(by_slug):
            shard = [by_slug[slug] for slug in slugs]
            shards.append(_shard(shard, made_by=made_by, language=language, store=store))
    except IndexingError as problem:
        message = f"The site is built without a search, because pagefind failed: {problem}."
        hint = f"Reinstall the package {PACKAGE}, then build again."
        return {}, (warning("", None, message, hint),)
    if not shards:
        return {}, ()
    return {f"{urls.SEARCH_INDEX}/{path}": data for path, data in join_shards(shards).items()}, ()


def _shard(records: Sequence[SearchRecord], *, made_by: str, language: str, store: Store) -> dict[str, bytes]:
    """Return the files of a shard, from the store if its records are the same.

    Raises:
        IndexingError: if the shard cannot be made.
    """
    key = digest(made_by, dump_records(records))
    known = store.get(KIND, key)
    if known is not None:
        return load_index(known)
    files = make_shard(records, language=language)
    store.put(KIND, key, dump_index(files))
    return files
