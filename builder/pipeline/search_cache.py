"""The cached search index, keyed by its records, the version of pagefind and the code."""

from __future__ import annotations

from collections.abc import Sequence

from builder.code_digest import code_digest
from builder.digest import digest
from builder.edition import urls
from builder.model.diagnostic import Diagnostic, warning
from builder.search.codec import dump_index, dump_records, load_index
from builder.search.pagefind import PACKAGE, IndexingError, make_index, pagefind_version
from builder.search.record import SearchRecord
from builder.store.store import Store

KIND = "search"
CODE = ("builder.search.pagefind", "builder.search.codec")
"""Modules that compute an entry. Their import closure is part of its key."""


def build_search(
    records: Sequence[SearchRecord], *, language: str, store: Store
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """Return the files of the search index by path in the site, and a warning if it cannot be made.

    Args:
        records: the searchable records.
        language: the language of the site.
        store: the results of earlier builds.
    """
    if not records:
        return {}, ()
    key = digest(code_digest(*CODE), pagefind_version(), language, dump_records(records))
    known = store.get(KIND, key)
    if known is not None:
        return _placed(load_index(known)), ()
    try:
        files = make_index(records, language=language)
    except IndexingError as problem:
        message = f"The site is built without a search, because pagefind failed: {problem}."
        hint = f"Reinstall the package {PACKAGE}, then build again."
        return {}, (warning("", None, message, hint),)
    store.put(KIND, key, dump_index(files))
    return _placed(files), ()


def _placed(files: dict[str, bytes]) -> dict[str, bytes]:
    return {f"{urls.SEARCH_INDEX}/{path}": data for path, data in files.items()}
