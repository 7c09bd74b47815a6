"""Names of divisions: their abbreviations, and the names that they share with a better-known place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct

from builder.gazetteer.lookup import Gazetteer, load_gazetteer
from builder.gazetteer.name_keys import folded
from builder.gazetteer.place_choices import outer_candidates
from builder.model.place import Place, PlaceKind

_KIND_WORDS = ("state", "province", "region")
"""Qualifiers of divisions: "Georgia (state)"."""


class SharedName(Struct, frozen=True):
    """The name of a division that means another place if nothing beside it says more.

    Attributes:
        title: the qualified name of the division: "Georgia (state)".
        division: the division.
        namesake: the country or city that the bare name means.
        is_capital: True if the namesake is the capital of a country.
    """

    title: str
    division: Place
    namesake: Place
    is_capital: bool

    @property
    def is_of_city(self) -> bool:
        """True if the namesake is a city."""
        return self.namesake.kind is PlaceKind.CITY


@cache
def shared_names() -> Mapping[str, SharedName]:
    """Return the names that a division with an abbreviation shares with a better-known place, by folded name."""
    gazetteer = load_gazetteer()
    found = {}
    for key in sorted({abbreviation.key for abbreviation in gazetteer.abbreviations.values()}):
        matches = gazetteer.matches(key.title())
        best = outer_candidates(matches)[:1]
        divisions = [match.place for match in matches if _is_first_level(match.place)]
        title = qualified_name(key.title(), gazetteer)
        if best and divisions and title != key.title():
            found[key] = SharedName(title, divisions[0], best[0].place, best[0].record.capital)
    return found


def qualified_name(name: str, gazetteer: Gazetteer) -> str:
    """Return a division's name, qualified if the bare name more probably means another place: "Georgia (state)"."""
    matches = gazetteer.matches(name)
    places = [match.place for match in matches]
    if not places or "." in name or _is_first_level(outer_candidates(matches)[0].place):
        return name
    for word in _KIND_WORDS:
        found = gazetteer.candidates(f"{name} ({word})")
        if found and _is_first_level(found[0]) and found[0] in places:
            return f"{name} ({word})"
    return name


def division_title(form: str, gazetteer: Gazetteer) -> str | None:
    """Return the title of the division that an abbreviation or a qualified name means; None for other names.

    "Va." is Virginia. "Washington State" and "state of Washington" are Washington (state), because the bare name
    means a city.
    """
    division = gazetteer.abbreviated_division(form)
    if division is not None:
        return qualified_name(division.name, gazetteer)
    bare = _without_kind_word(folded(form))
    shared = shared_names().get(bare) if bare is not None else None
    return shared.title if shared is not None else None


def shared_title(forms: Sequence[str], gazetteer: Gazetteer) -> str | None:
    """Return the title that tells a place from its namesake: "New York City" for "New York" and "NYC".

    Returns:
        None if no division shares its name with the place that these forms mean.
    """
    for form in forms:
        title = division_title(form, gazetteer)
        if title is not None and title.endswith(")"):
            return title
        shared = shared_names().get(folded(form))
        if shared is not None:
            return shared.namesake.name
    return None


def _without_kind_word(key: str) -> str | None:
    """Return the key without the word for a state before or after it; None if it has none."""
    for word in _KIND_WORDS:
        if key.startswith(f"{word} of "):
            return key.removeprefix(f"{word} of ")
        if key.endswith(f" {word}"):
            return key.removesuffix(f" {word}")
    return None


def _is_first_level(place: Place) -> bool:
    return place.kind is PlaceKind.ADMIN and place.admin is None
