"""Identity of places over the archive: which entities of articles are one place, decided by name and region.

A name and the region that an article names beside it are a place: "Lowmoor, Ohio". A bare name means the place that
its article's other places support, else the one that most articles name, else the largest; what nothing decides has a
page of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from builder.codec import Codec
from builder.digest import digest
from builder.gazetteer.home_places import Home
from builder.gazetteer.lookup import Gazetteer, lies_in, load_gazetteer
from builder.gazetteer.name_keys import folded
from builder.gazetteer.place_choices import outer_candidates
from builder.gazetteer.toponym_resolution import locate
from builder.gazetteer.towns import towns_named
from builder.graph.contested_places import contested_names
from builder.graph.memory import Memory, NoMemory
from builder.graph.place_regions import region_of
from builder.model.annotations import DocumentEntity, EntityType
from builder.model.lazy_mapping import LazyMapping
from builder.model.place import Place, PlaceKind
from builder.names.matching_keys import place_key

_MAIN_MARGIN = 0.45
"""Margin by which a place outweighs its namesakes so that its bare name means it: three times their population."""

LOCATED = Codec(dict[str, Place])
"""The codec of what one article shows of where its places are, by key."""
_Key = tuple[str, str]
"""Key of an entity of one article: the seed id, and the entity's key there."""


_WELL_KNOWN = 100_000
"""Inhabitants of a city that its name means, whatever small town has it, too."""


class PlaceGroup(Struct, frozen=True, array_like=True):
    """Entities of articles that are one place.

    Attributes:
        keys: of the entities, sorted.
        region: the region that tells the place from others of its name ("Ohio"); None if the bare name means it.
    """

    keys: tuple[_Key, ...]
    region: str | None


class _Groups(Struct, frozen=True, array_like=True):
    """The places of one bare name."""

    groups: tuple[PlaceGroup, ...]


_GROUPS = Codec(dict[str, tuple[str, _Groups]])


class _Site(Struct, frozen=True):
    """A place that a name means: a record of the gazetteer, or else the region alone.

    Attributes:
        place: the record; None for a place that the gazetteer does not have.
        region: the name of the first-level division or country that contains it.
    """

    place: Place | None
    region: str


class _Context(Struct, frozen=True):
    """What the articles say of a bare name by the places and peoples beside it.

    Attributes:
        bare: the entities without a region whose name may mean several places.
        located: the places that the gazetteer finds in the context of each article, by seed id and key.
        regions: the folded names of the places of each article.
    """

    bare: frozenset[_Key]
    located: Mapping[str, Mapping[str, Place]]
    regions: Mapping[str, frozenset[str]]

    def site(self, key: _Key, stated: Collection[_Site], gazetteer: Gazetteer) -> _Site | None:
        """Return the place that a bare name means in its article.

        It is the only one of the places with its region in other articles whose region this article names, else the
        one that the gazetteer finds.
        """
        named = self.regions.get(key[0], frozenset())
        fitting = [site for site in stated if folded(site.region) in named]
        if len(fitting) == 1:
            return fitting[0]
        place = self.located[key[0]].get(key[1]) if key in self.bare else None
        region = region_of(place, gazetteer) if place is not None else None
        return _Site(place, region) if region is not None else None


def place_groups(
    members: Iterable[_Key],
    entities: Mapping[_Key, DocumentEntity],
    home: Home | None = None,
    memory: Memory | None = None,
    keys: Mapping[str, str] | None = None,
) -> list[PlaceGroup]:
    """Return the groups of the entities that are one place.

    Args:
        members: the entities that are places.
        entities: all entities of all articles, which are evidence for the members.
        home: the site's home region, whose towns bare names mean first.
        memory: what earlier builds remember of single articles.
        keys: a digest of the entities of each article and the home, by seed id; without it nothing is remembered.
    """
    gazetteer = load_gazetteer()
    memory = memory or NoMemory()
    by_name: dict[str, list[_Key]] = defaultdict(list)
    name_keys: dict[str, str] = {}
    for key in sorted(members):
        name = bare_name(entities[key], gazetteer)
        if name not in name_keys:
            name_keys[name] = place_key(name, gazetteer)
        by_name[name_keys[name]].append(key)
    contested = contested_names(by_name, entities, home, memory)
    bare = frozenset(key for name in contested for key in by_name[name] if entities[key].region is None)
    context = _Context(
        bare,
        _located_by_context({seed_id for seed_id, _ in bare}, entities, home, memory, keys or {}),
        _regions_named(entities),
    )
    digests = {
        name: _digest_of_names(own, entities, (keys or {}) if name in contested else None)
        for name, own in sorted(by_name.items())
    }
    decided = memory.recall_table(
        "places",
        _GROUPS,
        digests if keys else dict.fromkeys(digests, ""),
        lambda name: _Groups(tuple(_groups_of_name(by_name[name], entities, context, gazetteer))),
    )
    return [group for one in decided.values() for group in one.groups]


def _digest_of_names(
    own: Sequence[_Key], entities: Mapping[_Key, DocumentEntity], articles: Mapping[str, str] | None
) -> str:
    """Return a digest of all that the places of one bare name depend on; "" if it is not known.

    Args:
        own: the entities of that name.
        entities: by key.
        articles: a digest of what each article names and of the home, if its context counts, by seed id.
    """
    if articles is not None and not all(articles.get(seed_id) for seed_id, _ in own):
        return ""
    parts: list[str] = []
    for key in own:
        entity = entities[key]
        context = "" if articles is None else articles[key[0]]
        parts += (*key, entity.name, entity.region or "", context)
    return digest(*parts)


def bare_name(entity: DocumentEntity, gazetteer: Gazetteer) -> str:
    """Return the name of a place without its region: "Lowmoor" for "Lowmoor, Ohio"."""
    head, comma, tail = entity.name.rpartition(", ")
    is_region = comma and entity.region is not None and folded(tail) == folded(entity.region)
    return head if is_region and gazetteer.city_key(entity.name) is None else entity.name


def _groups_of_name(
    keys: Sequence[_Key],
    entities: Mapping[_Key, DocumentEntity],
    context: _Context,
    gazetteer: Gazetteer,
) -> list[PlaceGroup]:
    """Return the groups of entities with one bare name."""
    stated = {key: site for key in keys if (site := _stated_site(entities[key], gazetteer)) is not None}
    name = bare_name(entities[keys[0]], gazetteer)
    rivals = {site for site in stated.values() if not _is_small_namesake(site, name, gazetteer)}
    # A name that has its region is looked for nowhere else: a state beside its country is not a town of that name.
    bare = [key for key in keys if entities[key].region is None]
    found = {key: context.site(key, rivals, gazetteer) for key in bare}
    sites = {key: site for key in keys if (site := stated.get(key) or found.get(key)) is not None}
    if not sites:
        return [PlaceGroup(tuple(keys), None)]
    large = {key: site for key, site in sites.items() if not _is_small_namesake(site, name, gazetteer)}
    usual = _usual_site(large, entities[keys[0]], gazetteer) if large else None
    by_site: dict[_Site | None, list[_Key]] = defaultdict(list)
    for key in keys:
        by_site[sites.get(key, usual)].append(key)
    main, is_known = _main_site(name, gazetteer), bool(gazetteer.candidates(name))
    groups = []
    for site, own in by_site.items():
        region = None
        if site is not None:
            region = _shown_region(site, main, stated.values(), is_known=is_known, count=len(by_site))
        groups.append(PlaceGroup(tuple(own), region))
    return groups


def _is_small_namesake(site: _Site, name: str, gazetteer: Gazetteer) -> bool:
    """Return True for a small town of a well-known name, which means it only with its region: "Lowmoor, Ohio"."""
    # The articles on a state name the capital of the country as well.
    main = _main_site(name, gazetteer)
    if main is None or main == site.place or site.place in gazetteer.candidates(name):
        return False
    return main.kind is not PlaceKind.CITY or main.population >= _WELL_KNOWN


def _shown_region(
    site: _Site, main: Place | None, stated: Collection[_Site], *, is_known: bool, count: int
) -> str | None:
    """Return the region in the title of a place; None if the bare name means it, or is known of no other place."""
    if site.place is not None and site.place == main:
        return None
    # A town whose name no table has keeps the bare name, unless the site has another one.
    return site.region if count > 1 or (is_known and site in stated) else None


def _stated_site(entity: DocumentEntity, gazetteer: Gazetteer) -> _Site | None:
    """Return the place that the region beside a name gives; None for countries, states, and names without a region."""
    if entity.region is None:
        return None
    name = bare_name(entity, gazetteer)
    areas = [area for area in gazetteer.regions(entity.region) if area.admin is None]
    main = _main_site(name, gazetteer)
    if (
        main is not None
        and main.kind is not PlaceKind.CITY
        and any(main.country == area.country for area in areas)
    ):
        return None
    inside = [place for place in gazetteer.candidates(name) if any(lies_in(place, area) for area in areas)]
    inside = inside or [record.place for area in areas for record in towns_named(name, area)]
    if inside:
        region = region_of(inside[0], gazetteer)
        return _Site(inside[0], region) if region is not None else None
    return _Site(None, entity.region)


def _usual_site(sites: Mapping[_Key, _Site], entity: DocumentEntity, gazetteer: Gazetteer) -> _Site | None:
    """Return the place that a bare name without context means: the one that most articles name.

    Returns:
        None if two are named equally often and neither is the largest of its name.
    """
    votes = Counter(sites.values())
    most = max(votes.values())
    best = [site for site, count in votes.items() if count == most]
    if len(best) > 1:
        main = _main_site(bare_name(entity, gazetteer), gazetteer)
        best = [site for site in best if site.place is not None and site.place == main]
    return best[0] if len(best) == 1 else None


def _main_site(name: str, gazetteer: Gazetteer) -> Place | None:
    """Return the place that the bare name means if nothing else is known; None if two are of similar size."""
    matches = sorted(outer_candidates(gazetteer.matches(name)), key=lambda match: -match.weight)
    if not matches or (len(matches) > 1 and matches[0].weight - matches[1].weight < _MAIN_MARGIN):
        return None
    return matches[0].place


def _regions_named(entities: Mapping[_Key, DocumentEntity]) -> dict[str, frozenset[str]]:
    """Return the folded names of the places of each article, without qualifiers: "georgia" for "Georgia (state)"."""
    named: dict[str, set[str]] = defaultdict(set)
    for (seed_id, _), entity in entities.items():
        if entity.type is EntityType.PLACE:
            named[seed_id].add(folded(entity.name.partition(" (")[0]))
    return {seed_id: frozenset(names) for seed_id, names in named.items()}


def _located_by_context(
    seed_ids: Collection[str],
    entities: Mapping[_Key, DocumentEntity],
    home: Home | None,
    memory: Memory,
    keys: Mapping[str, str],
) -> Mapping[str, Mapping[str, Place]]:
    """Return the places that the other places and peoples of some articles give for their places, by seed id and key.

    They are loaded or made when they are looked up: few names are decided again after an edit.
    """
    by_seed: dict[str, list[DocumentEntity]] = {seed_id: [] for seed_id in sorted(seed_ids)}
    for (seed_id, _), entity in entities.items():
        if seed_id in by_seed:
            by_seed[seed_id].append(entity)
    own_keys = {seed_id: keys.get(seed_id, "") for seed_id in by_seed}
    found = memory.lookup(
        LOCATED, own_keys, lambda seed_id: dict(_located(_input_of(by_seed[seed_id]), home))
    )
    return LazyMapping(own_keys, found.__getitem__, limit=max(1, len(own_keys)))


class _Named(Struct, frozen=True):
    """What an article names that tells where its places are.

    Attributes:
        places: their names, by key.
        regions: the regions beside them, by key.
        countries: of the peoples, sorted.
    """

    places: Mapping[str, tuple[str, ...]]
    regions: Mapping[str, tuple[str, ...]]
    countries: tuple[str, ...]


def _input_of(entities: Sequence[DocumentEntity]) -> _Named:
    gazetteer = load_gazetteer()
    places = [entity for entity in entities if entity.type is EntityType.PLACE]
    groups = [gazetteer.group(entity.name) for entity in entities if entity.type is EntityType.GROUP]
    return _Named(
        {entity.key: (entity.name, *entity.aliases) for entity in places},
        {entity.key: (entity.region,) for entity in places if entity.region is not None},
        tuple(sorted({group.country for group in groups if group is not None and group.country})),
    )


def _located(named: _Named, home: Home | None) -> Mapping[str, Place]:
    return locate(named.places, context_countries=named.countries, hints=named.regions, home=home)
