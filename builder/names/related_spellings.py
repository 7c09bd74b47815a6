"""Related spellings of an article, found by reverse indexes instead of comparing each with each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct

from builder.names.acronyms import initials, is_acronym, letters
from builder.names.person_names import without_suffix

_LONGEST = 40
"""Words of the longest beginning or ending of a spelling that is looked up; no full form has more words."""


def acronyms_by_letters(spellings: Iterable[str]) -> dict[str, list[str]]:
    """Return the acronyms among the spellings, in order, keyed by their capitals."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in spellings:
        if is_acronym(one):
            found[letters(one)].append(one)
    return found


def spelled_out_by_letters(spellings: Iterable[str]) -> dict[str, list[str]]:
    """Return the spellings that are not acronyms, in order, keyed by the capitals of their possible acronyms."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in spellings:
        if not is_acronym(one):
            for form in initials(one)[:2]:
                found[form].append(one)
    return found


def ends_of(spelling: str) -> Iterator[str]:
    """Yield the beginnings and endings of a spelling, cut at its spaces: "Lowmoor Port" → "Lowmoor", "Port"."""
    parts = spelling.split(" ")
    for i in range(1, min(len(parts), _LONGEST)):
        yield " ".join(parts[:i])
        yield " ".join(parts[-i:])


class RelatedSpellings(Struct, frozen=True):
    """Reverse indexes over the spellings of an article.

    Attributes:
        longer: for each spelling, the longer ones that begin or end with it, in order; "Ana Roe Jr." ends with "Roe".
        acronyms: the acronyms, keyed by their capitals.
        spelled_out: the other spellings, keyed by the capitals of their possible acronyms.
    """

    longer: Mapping[str, Collection[str]]
    acronyms: Mapping[str, Collection[str]]
    spelled_out: Mapping[str, Collection[str]]

    def to(self, spelling: str) -> Iterable[str]:
        """Return the spellings that may be a longer form of one, its full form, or its acronym; each once."""
        found = dict.fromkeys(self.longer.get(spelling, ()))
        if is_acronym(spelling):
            found |= dict.fromkeys(self.spelled_out.get(letters(spelling), ()))
        for form in initials(spelling)[:2]:
            found |= dict.fromkeys(self.acronyms.get(form, ()))
        found.pop(spelling, None)
        return found


def related_spellings(spellings: Collection[str]) -> RelatedSpellings:
    """Return the reverse indexes over an article's spellings."""
    longer: dict[str, dict[str, None]] = defaultdict(dict)
    for one in spellings:
        for end in (*ends_of(one), *ends_of(without_suffix(one))):
            if end in spellings:
                longer[end][one] = None
    return RelatedSpellings(longer, acronyms_by_letters(spellings), spelled_out_by_letters(spellings))
