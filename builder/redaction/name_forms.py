"""Forms of personal names: what a person may be called, and the initials."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from builder.names.person_names import person_name, without_suffix
from builder.redaction.folded_text import fold_text

_SHORTEST = 2
"""Letters of the shortest word that is a form by itself."""


def initials(name: str) -> str:
    """Return the initials of a name: "Ana de la Roe" → "A. R."."""
    written = [word for word in without_suffix(name).replace(",", " ").split() if word[0].isalnum()]
    capitals = [word[0] for word in written[:-1] if word[0].isupper()]
    letters = capitals + [
        next((one for one in word if one.isupper()), word[0].upper()) for word in written[-1:]
    ]
    return " ".join(f"{letter}." for letter in letters) or "N. N."


class NameForms(Struct, frozen=True):
    """The forms of a person's names, folded.

    Attributes:
        full: those of several words.
        surnames: the surnames alone.
        given: the given names and nicknames alone.
    """

    full: tuple[str, ...]
    surnames: tuple[str, ...]
    given: tuple[str, ...]


def forms_of(names: Iterable[str]) -> NameForms:
    """Return the forms of a person's names."""
    full: dict[str, None] = {}
    surnames: dict[str, None] = {}
    given: dict[str, None] = {}
    for name in names:
        folded = fold_text(name).text.strip()
        person = person_name(name)
        # "al-Maliki" is also called Maliki, and "Roe-Smith" Smith.
        last = without_suffix(folded).rpartition(" ")[2]
        own = (last, person.surname, person.last_word, person.surname.rpartition("-")[2])
        if person.is_full:
            first = person.given[0]
            dotted = f"{first[0]}. {person.surname}"
            plain = dotted if len(first) == 1 else f"{first} {person.surname}"
            full |= dict.fromkeys((folded, plain, dotted, f"{person.surname}, {first}"))
            surnames |= dict.fromkeys(own)
            given |= dict.fromkeys((*person.given, person.nickname))
        elif " " in folded:
            full[folded] = None
        else:
            surnames |= dict.fromkeys((folded, *own))
    last_names = {fold_text(form).text: None for form in surnames}
    # "Ana", an alias of Ana Roe, is no surname.
    first_names = {fold_text(form).text: None for form in given}
    return NameForms(
        tuple(full),
        tuple(form for form in last_names if len(form) >= _SHORTEST and form not in {**full, **first_names}),
        tuple(form for form in first_names if len(form) >= _SHORTEST and form not in full),
    )
