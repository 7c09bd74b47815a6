"""Provenance: what made the annotations of a brief, and what an editor set, removed and confirmed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from builder.model.annotations import Origin
from builder.model.graph import Brief
from builder.pages import urls
from builder.pages.catalog import BriefText, Catalog
from builder.pages.links import EntityLink, entity_link


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many mentions and quotes of a brief one rule made."""

    origin: Origin
    rule: str
    mentions: int
    quotes: int


@dataclass(frozen=True, slots=True)
class EditorDeed:
    """What an editor did to annotations of a brief ("set", "removed"), and to how many; one count is above zero."""

    verb: str
    mentions: int
    quotes: int


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the annotations of a brief come from.

    Attributes:
        model: the language model that took part.
        mentions, quotes: how many there are in all.
        rules: by origin, then by rule.
        deeds: what an editor did, as far as anything was done.
        confirmed: the entities of the brief that an editor has an entry for, in the order of the text.
        data_url: the brief as data.
        text_url: its words as plain text, whose code points the annotations count.
        annotations_url: its annotations after the Web Annotation Data Model.
    """

    model: str
    mentions: int
    quotes: int
    rules: tuple[RuleCount, ...]
    deeds: tuple[EditorDeed, ...]
    confirmed: tuple[EntityLink, ...]
    data_url: str
    text_url: str
    annotations_url: str


def make_provenance(catalog: Catalog, source: BriefText, path: str, *, data_url: str) -> Provenance:
    """The provenance of a brief's annotations."""
    brief = source.brief
    mentions = Counter((mention.origin, mention.rule) for mention in brief.mentions)
    quotes = Counter((quote.origin, quote.rule) for quote in brief.quotes)
    confirmed = [
        entity_id for entity_id in catalog.entities_of[brief.slug] if catalog.entity(entity_id).edited
    ]
    return Provenance(
        model=brief.model,
        mentions=len(brief.mentions),
        quotes=len(brief.quotes),
        rules=tuple(RuleCount(*key, mentions[key], quotes[key]) for key in sorted({*mentions, *quotes})),
        deeds=_deeds(brief),
        confirmed=tuple(entity_link(catalog, path, entity_id) for entity_id in confirmed),
        data_url=data_url,
        text_url=urls.relative_url(path, urls.brief_text_path(brief.slug)),
        annotations_url=urls.relative_url(path, urls.brief_annotations_path(brief.slug)),
    )


def _deeds(brief: Brief) -> tuple[EditorDeed, ...]:
    deeds = (
        EditorDeed(
            "set",
            sum(mention.origin is Origin.EDITOR for mention in brief.mentions),
            sum(quote.origin is Origin.EDITOR for quote in brief.quotes),
        ),
        EditorDeed("removed", brief.removed_mentions, brief.removed_quotes),
    )
    return tuple(deed for deed in deeds if deed.mentions or deed.quotes)
