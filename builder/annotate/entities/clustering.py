"""Which names of an article name the same thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.annotate.entities.organization_merging import merged_organizations
from builder.annotate.entities.person_merging import merged_persons
from builder.lexicon.word_lists import words
from builder.model.annotations import PAGE_TYPES, EntityType
from builder.names.acronyms import is_acronym
from builder.names.compass import COMPASS
from builder.names.key_groups import Group, Groups
from builder.names.known_names import known_things
from builder.names.matching_keys import person_key, place_key, plain_key
from builder.names.normal_form import spelling
from builder.names.person_names import fullest, misspelled, person_name

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer


@dataclass(frozen=True, slots=True)
class Cluster:
    """Spellings of one thing.

    Attributes:
        type: what it is.
        name: the fullest form seen, or the gazetteer's where only abbreviations were.
        forms: all spellings, sorted.
    """

    type: EntityType
    name: str
    forms: tuple[str, ...]


def cluster_names(
    counts: Mapping[tuple[EntityType, str], int],
    gazetteer: Gazetteer,
    *,
    stated: Iterable[tuple[tuple[EntityType, str], tuple[EntityType, str]]] = (),
) -> tuple[Cluster, ...]:
    """The clusters of an article's names.

    Args:
        counts: how often each form (as written, white space folded) of each type stands in the article.
        stated: pairs of forms that the article says are one thing's, of one type each.

    Returns:
        Clusters sorted by type and name; each form of each type in exactly one of them.
    """
    by_type: dict[EntityType, Counter[str]] = defaultdict(Counter)
    for (kind, form), count in sorted(counts.items()):
        if kind in PAGE_TYPES:
            by_type[kind][form] += count
    pairs = [(first[1], second[1], first[0]) for first, second in stated if first[0] is second[0]]
    clusters: list[Cluster] = []
    for kind, forms in by_type.items():
        groups = _joined(
            _groups(kind, forms, gazetteer), [(first, second) for first, second, of in pairs if of is kind]
        )
        clusters.extend(
            Cluster(kind, _canonical(kind, group, forms, gazetteer), tuple(sorted(group))) for group in groups
        )
    return tuple(sorted(clusters, key=lambda cluster: (cluster.type, cluster.name, cluster.forms)))


def _groups(kind: EntityType, forms: Counter[str], gazetteer: Gazetteer) -> list[list[str]]:
    keys: dict[EntityType, Callable[[str], str]] = {
        EntityType.PLACE: lambda form: place_key(form, gazetteer),
        EntityType.GROUP: lambda form: group_name(form, gazetteer),
        EntityType.PERSON: person_key,
    }
    key_of = keys.get(kind, plain_key)
    same: dict[str, list[str]] = defaultdict(list)
    for form in sorted(forms):
        same[key_of(form)].append(form)
    groups = list(same.values())
    if kind is EntityType.PERSON:
        return _merge_known(merged_persons(groups, forms))
    if kind is EntityType.ORGANIZATION:
        return _merge_known(merged_organizations(groups, forms))
    if kind is EntityType.EVENT:
        return _merge_storms(groups)
    if kind is EntityType.PLACE:
        countries = [group for group in groups if gazetteer.is_country(spelling(group[0]))]
        # Of countries the gazetteer knows better: a country is not the empire before it.
        others = _merge_known([group for group in groups if group not in countries])
        return _merge_halves([*countries, *others])
    return groups


def _joined(groups: Sequence[Group], pairs: Iterable[tuple[str, str]]) -> list[Group]:
    """The groups, those put together that hold the two forms of a pair."""
    joined = Groups()
    for group in groups:
        joined.add(group, group)
    for first, second in pairs:
        ours, theirs = joined.found([first]), joined.found([second])
        if ours and theirs and ours != theirs:
            joined.merge(theirs[0], ours[0])
    return [*joined.kept.values()]


def group_name(form: str, gazetteer: Gazetteer) -> str:
    """The name of a group's page: the gazetteer's ("Danish" → "Danes"), else the form itself."""
    group = gazetteer.group(form)
    return group.name if group is not None else form


def _merge_known(groups: Sequence[Group]) -> list[Group]:
    """The groups, those put together that are names of one well-known thing and of no other."""
    merged = Groups()
    for group in groups:
        things = [thing for form in group for thing in _only_thing(form)]
        fitting = merged.found(things)
        if len(fitting) == 1:
            merged.kept[fitting[0]].extend(group)
            merged.register(fitting[0], things)
        else:
            merged.add(group, things)
    return [*merged.kept.values()]


def _only_thing(form: str) -> frozenset[int]:
    """Return the number of the one well-known thing that bears a name; empty if several do."""
    things = known_things(form)
    return things if len(things) == 1 else frozenset()


def _merge_storms(groups: list[list[str]]) -> list[list[str]]:
    """A storm or operation and its bare name: "Vala" for "Storm Vala"."""
    bare = {
        form.partition(" ")[2]: group
        for group in groups
        for form in group
        if f"{form.split()[0].lower()}*" in words("event_words")
    }
    for group in groups:
        owner = bare.get(group[0])
        if owner is not None and owner is not group:
            owner.extend(group)
    return [group for group in groups if bare.get(group[0], group) is group]


def _merge_halves(groups: list[list[str]]) -> list[list[str]]:
    """Where an article names both halves of a country, "the North" is the northern one."""
    merged = [list(group) for group in groups]
    for group in groups:
        if group[0] not in COMPASS:
            continue
        owners = [other for other in merged if any(form.startswith(f"{group[0]} ") for form in other)]
        rest = {
            form.partition(" ")[2] for owner in owners for form in owner if form.startswith(f"{group[0]} ")
        }
        halves = {
            form.partition(" ")[0] for other in merged for form in other if form.partition(" ")[2] in rest
        }
        if len(owners) == 1 and len(halves & COMPASS) > 1:
            merged.remove(group)
            owners[0].extend(group)
    return merged


def _canonical(kind: EntityType, group: Sequence[str], forms: Counter[str], gazetteer: Gazetteer) -> str:
    if kind is EntityType.GROUP:
        return group_name(group[0], gazetteer)
    if kind is EntityType.PLACE and gazetteer.is_country(spelling(group[0])):
        return gazetteer.candidates(spelling(group[0]))[0].name
    plain = [form for form in group if not (form.isupper() and len(form) > 5)]
    if kind is EntityType.PERSON:
        best = fullest(plain or [form.title() for form in group])
        # Of two spellings that differ by a letter the rarer is the slip.
        slips = [form for form in plain if misspelled(person_name(form), person_name(best))]
        return min([best, *slips], key=lambda form: -forms[form])
    spelled = [form for form in plain if not is_acronym(form) and form not in COMPASS]
    if kind is EntityType.PLACE:
        whole = [form for form in plain if gazetteer.division_key(form) is None]
        known = gazetteer.candidates(plain[0]) if plain and not whole else ()
        if known:
            return known[0].name
        spelled = [form for form in whole if form in spelled]
        best = min(spelled or whole or group, key=lambda form: (-forms[form], form))
        return best if whole else best.title()
    return fullest(spelled or plain or [form.title() for form in group])
