"""Names of the editor's files: an article is linked again only for those that may be in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

import pytest
from msgspec.structs import replace

from builder.graph.article_links import CLEAR_IDENTITY, ArticleLinks
from builder.graph.build import build_graph
from builder.graph.memory import NoMemory, ValueCodec
from builder.graph.site_names import ArticleWords, NamesByWord, SiteNames, words_of
from builder.graph.spelling_targets import spelling_targets, unmarked_spellings
from builder.model.annotations import EntityType
from builder.model.editorial import Content
from builder.model.entity_entries import EntityEntry, EntityRules
from builder.model.graph import Graph
from tests.support.annotated import annotations_of, article_of, by_seed, entity_of

T = TypeVar("T")

ARTICLES = [
    article_of("Ana Roe left Lowmoor on Friday. Roe said that she was glad.", "a"),
    article_of("Ben Vale came to Orve with Ana Roe.", "b"),
    article_of("The Harbor Board met in Orve. It closes the pier, said the Orvish Pier-Board.", "c"),
]
FOUND = {
    "a": annotations_of(ARTICLES[0], entity_of("Ana Roe"), entity_of("Lowmoor", EntityType.PLACE)),
    "b": annotations_of(
        ARTICLES[1], entity_of("Ben Vale"), entity_of("Orve", EntityType.PLACE), entity_of("Ana Roe")
    ),
    "c": annotations_of(ARTICLES[2], entity_of("Orve", EntityType.PLACE)),
}


class Remembering(NoMemory):
    """A memory that counts what is made; tables are made each time."""

    made_by = "this code"
    remembers = True

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], object] = {}
        self.made: list[str] = []

    def recall(
        self, codec: ValueCodec[T], keys: Mapping[str, str], make: Callable[[str], T], /
    ) -> dict[str, T]:
        found = {}
        for name, key in keys.items():
            entry = (codec.name, key)
            if not key or entry not in self.values:
                self.values[entry] = codec.load(codec.dump(make(name)))
                self.made.append(f"{codec.name.rpartition('.')[2]} {name}")
            found[name] = self.values[entry]
        return found  # type: ignore[return-value]

    def recall_all(
        self, _: str, codec: ValueCodec[T], keys: Mapping[str, str], make: Callable[[str], T], /
    ) -> dict[str, T]:
        return self.recall(codec, keys, make)

    def lookup(
        self, codec: ValueCodec[T], keys: Mapping[str, str], make: Callable[[str], T], /
    ) -> Mapping[str, T]:
        return self.recall(codec, keys, make)

    def recall_one(self, codec: ValueCodec[T], key: str, make: Callable[[], T], /) -> T:
        return self.recall(codec, {"all": key}, lambda _: make())["all"]


def without_keys(graph: Graph) -> Graph:
    """Return a graph as if it was not known what it was made from."""
    return replace(graph, states={}, key="")


def entry(entity_id: str, kind: EntityType, name: str, *aliases: str) -> EntityEntry:
    return EntityEntry(entity_id, kind, 1, name=name, aliases=aliases)


RULES = [
    ("a name", EntityRules(entries=(entry("ana-roe", EntityType.PERSON, "Ana Q. Roe"),)), {"a", "b"}),
    (
        "an alias in one text",
        EntityRules(entries=(entry("pier", EntityType.ORGANIZATION, "Pier", "Orvish Pier-Board"),)),
        {"c"},
    ),
    ("an ignored name", EntityRules(ignore=("LOWMOOR",)), {"a"}),
    ("a merge", EntityRules(merge={"ben-vale": "ana-roe"}), {"b"}),
    ("a name that is nowhere", EntityRules(entries=(entry("cy", EntityType.PERSON, "Cy Strand"),)), set()),
]


@pytest.mark.parametrize(("rules", "linked"), [row[1:] for row in RULES], ids=[row[0] for row in RULES])
def test_only_articles_that_may_have_a_name_are_linked_again(rules: EntityRules, linked: set[str]) -> None:
    memory = Remembering()
    sources = {article.seed_id: f"source {article.seed_id}" for article in ARTICLES}
    build_graph(by_seed(ARTICLES), FOUND, Content(), memory=memory, sources=sources)
    memory.made.clear()
    edited = replace(Content(), entities=rules)
    graph, notes = build_graph(by_seed(ARTICLES), FOUND, edited, memory=memory, sources=sources)
    again = {made.split()[1] for made in memory.made if made.startswith("LinkedOutline")}
    assert again == linked
    assert (without_keys(graph), notes) == build_graph(by_seed(ARTICLES), FOUND, edited)


QUILL = entry("ana-roe", EntityType.PERSON, "Ana Quill Roe")
RENAMED = [
    ("a name that no article uses", entry("ana-roe", EntityType.PERSON, "Ana Quillon Roe"), set()),
    ("a name of which an article has one word", entry("ana-roe", EntityType.PERSON, "Ana Sunday"), set()),
    ("a name of which an article has all words", entry("ana-roe", EntityType.PERSON, "Roe, Friday"), {"a"}),
    ("an alias in one text", entry("ana-roe", EntityType.PERSON, "Ana Quill Roe", "the pier"), {"c"}),
    ("a spelling of mentions", entry("ana-roe", EntityType.PERSON, "Ana Quill Roe", "Roe"), {"a", "b"}),
]


@pytest.mark.parametrize(("renamed", "linked"), [row[1:] for row in RENAMED], ids=[row[0] for row in RENAMED])
def test_another_name_of_an_entry_links_the_articles_again_that_have_it(
    renamed: EntityEntry, linked: set[str]
) -> None:
    memory = Remembering()
    sources = {article.seed_id: f"source {article.seed_id}" for article in ARTICLES}
    before, after = (replace(Content(), entities=EntityRules(entries=(one,))) for one in (QUILL, renamed))
    build_graph(by_seed(ARTICLES), FOUND, before, memory=memory, sources=sources)
    memory.made.clear()
    graph, notes = build_graph(by_seed(ARTICLES), FOUND, after, memory=memory, sources=sources)
    again = {made.split()[1] for made in memory.made if made.startswith("LinkedOutline")}
    assert again == linked
    assert (without_keys(graph), notes) == build_graph(by_seed(ARTICLES), FOUND, after)


MARK = "\N{COMBINING GREEK YPOGEGRAMMENI}"
MARKED = [
    ("Ana Roe", f"Ana Roe{MARK} left."),
    ("Ana Roe", f"So {MARK}Ana Roe left."),
    ("Ana Roe", "So Ana Ro\N{SOFT HYPHEN}e left."),
    (f"Ana{MARK}Roe", f"So Ana{MARK}Roe left."),
    ("Ro\N{LATIN SMALL LETTER E WITH ACUTE}", "So Roe\N{COMBINING ACUTE ACCENT} left."),
    ("\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}pek", "So \N{LATIN CAPITAL LETTER I WITH DOT ABOVE}pek left."),
]


@pytest.mark.parametrize("others", [0, 30])
@pytest.mark.parametrize(("form", "text"), MARKED)
def test_a_name_in_a_text_matters_to_it_whatever_marks_are_beside_it(
    form: str, text: str, others: int
) -> None:
    forms = [form, *(f"Strand {number}" for number in range(others))]
    entries = (entry(f"id-{number}", EntityType.EVENT, one) for number, one in enumerate(forms))
    targets = spelling_targets(EntityRules(entries=tuple(entries)))
    assert any(unmarked_spellings(article_of(text, "a"), targets, (), frozenset()))
    names = NamesByWord(SiteNames(targets, frozenset(), frozenset(), {}))
    nowhere = names.of_article(ArticleWords(), ArticleLinks())
    assert names.of_article(words_of(text, ()), ArticleLinks()) != nowhere


def test_a_surname_that_may_be_that_of_two_is_remembered_with_its_doubts() -> None:
    texts = {
        "a": "Ana Roe left Lowmoor. Roe was glad.",
        "b": "Ben Roe left Orve. Roe was glad.",
        "c": "Roe spoke in Ellery.",
    }
    articles = [article_of(text, seed_id) for seed_id, text in texts.items()]
    names = {
        "a": entity_of("Ana Roe", aliases=["Roe"]),
        "b": entity_of("Ben Roe", aliases=["Roe"]),
        "c": entity_of("Roe"),
    }
    found = {one.seed_id: annotations_of(one, names[one.seed_id]) for one in articles}
    memory = Remembering()
    sources = dict(zip(texts, texts, strict=True))
    first = build_graph(by_seed(articles), found, Content(), memory=memory, sources=sources)
    memory.made.clear()
    again = build_graph(by_seed(articles), found, Content(), memory=memory, sources=sources)
    assert memory.made == []
    assert first == again
    assert (without_keys(first[0]), first[1]) == build_graph(by_seed(articles), found, Content())
    sure = [one.identity_confidence or 0.0 for brief in first[0].briefs.values() for one in brief.mentions]
    assert min(sure) < CLEAR_IDENTITY
