"""JSON without white space between its parts."""

from __future__ import annotations

import json
from collections.abc import Sequence

import msgspec

_ENCODER = msgspec.json.Encoder()


def compact_json(value: object) -> str:
    """Return a value as JSON without white space and escapes, in a tenth of the time of ``json.dumps``.

    Args:
        value: mappings, lists and tuples of texts, numbers, booleans and None.

    Raises:
        TypeError: if something else is in it.
    """
    try:
        return _ENCODER.encode(value).decode()
    except (UnicodeEncodeError, TypeError):
        # UTF-8 cannot hold half of a surrogate pair, which an editor can write as an escape sequence. A template of a
        # site's own may give markup, which is a text of a type of its own.
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def json_rows(rows: Sequence[object]) -> bytes:
    """Return values as the rows of a JSON list in UTF-8: one a line, with commas between them."""
    try:
        # A line end inside a text is an escape sequence.
        return _ENCODER.encode_lines(rows)[:-1].replace(b"\n", b",\n")
    except UnicodeEncodeError:
        return ",\n".join(compact_json(msgspec.to_builtins(row)) for row in rows).encode("utf-8", "replace")
