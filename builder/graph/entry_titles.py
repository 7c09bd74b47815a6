"""Entries of the editor's that name an entity by its title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from builder.gazetteer.lookup import load_gazetteer
from builder.graph.slugs import slug_of
from builder.model.annotations import EntityType
from builder.model.entity_entries import EntityEntry
from builder.names.matching_keys import place_key
from builder.names.normal_form import normal_form
from builder.names.person_names import PersonName, are_compatible, fold, person_name


class EntriesByTitle:
    """The editor's entries, by what the title of a cluster may match.

    Args:
        entries: of the editor.
        forms: the spellings of each entry, by id.
    """

    # A site has thousands of titles, and an editor may have written hundreds of entries.

    def __init__(self, entries: Sequence[EntityEntry], forms: Mapping[str, Sequence[str]]) -> None:
        self._entries = entries
        self._ids: dict[tuple[EntityType, str], list[int]] = defaultdict(list)
        self._titles: dict[str, list[int]] = defaultdict(list)
        self._persons: dict[str, list[tuple[int, PersonName]]] = defaultdict(list)
        self._place_forms: list[tuple[int, str]] = []
        self._places: dict[str, list[int]] = {}
        for number, entry in enumerate(entries):
            self._ids[entry.type, entry.id].append(number)
            for form in forms[entry.id]:
                self._titles[fold(normal_form(form))].append(number)
                if entry.type is EntityType.PLACE:
                    self._place_forms.append((number, form))
                if entry.type is EntityType.PERSON:
                    person = person_name(form)
                    if person.is_full:
                        self._persons[person.surname].append((number, person))

    def entry_of(self, kind: EntityType, title: str) -> EntityEntry | None:
        """Return the only entry that matches a cluster by id or by a spelling; entries of the same type come first.

        A person without such an entry may match the only entry with a compatible full name.

        Args:
            kind: the type of the cluster.
            title: its name.

        Returns:
            None if no entry or several match.
        """
        exact = self._chosen(
            (*self._of_id(kind, title), *self._of_title(title), *self._of_place(kind, title))
        )
        same_type = [entry for entry in exact if entry.type is kind]
        for fitting in (same_type, exact):
            if len(fitting) == 1:
                return fitting[0]
        if not exact and kind is EntityType.PERSON and self._persons:
            persons = self._chosen(self._of_person(title))
            return persons[0] if len(persons) == 1 else None
        return None

    def _chosen(self, numbers: Iterable[int]) -> list[EntityEntry]:
        """Return the entries of these numbers, each once, in their order."""
        return [self._entries[number] for number in sorted(set(numbers))]

    def _of_id(self, kind: EntityType, title: str) -> Iterable[int]:
        return self._ids.get((kind, slug_of(title, fallback="")), ()) if self._ids else ()

    def _of_title(self, title: str) -> Iterable[int]:
        return self._titles.get(fold(normal_form(title)), ()) if self._titles else ()

    def _of_place(self, kind: EntityType, title: str) -> Iterable[int]:
        """Return the places of a title: an editor's "New York" is the city, whose page is titled New York City."""
        if kind is not EntityType.PLACE or not self._place_forms:
            return ()
        gazetteer = load_gazetteer()
        if not self._places:
            for number, form in self._place_forms:
                self._places.setdefault(place_key(form, gazetteer), []).append(number)
        return self._places.get(place_key(title, gazetteer), ())

    def _of_person(self, title: str) -> Iterable[int]:
        person = person_name(title)
        if not person.is_full:
            return ()
        known = self._persons.get(person.surname, ())
        return (number for number, other in known if are_compatible(person, other))
