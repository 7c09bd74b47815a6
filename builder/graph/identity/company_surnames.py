"""Surnames that alone name a company: "Vale" if more articles have "Vale News" than a person named Vale.

So does a word that articles show to be a company's or a team's: "shares in Vale", "Vale fans".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from builder.graph.identity.name_evidence import EntityEvidence
from builder.model.annotations import EntityType
from builder.names.company_words import are_company_words
from builder.names.given_names import is_given_name
from builder.names.matching_keys import plain_key
from builder.names.person_names import fold

_FEWEST = 2
"""Articles that have the word with a word for a company after it, at least."""
_FACTOR = 2
"""How many times as many articles must name the company as name a person of that surname."""


def company_surnames(units: Iterable[EntityEvidence]) -> frozenset[str]:
    """Return the keys of the words that name a company more often than a person.

    Args:
        units: the entities of all articles.
    """
    shown: dict[str, set[str]] = defaultdict(set)
    whole: dict[str, set[str]] = defaultdict(set)
    companies: dict[str, set[str]] = defaultdict(set)
    persons: dict[str, set[str]] = defaultdict(set)
    places: dict[str, set[str]] = defaultdict(set)
    endings: dict[str, bool] = {}
    for unit in units:
        article = unit.key[0]
        if unit.entity.type is EntityType.ORGANIZATION:
            first, _, rest = plain_key(unit.entity.name).partition(" ")
            if rest not in endings:
                endings[rest] = are_company_words(rest.split())
            if endings[rest]:
                companies[first].add(article)
            if rest and endings[rest]:
                whole[first].add(article)
            if unit.shown_as and not rest:
                shown[first].add(article)
        elif unit.entity.type is EntityType.PERSON and not is_bare_surname(unit):
            persons[unit.name.last_word].add(article)
        elif unit.entity.type is EntityType.PLACE:
            places[plain_key(unit.entity.name)].add(article)
    by_form = frozenset(
        word
        for word, own in whole.items()
        if len(own) >= _FEWEST and len(companies[word]) >= _FACTOR * len(persons[fold(word)])
    )
    # "Shares in Orve" is surer than a form: as many articles as name a person, or a town, are enough.
    return by_form | {
        word for word, own in shown.items() if len(own) >= max(len(persons[fold(word)]), len(places[word]))
    }


def is_bare_surname(unit: EntityEvidence) -> bool:
    """Return True for a person of whom an article has a surname and nothing else: no title, role or gender."""
    name = unit.entity.name
    is_one_word = " " not in name and not is_given_name(name) and not unit.full_count
    return is_one_word and not (unit.entity.roles or unit.heads or unit.gender or unit.kin_surname)
