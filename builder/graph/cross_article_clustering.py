"""Clustering of entities across articles: which entities of different articles are the same.

All articles are clustered together, and their order makes no difference. Namesakes are the danger: entities that could
be two stay two. Only clear cases are merged: the same spelling, a full name with and without middle names, an acronym
that one article spells out, and a surname that only one person of the site has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set

from msgspec.structs import replace

from builder.annotate.parse.capital_copy import title_case
from builder.annotate.typing.organizations_in_context import FIRM_RULE, TEAM_RULE
from builder.gazetteer.home_places import Home, is_town_at_home
from builder.gazetteer.lookup import load_gazetteer
from builder.graph.identity.company_surnames import company_surnames, is_bare_surname
from builder.graph.identity.entity_cluster import EntityCluster
from builder.graph.identity.name_buckets import Buckets
from builder.graph.identity.name_evidence import EntityEvidence, EntityKey, evidence_on
from builder.graph.identity.organizations import OrganizationIdentity, identify_organizations
from builder.graph.identity.page_titles import (
    bears_name_of_place,
    kind_of_team,
    title_of_organization,
    title_of_person,
)
from builder.graph.identity.persons import PersonIdentity, identify_persons
from builder.graph.memory import Memory
from builder.graph.place_identity import PlaceGroup, bare_name, place_groups
from builder.model.annotations import DocumentEntity, EntityType
from builder.names.acronyms import is_acronym
from builder.names.given_names import is_given_name
from builder.names.known_names import SURNAME, known_kinds
from builder.names.matching_keys import plain_key
from builder.names.normal_form import normal_form
from builder.names.person_names import fold

_OUTVOTE_FACTOR = 3
"""How many times as many articles must give a name another type before the type in one article counts as wrong."""

_BODY_FACTOR = 10
"""How many times as many articles must have an organization of that name before a person who is titled is one."""

_LONGEST_ABBREVIATION = 3
"""Letters of an abbreviation of a place, at most: "USA" is not "Usa"."""

_MISTAKEN = (EntityType.PERSON, EntityType.PLACE)
"""Types that an article gives to organizations by mistake."""

_CONFUSED_TYPES = (EntityType.PLACE, EntityType.ORGANIZATION, EntityType.EVENT)
"""Types between which articles often differ: entities of two of them share no acronym and no name of several words."""


def cluster_entities(
    entities: Mapping[EntityKey, DocumentEntity],
    evidence: Mapping[EntityKey, EntityEvidence] | None = None,
    home: Home | None = None,
    memory: Memory | None = None,
    keys: Mapping[str, str] | None = None,
    buckets: Buckets | None = None,
) -> tuple[EntityCluster, ...]:
    """Return the clusters, sorted by type and name; each entity of an article is in exactly one.

    Args:
        entities: by key.
        evidence: what the articles show of them, by key; without it each spelling counts as one mention.
        home: the site's home region.
        memory: what earlier builds remember of single articles.
        keys: a digest of the entities of each article and the home, by seed id; without it nothing is remembered.
        buckets: the decisions on buckets of names; None remembers none.
    """
    known = evidence or {}
    units = {key: known.get(key) or evidence_on(key, entity) for key, entity in sorted(entities.items())}
    found: list[EntityCluster] = []
    types = _agreed_types(units)
    if home is not None:
        types |= {key: EntityType.PLACE for key, unit in units.items() if _is_town_at_home(unit, home)}
    persons = [unit for key, unit in units.items() if types[key] is EntityType.PERSON]
    found.extend(map(_person_cluster, identify_persons(persons, buckets)))
    bodies = [unit for key, unit in units.items() if types[key] is EntityType.ORGANIZATION]
    places = [key for key in entities if types[key] is EntityType.PLACE]
    placed = frozenset(plain_key(entities[key].name) for key in places)
    found.extend(_organization_cluster(body, placed) for body in identify_organizations(bodies, buckets))
    found.extend(
        _place_cluster(group, entities) for group in place_groups(places, entities, home, memory, keys)
    )
    for kind in sorted(set(types.values()) - {EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE}):
        by_name: dict[str, list[EntityKey]] = defaultdict(list)
        for key in sorted(entities):
            if types[key] is kind:
                by_name[fold(normal_form(entities[key].name))].append(key)
        found.extend(_cluster(kind, [entities[key] for key in own], own) for own in by_name.values())
    return tuple(sorted(found, key=lambda cluster: (cluster.type, cluster.name, cluster.keys)))


def _person_cluster(person: PersonIdentity) -> EntityCluster:
    forms = {form for unit in person.units for form in (unit.entity.name, *unit.entity.aliases)}
    return EntityCluster(
        EntityType.PERSON,
        title_of_person(person.units),
        tuple(sorted(unit.key for unit in person.units)),
        tuple(sorted(forms | {spelling for _, spelling in person.moved})),
        tuple(sorted(person.moved)),
        tuple(sorted(person.links, key=lambda link: (link.key, link.spelling or ""))),
    )


def _organization_cluster(body: OrganizationIdentity, places: Set[str]) -> EntityCluster:
    """Return the cluster of an organization; a team with the name of a place says that it is one.

    Args:
        body: the organization.
        places: the keys of the names of places in the archive.
    """
    forms = {form for unit in body.units for form in (unit.entity.name, *unit.entity.aliases)}
    title = title_of_organization(body.units, frozenset(body.lost))
    is_of_place = bears_name_of_place(title, body.units, places)
    return EntityCluster(
        EntityType.ORGANIZATION,
        f"{title} ({kind_of_team(body.units)})" if is_of_place else title,
        tuple(sorted(unit.key for unit in body.units)),
        tuple(sorted(forms | {spelling for _, spelling in body.moved})),
        body.moved,
        place_name=title if is_of_place else "",
    )


def _agreed_types(units: Mapping[EntityKey, EntityEvidence]) -> dict[EntityKey, EntityType]:
    """Return the type of each entity after a vote of all articles.

    If many articles give a name one type, an article that gives it another is wrong about it, unless it shows more than
    the name: a given name or a role.
    """
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for unit in units.values():
        if unit.shown_as == TEAM_RULE:
            continue  # "Norway" in three reports on matches says nothing on the country in a fourth article.
        for form in voting_forms(unit.entity):
            votes[plain_key(form)][unit.entity.type] += 1
    companies = company_surnames(units.values())
    firms = frozenset(plain_key(unit.entity.name) for unit in units.values() if unit.shown_as == FIRM_RULE)
    types = {}
    for key, unit in units.items():
        is_body = unit.entity.type in _MISTAKEN and (
            _is_frequent_body(unit.entity, votes) or _is_company(unit, companies, firms)
        )
        types[key] = EntityType.ORGANIZATION if is_body else _agreed_type(unit, votes)
    return types


def voting_forms(entity: DocumentEntity) -> tuple[str, ...]:
    """Return the spellings of an entity for whose type its article votes."""
    return (entity.name, *filter(is_acronym, entity.aliases))


def _is_company(unit: EntityEvidence, companies: Set[str], firms: Set[str]) -> bool:
    """Return True for a person or place of which an article has only a word that names a company elsewhere."""
    entity = unit.entity
    if entity.type is EntityType.PLACE:
        return plain_key(entity.name) in firms and not load_gazetteer().candidates(entity.name)
    return entity.type is EntityType.PERSON and plain_key(entity.name) in companies and is_bare_surname(unit)


def _is_town_at_home(unit: EntityEvidence, home: Home) -> bool:
    """Return True for a person of whom an article has only a word that is a town at home, and no name of persons."""
    entity = unit.entity
    if entity.type is not EntityType.PERSON or entity.roles or not is_bare_surname(unit):
        return False
    if is_given_name(entity.name) or SURNAME in known_kinds(entity.name):
        return False
    return is_town_at_home(entity.name, home)


def _is_frequent_body(entity: DocumentEntity, votes: Mapping[str, Mapping[EntityType, int]]) -> bool:
    """Return True for a person whose surname is the name of an organization in many articles, and no surname.

    A title or a word before the name makes no person of it: "his official Gullfeed account", "Wilayat Gullfeed".
    """
    if entity.type is not EntityType.PERSON:
        return False
    last = entity.name.split()[-1]
    own = votes.get(plain_key(last), {})
    bodies, persons = own.get(EntityType.ORGANIZATION, 0), own.get(EntityType.PERSON, 0)
    if bodies < _BODY_FACTOR * max(persons, 1):
        return False
    if " " in entity.name and is_given_name(entity.name.split()[0]):
        return False
    is_used = last in (entity.name, *entity.aliases)
    return is_used and not is_given_name(last) and SURNAME not in known_kinds(last)


def _agreed_type(unit: EntityEvidence, votes_by_name: Mapping[str, Mapping[EntityType, int]]) -> EntityType:
    """Return the type of an entity, given how many articles give each name each type."""
    entity = unit.entity
    if unit.shown_as:
        # A team or company with the name of a country: most articles have the country.
        return entity.type
    votes = votes_by_name[plain_key(entity.name)]
    if len(votes) == 1:
        return entity.type
    best = min(votes, key=lambda kind: (-votes[kind], kind is not EntityType.ORGANIZATION, kind))
    if entity.type is EntityType.GROUP:
        # A people has no acronym that is also a body: NAACP is a group for the model in 3 of 5 train articles.
        is_body = is_acronym(entity.name) and EntityType.ORGANIZATION in votes
        return EntityType.ORGANIZATION if is_body else entity.type
    sure = entity.roles or (entity.type is EntityType.PERSON and " " in entity.name)
    is_certain_form = " " in entity.name or is_acronym(entity.name)
    alike = entity.type in _CONFUSED_TYPES and best in _CONFUSED_TYPES and is_certain_form
    outvoted = alike or votes[best] >= _OUTVOTE_FACTOR * votes[entity.type]
    return best if outvoted and not sure else entity.type


def _place_cluster(group: PlaceGroup, entities: Mapping[EntityKey, DocumentEntity]) -> EntityCluster:
    """Return the cluster of a place, with its region in the name if others have the bare name."""
    own = [entities[key] for key in group.keys]
    cluster = _cluster(EntityType.PLACE, own, group.keys)
    gazetteer = load_gazetteer()
    names = Counter(bare_name(entity, gazetteer) for entity in own)
    name = min(names, key=lambda name: (_is_shouted(name), -names[name], name))
    if _is_shouted(name):
        # No article has it but in a dateline or a headline in capitals.
        name = " ".join(map(title_case, name.split()))
    return replace(cluster, name=f"{name}, {group.region}" if group.region is not None else name)


def _is_shouted(name: str) -> bool:
    return name.isupper() and max(map(len, name.split())) > _LONGEST_ABBREVIATION


def _cluster(
    kind: EntityType, entities: Sequence[DocumentEntity], keys: Sequence[EntityKey]
) -> EntityCluster:
    """Return the cluster of the entities with these keys."""
    names = Counter(entity.name for entity in entities)
    name = min(names, key=lambda name: (-names[name], name))
    forms = {form for entity in entities for form in (entity.name, *entity.aliases)}
    return EntityCluster(kind, name, tuple(keys), tuple(sorted(forms)))
