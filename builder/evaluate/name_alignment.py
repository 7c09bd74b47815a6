"""Alignment of annotated names with the names found."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from builder.evaluate.gold import GoldArticle, GoldMention
from builder.evaluate.prediction import TYPES, page_of
from builder.model.brief import Brief, LinkedMention


class FoundName(Struct, frozen=True):
    """A name as it was found.

    Attributes:
        type: one of ``gold.GOLD_TYPES``.
        page: the id of the page that it links to.
    """

    mention: LinkedMention
    type: str
    page: str


class ScoredName(Struct, frozen=True):
    """An annotated name that counts for the scores: one that is not optional.

    Attributes:
        article: the id of its article.
        words: the name as written.
        found: the name found in its place, or None.
    """

    article: str
    words: str
    gold: GoldMention
    found: FoundName | None

    @property
    def page(self) -> str | None:
        """Id of the page that it links to; None if it was not found."""
        return self.found.page if self.found is not None else None


class AlignedNames(Struct, frozen=True):
    """The names of one article, as annotated and as found.

    Attributes:
        scored: the annotated names that are not optional, in the order of the file.
        optional: the optional ones.
        found: every name found, in the order of the text.
        spurious: the names found that align with no annotated one.
        partial: True if only some of the names are annotated.
    """

    scored: tuple[ScoredName, ...]
    optional: tuple[GoldMention, ...]
    found: tuple[FoundName, ...]
    spurious: tuple[FoundName, ...]
    partial: bool


def align_names(one: GoldArticle, brief: Brief | None) -> AlignedNames:
    """Align the names of one article with those of its brief; None has no names."""
    gold = one.mentions or ()
    found = _found(brief) if brief is not None else ()
    pairs = _pairs(gold, found)
    held = set(pairs.values())
    return AlignedNames(
        scored=tuple(
            ScoredName(one.id, mention.span.of(one.text), mention, found[pairs[g]] if g in pairs else None)
            for g, mention in enumerate(gold)
            if not mention.optional
        ),
        optional=tuple(mention for mention in gold if mention.optional),
        found=found,
        spurious=tuple(name for p, name in enumerate(found) if p not in held),
        partial=one.partial,
    )


def _found(brief: Brief) -> tuple[FoundName, ...]:
    return tuple(
        FoundName(mention, TYPES[mention.type], page_of(brief, mention))
        for mention in brief.mentions
        if mention.type in TYPES
    )


def _pairs(gold: Sequence[GoldMention], found: Sequence[FoundName]) -> dict[int, int]:
    """Return pairs of indices of names that overlap, one to one: by overlap, the largest first, then by equal type."""
    options = []
    for g, one in enumerate(gold):
        for p, other in enumerate(found):
            span = other.mention.span
            shared = min(one.span.end, span.end) - max(one.span.start, span.start)
            if shared > 0:
                union = max(one.span.end, span.end) - min(one.span.start, span.start)
                options.append((-shared / union, one.type != other.type, one.optional, g, p))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, g, p in sorted(options):
        if g not in pairs and p not in taken:
            pairs[g] = p
            taken.add(p)
    return pairs
