"""Which names of an article name the same thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.annotate.lexicon import words
from builder.annotate.names.acronyms import is_acronym, stands_for
from builder.annotate.names.keys import person_key, place_key, plain_key
from builder.annotate.names.known import known_things
from builder.annotate.names.persons import (
    PersonName,
    alike,
    compatible,
    fold,
    fullest,
    is_given_name,
    is_short_form,
    misspelled,
    person_name,
)
from builder.annotate.names.spelling import spelling
from builder.model.annotations import PAGE_TYPES, EntityType

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

_DOMINANT = 2
"""A short form that two share is the one's who is named in full this many times as often as the other."""


COMPASS = frozenset({"North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western"})
"""Words that part a country or region in two."""


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
        return _merge_known(_merge_persons(groups, forms))
    if kind is EntityType.ORGANIZATION:
        return _merge_known(_merge_organizations(groups, forms))
    if kind is EntityType.EVENT:
        return _merge_storms(groups)
    if kind is EntityType.PLACE:
        countries = [group for group in groups if gazetteer.is_country(spelling(group[0]))]
        # Of countries the gazetteer knows better: a country is not the empire before it.
        others = _merge_known([group for group in groups if group not in countries])
        return _merge_halves([*countries, *others])
    return groups


def _joined(groups: list[list[str]], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The groups, those put together that hold the two forms of a pair."""
    for first, second in pairs:
        ours = next((group for group in groups if first in group), None)
        theirs = next((group for group in groups if second in group), None)
        if ours is not None and theirs is not None and ours is not theirs:
            groups = [group for group in groups if group is not theirs]
            ours.extend(theirs)
    return groups


def group_name(form: str, gazetteer: Gazetteer) -> str:
    """The name of a group's page: the gazetteer's ("Danish" → "Danes"), else the form itself."""
    group = gazetteer.group(form)
    return group.name if group is not None else form


def _merge_persons(groups: list[list[str]], forms: Counter[str]) -> list[list[str]]:
    full = [group for group in groups if person_name(group[0]).is_full]
    short = [group for group in groups if not person_name(group[0]).is_full]
    merged: list[list[str]] = []
    for group in sorted(full, key=lambda group: (-len(group[0].split()), -len(group[0]), group)):
        fitting = [
            other
            for other in merged
            if all(compatible(person_name(group[0]), person_name(form)) for form in other)
        ]
        if len(fitting) == 1:
            fitting[0].extend(group)
        else:
            merged.append(list(group))
    merged = _merge_spellings(merged)
    alone = []
    for group in short:
        owner = _owner(person_name(group[0]), merged, forms)
        if owner is None:
            alone.append(group)
        else:
            owner.extend(group)
    return merged + alone


def _merge_spellings(persons: list[list[str]]) -> list[list[str]]:
    """The persons, those put together whose names one article spells in two ways."""
    merged: list[list[str]] = []
    for group in persons:
        fitting = [other for other in merged if _is_one_person(group, other)]
        if len(fitting) == 1:
            fitting[0].extend(group)
        else:
            merged.append(list(group))
    return merged


def _is_one_person(group: Sequence[str], other: Sequence[str]) -> bool:
    return any(alike(person_name(form), person_name(theirs)) for form in group for theirs in other)


def _owner(short: PersonName, persons: list[list[str]], forms: Counter[str]) -> list[str] | None:
    """The one person whom a single word names, or None where nobody or more than one fits."""
    for fits in (is_short_form, is_given_name):
        fitting = [group for group in persons if any(fits(short, person_name(form)) for form in group)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            return _dominant(fitting, forms)
    return None


def _dominant(things: list[list[str]], forms: Counter[str]) -> list[str] | None:
    weights = sorted(
        ((sum(forms[form] for form in group if " " in form), group) for group in things),
        key=lambda pair: -pair[0],
    )
    return weights[0][1] if weights[0][0] >= _DOMINANT * weights[1][0] else None


def _merge_organizations(groups: list[list[str]], forms: Counter[str]) -> list[list[str]]:
    merged = [list(group) for group in groups]
    for same in (_is_acronym_of, _is_beginning, _is_shortened):
        for group in list(merged):
            owners = [other for other in merged if other is not group and same(group[0], other)]
            owner = owners[0] if len(owners) == 1 else _dominant(owners, forms) if owners else None
            if owner is not None:
                owner.extend(group)
                merged.remove(group)
    return merged


def _merge_known(groups: list[list[str]]) -> list[list[str]]:
    """The groups, those put together that are names of one well-known thing and of no other."""
    merged: list[list[str]] = []
    for group in groups:
        fitting = [other for other in merged if _is_one_thing(group, other)]
        if len(fitting) == 1:
            fitting[0].extend(group)
        else:
            merged.append(list(group))
    return merged


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


def _is_one_thing(group: Sequence[str], other: Sequence[str]) -> bool:
    known = [known_things(form) for form in group]
    theirs = [known_things(form) for form in other]
    return any(mine == things and len(mine) == 1 for mine in known for things in theirs)


def _is_acronym_of(form: str, names: Sequence[str]) -> bool:
    return is_acronym(form) and any(stands_for(form, name) for name in names)


def _is_beginning(form: str, names: Sequence[str]) -> bool:
    """Whether a form is what stands before "of" in a name: "House" for "House of Harbours", "High Court" for "Norwegian
    High Court of Trade".
    """
    return any(
        f" {fold(name)}".partition(" of ")[0].endswith(f" {fold(form)}") and " of " in name for name in names
    )


def _is_shortened(form: str, names: Sequence[str]) -> bool:
    """Whether a form is a name without its generic last words, "Lowmoor" for "Lowmoor University", or its last
    words alone: "Harriers" for "Lowmoor Harriers". A word for a building or a portfolio alone ("House", "State") is no
    such name.
    """
    short = [fold(part) for part in form.split()]
    for name in names:
        parts = [fold(part) for part in name.split()]
        if len(short) < len(parts) and parts[-len(short) :] == short and "of" not in parts:
            buildings = {word.split()[-1] for word in words("place_words")}
            return len(short) > 1 or short[0] not in buildings | words("portfolios")
        generic = words("organization_words")
        rest = parts[len(short) :]
        if rest and parts[: len(short)] == short and all(p in generic or f"{p}*" in generic for p in rest):
            return True
    return False


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
