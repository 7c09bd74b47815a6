"""The guide, the starter site and the project's own files agree with the schemas."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import builder
from builder.content.annotation_fixes import MENTION_FIX, QUOTE_FIX
from builder.content.brief_keys import BRIEF, CORRECTION, PICTURE
from builder.content.content_pages import PAGE
from builder.content.entity_rules import ENTITIES, ENTRY, PLACE_ENTRY
from builder.content.load import load_content
from builder.content.orphans import orphan_errors
from builder.content.publish_targets import TARGET
from builder.content.site_settings import LINK, SITE
from builder.content.source_policy import CSP
from builder.content.theme_settings import SOCIAL_LINK
from builder.graph.note_placement import linked_notes
from builder.graph.text_search import ArticleSearch
from builder.model.article import Article
from builder.model.editorial import BriefNotes, Content, Note
from builder.read.reader import read_seed
from builder.schema.mapping import Schema

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "editing.md").read_text("utf-8")
EXAMPLE = ROOT / "examples"
STARTER = Path(builder.__file__).parent / "starter"
SCHEMAS = {
    "site": SITE,
    "link": LINK,
    "social link": SOCIAL_LINK,
    "policy": CSP,
    "target": TARGET,
    "brief": BRIEF,
    "picture": PICTURE,
    "correction": CORRECTION,
    "quote fix": QUOTE_FIX,
    "mention fix": MENTION_FIX,
    "entities": ENTITIES,
    "entry": PLACE_ENTRY,
    "page": PAGE,
}


def seed_ids(root: Path) -> list[str]:
    return [path.stem for path in (root / "seeds").iterdir()]


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS.keys())
def test_the_guide_has_a_row_for_every_key(schema: Schema) -> None:
    rows = [f"| `{known.name}` | {known.kind.expects} | {known.description} |" for known in schema.fields]
    table = "\n".join(["| key | holds | meaning |", "|---|---|---|", *rows])
    assert f"\n{table}\n\n" in GUIDE


def test_the_guide_has_no_table_of_keys_beyond_the_schemas() -> None:
    assert GUIDE.count("| key | holds | meaning |") == len(SCHEMAS)


def test_the_guide_has_a_row_for_the_other_names_of_every_key() -> None:
    rows = [
        f"| {', '.join(f'`{alias}`' for alias in known.aliases)} | `{known.name}` |"
        for known in BRIEF.fields
        if known.aliases
    ]
    assert "\n".join(["| other names | key |", "|---|---|", *rows, ""]) in GUIDE


def test_the_front_matter_that_the_guide_shows_is_read() -> None:
    (text,) = re.findall(r"^```markdown seeds/tuesday.md\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    article, diagnostics = read_seed(text.encode(), path="seeds/tuesday.md")
    assert diagnostics == ()
    assert article is not None
    assert (article.headline, article.date, article.draft) == ("Road #5 closes", "2024-03-06", False)
    assert (article.byline, article.topics) == ("Jo Ward and Ann Roe", ("Transport",))


def test_entries_of_places_have_every_key_of_other_entries() -> None:
    assert all(field in PLACE_ENTRY.fields for field in ENTRY.fields)
    assert len(ENTRY.fields) < len(PLACE_ENTRY.fields)


def write_examples(root: Path) -> Content:
    """The files that the guide shows, loaded."""
    examples = re.findall(r"^```\w+ (content/\S+)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    assert len(examples) == 6
    for name, text in examples:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return load_content(root)


def starter_article() -> Article:
    """The article that comes with a new site, and that the guide's examples speak of."""
    article, _ = read_seed((STARTER / "seeds" / "welcome.md").read_bytes(), path="seeds/monday.txt")
    assert article is not None
    return article


def test_the_examples_of_the_guide_load(tmp_path: Path) -> None:
    content = write_examples(tmp_path)
    foreign = {"withdrawn", "permalink", "published", "status", "publish_date", "build"}
    assert set(content.briefs["monday"].lines) == {known.name for known in BRIEF.fields} - foreign
    assert content.entities.merge == {"t-reyes": "tomas-reyes", "reyes": "tomas-reyes"}
    assert [page.title for page in content.pages] == ["How to reach us"]


def test_the_words_that_the_examples_quote_are_found(tmp_path: Path) -> None:
    content = write_examples(tmp_path)
    words = ArticleSearch(starter_article())
    placed = linked_notes(words, content.notes["monday"])
    assert (len(placed.notes), placed.problems) == (2, ())
    settings = content.briefs["monday"]
    texts = [fix.text for fix in settings.quote_fixes] + [fix.text for fix in settings.mention_fixes]
    assert [text for text in texts if not words.find(text)] == []
    assert [len(words.find(fix.within)) for fix in settings.mention_fixes if fix.within] == [1]
    placed = linked_notes(words, load_content(STARTER).notes["welcome"])
    assert (len(placed.notes), placed.problems) == (1, ())


def test_the_error_of_a_note_that_the_guide_shows_is_the_real_one() -> None:
    words = ArticleSearch(starter_article())
    note = Note(("once with a women in labor",), 1, "A note.")
    (problem,) = linked_notes(words, BriefNotes("content/notes/monday.md", (note,))).problems
    assert f"\n{problem}\n" in GUIDE


def test_the_errors_that_the_guide_shows_are_the_real_ones(tmp_path: Path) -> None:
    from builder.model.diagnostic import InputError

    (tmp_path / "content" / "briefs").mkdir(parents=True)
    (tmp_path / "content" / "site.yaml").write_text("titel: x\n", "utf-8")
    (tmp_path / "content" / "briefs" / "monday.yaml").write_text("slug: a\ndate: Jan 5\n", "utf-8")
    with pytest.raises(InputError) as caught:
        load_content(tmp_path)
    for diagnostic in caught.value.diagnostics:
        assert f"\n{diagnostic}\n" in GUIDE


@pytest.mark.parametrize("root", [ROOT, EXAMPLE, STARTER], ids=["project", "example", "starter"])
def test_the_files_that_come_with_newsgloss_load(root: Path) -> None:
    content = load_content(root)
    assert content.briefs
    assert orphan_errors(content, seed_ids(root)) == ()
    assert [page.slug for page in content.pages] == ["about"]


def test_the_starter_shows_every_key_and_its_comments_are_good(tmp_path: Path) -> None:
    shutil.copytree(STARTER, tmp_path, dirs_exist_ok=True)
    for name in ("site.yaml", "entities.yaml"):
        path = tmp_path / "content" / name
        # An explanation begins with "# " and a word; every other comment is a line to use.
        path.write_text(re.sub(r"^#(?! \S)", "", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    for name in ("content/static/logo.svg", "content/static/style.css", "templates/head.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    content = load_content(tmp_path)
    assert content.warnings == ()
    text = (tmp_path / "content" / "site.yaml").read_text("utf-8")
    assert set(re.findall(r"^(\w+):", text, re.MULTILINE)) == {known.name for known in SITE.fields}
    assert {entry.type for entry in content.entities.entries} == {
        "person",
        "place",
        "organization",
        "group",
        "event",
    }
    assert content.entities.merge
    assert content.entities.ignore
    assert content.site.boilerplate
    brief = (tmp_path / "content" / "briefs" / "welcome.yaml").read_text("utf-8")
    foreign = {"permalink", "published", "status", "build"}
    assert all(known.name in brief for known in BRIEF.fields if known.name not in foreign)


def test_the_starter_says_that_it_is_invented() -> None:
    article = (STARTER / "seeds" / "welcome.md").read_text("utf-8")
    assert "This article is invented" in article
