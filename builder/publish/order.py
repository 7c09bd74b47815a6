"""The order of sending: a page never links to a file that is not there yet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from builder.publish.plan import Plan

CHECKPOINTS = 10
"""Parts of a publish after which the record is written, if it sends many files."""

SMALLEST_PART = 200
"""Files of the smallest part: writing the record of a large site takes as long as sending some files."""

_LISTS = ("index.html", "feed.xml", "feed.json", "search.html", "timeline.html", "map.html", "network.html")


def sending_parts(plan: Plan) -> Iterator[tuple[str, ...]]:
    """Yield the files to send in parts, each of which may be sent in any order once the one before is complete."""
    most = max(SMALLEST_PART, len(plan.sent) // CHECKPOINTS + 1)
    added = frozenset(plan.added)
    ordered = sorted(plan.sent, key=lambda path: (_rank(path, is_new=path in added), path))
    for _, group in groupby(ordered, key=lambda path: _rank(path, is_new=path in added)):
        paths = tuple(group)
        for first in range(0, len(paths), most):
            yield paths[first : first + most]


def _rank(path: str, *, is_new: bool) -> int:
    """Return the place of a file in the order: new files, new pages, changed files, changed pages, lists of pages."""
    name = path.rpartition("/")[2]
    if name in _LISTS or name.startswith(("sitemap", "index-")):
        return 4
    is_page = name.endswith(".html")
    return is_page + (0 if is_new else 2)
