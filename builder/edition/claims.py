"""What the pages may claim of the site: facts that sentences of the templates depend on."""

from __future__ import annotations

from msgspec import Struct

from builder.edition.interface import DEFAULT, interface_of
from builder.model.annotations import Origin
from builder.model.graph import Graph


class Claims(Struct, frozen=True):
    """What is true of this site.

    Attributes:
        briefs: whether it has any.
        dated, undated: whether it has briefs with, and without, a date. Those with one come first, the newest
            first; "older" means something only if all have one.
        by_machine: whether a machine marked any name or quote.
        corrected: whether an editor set, removed or merged any.
        set_by_editor: whether any mark that is shown is an editor's.
        checked: whether an editor has an entry for any entity.
        older: "older" or "further": what comes after the first in a list of briefs or their quotes.
        order: the words that follow a count of all briefs: how they are ordered.
    """

    briefs: bool
    dated: bool
    undated: bool
    by_machine: bool
    corrected: bool
    set_by_editor: bool
    checked: bool
    older: str
    order: str


def make_claims(graph: Graph, language: str = DEFAULT) -> Claims:
    """Return what is true of the site of a graph.

    Args:
        graph: of the site.
        language: of its pages.
    """
    briefs, entities = graph.outlines.values(), graph.entities.values()
    origins = {origin for brief in briefs for origin in brief.origins}
    removed = any(brief.is_corrected for brief in briefs)
    merged = any(entity.redirects for entity in entities)
    dated, undated = any(brief.date for brief in briefs), not all(brief.date for brief in briefs)
    order = interface_of(language).say("briefs.order-undated" if undated else "briefs.order")
    return Claims(
        briefs=bool(graph.briefs),
        dated=dated,
        undated=undated,
        by_machine=bool(origins - {Origin.EDITOR}),
        corrected=Origin.EDITOR in origins or removed or merged,
        set_by_editor=Origin.EDITOR in origins,
        checked=any(entity.edited for entity in entities),
        older="further" if undated else "older",
        order=order if dated else "",
    )
