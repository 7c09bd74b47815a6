"""Tables of the gazetteer: tab-separated files beside this module, read once into plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

from msgspec import Struct

from builder.gazetteer.name_keys import name_key
from builder.model.place import Place, PlaceKind

_LISTED = "|"
CAPITAL = "C"
"""Mark of a national capital in the table of cities."""
WORD = "W"
"""Mark of a city whose name is also an English word or a name of persons."""


class PlaceRecord(Struct, frozen=True):
    """A place with further facts from the tables.

    Attributes:
        place: the place.
        capital: True if it is the capital of its country.
        word: True if its name is also an English word or a name of persons.
    """

    place: Place
    capital: bool = False
    word: bool = False


class PlaceIndex(Struct, frozen=True):
    """Index of a table's rows by the keys of their names; a row is parsed only when it is needed.

    Attributes:
        names: key → the rows with that name.
        spellings: key → the rows whose name may also have that spelling.
    """

    names: Mapping[str, Sequence[str]]
    spellings: Mapping[str, Sequence[str]]


class Country(Struct, frozen=True):
    """A country: its place, its capital's name and the codes of its neighbors by land."""

    place: Place
    capital: str
    neighbors: frozenset[str]


class KindWord(Struct, frozen=True):
    """Words around a name that give its kind: "province", "city of".

    Attributes:
        words: in lower case.
        leading: True if they precede the name.
        kinds: the kinds of place that they mean.
        county: True if they mean divisions below the first level only.
    """

    words: str
    leading: bool
    kinds: frozenset[PlaceKind]
    county: bool


class Abbreviation(Struct, frozen=True):
    """An abbreviated division: its key, its country, and whether only addresses use the abbreviation."""

    key: str
    country: str
    postal: bool


def rows_of(file: str) -> Iterator[list[str]]:
    """Yield the cells of a table's rows, without comments and the header."""
    lines = _lines(file)
    return (line.split("\t") for line in lines[1:])


def table_exists(file: str) -> bool:
    """Return True if there is a table of this name."""
    return files("builder.gazetteer").joinpath("data", file).is_file()


def read_index(file: str) -> PlaceIndex:
    """Return the index of a table whose last two columns contain the keys of names and of spellings."""
    names: dict[str, list[str]] = {}
    spellings: dict[str, list[str]] = {}
    for line in _lines(file)[1:]:
        row, keys, others = line.rsplit("\t", 2)
        for key in keys.split(_LISTED):
            names.setdefault(key, []).append(row)
        if others:
            for key in others.split(_LISTED):
                spellings.setdefault(key, []).append(row)
    return PlaceIndex(names, spellings)


def city_record(row: str) -> PlaceRecord:
    """Return the city of one row of an index."""
    name, country, admin, lat, lon, population, marks = row.split("\t")
    place = Place(name, PlaceKind.CITY, float(lat), float(lon), country, admin or None, int(population))
    return PlaceRecord(place, CAPITAL in marks, WORD in marks)


def division_record(row: str) -> PlaceRecord:
    """Return the division of one row of an index."""
    name, country, admin, lat, lon, population = row.split("\t")
    return PlaceRecord(
        Place(name, PlaceKind.ADMIN, float(lat), float(lon), country, admin or None, int(population))
    )


def read_regions() -> Iterator[tuple[PlaceRecord, tuple[str, ...]]]:
    """Yield the regions of the world with their further names."""
    for name, kind, lat, lon, country, aliases in rows_of("world_regions.tsv"):
        place = Place(name, PlaceKind(kind), float(lat), float(lon), country or None, None, 0)
        yield PlaceRecord(place), tuple(filter(None, aliases.split(_LISTED)))


def read_countries() -> Iterator[tuple[str, Country, tuple[str, ...]]]:
    """Yield code, country and names of every country."""
    further: dict[str, list[str]] = {}
    for name, code in rows_of("country_names.tsv"):
        further.setdefault(code, []).append(name)
    for code, name, names, capital, lat, lon, population, neighbors in rows_of("countries.tsv"):
        place = Place(name, PlaceKind.COUNTRY, float(lat), float(lon), code, None, int(population))
        spelled = (name, *filter(None, names.split(_LISTED)), *further.get(code, ()))
        yield code, Country(place, capital, frozenset(filter(None, neighbors.split(",")))), spelled


def read_city_names() -> dict[str, list[tuple[str, str]]]:
    """Return further names of large cities: key → (the city's own key, its country)."""
    names: dict[str, list[tuple[str, str]]] = {}
    for name, city, country in rows_of("city_names.tsv"):
        names.setdefault(name_key(name), []).append((name_key(city), country))
    return names


def read_abbreviations() -> dict[str, Abbreviation]:
    """Return the abbreviations of divisions, as written."""
    return {
        abbreviation: Abbreviation(name_key(division), country, style == "postal")
        for abbreviation, style, division, country in rows_of("division_abbreviations.tsv")
    }


def read_kind_words() -> tuple[KindWord, ...]:
    """Return the kind words, longer ones first."""
    words = []
    for text, position, kinds, _ in rows_of("generic_words.tsv"):
        county = kinds == "county"
        named = [PlaceKind.ADMIN] if county else map(PlaceKind, kinds.split(_LISTED))
        words.append(KindWord(text, position == "prefix", frozenset(named), county))
    return tuple(sorted(words, key=lambda word: (-len(word.words), word.words, word.leading)))


def read_groups() -> dict[str, tuple[str, str | None]]:
    """Return forms of groups' names: form → the group's name and the code of its country, or None."""
    return {
        form: (group, country or None)
        for file in ("groups.tsv", "demonyms.tsv")
        for form, group, country in rows_of(file)
    }


def _lines(file: str) -> list[str]:
    text = files("builder.gazetteer").joinpath("data", file).read_text(encoding="utf-8")
    lines = text.splitlines()
    comments = 0
    while lines[comments].startswith("#"):
        comments += 1
    return lines[comments:]
