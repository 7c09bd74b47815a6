"""Which forms of a hidden name mean no one else, and whom the editor may hide."""

from __future__ import annotations

import pytest

from builder.model.annotations import EntityType
from builder.model.editorial import Content
from builder.model.entity_entries import EntityEntry, EntityRules, HiddenEntry
from builder.model.graph import Entity, Graph
from builder.redaction.hidden_persons import hidden_persons

ROE = Entity("ana-roe", EntityType.PERSON, "Ana Roe")


def graph_of(*entities: Entity) -> Graph:
    return Graph({one.id: one for one in sorted(entities, key=lambda one: one.id)}, {}, ())


def hiding(*ids: str, words: str | None = None, **rules: object) -> Content:
    hide = tuple(HiddenEntry(one, words, line) for line, one in enumerate(ids, start=1))
    return Content(entities=EntityRules(hide=hide, **rules))  # type: ignore[arg-type]


def person(name: str, *aliases: str) -> Entity:
    return Entity(name.lower().replace(" ", "-"), EntityType.PERSON, name, aliases=aliases)


@pytest.mark.parametrize(
    ("others", "clear", "unclear"),
    [
        ([], {"ana roe", "roe", "roes", "ana"}, set()),
        ([person("John Roe")], {"ana roe", "ana"}, {"roe"}),
        ([person("Ana Doe")], {"ana roe", "roe"}, {"ana"}),
        ([person("John Doe", "Johnny Roe")], {"ana roe", "ana"}, {"roe"}),
        ([person("Jo Roes")], {"ana roe", "roe", "ana"}, {"roes"}),
        ([person("Roe-backed Plan")], {"roe"}, set()),
        ([person("Jo Roe-Smith")], {"roe"}, set()),
        ([Entity("roe", EntityType.ORGANIZATION, "Roe")], {"ana roe"}, {"roe"}),
        ([Entity("roe-street", EntityType.PLACE, "Roe Street")], {"roe"}, set()),
        ([Entity("ana-roe-2", EntityType.PERSON, "Ana Roe")], set(), {"ana roe", "roe", "ana"}),
    ],
)
def test_a_form_that_another_has_is_unclear(others: list[Entity], clear: set[str], unclear: set[str]) -> None:
    found, problems = hidden_persons(graph_of(ROE, *others), hiding("ana-roe"))
    assert problems == ()
    (own,) = found.persons
    assert clear <= set(own.clear)
    assert not unclear & set(own.clear)
    assert (unclear - {"roes"}) <= set(own.unclear)


def test_everyday_words_are_unclear() -> None:
    found, _ = hidden_persons(graph_of(person("Rose Green")), hiding("rose-green"))
    (own,) = found.persons
    assert {"rose", "green"} == set(own.unclear)
    assert "rose green" in own.clear


def test_pages_with_nothing_but_the_name_are_the_person() -> None:
    others = [
        person("Roe"),
        Entity("roes", EntityType.ORGANIZATION, "Roes"),
        Entity("ana-roe-2", EntityType.ORGANIZATION, "Ana Roe"),
        person("Jo Doe"),
    ]
    found, _ = hidden_persons(graph_of(ROE, *others), hiding("ana-roe"))
    assert found.by_entity == dict.fromkeys(("ana-roe", "roe", "roes", "ana-roe-2"), 0)


def test_a_thing_with_an_entry_keeps_its_name_unless_it_has_the_whole_name() -> None:
    things = [
        Entity("roe-street", EntityType.PLACE, "Roe Street", edited=True),
        Entity("roe-lane", EntityType.PLACE, "Roe Lane"),
        Entity("ana-roe-fund", EntityType.ORGANIZATION, "Ana Roe Fund", edited=True),
    ]
    found, _ = hidden_persons(graph_of(ROE, *things), hiding("ana-roe"))
    assert found.protected == ("roe street",)


def test_a_double_surname_of_another_person_stays() -> None:
    found, _ = hidden_persons(
        graph_of(ROE, person("Jo Roe-Smith"), person("Roe-backed Plan")), hiding("ana-roe")
    )
    assert found.protected == ("roe smith",)


def test_names_come_from_the_entry_and_from_merged_ids_too() -> None:
    entry = EntityEntry("ana-roe", EntityType.PERSON, 1, name="Ana Roe", aliases=("Annie Doe",))
    content = hiding("a-doe", entries=(entry,), merge={"a-doe": "ana-roe"})
    found, problems = hidden_persons(graph_of(), content)
    assert problems == ()
    assert {"ana roe", "annie doe", "doe", "roe", "annie"} <= set(found.persons[0].clear)
    assert found.persons[0].words == "A. R."


@pytest.mark.parametrize(
    ("entity_id", "message", "hint"),
    [
        ("ana-ro", "no article and no entry has a person with the id `ana-ro`", "Did you mean `ana-roe`?"),
        ("xyz", "no article and no entry has a person with the id `xyz`", "Add an entry under `people`"),
        ("lowmoor", "`lowmoor` is of the type place; only persons can be hidden", "Remove it."),
    ],
)
def test_only_known_persons_can_be_hidden(entity_id: str, message: str, hint: str) -> None:
    place = Entity("lowmoor", EntityType.PLACE, "Lowmoor")
    _, (problem,) = hidden_persons(graph_of(ROE, place), hiding(entity_id))
    assert (problem.severity, problem.path, problem.line) == ("error", "content/entities.yaml", 1)
    assert message in problem.message
    assert problem.hint.startswith(hint)
