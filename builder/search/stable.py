"""The same bytes for the same records, whatever the order of a hash table was.

pagefind writes the values of a filter, and its filters, in the order of a hash table that differs from run to
run, and names files by their bytes. Here both are sorted and the files named anew. All else it writes is the
same at every run. Its files are CBOR (RFC 8949) behind a signature, compressed; the items are moved as they
stand, and nothing of them is read but how long they are.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Mapping

SIGNATURE = b"pagefind_dcd"
ENTRY = "pagefind-entry.json"
FILTERS = 3
"""Which item of a language's table holds its filters: name and file of each."""

_TEXT, _ARRAY, _MAP, _TAG = 3, 4, 5, 6
_LONG = {24: 1, 25: 2, 26: 4, 27: 8}

# Deflate, no flags, no time, the best compression, and "Unix" for the system that packed it (RFC 1952). Python writes
# "unknown" there from 3.13 on, and other builds of zlib the system they run on.
_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03"


def make_stable(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of an index, by path, in an order of our own.

    Raises:
        ValueError: where a file does not have the form of this version of pagefind.
    """
    entry = json.loads(files[ENTRY])
    found = {
        path: data
        for path, data in files.items()
        if path != ENTRY and not path.endswith((".pf_filter", ".pf_meta"))
    }
    names: dict[bytes, bytes] = {}
    for path, data in files.items():
        if path.endswith(".pf_filter"):
            folder, _, name = path.rpartition("/")
            old = name.removesuffix(".pf_filter")
            language = old.partition("_")[0]
            sorted_data = _pack(_sort_values(_unpack(data)))
            new = f"{language}_{_name(sorted_data)}"
            names[_text(old)] = _text(new)
            found[f"{folder}/{new}.pf_filter"] = sorted_data
    for language in entry["languages"].values():
        data = _pack(_sort_filters(_unpack(files[f"pagefind.{language['hash']}.pf_meta"]), names))
        language["hash"] = f"{language['hash'].partition('_')[0]}_{_name(data)}"
        found[f"pagefind.{language['hash']}.pf_meta"] = data
    found[ENTRY] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return dict(sorted(found.items()))


def _sort_values(data: bytes) -> bytes:
    """A filter, which is its name and a list of its values, with the values sorted."""
    name, values = _items(data)
    return _array([name, _array(sorted(_items(values)))])


def _sort_filters(data: bytes, names: Mapping[bytes, bytes]) -> bytes:
    """A language's table with its filters sorted and their files named anew."""
    table = _items(data)
    filters = [_items(pair) for pair in _items(table[FILTERS])]
    table[FILTERS] = _array(sorted(_array([name, names[file]]) for name, file in filters))
    return _array(table)


def _items(data: bytes) -> list[bytes]:
    """The items of an array, each as it stands."""
    kind, count, position = _head(data, 0)
    if kind != _ARRAY:
        raise ValueError("an array was expected in the index")
    items = []
    for _ in range(count):
        end = _end(data, position)
        items.append(data[position:end])
        position = end
    return items


def _end(data: bytes, start: int) -> int:
    """Where the item that begins at ``start`` ends."""
    kind, value, position = _head(data, start)
    if kind in (2, _TEXT):
        return position + value
    for _ in range({_ARRAY: value, _MAP: 2 * value, _TAG: 1}.get(kind, 0)):
        position = _end(data, position)
    return position


def _head(data: bytes, position: int) -> tuple[int, int, int]:
    """Kind and value of the item at ``position``, and where its content begins."""
    kind, short = data[position] >> 5, data[position] & 31
    if short < min(_LONG):
        return kind, short, position + 1
    if short not in _LONG:
        raise ValueError("an item without a length in the index")
    end = position + 1 + _LONG[short]
    return kind, int.from_bytes(data[position + 1 : end], "big"), end


def _array(items: list[bytes]) -> bytes:
    return _lead(_ARRAY, len(items)) + b"".join(items)


def _text(text: str) -> bytes:
    data = text.encode()
    return _lead(_TEXT, len(data)) + data


def _lead(kind: int, value: int) -> bytes:
    """The shortest head of an item."""
    if value < min(_LONG):
        return bytes([kind << 5 | value])
    short, size = next((short, size) for short, size in _LONG.items() if value < 1 << 8 * size)
    return bytes([kind << 5 | short]) + value.to_bytes(size, "big")


def _unpack(data: bytes) -> bytes:
    content = gzip.decompress(data)
    if not content.startswith(SIGNATURE):
        raise ValueError("a file without signature in the index")
    return content.removeprefix(SIGNATURE)


def _pack(content: bytes) -> bytes:
    """Return the content compressed, with a header that is the same for every Python."""
    data = SIGNATURE + content
    deflate = zlib.compressobj(level=9, wbits=-zlib.MAX_WBITS)
    body = deflate.compress(data) + deflate.flush()
    sizes = zlib.crc32(data).to_bytes(4, "little") + (len(data) % (1 << 32)).to_bytes(4, "little")
    return _GZIP_HEAD + body + sizes


def _name(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:10]
