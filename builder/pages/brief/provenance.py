"""Provenance: what made the annotations of a brief, and what an editor set, removed and confirmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from builder.edition import urls
from builder.model.annotations import Origin
from builder.model.brief import Brief, LinkedMention, LinkedQuote
from builder.pages.brief.brief_scope import BriefScope

MENTIONS, QUOTES = "Mentions", "Quotes"
"""What rules made, in words."""


class RuleCounts(Struct, frozen=True):
    """How many annotations of a brief the rules of one origin made.

    Attributes:
        what: "Mentions" or "Quotes".
        counts: the rules, sorted, each with its number.
    """

    what: str
    origin: Origin
    counts: tuple[tuple[str, int], ...]


class EditorDeed(Struct, frozen=True):
    """What an editor did to annotations of a brief ("set", "removed"), and to how many; one count is above zero."""

    verb: str
    mentions: int
    quotes: int


class Provenance(Struct, frozen=True):
    """Where the annotations of a brief come from.

    Attributes:
        model: the language model that took part.
        mentions, quotes: how many there are in all.
        by_machine: whether a machine found any of them.
        rules: of mentions by origin, then of quotes.
        deeds: what an editor did, as far as anything was done.
        confirmed: how many entities of the brief an editor has an entry for.
        data_url: the brief as data.
        text_url: its words as plain text, whose code points the annotations count.
        annotations_url: its annotations after the Web Annotation Data Model.
    """

    model: str
    mentions: int
    quotes: int
    by_machine: bool
    rules: tuple[RuleCounts, ...]
    deeds: tuple[EditorDeed, ...]
    confirmed: int
    data_url: str
    text_url: str
    annotations_url: str


def make_provenance(scope: BriefScope, *, data_url: str) -> Provenance:
    """The provenance of a brief's annotations."""
    brief, path = scope.source.brief, scope.path
    rules = (*_rule_counts(MENTIONS, brief.mentions), *_rule_counts(QUOTES, brief.quotes))
    return Provenance(
        model=brief.model,
        mentions=len(brief.mentions),
        quotes=len(brief.quotes),
        by_machine=any(found.origin is not Origin.EDITOR for found in rules),
        rules=rules,
        deeds=_deeds(brief, rules),
        confirmed=sum(scope.entities[entity_id].edited for entity_id in scope.source.entities),
        data_url=data_url,
        text_url=urls.relative_url(path, urls.brief_text_path(brief.slug)),
        annotations_url=urls.relative_url(path, urls.brief_annotations_path(brief.slug)),
    )


def _rule_counts(what: str, found: Sequence[LinkedMention | LinkedQuote]) -> Iterator[RuleCounts]:
    """Yield the counts of mentions or quotes, by origin."""
    counts = Counter((one.origin, one.rule) for one in found)
    for origin, group in groupby(sorted(counts.items()), key=lambda row: row[0][0]):
        yield RuleCounts(what, origin, tuple((rule, count) for (_, rule), count in group))


def _deeds(brief: Brief, rules: Iterable[RuleCounts]) -> tuple[EditorDeed, ...]:
    by_editor = {
        found.what: sum(count for _, count in found.counts)
        for found in rules
        if found.origin is Origin.EDITOR
    }
    deeds = (
        EditorDeed("set", by_editor.get(MENTIONS, 0), by_editor.get(QUOTES, 0)),
        EditorDeed("removed", brief.removed_mentions, brief.removed_quotes),
    )
    return tuple(deed for deed in deeds if deed.mentions or deed.quotes)
