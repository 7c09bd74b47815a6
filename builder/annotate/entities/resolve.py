"""All the names of an article: found, mended, typed, and linked to the things they name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from slugify import slugify

from builder.annotate.entities.aliases import (
    backed_by_acronyms,
    bracketed_acronyms,
    stated_names,
    with_stated_types,
)
from builder.annotate.entities.clustering import Cluster, cluster_names
from builder.annotate.entities.namesakes import namesakes_told_apart
from builder.annotate.limits import check_entities, check_names, check_sentences
from builder.annotate.mentions.acronym_extension import extended_by_acronym
from builder.annotate.mentions.boundaries import found_names, is_title
from builder.annotate.mentions.dictionary import listed_names
from builder.annotate.mentions.extension import grown
from builder.annotate.mentions.mention_span import MentionSpan, without_overlap
from builder.annotate.mentions.of_phrases import joined_by_of
from builder.annotate.mentions.place_regions import forms_of, region_of_dateline, with_regions
from builder.annotate.mentions.propagation import (
    gazetteer_names,
    known_peoples,
    repeated_names,
    taken_apart,
    without_adjectives,
)
from builder.annotate.mentions.proper_nouns import passed_over
from builder.annotate.mentions.roles import MentionRole, is_role_head, roles_of
from builder.annotate.parse.document import Document
from builder.annotate.quantities.figures import counted_people, settled_figures
from builder.annotate.typing.coarse_types import TYPED
from builder.annotate.typing.voting import as_people, settled_types
from builder.lexicon.word_lists import words
from builder.model.annotations import DocumentEntity, EntityType, Mention, Origin, Role
from builder.model.span import Span

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

DATELINE_CONFIDENCE = 0.98


@dataclass(frozen=True, slots=True)
class LinkedMentions:
    """The names of an article with what they name.

    Attributes:
        names: in order, none overlapping.
        keys: for each name the key of its entity; None for types without a page.
        dateline: the mentions of the dateline's place and of the region behind it.
        entities: sorted by key.
        roles: as found, by index of the name.
    """

    names: tuple[MentionSpan, ...]
    keys: tuple[str | None, ...]
    dateline: tuple[Mention, ...]
    entities: tuple[DocumentEntity, ...]
    roles: tuple[MentionRole, ...]

    def mentions(self) -> tuple[Mention, ...]:
        """The mentions of the article, sorted by span."""
        found = [
            Mention(name.span, name.type, key, name.origin, name.rule, name.confidence)
            for name, key in zip(self.names, self.keys, strict=True)
        ]
        return tuple(sorted((*found, *self.dateline), key=lambda mention: mention.span))


def candidate_names(doc: Document, gazetteer: Gazetteer) -> tuple[list[MentionSpan], frozenset[int]]:
    """All that may be a name in an article, with the edges mended and the types not yet settled, and the indices of
    those with a title or role beside them.
    """
    names = without_overlap(extended_by_acronym(doc, found_names(doc)))
    names = list(without_adjectives(list(taken_apart(names)), gazetteer))
    names = list(known_peoples(doc, names, gazetteer))
    names = without_overlap([*names, *repeated_names(doc, names)])
    names = without_overlap([*names, *listed_names(doc)])
    names = without_overlap([*names, *gazetteer_names(doc, names, gazetteer)])
    names = without_overlap([*names, *bracketed_acronyms(doc, names)])
    names = without_overlap(list(passed_over(doc, names, gazetteer)))
    names = list(joined_by_of(doc, names))
    names = without_overlap([*names, *repeated_names(doc, names)])
    names = list(_without_titles(doc, names, roles_of(doc, names), gazetteer))
    names = without_overlap([*names, *counted_people(doc, names)])
    titled = frozenset(role.name_index for role in roles_of(doc, names))
    names = [as_people(name, gazetteer) for name in names]
    return with_regions(doc, names, gazetteer), titled


def link_names(doc: Document, gazetteer: Gazetteer) -> LinkedMentions:
    """Return everything known about the names of one article, from the article alone.

    Raises:
        LimitError: it has too many of them, or a sentence that is too long.
    """
    check_sentences(doc)
    names, titled = candidate_names(doc, gazetteer)
    check_names(doc, names)
    names = settled_types(doc, names, titled, gazetteer)
    names = without_overlap(list(grown(doc, names)))
    names = backed_by_acronyms(with_stated_types(doc, names))
    names = settled_figures(doc, names)
    roles = roles_of(doc, names)
    forms = forms_of(names, gazetteer)
    counts = Counter(forms)
    dateline = _dateline_forms(doc, gazetteer)
    counts.update((EntityType.PLACE, form) for form in dateline.values())
    stated = [(forms[first], forms[second]) for first, second in stated_names(doc, names)]
    clusters = cluster_names(counts, gazetteer, stated=stated)
    by_form = {(cluster.type, form): n for n, cluster in enumerate(clusters) for form in cluster.forms}
    numbers = namesakes_told_apart(doc, names, [by_form.get(form) for form in forms], clusters)
    keys = _keys(clusters)
    linked = [keys[number] if number is not None else None for number in numbers]
    dated = tuple(
        _of_dateline(span, keys[by_form[EntityType.PLACE, form]]) for span, form in dateline.items()
    )
    used = {*linked, *(mention.entity for mention in dated)}
    check_entities(len(used))
    return LinkedMentions(
        names=tuple(names),
        keys=tuple(linked),
        dateline=dated,
        entities=tuple(entity for entity in _entities(clusters, keys, linked, roles) if entity.key in used),
        roles=roles,
    )


def _without_titles(
    doc: Document, names: Sequence[MentionSpan], roles: Sequence[MentionRole], gazetteer: Gazetteer
) -> Iterator[MentionSpan]:
    """The names less those that are only words of a title: "Health" in "Minister of Health Ana Roe". Of a title that
    begins with a people, "Norwegian Health Minister", the people stays.
    """
    inside = [(role.first, role.last) for role in roles]
    for name in names:
        in_title = any(first <= name.first and name.last <= last for first, last in inside)
        in_title = in_title or _is_of_office(doc, name)
        if not in_title or not _is_title_word(name, gazetteer):
            yield name
        elif name.last - name.first > 1 and gazetteer.group(doc.tokens[name.first].text) is not None:
            yield replace(name, last=name.first + 1, type=EntityType.GROUP, rule="before-title")


def _is_of_office(doc: Document, name: MentionSpan) -> bool:
    """Whether an office stands right before a name with "of", whoever holds it: "Secretary of" State."""
    tokens = doc.tokens
    of = name.first - 1
    if of > 0 and tokens[of].text == "the":
        of -= 1
    return of > 0 and tokens[of].text == "of" and is_role_head(tokens[of - 1])


def _is_title_word(name: MentionSpan, gazetteer: Gazetteer) -> bool:
    if name.type not in TYPED:
        return False
    tokens = name.tokens
    if len(tokens) > 1 and gazetteer.group(tokens[0].text) is not None:
        tokens = tokens[1:]
    return " ".join(token.text.lower() for token in tokens) in words("portfolios") or is_title(tokens[-1])


def _keys(clusters: Sequence[Cluster]) -> list[str]:
    keys: dict[str, None] = {}
    numbers: Counter[str] = Counter()
    for cluster in clusters:
        base = slugify(cluster.name) or cluster.type.value
        key = base
        while key in keys:
            numbers[base] += 1
            key = f"{base}-{numbers[base] + 1}"
        keys[key] = None
    return [*keys]


def _entities(
    clusters: Sequence[Cluster],
    keys: Sequence[str],
    name_keys: Sequence[str | None],
    roles: Sequence[MentionRole],
) -> tuple[DocumentEntity, ...]:
    held: dict[str, dict[str, Role]] = {}
    for role in roles:
        key = name_keys[role.name_index]
        if key is not None:
            held.setdefault(key, {}).setdefault(role.role.text.lower(), role.role)
    found = [
        DocumentEntity(
            key=key,
            type=cluster.type,
            name=cluster.name,
            aliases=tuple(form for form in cluster.forms if form != cluster.name),
            roles=tuple(sorted(held.get(key, {}).values(), key=lambda role: role.span)),
        )
        for cluster, key in zip(clusters, keys, strict=True)
    ]
    return tuple(sorted(found, key=lambda entity: entity.key))


def _of_dateline(span: Span, key: str) -> Mention:
    return Mention(span, EntityType.PLACE, key, Origin.RULE, "dateline", DATELINE_CONFIDENCE)


def _dateline_forms(doc: Document, gazetteer: Gazetteer) -> dict[Span, str]:
    """The place of the dateline and its region, where they stand, with what they are called."""
    dateline = doc.article.dateline
    if dateline is None:
        return {}
    forms = {dateline.place: dateline.place.of(doc.text)}
    region = region_of_dateline(doc, gazetteer)
    return {**forms, region[0]: region[1]} if region is not None else forms
