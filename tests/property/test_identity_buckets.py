"""Who is who after any edits is what all articles decide anew, however much of it is remembered."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from builder.digest import digest
from builder.gazetteer.home_places import Home
from builder.gazetteer.lookup import load_gazetteer
from builder.graph.archive_identity import ArchiveIdentity, identity_of_archive
from builder.graph.identity.archive_persons import person_of
from builder.graph.identity.full_names import group_full_names
from builder.graph.identity.name_buckets import Buckets
from builder.graph.identity.name_evidence import EntityEvidence, EntityKey, gather_evidence
from builder.graph.identity.short_name_buckets import link_short_names
from builder.graph.identity.short_names import ShortNameIndex, ShortNameLink
from builder.graph.memory import Memory, NoMemory
from builder.model.annotations import Annotations, DocumentEntity, EntityType
from builder.model.article import Article
from builder.pipeline.stored_memory import StoredMemory
from builder.store.store import Store
from tests.support.annotated import annotations_of, article_of, entity_of, role_of

T = TypeVar("T")

PERSON, PLACE, ORGANIZATION = EntityType.PERSON, EntityType.PLACE, EntityType.ORGANIZATION
PERSONS = {
    "Ana Roe": ("Roe", "Ana", "Tom"),
    "Anna Roe": ("Roe",),
    "Ana M. Roe": ("Roe",),
    "Ben Roe Jr.": ("Roe", "Ben"),
    "Ben Roe": ("Roe",),
    "Thomas Roe": ("Roe", "Tom"),
    "Tom Roe": ("Roe", "Tom"),
    "Ana Vale": ("Vale", "Ana"),
    "John Otto Kell": ("Kell", "JOK"),
    "Kell John Otto": ("Kell",),
    "Otto Tom": ("Tom",),
    "Roe": (),
    "Vale": (),
    "Tom": (),
    "Ana": (),
    "JOK": (),
}
OTHERS = {
    "Harbor Board": (ORGANIZATION, ("HB", "Board")),
    "HB": (ORGANIZATION, ()),
    "Board": (ORGANIZATION, ()),
    "Vale News": (ORGANIZATION, ("Vale",)),
    "Vale Media": (ORGANIZATION, ()),
    "Norway": (ORGANIZATION, ()),
    "Springfield": (PLACE, ()),
    "Springfield, Ohio": (PLACE, ()),
    "Springfield, Illinois": (PLACE, ()),
    "Victoria, Australia": (PLACE, ()),
    "Victoria, British Columbia": (PLACE, ()),
    "Victoria, Texas": (PLACE, ()),
    "Ohio": (PLACE, ()),
    "Texas": (PLACE, ()),
    "Illinois": (PLACE, ()),
}
TITLES = ("", "", "", "Mr. ", "Mrs. ", "President ", "Baker ")
FAR = "It rained on the pier and on the mill. " * 5


class Written(Struct, frozen=True):
    """What an article has: sentences, each with a name, and the spellings that it joins to an entity."""

    sentences: tuple[tuple[str, str, bool], ...]
    joined: bool


class Edit(Struct, frozen=True):
    """An edit of an article: its sentence of a number, or all of it."""

    article: int
    i: int
    sentence: tuple[str, str, bool]
    written: Written | None


Sentence = tuple[str, str, bool]
NAMES = sorted({*PERSONS, *OTHERS, *(form for forms in PERSONS.values() for form in forms)})


@st.composite
def sites(draw: st.DrawFn, names: Sequence[str] = NAMES) -> tuple[list[Written], list[Edit]]:
    """Draw a site and edits of it: few names, so that most of them have to do with each other."""
    chosen = draw(st.lists(st.sampled_from(names), min_size=1, max_size=5, unique=True))
    sentence = st.tuples(st.sampled_from(TITLES), st.sampled_from(chosen), st.booleans())
    article = st.builds(Written, st.lists(sentence, min_size=1, max_size=5).map(tuple), st.booleans())
    first = draw(st.lists(article, min_size=1, max_size=6))
    edit = st.builds(Edit, st.integers(0, 5), st.integers(0, 5), sentence, st.none() | article)
    return first, draw(st.lists(edit, max_size=5))


def edited(site: dict[str, Written], edit: Edit) -> dict[str, Written]:
    """Return a site with one sentence of an article changed or added, or with another article or none."""
    seed_id = f"a{edit.article}"
    if seed_id not in site or edit.i > len(site[seed_id].sentences):
        found = {**site, seed_id: edit.written}
        return {one: written for one, written in found.items() if written is not None}
    before = site[seed_id]
    sentences = (*before.sentences[: edit.i], edit.sentence, *before.sentences[edit.i + 1 :])
    return {**site, seed_id: Written(sentences, before.joined)}


def annotated(seed_id: str, written: Written) -> tuple[Article, Annotations]:
    """Return an article with its annotations: each name is an entity, or a spelling of one before it."""
    text = " ".join(
        f"{title}{name} left.{f' {FAR}' if far else ''}" for title, name, far in written.sentences
    )
    article = article_of(text, seed_id)
    forms: dict[str, set[str]] = {}
    for _, name, _ in written.sentences:
        longer = [
            one for one in forms if name in PERSONS.get(one, ()) or name in OTHERS.get(one, (PLACE, ()))[1]
        ]
        if written.joined and longer:
            forms[longer[0]].add(name)
        elif not any(name in own for own in forms.values()):
            forms.setdefault(name, set())
    return article, annotations_of(article, *(entity(article, name, own) for name, own in forms.items()))


def entity(article: Article, name: str, aliases: set[str]) -> DocumentEntity:
    kind = OTHERS[name][0] if name in OTHERS else PERSON
    has_role = re.search(rf"President {re.escape(name)}\b", article.text) is not None
    roles = [role_of(article, "President", name)] if has_role and kind is PERSON else []
    one = entity_of(name, kind, aliases=sorted(aliases), roles=roles)
    return replace(one, region=name.partition(", ")[2]) if ", " in name else one


def decided(
    site: Mapping[str, Written], memory: Memory, home: Home | None, *, known: bool
) -> ArchiveIdentity:
    """Return who is who in a site; nothing is remembered of it unless ``known`` is True."""
    found = {seed_id: annotated(seed_id, written) for seed_id, written in sorted(site.items())}
    articles = {seed_id: article for seed_id, (article, _) in found.items()}
    annotations = {seed_id: own for seed_id, (_, own) in found.items()}
    sources = {seed_id: digest(repr(one)) for seed_id, one in found.items()} if known else {}
    return identity_of_archive(articles, annotations, entities_of(annotations), home, memory, sources)


def entities_of(annotations: Mapping[str, Annotations]) -> dict[EntityKey, DocumentEntity]:
    return {(seed_id, one.key): one for seed_id, own in annotations.items() for one in own.entities}


@settings(deadline=None, max_examples=100)
@given(sites(), st.sampled_from([None, "Ohio"]))
def test_edits_decide_what_the_whole_archive_decides(
    drawn: tuple[list[Written], list[Edit]], region: str | None
) -> None:
    first, edits = drawn
    home = None if region is None else Home(load_gazetteer().candidates(region)[0])
    site = {f"a{number}": written for number, written in enumerate(first)}
    with TemporaryDirectory() as folder:
        for edit in (None, *edits):
            site = site if edit is None else edited(site, edit)
            with Store(Path(folder)) as store:
                memory = StoredMemory(store, kind="graph", code=("builder.graph.archive_identity",))
                remembered = decided(site, memory, home, known=True)
            assert remembered == decided(site, NoMemory(), home, known=False)


def wrote(*sentences: str) -> Written:
    """Return what an article has, given its sentences: a title if any, and a name."""
    parts = (sentence.rpartition(". ") for sentence in sentences)
    return Written(tuple((f"{title}{dot}", name, False) for title, dot, name in parts), joined=True)


ROES = {"a": wrote("Ana Roe", "Roe"), "b": wrote("Ben Roe", "Roe")}
SPRINGFIELDS = {"a": wrote("Springfield, Ohio"), "b": wrote("Springfield, Illinois")}
VICTORIAS = {"a": wrote("Victoria, British Columbia"), "b": wrote("Victoria, Texas")}


@pytest.mark.parametrize(
    ("others", "before", "after"),
    [
        (ROES, wrote("Roe"), wrote("Mrs. Roe")),
        (ROES, wrote("Ana"), wrote("Ana", "Roe")),
        (ROES, wrote("Ana Roe", "Mr. Roe"), wrote("Ana Roe", "Roe")),
        (ROES, wrote("Ana Roe", "Tom"), wrote("Ana Roe")),
        (SPRINGFIELDS, wrote("Springfield"), wrote("Springfield", "Ohio")),
        (SPRINGFIELDS, wrote("Springfield", "Illinois"), wrote("Springfield", "Ohio")),
        (VICTORIAS, wrote("Victoria, Australia"), wrote("Victoria, Australia", "Texas")),
        ({"a": wrote("Harbor Board", "HB")}, wrote("HB"), wrote("Board")),
    ],
)
def test_an_edit_that_matters_is_decided_again(
    others: dict[str, Written], before: Written, after: Written
) -> None:
    with TemporaryDirectory() as folder:
        found = []
        for own in (before, after):
            with Store(Path(folder)) as store:
                memory = StoredMemory(store, kind="graph", code=("builder.graph.archive_identity",))
                found.append(decided({**others, "z": own}, memory, None, known=True))
    assert found[0] != found[1]
    assert found[1] == decided({**others, "z": after}, NoMemory(), None, known=False)


def test_only_the_buckets_of_an_edited_article_are_decided_again() -> None:
    asked: list[str] = []

    class Recording(NoMemory):
        """A memory that remembers tables, and which of their values were made."""

        def __init__(self) -> None:
            self.tables: dict[str, dict[str, tuple[str, Any]]] = {}

        def recall_table(
            self, table: str, _: object, keys: Mapping[str, str], make: Callable[[str], T], /
        ) -> dict[str, T]:
            before = self.tables.get(table, {})
            values = {}
            for name, key in keys.items():
                if key and before.get(name, ("",))[0] == key:
                    values[name] = before[name][1]
                else:
                    asked.append(name)
                    values[name] = make(name)
            self.tables[table] = {name: (keys[name], one) for name, one in values.items()}
            return values

    memory = Recording()
    site = {
        "a": Written((("", "Ana Roe", False), ("", "Roe", False)), joined=True),
        "b": Written((("", "Ben Roe", False), ("", "Roe", False)), joined=True),
        "c": Written((("", "Ana Vale", False), ("", "John Otto Kell", False)), joined=True),
        "d": Written((("", "Springfield", False), ("", "Springfield, Ohio", False)), joined=True),
    }
    decided(site, memory, None, known=True)
    assert {"roe", "vale", "kell", "springfield"} <= {*asked}
    asked.clear()
    decided(
        site | {"c": Written((*site["c"].sentences, ("", "Harbor Board", False)), joined=True)},
        memory,
        None,
        known=True,
    )
    assert {*asked} == {"vale", "kell", "Harbor Board"}


@settings(deadline=None, max_examples=150)
@given(sites(sorted({*PERSONS, "Tom", "Ana", "Roe"})))
@example(([wrote("Ana Roe", "Mr. Tom"), wrote("Tom Roe"), wrote("Tom Roe")], []))
@example(([wrote("Ana Roe", "Mr. Tom"), wrote("Tom Roe"), wrote("Otto Tom")], []))
@example(([wrote("Ana Roe", "Roe"), wrote("Ben Roe Jr.", "Mr. Roe"), wrote("Mr. Ben")], []))
@example(([wrote("John Otto Kell"), wrote("JOK"), wrote("Kell John Otto")], []))
def test_the_persons_of_a_bucket_decide_what_all_persons_decide(
    drawn: tuple[list[Written], list[Edit]],
) -> None:
    units: list[EntityEvidence] = []
    for number, written in enumerate(drawn[0]):
        article, found = annotated(f"a{number}", written)
        own = {(article.seed_id, one.key): one for one in found.entities if one.type is PERSON}
        units += gather_evidence(article, found, own).values()
    by_surname: dict[str, list[EntityEvidence]] = {}
    for unit in units:
        if unit.name.is_full:
            by_surname.setdefault(unit.name.last_word, []).append(unit)
    groups = [group for bucket in sorted(by_surname) for group in group_full_names(by_surname[bucket])]
    short = [unit for unit in units if not unit.name.is_full]
    assert link_short_names(groups, short, Buckets()) == linked_by_all(groups, short)


def linked_by_all(
    groups: Sequence[Sequence[EntityEvidence]], short: Sequence[EntityEvidence]
) -> dict[tuple[EntityKey, str | None], ShortNameLink]:
    """Return the links of short names by one index of all persons."""
    index = ShortNameIndex([person_of(group) for group in groups])
    links: dict[tuple[EntityKey, str | None], ShortNameLink] = {
        (unit.key, None): index.link(unit) for unit in short
    }
    contested = {
        (unit.key, form): index.contested(unit, form)
        for group in groups
        for unit in group
        for form in unit.uses
    }
    return {**links, **{key: one for key, one in contested.items() if one is not None}}
