"""The changes that the benchmark of builds makes to a site."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
import yaml

from bench.articles import make_article
from bench.changes import (
    CHANGES,
    COLORS,
    ENTITY_RENAMED,
    FIRST_ENTRY,
    MOST_FREQUENT_RENAMED,
    NO_CHANGE,
    NOTE_EDITED,
    TITLE_CHANGED,
    chosen_seed,
    edit_article,
    edit_words,
    frequent_person,
    person_in,
    unique_words,
    with_sentence,
    write_content,
)
from bench.corpora import hugo_page_of_data, invented_corpus, seed_corpus
from bench.peers import write_hugo_site
from bench.served import slug_of
from builder.content.load import load_content
from tests.support.folders import looks
from tests.support.sites import write_files

ENTITIES = [
    {"id": "lowmoor", "type": "place", "name": "Lowmoor", "briefs": ["a", "b", "c"]},
    {"id": "ana-roe", "type": "person", "name": "Ana Roe", "briefs": ["a", "b"]},
    {"id": "ben-roe", "type": "person", "name": "Ben Roe", "briefs": ["c"]},
    {"id": "abe-roe", "type": "person", "name": "Abe Roe", "briefs": ["b", "c"]},
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the folder of a site of 30 invented articles, with data as of a build."""
    (tmp_path / "seeds").mkdir()
    invented_corpus(30).write_seeds(tmp_path / "seeds")
    write_content(tmp_path)
    return write_files(tmp_path, {"site/data/entities.json": json.dumps(ENTITIES)})


def test_each_change_changes_only_its_files(root: Path) -> None:
    changed = {}
    for change in CHANGES:
        before = looks(root)
        change.apply(root, 3)
        after = looks(root)
        changed[change.name] = {path for path in after if after[path] != before.get(path)} - {"content"}
        assert bool(changed[change.name]) == change.writes
    stem = chosen_seed(root, 3).stem
    assert [sorted(paths) for paths in changed.values()] == [
        [],
        [f"seeds/{stem}.md"],
        [f"content/notes/{stem}.md"],
        ["content/entities.yaml"],
        ["content/entities.yaml"],
        ["content/entities.yaml"],
        ["content/site.yaml"],
    ]


def test_changed_content_is_valid(root: Path) -> None:
    titles = []
    for change in CHANGES:
        change.apply(root, 0)
        titles.append(load_content(root).site.title)
    assert titles[0] == titles[-2] != titles[-1]


def test_person_who_is_known_less_is_renamed(root: Path) -> None:
    people = [
        {"id": f"p-{count}", "type": "person", "name": "Ben Roe", "briefs": ["a"] * count}
        for count in (3, 30, 100, 17, 22, 80)
    ]
    assert person_in(people, 0.2)["id"] == "p-22"
    assert person_in(people, 0.9)["id"] == "p-30"
    with pytest.raises(ValueError, match="too few persons"):
        person_in(people[:2], 0.2)
    ENTITY_RENAMED.apply(root, 0)
    entry = yaml.safe_load((root / "content/entities.yaml").read_text(encoding="utf-8"))
    assert entry == {"people": {"ben-roe": {"name": "Ben Quill Roe"}}}


def test_most_frequent_person_is_renamed(root: Path) -> None:
    MOST_FREQUENT_RENAMED.apply(root, 0)
    entry = yaml.safe_load((root / "content/entities.yaml").read_text(encoding="utf-8"))
    assert entry == {"people": {"abe-roe": {"name": "Abe Quill Roe"}}}
    FIRST_ENTRY.apply(root, 0)
    entry = yaml.safe_load((root / "content/entities.yaml").read_text(encoding="utf-8"))
    assert set(entry["people"]) == {"abe-roe", "ana-roe"}
    with pytest.raises(ValueError, match="too few persons"):
        frequent_person(ENTITIES[:1])


def test_edits_are_made_in_different_articles_with_different_words(root: Path) -> None:
    edited = [edit_article(root, number) for number in range(len(COLORS))]
    assert len(set(edited)) == len({edit_words(number) for number in range(len(COLORS))}) == len(COLORS)
    for number, seed in enumerate(edited):
        assert seed.read_text(encoding="utf-8").count(edit_words(number)) == 1


def test_sentence_is_added_within_the_article() -> None:
    text = make_article(5).text
    longer = with_sentence(text, "painted amber")
    assert longer.count("\n\n") == text.count("\n\n")
    paragraphs = longer.split("\n\n")
    assert [i for i in range(len(paragraphs)) if paragraphs[i].endswith(" is to be painted amber.")] == [9]


def test_site_without_plain_text_cannot_be_edited(tmp_path: Path) -> None:
    write_files(tmp_path, {"seeds/a.html": "<p>It is late.</p>"})
    with pytest.raises(ValueError, match=r"no \.txt or \.md file"):
        chosen_seed(tmp_path, 0)


def test_notes_are_anchored_to_words_that_an_article_has_once(root: Path) -> None:
    notes = sorted((root / "content/notes").iterdir())
    assert len(notes) == len(COLORS)
    for note in notes:
        anchor = note.read_text(encoding="utf-8").splitlines()[0].removeprefix("> ")
        assert (root / "seeds" / note.name).read_text(encoding="utf-8").count(anchor) == 1
        assert len(anchor.split()) == 6


def test_words_that_occur_twice_are_no_anchor() -> None:
    assert unique_words("Ana Roe said so. " * 9) == ""
    assert unique_words("the ferry left the pier at noon; " * 2) == ""
    text = "It is late. Ana said that it’s so late that the ferry left"
    assert text[len(text) // 2 :].startswith("s so late that the ferry")
    assert unique_words(text) == "so late that the ferry left"


def test_names_of_changes_are_different() -> None:
    assert len({change.name for change in CHANGES}) == len(CHANGES)
    assert not NO_CHANGE.writes
    assert NOTE_EDITED.annotated == TITLE_CHANGED.annotated == 0


def test_hugo_gets_the_same_articles(tmp_path: Path) -> None:
    corpus = invented_corpus(3)
    write_hugo_site(tmp_path / "hugo", corpus.hugo_pages(tmp_path))
    pages = sorted((tmp_path / "hugo/content/briefs").iterdir())
    assert len(pages) == corpus.briefs == 3
    article = make_article(2)
    head, _, text = pages[2].read_text(encoding="utf-8").partition("\n\n")
    assert text == article.text
    assert json.loads(head)["people"] == list(article.names["people"])
    assert (tmp_path / "hugo/hugo.toml").exists()


def test_hugo_gets_the_names_found_in_seeds_of_others(tmp_path: Path) -> None:
    brief = {
        "slug": "ferry",
        "headline": "The ferry runs",
        "date": None,
        "text": "The ferry {{runs}}.\n",
        "entities": [
            {"id": "ana-roe", "type": "person", "name": "Ana Roe"},
            {"id": "roe-party", "type": "group", "name": "Roe Party"},
        ],
    }
    page = hugo_page_of_data(brief)
    assert dict(page.front_matter) == {
        "title": "The ferry runs",
        "people": ["Ana Roe"],
        "places": [],
        "organizations": [],
    }
    write_hugo_site(tmp_path / "hugo", [page])
    assert "{{" not in (tmp_path / "hugo/content/briefs/ferry.md").read_text(encoding="utf-8")


def test_brief_of_a_seed_is_found_under_another_slug(tmp_path: Path) -> None:
    briefs = {f"briefs/{slug}.json": json.dumps({"id": seed}) for slug, seed in (("a", "a"), ("b-c", "b_c"))}
    write_files(tmp_path, briefs)
    slugs = [slug_of(tmp_path, Path("seeds", name)) for name in ("a.txt", "b_c.txt", "d.txt")]
    assert slugs == ["a", "b-c", "d"]


def test_seeds_of_a_folder_are_copied(tmp_path: Path) -> None:
    source = write_files(
        tmp_path / "source", {"a.txt": "It is late.", "b.html": "<p>a</p>", "gold.json": "{}"}
    )
    corpus = seed_corpus(source)
    (tmp_path / "seeds").mkdir()
    corpus.write_seeds(tmp_path / "seeds")
    assert sorted(path.name for path in (tmp_path / "seeds").iterdir()) == ["a.txt", "b.html"]
    assert corpus.briefs == 2


@pytest.mark.parametrize("name", ["articles.jsonl", "articles.jsonl.gz"])
def test_lines_of_a_file_become_seeds(name: str, tmp_path: Path) -> None:
    lines = "".join(
        f"{json.dumps({'id': name, 'text': f'{name} is late.'})}\n" for name in ("a", "b")
    ).encode()
    write_files(tmp_path, {name: gzip.compress(lines) if name.endswith(".gz") else lines})
    corpus = seed_corpus(tmp_path / name)
    (tmp_path / "seeds").mkdir()
    corpus.write_seeds(tmp_path / "seeds")
    assert corpus.briefs == 2
    assert (tmp_path / "seeds/b.txt").read_text(encoding="utf-8") == "b is late."
