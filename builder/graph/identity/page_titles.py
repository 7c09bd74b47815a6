"""Titles of pages: the name that most articles use in full."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set

from builder.annotate.typing.organizations_in_context import TEAM_RULE
from builder.gazetteer.lookup import load_gazetteer
from builder.graph.identity.name_evidence import EntityEvidence, EntityKey
from builder.lexicon.word_lists import words
from builder.names.acronyms import is_acronym
from builder.names.matching_keys import plain_key
from builder.names.person_names import fold, fullest_form

_LONGEST_ACRONYM = 5
"""Letters of the longest word in capitals that is an acronym."""
_QUOTED = re.compile(r"[\"“”„«(\[].*?[\"“”»)\]]")
_INITIALS = re.compile(r"(?:[A-Z]\.)+|[A-Z]")


def title_of_person(units: Iterable[EntityEvidence]) -> str:
    """Return the full name that most articles use, else the most frequent form."""
    found = list(units)
    names = [unit.entity.name for unit in found if unit.name.is_full]
    return most_used(names or [unit.entity.name for unit in found])


def title_of_organization(
    units: Iterable[EntityEvidence], lost: frozenset[tuple[EntityKey, str]] = frozenset()
) -> str:
    """Return the name that most articles use; one that is spelled out comes before an acronym.

    Args:
        units: the entities of articles.
        lost: spellings of them that refer to another organization, with the key of the entity.
    """
    names: list[str] = []
    for unit in units:
        if len(unit.uses) == 1 and not lost:  # as of most
            names.extend(unit.uses)
            continue
        uses = {form: use.count for form, use in unit.uses.items() if (unit.key, form) not in lost}
        written = _spelled_out(uses) or [unit.entity.name]
        most = [form for form in written if uses.get(form, 0) == max(uses.get(one, 0) for one in written)]
        names.append(fullest_form(sorted(most)))
    return most_used(_spelled_out(names))


def bears_name_of_place(title: str, units: Sequence[EntityEvidence], places: Set[str]) -> bool:
    """Return True for a team with no other name than that of its country or town, whose page has that title, too.

    Args:
        title: of the team.
        units: its entities in articles.
        places: the keys of the names of places in the archive.
    """
    is_team = any(unit.shown_as == TEAM_RULE for unit in units)
    return is_team and (plain_key(title) in places or bool(load_gazetteer().candidates(title)))


def kind_of_team(units: Iterable[EntityEvidence]) -> str:
    """Return the kind of team that most articles report on: "football team"; "team" if it is not known."""
    sports = Counter(unit.sport for unit in units if unit.sport)
    most = min(sports, key=lambda sport: (-sports[sport], sport), default="")
    return f"{most} team".strip()


def _spelled_out(forms: Iterable[str]) -> list[str]:
    """Return the forms that are neither acronyms nor mere portfolios ("Defense"); without such forms all of them."""
    found = list(forms)
    written = [form for form in found if not is_acronym(form)] or found
    return [form for form in written if form.lower() not in words("portfolios")] or written


def most_used(names: list[str]) -> str:
    """Return the most frequent name, in its most frequent spelling; of several the fullest one.

    Case, accents and full stops make no other name, and a spelling in capitals only counts if there is no other.
    """
    if names.count(names[0]) == len(names):
        return names[0]
    votes = Counter(map(fold, names))
    best = fullest_form([name for name in sorted(names) if votes[fold(name)] == max(votes.values())])
    spellings = Counter(name for name in names if fold(name) == fold(best))
    return min(spellings, key=lambda name: (_is_shouted(name), -spellings[name], name))


def _is_shouted(name: str) -> bool:
    """Return True if a longer word of a name is in capitals, as in headlines and captions."""
    return any(word.isupper() and len(word) > _LONGEST_ACRONYM for word in re.split(r"[\s-]", name))


def id_form(title: str, *, is_person: bool) -> str:
    """Return the form of a title that the id of its page is made of.

    For persons it is the name without initials after the first word and without nicknames: they come and go from one
    newspaper to the next.
    """
    if not is_person:
        return title
    first, *rest = _QUOTED.sub(" ", title).split() or [title]
    kept = [part for part in rest if not _INITIALS.fullmatch(part)]
    return " ".join((first, *kept)) if kept else title
