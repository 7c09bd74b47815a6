"""The worklist: doubts about pages first, then about speakers, then about names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from msgspec import Struct

from builder.pipeline.site_data import SiteData
from builder.pipeline.worklist.identity_items import identity_items
from builder.pipeline.worklist.lost_items import lost_items
from builder.pipeline.worklist.span_items import span_items
from builder.pipeline.worklist.speaker_items import list_speakers
from builder.pipeline.worklist.work_item import WorkItem, WorkKind

IDENTITY_CAP = 30
"""Doubts about pages that are listed, at most: those that concern most quotes and mentions."""
SPAN_CAP = 50
"""Doubts about names that are listed, at most."""


class Worklist(Struct, frozen=True):
    """What an editor should check, the most harmful first.

    Attributes:
        items: doubts about pages, then decisions that no longer apply, then doubts about speakers and about names.
        more_identity, more_speakers, more_spans: how many further ones are not listed.
    """

    items: tuple[WorkItem, ...]
    more_identity: int = 0
    more_speakers: int = 0
    more_spans: int = 0


def list_work(
    site_data: SiteData,
    *,
    read_source: Callable[[str], str],
    everything: bool = False,
    brief: str | None = None,
    limit: int | None = None,
) -> Worklist:
    """Return the worklist of a site.

    Args:
        site_data: the data of the site.
        read_source: returns the text of a seed's file, by its path relative to the site's root.
        everything: True to list all doubts.
        brief: the slug of the only brief whose doubts are listed, all of them; None for those of all briefs.
        limit: the most doubts that are listed, the most harmful first; None for no further limit.
    """
    work = _list(site_data, read_source=read_source, everything=everything or brief is not None)
    items = [item for item in work.items if brief is None or brief in item.briefs]
    kept = items if limit is None else items[:limit]
    left = Counter(item.kind for item in items[len(kept) :])
    return Worklist(
        items=tuple(kept),
        more_identity=work.more_identity + left[WorkKind.DOUBLE] + left[WorkKind.NAMESAKES],
        more_speakers=work.more_speakers + left[WorkKind.SPEAKER],
        more_spans=work.more_spans + left[WorkKind.SPAN],
    )


def _list(site_data: SiteData, *, read_source: Callable[[str], str], everything: bool) -> Worklist:
    identity = identity_items(site_data)
    speakers = list_speakers(site_data, read_source=read_source, everything=everything)
    spans = span_items(site_data, read_source=read_source)
    pages = identity if everything else identity[:IDENTITY_CAP]
    names = spans if everything else spans[:SPAN_CAP]
    return Worklist(
        items=(*pages, *lost_items(site_data), *speakers.items, *names),
        more_identity=len(identity) - len(pages),
        more_speakers=speakers.more,
        more_spans=len(spans) - len(names),
    )
