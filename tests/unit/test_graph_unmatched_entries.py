"""Warnings of entries, merges, texts and ignored spellings that match nothing."""

from __future__ import annotations

from msgspec.structs import replace

from builder.graph.unmatched_entries import unmatched_entries
from builder.model.annotations import EntityType
from builder.model.diagnostic import Severity
from builder.model.editorial import Content
from builder.model.entity_entries import EntityEntry, EntityRules, EntityText
from builder.model.graph import Entity, Graph

PERSON = EntityType.PERSON
GRAPH = Graph(
    entities={
        "ana-roe": Entity("ana-roe", PERSON, "Ana Roe", redirects=("ana-rowe",)),
        "ben-hale": Entity("ben-hale", PERSON, "Ben Hale"),
    },
    briefs={},
    ties=(),
)


def messages(
    *entries: EntityEntry, merge: dict[str, str] | None = None, texts: tuple[EntityText, ...] = ()
) -> list[str]:
    lines = {source: 20 + n for n, source in enumerate(merge or {})}
    rules = EntityRules(entries=entries, merge=merge or {}, merge_lines=lines)
    found = unmatched_entries(GRAPH.entities, Content(entities=rules, texts=texts))
    noted = unmatched_entries(GRAPH.entities, Content(entities=rules, texts=texts), is_partial=True)
    assert [replace(one, severity=Severity.NOTE) for one in found] == list(noted)
    return [str(one) for one in found]


def test_entries_that_match_give_no_warning() -> None:
    text = EntityText(PERSON, "ben-hale", "content/people/ben-hale.md", "A baker.")
    assert messages(EntityEntry("ana-roe", PERSON, 2), merge={"ana-rowe": "ana-roe"}, texts=(text,)) == []


def test_an_entry_that_no_article_mentions() -> None:
    assert messages(EntityEntry("ana-ro", PERSON, 2), EntityEntry("zeppelin", PERSON, 3)) == [
        "content/entities.yaml:2: warning: No article mentions `ana-ro`. Did you mean `ana-roe`?",
        "content/entities.yaml:3: warning: No article mentions `zeppelin`. Remove it, or keep it for later articles.",
    ]


def test_a_merge_of_an_unknown_id() -> None:
    assert messages(merge={"ana-rowe": "ana-roe", "ben-hall": "ben-hale"}) == [
        (
            "content/entities.yaml:21: warning: No article mentions `ben-hall`: there is nothing to merge. "
            "Did you mean `ben-hale`?"
        )
    ]


def test_a_merge_into_an_unknown_id_is_an_error() -> None:
    assert messages(merge={"ben-hale": "ana-ro", "ana-roe": "zeppelin"}) == [
        (
            "content/entities.yaml:21: error: `merge`: no article and no entry has an entity with the id `zeppelin`. "
            "Fix the id, or add `zeppelin` under `people` if the page is to be renamed."
        ),
        (
            "content/entities.yaml:20: error: `merge`: no article and no entry has an entity with the id `ana-ro`. "
            "Did you mean `ana-roe`?"
        ),
    ]


def test_ignored_spellings_that_no_article_has() -> None:
    rules = EntityRules(ignore=("ana roe", "ben hail", "Zzz"), ignore_lines={"ben hail": 4, "Zzz": 5})
    found = unmatched_entries(GRAPH.entities, Content(entities=rules), unread={"ben hail", "Zzz"})
    assert [str(one) for one in found] == [
        (
            "content/entities.yaml:5: warning: `ignore`: no article has the name “Zzz”. "
            "Remove it, or keep it for later articles."
        ),
        "content/entities.yaml:4: warning: `ignore`: no article has the name “ben hail”. Did you mean “Ben Hale”?",
    ]


def test_a_text_on_an_unknown_entity() -> None:
    text = EntityText(PERSON, "zeppelin", "content/people/zeppelin.md", "A maker of airships.")
    assert messages(texts=(text,)) == [
        (
            "content/people/zeppelin.md: warning: No article mentions `zeppelin`: the text is not shown. "
            "Remove it, or keep it for later articles."
        )
    ]


def test_a_text_in_the_folder_of_another_type() -> None:
    text = EntityText(EntityType.PLACE, "ben-hale", "content/places/ben-hale.md", "A baker.")
    assert messages(texts=(text,)) == [
        (
            "content/places/ben-hale.md: warning: `ben-hale` is one of the people: the text is not shown. "
            "Move the file to content/people."
        )
    ]


def test_warnings_are_in_the_order_of_the_files() -> None:
    text = EntityText(PERSON, "zorro", "content/people/zorro.md", "A rider.")
    found = messages(
        EntityEntry("zeppelin", PERSON, 9), merge={"zulu": "ana-roe", "yankee": "ana-roe"}, texts=(text,)
    )
    assert [line.split(": ")[0] for line in found] == [
        "content/entities.yaml:9",
        "content/entities.yaml:21",
        "content/entities.yaml:20",
        "content/people/zorro.md",
    ]
