"""The cached search index: each shard keyed by its records, and the records by the facts that they were made from."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from functools import partial
from itertools import count

from msgspec.structs import replace

from builder.code_digest import code_digest
from builder.digest import digest
from builder.edition import urls
from builder.edition.digests import FactDigests
from builder.edition.search_shards import search_shards
from builder.edition.view import View
from builder.model.diagnostic import Diagnostic, warning
from builder.pages.page import DataFile
from builder.pages.request import File, Request
from builder.pipeline.page_traces import Traces
from builder.pipeline.shared_files import SHARDS, make_files
from builder.search.codec import dump_index, dump_records, load_index
from builder.search.pagefind import PACKAGE, IndexingError, pagefind_version
from builder.search.record import SearchRecord
from builder.search.records import search_records
from builder.search.shards import fragments_of, join_shards, make_shard
from builder.store.store import Store

KIND = "search"
CODE = ("builder.search.shards", "builder.search.codec")
"""Modules that compute an entry. Their import closure is part of its key."""
RECORD_CODE = ("builder.search.records",)
"""Modules that make records. Their import closure is part of what the records depend on."""


def build_search(
    digests: FactDigests, *, language: str, store: Store, jobs: int | None = None
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """Return the files of the search index by path in the site, and a warning if it cannot be made.

    Args:
        digests: of the facts of the edition.
        language: the language of the site.
        store: the results of earlier builds.
        jobs: the number of processes that index shards; None chooses it.
    """
    index = ShardIndex(language, store)
    made_by = digest(index.made_by, code_digest(*RECORD_CODE))
    traces = Traces("search", digests, made_by=made_by, store=store)
    paths: list[str] = []

    def shard_files(slugs: Sequence[str], salt: int) -> dict[str, bytes]:
        request = _request(slugs, salt, index)
        paths.append(request.path)
        return _shard(request, digests, index=index, traces=traces)

    shards: list[dict[str, bytes]] = []
    divided = search_shards(digests.edition.briefs)
    try:
        requests = [_request(slugs, 0, index) for slugs in divided]
        deque(make_files(requests, traces, _data, share=SHARDS, jobs=jobs), maxlen=0)
        for slugs in divided:
            known = {path for shard in shards for path in fragments_of(shard)}
            tried = (shard_files(slugs, salt) for salt in count())
            # pagefind names a fragment by 28 bits: on every sixth site of 10,000 briefs, two shards have one name.
            shards.append(next(shard for shard in tried if known.isdisjoint(fragments_of(shard))))
    except IndexingError as problem:
        message = f"The site is built without a search, because pagefind failed: {problem}."
        hint = f"Reinstall the package {PACKAGE}, then build again."
        return {}, (warning("", None, message, hint),)
    traces.close(paths)
    if not shards:
        return {}, ()
    return {f"{urls.SEARCH_INDEX}/{path}": data for path, data in join_shards(shards).items()}, ()


class ShardIndex:
    """The files of the shards by a digest of their records, made or remembered.

    Args:
        language: of the records.
        store: what earlier builds remember.

    Attributes:
        made_by: the digest of all that a shard depends on besides its records.
    """

    def __init__(self, language: str, store: Store) -> None:
        self.made_by = digest(code_digest(*CODE), pagefind_version(), language)
        self._language = language
        self._store = store
        self._known: dict[str, dict[str, bytes]] = {}

    def key_of(self, records: Sequence[SearchRecord]) -> str:
        """Return the key of the shard of some records, which is indexed if it is not known.

        Raises:
            IndexingError: if the shard cannot be made.
        """
        key = digest(self.made_by, dump_records(records))
        if self.files(key) is None:
            self._known[key] = make_shard(records, language=self._language)
            self._store.put(KIND, key, dump_index(self._known[key]))
        return key

    def files(self, key: str) -> dict[str, bytes] | None:
        """Return the files of a shard, or None if they are not known."""
        if key not in self._known:
            self._known |= self._store.load_many(KIND, [key], load_index)
        return self._known.get(key)


def _request(slugs: Sequence[str], salt: int, index: ShardIndex) -> Request:
    """Return the request of the key of a shard, which is a file that is not written."""
    path = f"{urls.SEARCH_INDEX}/{digest(*slugs, str(salt))}"
    return Request(path, partial(_shard_key, index=index, slugs=slugs, salt=salt))


def _shard(request: Request, digests: FactDigests, *, index: ShardIndex, traces: Traces) -> dict[str, bytes]:
    """Return the files of the shard of some briefs.

    Raises:
        IndexingError: if the shard cannot be made.
    """
    files = index.files(traces.file(request, _data).read().decode())
    if files is None:  # its entry in the store is lost or damaged
        files = index.files(_data(request.make(View(digests.edition))).decode())
    if files is None:
        raise IndexingError("the files that it made are lost")
    return files


def _shard_key(view: View, *, index: ShardIndex, slugs: Sequence[str], salt: int) -> DataFile:
    """Return the key of the shard of some briefs, as the data of a file that is not written."""
    records = search_records(view, slugs)
    if salt:
        records = [replace(record, details={**record.details, "salt": salt}) for record in records]
    return DataFile(urls.SEARCH_INDEX, index.key_of(records).encode())


def _data(file: File) -> bytes:
    if not isinstance(file, DataFile):
        raise TypeError(f"no shard: {file.path}")
    return file.data
