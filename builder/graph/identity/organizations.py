"""Organizations over the archive: names of one key, then acronyms and short forms joined to the name they shorten.

A short form joins the only full name that articles use it for. A full name in few articles never takes over a name in
many: "Lowmoor Workers' Party" in one article is not the "Workers' Party" of thirty others, which gets the mentions
instead.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache

from msgspec import Struct, field

from builder.codec import Codec
from builder.gazetteer.lookup import load_gazetteer
from builder.graph.identity.name_buckets import Buckets
from builder.graph.identity.name_evidence import EntityEvidence, EntityKey
from builder.lexicon.word_lists import words
from builder.names.acronyms import SMALL_WORDS, acronyms_of, is_acronym, letters, stands_for
from builder.names.known_names import known_things, other_names
from builder.names.matching_keys import plain_key

_CLEAR = 3
"""A short form is that of the name for which this many times as many articles use it as for any other."""
_PART = 3
"""A name in this many times as many articles as a longer one is not a short form of it."""
_LEAST_ARTICLES = {2: 3, 3: 2}
"""Articles that spell a name out before an acronym of so few letters is linked to it by its initials alone."""
_SHORTEST_SYLLABLE = 3
"""Letters that a coined name keeps of each word, at least: "LowPost" for "Lowmoor Post"."""
_NEWS = ("images", "media", "news")
"""Words after the short name of a news company."""
_CHANNELS = ("channel", "network")
"""Words after the name of a news network."""
_SPORT = "\x1f"
"""Sign between the name of a national team and its sport, which is in no name."""
_SYLLABLE = re.compile(r"[A-Z][a-z]+")
_COMPANY_FORMS = re.compile(r",? (?:inc|corp|corporation|co|company|ltd|limited|llc|llp|lp|plc|ag|gmbh)$")
_OFFICE_OF = re.compile(
    r"^(united (?:nations|states) |house |senate )?(?:(?:select|special) (?=(?:sub)?committee ))?"
    r"(department|ministry|bureau|committee|subcommittee|office) (?:of|on|for) (?:the )?(.+)$"
)


class OrganizationIdentity(Struct, frozen=True):
    """An organization over the archive.

    Attributes:
        units: the entities of articles that name it.
        moved: short names of other entities that refer to it: the entity's key and the spelling.
        lost: likewise, short names of its own entities that refer to another organization.
    """

    units: tuple[EntityEvidence, ...]
    moved: tuple[tuple[EntityKey, str], ...]
    lost: tuple[tuple[EntityKey, str], ...]


class _Name(Struct):
    """The entities with one name key, while names are joined."""

    key: str
    units: list[EntityEvidence]
    moved: list[tuple[EntityKey, str]] = field(default_factory=list)
    lost: list[tuple[EntityKey, str]] = field(default_factory=list)

    @property
    def articles(self) -> int:
        return len({unit.key[0] for unit in self.units})


@cache
def organization_key(name: str) -> str:
    """Return the key of a name: without "the", the form of a company, and with "Department of X" as "X Department"."""
    key = _COMPANY_FORMS.sub("", plain_key(name).removeprefix("the "))
    match = _OFFICE_OF.match(key)
    return f"{match[1] or ''}{match[3]} {match[2]}" if match is not None else key


_COUNTRIES = Codec(dict[str, tuple[str, bool]])


def identify_organizations(
    units: Sequence[EntityEvidence], buckets: Buckets | None = None
) -> list[OrganizationIdentity]:
    """Return the organizations of an archive; each entity of an article belongs to exactly one of them.

    The order and the ids of the articles make no difference.

    Args:
        units: the entities.
        buckets: the decisions on buckets of names; None remembers none.
    """
    by_key: dict[str, list[EntityEvidence]] = defaultdict(list)
    countries = _countries(units, buckets or Buckets())
    for unit in units:
        by_key[_key_of(unit, countries)].append(unit)
    _join_teams(by_key)
    names = {key: _Name(key, own) for key, own in sorted(by_key.items())}
    _move_parts(names)
    owners = _owners(names)
    roots = {key: _root(key, owners) for key in names}
    found = {key: name for key, name in names.items() if roots[key] == key}
    for key, name in names.items():
        if roots[key] != key:
            whole = found[roots[key]]
            whole.units.extend(name.units)
            whole.moved.extend(name.moved)
            whole.lost.extend(name.lost)
    return [
        OrganizationIdentity(
            tuple(sorted(name.units, key=lambda unit: unit.key)),
            tuple(sorted(set(name.moved))),
            tuple(sorted(set(name.lost))),
        )
        for name in found.values()
    ]


def _countries(units: Iterable[EntityEvidence], buckets: Buckets) -> Set[str]:
    """Return the names of countries among those of some entities."""
    names = {unit.entity.name: unit.entity.name for unit in units}
    # It depends on nothing but the name and the gazetteer, and takes a third of the time for organizations.
    decided = buckets.decide("countries", _COUNTRIES, names, lambda _: "name", load_gazetteer().is_country)
    return frozenset(name for name, is_country in decided.items() if is_country)


def _key_of(unit: EntityEvidence, countries: Set[str]) -> str:
    """Return the key of an entity's name; that of a team with the name of its country has its sport."""
    key = organization_key(unit.entity.name)
    return f"{key}{_SPORT}{unit.sport}" if unit.entity.name in countries else key


def _join_teams(by_key: dict[str, list[EntityEvidence]]) -> None:
    """Join a national team of no known sport to the only one, or the most frequent one, of its country."""
    for key in [key for key in by_key if key.endswith(_SPORT)]:
        others = [other for other in by_key if other.startswith(key) and other != key]
        if others:
            by_key[min(others, key=lambda other: (-len(by_key[other]), other))] += by_key.pop(key)


def _move_parts(names: Mapping[str, _Name]) -> None:
    """Give the short names that are frequent names of their own back to these."""
    articles = {key: name.articles for key, name in names.items()}
    for name in names.values():
        for unit in name.units:
            for form in unit.uses:
                key = organization_key(form)
                other = names.get(key)
                if other is None or other is name or is_acronym(form):
                    continue
                if articles[key] >= _PART * articles[name.key]:
                    other.moved.append((unit.key, form))
                    name.lost.append((unit.key, form))


def _owners(names: Mapping[str, _Name]) -> dict[str, str]:
    """Return the key of the longer name that each short name belongs to, by the key of the short name."""
    votes = _alias_votes(names)
    by_initials, coined = _by_initials(names), _by_syllables(names)
    same = _by_number(names) | _by_news(names) | _by_thing(names) | _by_agency(names)
    owners: dict[str, str] = {}
    for key, name in names.items():
        ranked = sorted(votes.get(key, {}).items(), key=lambda pair: (-pair[1], pair[0]))
        acronym = is_acronym(name.units[0].entity.name)
        if ranked and (len(ranked) == 1 or ranked[0][1] >= _CLEAR * ranked[1][1]):
            owner = ranked[0][0]
            if acronym or name.articles < _PART * names[owner].articles:
                owners[key] = owner
        elif not ranked and acronym and len(by_initials.get(key, ())) == 1:
            owners[key] = by_initials[key][0]
        elif not ranked and key in same:
            owners[key] = same[key]
        elif not ranked and len(coined.get(key, ())) == 1:
            owners[key] = coined[key][0]
        elif not ranked:
            national = [other for other in _national(key) if other in names]
            if len(national) == 1:
                owners[key] = national[0]
    return owners


def _alias_votes(names: Mapping[str, _Name]) -> dict[str, dict[str, int]]:
    """Return in how many articles each key is that of another spelling of an entity, by key and the entity's key."""
    seen: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for name in names.values():
        for unit in name.units:
            for form in unit.uses:
                key = organization_key(form)
                if key != name.key and key in names and len(key.split()) <= len(name.key.split()):
                    seen[key][name.key].add(unit.key[0])
    return {key: {other: len(found) for other, found in own.items()} for key, own in seen.items()}


def _by_initials(names: Mapping[str, _Name]) -> dict[str, list[str]]:
    """Return the keys of the names with the initials of each acronym, by the acronym's key."""
    acronyms = {
        key: name.units[0].entity.name for key, name in names.items() if is_acronym(name.units[0].entity.name)
    }
    by_letters: dict[str, list[str]] = defaultdict(list)
    for key, acronym in acronyms.items():
        by_letters[letters(acronym)].append(key)
    found: dict[str, list[str]] = defaultdict(list)
    for key, name in names.items():
        for form in acronyms_of(name.units[0].entity.name):
            is_sure = name.articles >= _LEAST_ARTICLES.get(len(form), 1)
            if form in by_letters and is_sure and _is_capitalized(name):
                for acronym_key in by_letters[form]:
                    found[acronym_key].append(key)
    return found


def _is_capitalized(name: _Name) -> bool:
    """Return True if all words of a name but the small ones are capitalized: "Harbor Board", not "Harbor board"."""
    parts = name.units[0].entity.name.split()
    return all(not part[0].islower() or part in SMALL_WORDS for part in parts)


def _by_agency(names: Mapping[str, _Name]) -> dict[str, str]:
    """Return the name in most articles of the same news agency, by the keys of its other names: "Tass", "Itar-Tass"."""
    found: dict[str, str] = {}
    for line in words("agency_names"):
        keys = {organization_key(name) for name in line.split("|")} & names.keys()
        if len(keys) > 1:
            found |= _best_of(sorted(keys), names)
    return found


def _by_thing(names: Mapping[str, _Name]) -> dict[str, str]:
    """Return the name in most articles of the same well-known thing, by the keys of its other names."""
    by_thing: dict[int, list[str]] = defaultdict(list)
    for key, name in names.items():
        thing = _thing_of(key, name) if _SPORT not in key else None
        if thing is not None:
            by_thing[thing].append(key)
    found: dict[str, str] = {}
    for keys in by_thing.values():
        found |= _best_of(keys, names)
    return found


def _thing_of(key: str, name: _Name) -> int | None:
    """Return the only well-known thing that a name may mean; None if there are several or none.

    "House" is the "U.S. House". A name that its articles shorten to an acronym that is a nickname of a well-known
    thing, and not its initials, is the name behind the nickname: "Grand Old Party".
    """
    written = name.units[0].entity.name
    things = known_things(written)
    if not things and " " not in key and not is_acronym(written):
        is_chamber = any(name.startswith(f"{written} of ") for name in other_names(f"U.S. {written}"))
        things = known_things(f"U.S. {written}") if is_chamber else things
    if not things:
        acronyms = {form for unit in name.units for form in unit.uses if is_acronym(form)}
        things = frozenset(
            thing for form in acronyms if stands_for(form, written) for thing in _things_nicknamed(form)
        )
    return next(iter(things)) if len(things) == 1 else None


def _things_nicknamed(acronym: str) -> frozenset[int]:
    """Return the well-known thing that has an acronym of which no name of it has the initials; else nothing."""
    things = known_things(acronym)
    is_nickname = not any(stands_for(acronym, name) for name in other_names(acronym))
    return things if len(things) == 1 and is_nickname else frozenset()


def _by_syllables(names: Mapping[str, _Name]) -> dict[str, list[str]]:
    """Return the keys of the names that each coined name shortens, by its key: "LowPost" is the "Lowmoor Post"."""
    by_start: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key in names:
        by_start[tuple(word[:_SHORTEST_SYLLABLE] for word in key.split())].append(key)
    found: dict[str, list[str]] = {}
    for key, name in names.items():
        written = name.units[0].entity.name
        syllables = [syllable.lower() for syllable in _SYLLABLE.findall(written)]
        is_coined = len(syllables) > 1 and "".join(syllables) == written.lower()
        if is_coined and min(map(len, syllables)) >= _SHORTEST_SYLLABLE:
            start = tuple(syllable[:_SHORTEST_SYLLABLE] for syllable in syllables)
            found[key] = [other for other in by_start.get(start, ()) if _shortens(syllables, other.split())]
    return found


def _shortens(syllables: Sequence[str], parts: Sequence[str]) -> bool:
    return all(part.startswith(syllable) for syllable, part in zip(syllables, parts, strict=True))


def _by_news(names: Mapping[str, _Name]) -> dict[str, str]:
    """Return the name in most articles of the same news company, by the keys of its others: "Vale", "Vale News".

    A network ("KLM") or a brand of many things has programs besides its news.
    """
    found: dict[str, str] = {}
    for key, name in names.items():
        written = name.units[0].entity.name
        is_network = key.endswith(" news")
        endings = _CHANNELS if is_network else _NEWS
        keys = [key, *(other for word in endings if (other := f"{key} {word}") in names)]
        is_brand = is_acronym(written) or written in words("brands")
        if is_network or (" " not in key and not is_brand):
            found |= _best_of(keys, names)
    return found


def _by_number(names: Mapping[str, _Name]) -> dict[str, str]:
    """Return the name in most articles of those that differ in a plural: "Harbor Boats Board", "Harbor Boat Board"."""
    by_singulars: dict[str, list[str]] = defaultdict(list)
    for key in names:
        *parts, last = key.split()
        if len(parts) > 1:
            by_singulars[" ".join((*(part.removesuffix("s") for part in parts), last))].append(key)
    return {key: best for keys in by_singulars.values() for key, best in _best_of(keys, names).items()}


def _best_of(keys: Sequence[str], names: Mapping[str, _Name]) -> dict[str, str]:
    """Return the key of the name in most articles by each of the other keys."""
    best = min(keys, key=lambda key: (-names[key].articles, key))
    return {key: best for key in keys if key != best}


def _national(key: str) -> list[str]:
    """Return the keys of a name with the union before it that it may belong to: "united states air force"."""
    return [f"{union} {key}" for union in ("united states", "united nations")] if " " in key else []


def _root(key: str, owners: Mapping[str, str]) -> str:
    """Return the key at the end of the chain of owners; a circle ends at its first key in the alphabet."""
    seen = [key]
    while seen[-1] in owners:
        following = owners[seen[-1]]
        if following in seen:
            return min(seen[seen.index(following) :])
        seen.append(following)
    return seen[-1]
