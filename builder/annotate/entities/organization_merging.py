"""Merging of the spellings that refer to one organization: acronyms, beginnings and short forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cache, partial

from msgspec import Struct

from builder.annotate.entities.merge_steps import MergeStep, TypeSpellings
from builder.lexicon.word_lists import words
from builder.names.acronyms import acronyms_of, is_acronym, letters, stands_for
from builder.names.key_groups import SpellingGroup, SpellingGroups, dominant_group
from builder.names.person_names import fold

_LONGEST = 40
"""Beginnings and endings of a name are looked up to this many words; no full name is longer."""

_PURPOSE = re.compile(r" (of|for) |(?<=ommittee) on ")

_Keys = Callable[[str], Iterable[Hashable]]


class _ShortForm(Struct, frozen=True):
    """A kind of short form of an organization's name.

    Attributes:
        matches: True if a form shortens one of several names.
        keys: the keys under which a short form is looked up.
        full_keys: the keys of the names that it may shorten.
    """

    matches: Callable[[str, Sequence[str]], bool]
    keys: _Keys
    full_keys: _Keys


def _merge_short_forms(
    kind: _ShortForm, groups: Sequence[SpellingGroup], spellings: TypeSpellings
) -> list[SpellingGroup]:
    """Return the groups, each short form merged with the one name it shortens, or the dominant one of several."""
    found = SpellingGroups()
    for group in groups:
        found.add(group, (key for form in group for key in kind.full_keys(form)))
    for number in range(len(groups)):
        form = found.kept[number][0]
        owners = [
            other
            for other in found.find(kind.keys(form))
            if other != number and kind.matches(form, found.kept[other])
        ]
        best = (
            dominant_group([found.kept[other] for other in owners], spellings.counts)
            if len(owners) > 1
            else None
        )
        owner = owners[0] if len(owners) == 1 else next((o for o in owners if found.kept[o] is best), None)
        if owner is not None:
            found.merge(number, owner)
    return [*found.kept.values()]


def _is_acronym_of(form: str, names: Sequence[str]) -> bool:
    return is_acronym(form) and any(stands_for(form, name) for name in names)


def _acronym_keys(form: str) -> Iterable[Hashable]:
    return [letters(form)] if is_acronym(form) else []


def _initial_keys(name: str) -> Iterable[Hashable]:
    return acronyms_of(name)


def _is_beginning(form: str, names: Sequence[str]) -> bool:
    """Return True if a form directly precedes "of" in a name, or several words precede "for".

    "House" for "House of Harbors", "High Court" for "Norwegian High Court of Trade", "Roe Institute" for "Roe Institute
    for Harbors".
    """
    return any(fold(form) in _beginning_keys(name) for name in names)


def _beginning_keys(name: str) -> Iterator[Hashable]:
    """Yield the words before the first preposition of a name: the last of them, the last two …"""
    match = _PURPOSE.search(name)
    if match is not None:
        parts = fold(name[: match.start()]).split()
        # "Fund" is too little for "Fund for Old Lighthouses".
        for i in range(1 if match[1] == "of" else 2, min(len(parts) + 1, _LONGEST)):
            yield " ".join(parts[-i:])


def _is_abridged(form: str, names: Sequence[str]) -> bool:
    """Return True if a form has only the first subject of a name: "Harbor Board" for "Harbor and Coast Board"."""
    return any(fold(form) in _abridged_keys(name) for name in names)


def _abridged_keys(name: str) -> Iterator[Hashable]:
    """Yield the abridged forms of a name with "and" in it: the words before the first subject come off one by one."""
    first, joint, rest = fold(name).replace(",", " and").partition(" and ")
    head = rest.split()[-1] if rest else ""
    if joint and (head in words("organization_words") or f"{head}*" in words("organization_words")):
        parts = first.split()
        for i in range(1, min(len(parts) + 1, _LONGEST)):
            yield " ".join((*parts[-i:], head))


def _is_shortened(form: str, names: Sequence[str]) -> bool:
    """Return True if a form is a name without its generic last words, or the last words of a name.

    "Lowmoor" for "Lowmoor University" or "Lowmoor Energy", "Harriers" for "Lowmoor Harriers". A word for a building or
    a portfolio alone ("House", "State") is not such a name, nor is the town or street before the last words of a
    newspaper's name: the "Lowmoor Street Journal" is "the Journal".
    """
    short = _folded_words(form)
    for name in names:
        parts = _folded_words(name)
        if len(short) < len(parts) and parts[-len(short) :] == short and "of" not in parts:
            # The "PAC" of "Lowmoor Harbor PAC" is a common noun, the "EBC" of "Lowmoor EBC" is the whole network.
            return len(short) > 1 or (
                short[0] not in _buildings() | words("portfolios") and not is_acronym(form)
            )
        if parts[-len(short) - 2 : -len(short)] == ("for", "the") and short[-1] in ("circuit", "district"):
            return True
        generic = words("organization_words") | words("industry_words")
        rest = parts[len(short) :]
        if all(part in words("newspaper_words") for part in rest):
            continue
        if rest == ("pac",) or (rest == ("news",) and is_acronym(form)):
            continue  # A body is not its fund, and the network "KLM" has more programs than "KLM News".
        if rest and parts[: len(short)] == short and all(p in generic or f"{p}*" in generic for p in rest):
            return True
    return False


def _folded_words(name: str) -> tuple[str, ...]:
    return tuple(fold(part) for part in name.split())


@cache
def _buildings() -> frozenset[str]:
    return frozenset(word.split()[-1] for word in words("place_words"))


def _end_keys(name: str) -> Iterator[Hashable]:
    """Yield the beginnings and the endings of a name of several words."""
    parts = _folded_words(name)
    for i in range(1, min(len(parts), _LONGEST)):
        yield parts[:i]
        yield parts[-i:]


_ACRONYM = _ShortForm(_is_acronym_of, _acronym_keys, _initial_keys)
_BEGINNING = _ShortForm(_is_beginning, lambda form: [fold(form)], _beginning_keys)
_ABRIDGED = _ShortForm(_is_abridged, lambda form: [fold(form)], _abridged_keys)
_SHORTENED = _ShortForm(_is_shortened, lambda form: [_folded_words(form)], _end_keys)

ACRONYM_STEP = MergeStep("acronym", partial(_merge_short_forms, _ACRONYM))

ORGANIZATION_STEPS = (
    ACRONYM_STEP,
    MergeStep("beginning", partial(_merge_short_forms, _BEGINNING)),
    MergeStep("abridged", partial(_merge_short_forms, _ABRIDGED)),
    MergeStep("short-form", partial(_merge_short_forms, _SHORTENED)),
)
