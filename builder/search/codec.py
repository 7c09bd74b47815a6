"""An index as one string of bytes and back, so that it is remembered as a whole."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from builder.pages.compact_json import compact_json
from builder.search.record import QuoteWords, SearchRecord


def dump_index(files: Mapping[str, bytes]) -> bytes:
    """Return the paths and sizes on one line, then the files."""
    table = json.dumps([[path, len(data)] for path, data in files.items()], ensure_ascii=False)
    return table.encode() + b"\n" + b"".join(files.values())


def load_index(data: bytes) -> dict[str, bytes]:
    """Return the files that ``dump_index`` made bytes of."""
    table, _, content = data.partition(b"\n")
    files = {}
    position = 0
    for path, size in json.loads(table):
        files[path] = content[position : position + size]
        position += size
    return files


def dump_records(records: Sequence[SearchRecord]) -> bytes:
    """Return everything that an index is made of."""
    rows = [
        [record.address, record.content, record.meta, record.year, *map(_quote_row, record.quotes)]
        for record in records
    ]
    return compact_json(rows).encode("utf-8", "surrogatepass")


def _quote_row(quote: QuoteWords) -> list[object]:
    return [quote.number, quote.speaker, quote.is_unmarked, *quote.ranges]
