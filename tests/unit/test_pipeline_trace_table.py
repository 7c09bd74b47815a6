"""The table of traces: groups of facts whose digests are compared at once."""

from __future__ import annotations

from hashlib import blake2b
from types import SimpleNamespace
from typing import Any, cast

import pytest

from builder.edition.digests import DIGEST_SIZE, FactDigests
from builder.edition.view import Read
from builder.pipeline.trace_table import TraceTable

TEXT: Read = ("text", "ana-roe")
OTHERS: list[Read] = [("accent", str(number)) for number in range(9)]


class Facts:
    """The digests of facts that a test decides.

    Args:
        key: of the graph.
        text: what an editor says of Ana Roe.
        close: whom she is close to.
    """

    def __init__(self, key: str, *, text: str = "", close: str = "") -> None:
        self.edition = SimpleNamespace(key=key)
        self._values = {"text": text, "close_pairs": close, "texts": text, "close": close}

    def of(self, read: Read) -> bytes:
        return self._digest(self._values.get(read[0], ""))

    def of_group(self, group: str, _: str) -> bytes:
        return self._digest(self._values.get(group, ""))

    def _digest(self, value: str) -> bytes:
        return blake2b(value.encode(), digest_size=DIGEST_SIZE).digest()


def built(data: bytes | None, facts: Facts, pages: dict[str, list[Read]]) -> tuple[bytes, set[str]]:
    """Return the table after a build, and the pages that it made."""
    digests = cast(FactDigests, facts)
    table = TraceTable.load(data, made_by="code")
    table.update(digests)
    fresh = pages.keys() - table.traces.keys()
    for path in table.traces.keys() - pages.keys():
        del table.traces[path]
    for path in fresh:
        table.add(path, table.numbered(pages[path], facts.of), given="", digest="", size=0)
    return table.dump(digests), fresh


@pytest.mark.parametrize("fact", [TEXT, ("close_pairs", "ana-roe", "ben-vale")])
def test_a_group_without_facts_forgets_its_state(fact: Read) -> None:
    values: dict[str, Any] = {"text": "Words.", "close": "Ben Vale"}
    page = {"ana-roe.html": [fact]}
    data, _ = built(None, Facts("1"), {**page, "others.html": OTHERS})
    # Most facts are gone, so that the rest get new numbers: no page reads this one.
    data, _ = built(data, Facts("2"), {"404.html": [("site_url",)]})
    data, made = built(data, Facts("3", **values), page)
    assert made == {"ana-roe.html"}
    _, made = built(data, Facts("4"), page)
    assert made == {"ana-roe.html"}, "what the page says is gone"
