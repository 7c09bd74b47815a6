"""Label speakers: the person or organization that the label of a turn names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from builder.annotate.entities.linked_mentions import LinkedMentions
from builder.annotate.mentions.transcript_labels import LABEL_RULE
from builder.annotate.mentions.turn_labels import core_of, initials_of, is_function, is_title_word
from builder.model.annotations import DocumentEntity, EntityType
from builder.names.person_names import fold, person_name

_AFTER_HEAD = re.compile(r",|\s(?:of|for|at|in|to|on)\s")
_FEWEST_LETTERS = 3
"""Letters of the shortest given name by which a label names a person; shorter ones are initials."""


class LabelSpeakers(Struct, frozen=True):
    """What the labels of a document may name.

    Attributes:
        names: keys by folded names.
        roles: keys of persons by folded nouns of their offices.
    """

    names: Mapping[str, str]
    roles: Mapping[str, str]

    def key_of(self, label: str) -> str | None:
        """Return the key of the person or organization that a label names; None if it names none.

        "GOV. ROE" and "ROE" name Ana Roe, and so do "AR" and "THE GOVERNOR" if no one else in the document fits.
        """
        if is_function(label):
            return None
        name = label.split(",", maxsplit=1)[0]
        for written in (name, core_of(name)):
            key = self.names.get(fold(written))
            if key is not None:
                return key
        parts = name.split()
        if all(map(is_title_word, parts)):
            return self.roles.get(fold(parts[-1]))
        return None


def label_speakers(linked: LinkedMentions) -> LabelSpeakers:
    """Return what the labels of a document may name."""
    persons = [entity for entity in linked.entities if entity.type is EntityType.PERSON]
    organizations = [entity for entity in linked.entities if entity.type is EntityType.ORGANIZATION]
    full = [entity for entity in persons if " " in entity.name]
    names: dict[str, str] = {}
    for entity in organizations:
        names |= {fold(form).removeprefix("the "): entity.key for form in (*entity.aliases, entity.name)}
    names |= _unique(
        (fold(initials_of(entity.name)), entity) for entity in organizations if " " in entity.name
    )
    names |= _unique((form, entity) for entity in full for form in _short_forms(entity))
    names |= persons_by_form(linked)
    roles = _unique((office, entity) for entity in persons for office in _offices(entity))
    return LabelSpeakers(names, roles)


def persons_by_form(linked: LinkedMentions) -> Mapping[str, str]:
    """Return the keys of persons by all forms of their full names, surnames that only one has, and labels in capitals.

    Forms and surnames are folded.
    """
    full = [entity for entity in linked.entities if entity.type is EntityType.PERSON and " " in entity.name]
    labels = {
        fold(mention.text): key
        for mention, key in zip(linked.mentions, linked.keys, strict=True)
        if mention.rule == LABEL_RULE and key is not None
    }
    return (
        labels
        | _unique((person_name(entity.name).surname, entity) for entity in full)
        | {fold(form): entity.key for entity in full for form in (*entity.aliases, entity.name)}
    )


def _offices(entity: DocumentEntity) -> Iterator[str]:
    """Yield the head nouns of the roles of a person: "minister" of "former minister of ports"."""
    for role in entity.roles:
        head = _AFTER_HEAD.split(role.text, maxsplit=1)[0].split()
        if head:
            yield fold(head[-1])


def _short_forms(entity: DocumentEntity) -> Iterator[str]:
    """Yield the given name of a person and the initials: "ana" and "ar"."""
    name = person_name(entity.name)
    if name.given and len(name.given[0]) >= _FEWEST_LETTERS:
        yield name.given[0]
    yield fold(initials_of(entity.name))


def _unique(forms: Iterable[tuple[str, DocumentEntity]]) -> dict[str, str]:
    """Return the keys by the forms that only one entity has."""
    keys: dict[str, set[str]] = defaultdict(set)
    for form, entity in forms:
        keys[form].add(entity.key)
    return {form: next(iter(found)) for form, found in keys.items() if len(found) == 1}
