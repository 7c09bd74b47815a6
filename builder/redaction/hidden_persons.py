"""Hidden persons: whom the editor hides, by which forms of their names, and what stands in their place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType
from builder.model.diagnostic import Diagnostic, error
from builder.model.editorial import Content
from builder.model.entity_entries import HiddenEntry
from builder.model.graph import Entity, Graph
from builder.names.given_names import is_given_name
from builder.redaction.folded_text import fold_text
from builder.redaction.name_forms import NameForms, forms_of, initials
from builder.schema.suggestion import did_you_mean

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"-[0-9]+$")
_SHORTEST = 2
"""Letters of the shortest word that is a form by itself."""


class HiddenPerson(Struct, frozen=True):
    """A person whose names no page has.

    Attributes:
        words: what replaces the names: the editor's words, else the initials.
        clear: forms of the name, folded, that mean no one else: they are replaced wherever they are.
        unclear: forms that others share, or that are also words: they are replaced only where the person is known
            to be meant.
        given: the given names and nicknames among them, which are part of the name right before another form.
    """

    words: str
    clear: tuple[str, ...]
    unclear: tuple[str, ...]
    given: tuple[str, ...] = ()


class HiddenPersons(Struct, frozen=True):
    """All hidden persons of a site.

    Attributes:
        persons: in the order of the editor's file.
        by_entity: the index of a person by the ids of its entities: also of pages that have nothing but its name.
        protected: names of other things, folded, that have a form in them and stay: "Roe Street".
        namesakes: full names of other persons, folded, that have an unclear form in them.
    """

    persons: tuple[HiddenPerson, ...]
    by_entity: Mapping[str, int]
    protected: tuple[str, ...]
    namesakes: tuple[str, ...] = ()


def hidden_persons(graph: Graph, content: Content) -> tuple[HiddenPersons, tuple[Diagnostic, ...]]:
    """Return the persons that the editor hides, and an error for each id that is of no person."""
    rules = content.entities
    entries = {entry.id: entry for entry in rules.entries}
    problems: list[Diagnostic] = []
    found: dict[str, tuple[HiddenEntry, tuple[str, ...]]] = {}
    for hidden in rules.hide:
        entity_id = rules.merge.get(hidden.entity_id, hidden.entity_id)
        entity, entry = graph.entities.get(entity_id), entries.get(entity_id)
        kind = entity.type if entity is not None else entry.type if entry is not None else None
        if kind is not EntityType.PERSON:
            problems.append(_not_a_person(hidden, kind, graph, content))
            continue
        own: list[str] = []
        if entity is not None:
            own += [entity.name, *entity.aliases, *_as_words(entity.redirects)]
        if entry is not None:
            own += [*filter(None, [entry.name]), *entry.aliases]
        found[entity_id] = (
            hidden,
            tuple(dict.fromkeys([*own, *_as_words([entity_id, hidden.entity_id])])),
        )
    others = _Names(entity for entity in graph.entities.values() if entity.id not in found)
    persons: list[HiddenPerson] = []
    by_entity: dict[str, int] = {}
    protected: set[str] = set()
    namesakes: set[str] = set()
    for entity_id, (hidden, names) in found.items():
        forms = forms_of(names)
        sorted_out = _Sorted(forms, others)
        by_entity[entity_id] = len(persons)
        by_entity |= dict.fromkeys(sorted_out.same, len(persons))
        protected |= sorted_out.protected
        namesakes |= sorted_out.namesakes
        words_shown = hidden.words or initials(names[0])
        persons.append(
            HiddenPerson(words_shown, tuple(sorted_out.clear), tuple(sorted_out.unclear), forms.given)
        )
    found_persons = HiddenPersons(
        tuple(persons), by_entity, tuple(sorted(protected)), tuple(sorted(namesakes))
    )
    return found_persons, tuple(problems)


class _Names:
    """The names of all entities that are not hidden.

    Args:
        entities: the entities.

    Attributes:
        persons: the ids of the persons.
        edited: the ids of those that have an entry of the editor's.
        of: all names of each, as ``_spaced`` returns them, by id.
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.persons: set[str] = set()
        self.edited: set[str] = set()
        self.of: dict[str, tuple[str, ...]] = {}
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for entity in entities:
            if entity.type is EntityType.PERSON:
                self.persons.add(entity.id)
            if entity.edited:
                self.edited.add(entity.id)
            own = self.of[entity.id] = tuple(map(_spaced, (entity.name, *entity.aliases)))
            for word in dict.fromkeys(word for name in own for word in name.split()):
                self._by_word[word].append(entity.id)

    def holders(self, form: str) -> dict[str, list[str]]:
        """Return the names that have all words of a form, one after the other, by entity."""
        wanted = _spaced(form)
        ids = self._by_word.get(next(iter(wanted.split()), ""), ())
        found = {one: [name for name in self.of[one] if wanted in name] for one in ids}
        return {one: names for one, names in found.items() if names}


class _Sorted:
    """The forms of one person by whether they mean no one else.

    Args:
        forms: of the person.
        others: the names of all entities that are not hidden.

    Attributes:
        clear, unclear: as in ``HiddenPerson``.
        same: the ids of entities that have no name but the person's.
        protected, namesakes: as in ``HiddenPersons``.
    """

    def __init__(self, forms: NameForms, others: _Names) -> None:
        self.clear: list[str] = []
        self.unclear: list[str] = []
        self.same: list[str] = []
        self.protected: set[str] = set()
        self.namesakes: set[str] = set()
        for form in forms.full:
            equal = [one for one, names in others.holders(form).items() if _spaced(form) in names]
            is_shared = not others.persons.isdisjoint(equal)
            (self.unclear if is_shared else self.clear).append(form)
            self.same += () if is_shared else equal
        for form in forms.surnames:
            self._sort(form, others, is_given=False)
        for form in forms.given:
            self._sort(form, others, is_given=True)
        whole = [_spaced(form) for form in forms.full if form in self.clear]
        self.protected = {name for name in self.protected if not any(one in f" {name} " for one in whole)}

    def _sort(self, form: str, others: _Names, *, is_given: bool) -> None:
        wanted = _spaced(form)
        holders = others.holders(form)
        # A person of whom nothing is known but this word is most probably the one that is hidden.
        bare = [one for one in holders if one in others.persons and set(others.of[one]) == {wanted}]
        rest = {one: own for one, own in holders.items() if one not in bare and one not in self.same}
        if form in _words_too() or any(
            wanted in own
            or (one in others.persons and (is_given or any(name.endswith(wanted) for name in own)))
            for one, own in rest.items()
        ):
            self.unclear.append(form)
            own_names = (name.strip() for one in others.persons & rest.keys() for name in rest[one])
            self.namesakes.update(name for name in own_names if " " in name)
            return
        self.clear.append(form)
        self.same += bare
        for one, own in rest.items():
            # "Roe Street" may be called after anyone, if the editor says that it is a thing of its own.
            if one in others.persons:
                self.protected.update(_own_parts(own, wanted, is_given_name=is_given_name(form)))
            elif is_given or one in others.edited:
                self.protected.update(name.strip() for name in own)
        if not is_given:
            self._add_plural(form, others)

    def _add_plural(self, form: str, others: _Names) -> None:
        """Add the plural of a surname ("the Roes"), unless it is a word or another person's name."""
        plural = f"{form}{'es' if form.endswith(('s', 'x', 'z', 'ch', 'sh')) else 's'}"
        holders = others.holders(plural)
        if len(form) > _SHORTEST and plural not in _words_too() and others.persons.isdisjoint(holders):
            self.clear.append(plural)
            self.same += (one for one in holders if set(others.of[one]) == {_spaced(plural)})


def _own_parts(names: Iterable[str], wanted: str, *, is_given_name: bool) -> Iterator[str]:
    """Yield the parts of another person's names that begin with a surname: "Roe-Smith" of "Jo Roe-Smith".

    A name that begins with it is hardly a person's ("Roe-backed Plan"), unless it is a given name, too.
    """
    for name in names:
        if not name.startswith(wanted):
            yield name[name.index(wanted) :].strip()
        elif is_given_name:
            yield name.strip()


def _words_too() -> frozenset[str]:
    """Return the words that are names, too."""
    return (
        words("names_as_words")
        | words("function_words")
        | words("title_surnames")
        | words("title_given_names")
    )


def _spaced(name: str) -> str:
    """Return the words of a name, folded, each between spaces."""
    return f" {' '.join(_WORD.findall(fold_text(name).text))} "


def _as_words(ids: Iterable[str]) -> list[str]:
    """Return ids as names, without the number that tells an id from another: "ana-roe-2" is "ana roe"."""
    return [_NUMBER.sub("", entity_id).replace("-", " ") for entity_id in ids]


def _not_a_person(hidden: HiddenEntry, kind: EntityType | None, graph: Graph, content: Content) -> Diagnostic:
    """Return the error for an id that is of no person, with the nearest id of one."""
    path = content.entities.path
    if kind is not None:
        message = f"`hide`: `{hidden.entity_id}` is of the type {kind}; only persons can be hidden."
        return error(path, hidden.line, message, "Remove it.")
    known = {one.id for one in graph.entities.values() if one.type is EntityType.PERSON}
    known |= {entry.id for entry in content.entities.entries if entry.type is EntityType.PERSON}
    nearest = did_you_mean(hidden.entity_id, known)
    message = f"`hide`: no article and no entry has a person with the id `{hidden.entity_id}`."
    remedy = "Add an entry under `people` with the name, or remove it."
    return error(path, hidden.line, message, f"Did you mean `{nearest}`?" if nearest else remedy)
