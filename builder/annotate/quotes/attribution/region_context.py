"""A quoted region in its sentence: what governs it, which source came before, and its features."""

from __future__ import annotations

from msgspec import Struct

from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.candidates import Candidate
from builder.annotate.quotes.attribution.cues import NO_CUE, cue_strength
from builder.annotate.quotes.quoted_text import QuotedRegion, unmarked_neighbor

FAR = 40
"""Number of tokens at which distances and lengths are capped."""


class RegionContext(Struct, frozen=True):
    """A quoted region with what surrounds it.

    Attributes:
        region: the region.
        root: its token whose head is outside it, or that is the root of a sentence.
        governor: the token outside that is the head of the root, or None.
        previous: the source of the region before it, in the same article, or None.
        previous_distance: paragraphs between that region and this one.
    """

    region: QuotedRegion
    root: Token
    governor: Token | None
    previous: Candidate | None
    previous_distance: int


def region_context(region: QuotedRegion, previous: Candidate | None, previous_distance: int) -> RegionContext:
    """Return a region with its root and governor.

    Args:
        region: the region.
        previous: the source of the region before it.
        previous_distance: paragraphs between that region and this one.
    """
    root, governor = region.tokens[0], None
    for token in region.tokens:
        if token.head is token:
            root, governor = token, None
            break
        if not region.contains(token.head) and token.pos != "PUNCT":
            root, governor = token, token.head
            if token.pos in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
                break
    return RegionContext(region, root, governor, previous, previous_distance)


def region_features(context: RegionContext) -> list[float]:
    """Return the features of a region without any candidate, in the order of ``REGION_FEATURES``."""
    region = context.region
    before = unmarked_neighbor(region.tokens[0], -1)
    after = unmarked_neighbor(region.tokens[-1], 1)
    last_mark = region.text[-1]
    return [
        float(min(region.last - region.first, FAR)),
        float(region.tokens[0].text[0].isupper()),
        float(last_mark == ","),
        float(last_mark in ".!?…"),
        float(region.opens_paragraph),
        float(not region.closed),
        float(before is not None and before.text == ","),
        float(before is not None and before.text == ":"),
        float(before is not None and before.text in (".", "!", "?", "”", '"')),
        cue_strength(before) if before is not None and before.pos == "VERB" else NO_CUE,
        cue_strength(after) if after is not None and after.pos == "VERB" else NO_CUE,
        float(after is not None and after.pos in ("PROPN", "PRON")),
        float(context.root.pos in ("VERB", "AUX")),
        float(context.governor is not None),
    ]


REGION_FEATURES = (
    *"length capital comma_end stop_end opens_paragraph unclosed after_comma after_colon after_stop".split(),
    *"cue_right_before cue_right_after name_right_after region_clause region_governed".split(),
)
"""The names of the features, in order."""
