"""Shards of the index: the files of each, and how they become the files of one search."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from itertools import chain

from builder.pages.compact_json import compact_json
from builder.search.pagefind import is_library, make_index
from builder.search.record import SearchRecord

BRIEFS = "briefs.json"
"""The file that says of each record of an index its shard, its year and its quotes."""
_SIGNATURE = b"pagefind_dcd"
_FRAGMENTS = "fragment/"
_ENDING = ".pf_fragment"


def make_shard(records: Sequence[SearchRecord], *, language: str) -> dict[str, bytes]:
    """Return the files of an index of some briefs, with what the page of the search knows of them in ``BRIEFS``.

    Args:
        records: sorted.
        language: of the records, a BCP 47 tag.

    Raises:
        IndexingError: if pagefind cannot be run, or fails.
    """
    files = make_index(records, language=language)
    speakers = tuple(dict.fromkeys(quote.speaker for record in records for quote in record.quotes))
    numbers = {speaker: number for number, speaker in enumerate(speakers)}
    keys = {
        _address(data): path.removeprefix(_FRAGMENTS).removesuffix(_ENDING)
        for path, data in files.items()
        if path.startswith(_FRAGMENTS)
    }
    # In the order of the records, in which the page of the search shows briefs that fit equally well.
    briefs = {keys[record.address]: _row(record, numbers) for record in records if record.address in keys}
    content = {"speakers": speakers, "briefs": briefs}
    files[BRIEFS] = compact_json(content).encode("utf-8", "replace")
    return files


def join_shards(shards: Sequence[Mapping[str, bytes]]) -> dict[str, bytes]:
    """Return the files of the search by path: the first shard with the library, a folder for each of the others."""
    files = dict(shards[0])
    files[BRIEFS] = b"[" + b",\n".join(shard[BRIEFS] for shard in shards) + b"]\n"
    for number, shard in enumerate(shards[1:], start=1):
        files |= {
            f"{number}/{path}": data
            for path, data in shard.items()
            if path != BRIEFS and not is_library(path)
        }
    return files


def fragments_of(shard: Mapping[str, bytes]) -> set[str]:
    """Return the paths of the fragments of a shard, one for each record; no two shards may share one."""
    return {path for path in shard if path.startswith(_FRAGMENTS)}


def _address(fragment: bytes) -> str:
    """Return the address of the record that a fragment holds."""
    content = gzip.decompress(fragment).removeprefix(_SIGNATURE)
    address: str = json.loads(content)["url"]
    return address


def _row(record: SearchRecord, numbers: Mapping[tuple[str, ...] | str, int]) -> list[object]:
    """Return year and quotes of a record.

    Of each quote: its number, that of its speaker, 1 if the article has it without marks, and the ends of its ranges.
    """
    quotes = [
        [quote.number, numbers[quote.speaker], int(quote.is_unmarked), *chain.from_iterable(quote.ranges)]
        for quote in record.quotes
    ]
    return [record.year, *quotes]
