"""Lists of places: "New York, Ohio and Vermont" are states, "New York, Chicago and Boston" are cities."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.gazetteer.division_names import SharedName, shared_names
from builder.gazetteer.name_keys import folded
from builder.model.annotations import EntityType
from builder.model.place import PlaceKind

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

_LEAST_LIST = 3
_LONGEST_SEPARATOR = 20
_LIST_SEPARATOR = re.compile(r"\s*(?:,|;|,? (?:and|or|but not)|/)\s+(?:(?:in|from|of) )?(?:the )?")


def listed_kinds(mentions: Mentions) -> Mapping[int, frozenset[PlaceKind]]:
    """Return the kinds of the other places in the list that contains a mention, by index."""
    runs: list[list[int]] = [[]]
    joined = set()  # a comma alone may be the one between a town and its region
    for first_i, second_i in pairwise(range(len(mentions))):
        first, second = mentions.spans[first_i], mentions.spans[second_i]
        between = mentions.doc.text[first.span.end : second.span.start]
        if len(between) <= _LONGEST_SEPARATOR and _LIST_SEPARATOR.fullmatch(between):
            runs[-1] = [*(runs[-1] or [first_i]), second_i]
            if between.strip() != ",":
                joined.add(len(runs) - 1)
        else:
            runs.append([])
    kinds: dict[int, frozenset[PlaceKind]] = {}
    for run_i, run in enumerate(runs):
        is_list = run_i in joined or len(run) >= _LEAST_LIST
        if is_list and any(folded(mentions.spans[i].text) in shared_names() for i in run):
            own = {i: place_kind(mentions.spans[i], mentions.gazetteer) for i in run}
            for i in run:
                others = [own[other] for other in run if other != i]
                kinds[i] = frozenset(kind for kind in others if kind is not None)
    return kinds


def place_kind(mention: MentionSpan, gazetteer: Gazetteer) -> PlaceKind | None:
    """Return the kind of place that an unambiguous name means: country, first-level division or city."""
    if mention.type is not EntityType.PLACE or folded(mention.text) in shared_names():
        return None
    # An abbreviation is the region of the name before it, and no item of a list.
    known = gazetteer.abbreviated_division(mention.text) is None
    place = next(iter(gazetteer.candidates(mention.text)), None) if known else None
    if place is None or (place.kind is PlaceKind.ADMIN and place.admin is not None):
        return None
    return place.kind


def sense_in_list(kinds: frozenset[PlaceKind], name: SharedName) -> bool | None:
    """Return the sense that fits a list: states beside states, cities beside cities, countries beside countries."""
    if PlaceKind.ADMIN in kinds:
        return True
    return False if name.namesake.kind in kinds else None
