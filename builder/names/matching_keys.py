"""Matching keys: two spellings with the same key name the same thing, by their form alone."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from builder.gazetteer.division_names import division_title
from builder.gazetteer.name_keys import with_whole_compass
from builder.names.compass import COMPASS
from builder.names.known_names import other_names
from builder.names.normal_form import normal_form
from builder.names.person_names import fold, name_words, without_saint

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer

_SEPARATORS = re.compile(r", | at | – | - ")
"""Signs and words between a university and its town."""
_OF_UNION = re.compile(r"^(.+) of the (european union|united kingdom|united nations|united states)$")
_UN_BODY = re.compile(r"^un (?=\w)")
"""The abbreviation before a body of the United Nations: "U.N. Harbor Council"."""
_OF_KIND = re.compile(r"^(?:city|commonwealth|county|municipality|province|republic|state|town|village) of ")


@cache
def plain_key(form: str) -> str:
    """Return a form without case, accents, possessives, and the separator of a university and its town."""
    # "Sailor's Union" is sometimes written "Sailor Union", and the Senate of the United States is the United States
    # Senate.
    key = _SEPARATORS.sub(" ", fold(normal_form(form)).replace("'s ", " "))
    return _UN_BODY.sub("united nations ", _OF_UNION.sub(r"\2 \1", key))


def person_key(form: str) -> str:
    """Return the words of a person's name, sorted, without "Saint"; initials are equal with and without stops."""
    # Names with the family name first appear in both orders. "Saint" is left out as often as not.
    return " ".join(sorted(without_saint(name_words(form.replace("’s ", " ").replace("'s ", " ")))))


def place_key(form: str, gazetteer: Gazetteer) -> str:
    """Return a key that all names of a country share, all of a city or a sea, and a state and its abbreviation.

    "State of Lowmoor" and "Lowmoor" share one, too. A state whose bare name means a city has a key of its own.
    """
    form = with_whole_compass(form)
    if gazetteer.is_country(normal_form(form)):
        country = gazetteer.candidates(normal_form(form))[0]
        return f"country:{country.country}:{country.name}"
    city = gazetteer.city_key(form)
    if city is not None:
        return city
    region = gazetteer.region_name(form)
    if region is not None:
        return plain_key(region)
    division = division_title(form, gazetteer)
    if division is not None:
        return plain_key(division)
    nicknamed = _place_of_nickname(form, gazetteer)
    return place_key(nicknamed, gazetteer) if nicknamed is not None else _OF_KIND.sub("", plain_key(form))


def _place_of_nickname(form: str, gazetteer: Gazetteer) -> str | None:
    """Return the usual name of a city or state that is known by a nickname ("Granite State"), else None.

    The district of a capital is the capital. A country is not the empire before it.
    """
    names = other_names(form)
    capitals = (name for name in names if name.endswith(".") and gazetteer.city_key(name) is not None)
    capital = next(capitals, None)
    if capital is not None or not names or gazetteer.candidates(form):
        return capital
    places = (name for name in names if gazetteer.candidates(name) and not gazetteer.is_country(name))
    # "Dixie" was a state; "the South" is a part of any country.
    return next((name for name in places if name not in COMPASS), None)
