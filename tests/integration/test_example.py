"""The example site, the newspaper of an invented town: it builds cleanly, and shows all features."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from builder.check.facts import page_facts, read_tag_by_tag
from builder.check.regular_page import read_regular_page
from builder.content.load import load_content
from tests.support.sites import EXAMPLE, PROJECT, read_tree, run_newsgloss
from tools.take_screenshots import PAGES, PICTURES

pytestmark = pytest.mark.model

NOTICE = "An invented example."
INVENTED_PLACES = {
    "lower-stannick",
    "orrin-bridge",
    "orrin-river",
    "pell-island",
    "st-olaves-church",
    "upper-orrin",
    "wrenhaven",
}
REAL_PLACES = {"bergen": (60, 5), "bilbao": (43, -3), "halifax": (45, -64), "ottawa": (45, -76)}


def data(site: Path, name: str) -> Any:
    return json.loads((site / "data" / f"{name}.json").read_bytes())


@pytest.fixture(scope="module")
def entities(built_example: Path) -> dict[str, dict[str, Any]]:
    return {entity["id"]: entity for entity in data(built_example, "entities")}


@pytest.fixture(scope="module")
def quotes(built_example: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = data(built_example, "quotes")
    return found


def test_example_builds_without_warnings_and_deterministically(built_example: Path, tmp_path: Path) -> None:
    done = run_newsgloss(
        ["build", "--strict", "--clean", "--json", "--jobs", "1", "--out", str(tmp_path / "again")],
        root=built_example.parent,
        # With another order of sets than in this process, and another clock.
        settings={
            "PYTHONHASHSEED": "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2",
            "TZ": "Pacific/Auckland",
            "LC_ALL": "C",
        },
    )
    assert done.code == 0, done.words
    severities = Counter(found["severity"] for found in done.answer["diagnostics"])
    assert set(severities) <= {"note"}
    assert read_tree(tmp_path / "again") == read_tree(built_example)


def test_every_page_is_read_quickly_and_has_the_facts_of_reading_tag_by_tag(built_example: Path) -> None:
    pages = {path: data.decode() for path, data in read_tree(built_example).items() if path.endswith(".html")}
    assert len(pages) > 100
    for path, html in pages.items():
        assert read_regular_page(path, html) is not None, path
        assert page_facts(path, html.encode()) == read_tag_by_tag(path, html.encode()), path


def test_every_page_says_that_the_example_is_invented(built_example: Path) -> None:
    pages = sorted(built_example.rglob("*.html"))
    assert len(pages) > 100
    assert not [page for page in pages if NOTICE not in page.read_text("utf-8")]


def test_articles_are_in_every_format_and_every_brief_is_edited(built_example: Path) -> None:
    assert {path.suffix for path in (EXAMPLE / "seeds").iterdir()} == {".txt", ".md", ".html"}
    briefs = [json.loads(path.read_bytes()) for path in (built_example / "briefs").glob("*.json")]
    assert len(briefs) == len(load_content(EXAMPLE).briefs) == 14
    assert all(brief["date"] and brief["headline"] for brief in briefs)
    assert len({brief["date"] for brief in briefs}) == len(briefs)


def test_every_entry_and_text_of_the_editor_is_used(entities: dict[str, dict[str, Any]]) -> None:
    content = load_content(EXAMPLE)
    assert {entry.id for entry in content.entities.entries} <= entities.keys()
    assert {text.id: str(text.type) for text in content.texts}.items() <= {
        key: entity["type"] for key, entity in entities.items()
    }.items()


def test_entities_with_two_names_are_merged_and_namesakes_are_kept_apart(
    built_example: Path, entities: dict[str, dict[str, Any]]
) -> None:
    mayor = entities["desmond-okonjo"]
    assert {"Dez", "Dez Okonjo"} <= set(mayor["aliases"])
    assert len(mayor["briefs"]) > 5
    old = (built_example / "people" / "dez-okonjo.html").read_text("utf-8")
    assert 'url=desmond-okonjo.html"' in old
    assert "OVBA" in entities["orrin-valley-bridge-authority"]["aliases"]
    for surname in ("garrick", "haddad", "kerr", "voss"):
        assert len([key for key in entities if key.endswith(f"-{surname}")]) == 2, surname
        assert surname not in entities


def test_corrections_are_shown_with_their_dates(built_example: Path) -> None:
    briefs = [json.loads(path.read_bytes()) for path in sorted((built_example / "briefs").glob("*.json"))]
    corrected = {brief["slug"]: brief["corrections"] for brief in briefs if brief["corrections"]}
    assert len(corrected) >= 3
    for slug, corrections in corrected.items():
        text = (built_example / "briefs" / f"{slug}.html").read_text("utf-8")
        assert '<a href="#corrections">Corrected on <time' in text
        assert all(f'datetime="{one["date"]}"' in text for one in corrections)
    (brief,) = [brief for brief in briefs if len(brief["corrections"]) > 1]
    assert all(one["date"] > brief["date"] for one in brief["corrections"])
    items = json.loads((built_example / "feed.json").read_bytes())["items"]
    (item,) = [item for item in items if brief["slug"] in item["url"]]
    assert item["date_modified"][:10] == brief["corrections"][0]["date"]


def test_article_has_the_corrected_words(built_example: Path) -> None:
    for slug, right, wrong in (
        ("orrin-bridge-closed", "46-kilometre", "64-kilometre"),
        ("orrin-mile-2024", "Pete Sandoval", "Sandaval"),
        ("storm-odile", "Yusuf Demir,", "Demirel"),
    ):
        text = json.loads((built_example / "briefs" / f"{slug}.json").read_bytes())["text"]
        assert right in text
        assert wrong not in text


def test_fixes_set_speakers_and_names(built_example: Path, quotes: list[dict[str, Any]]) -> None:
    fixes = load_content(EXAMPLE).briefs.values()
    assert sum(bool(brief.quote_fixes) for brief in fixes) >= 8
    assert sum(bool(brief.mention_fixes) for brief in fixes) >= 3
    set_by_editor = [quote for quote in quotes if quote["origin"] == "editor"]
    assert len(set_by_editor) >= 10
    both = next(quote for quote in set_by_editor if "state of emergency" in quote["words"])
    assert set(both["speakers"]) == {"desmond-okonjo", "ingrid-tolland"}
    assert not [quote for quote in quotes if "the rest of us will have ours" in quote["words"]]
    statement = json.loads((built_example / "briefs" / "castellane-statement.json").read_bytes())
    named = [
        mention["entity"]
        for mention in statement["mentions"]
        if statement["text"][mention["start"] - 10 : mention["end"] + 5].startswith(
            "nobody at Castellane sees"
        )
    ]
    assert named == ["castellane-marine-works"]
    letters = (built_example / "briefs" / "letters-october-3.html").read_text("utf-8")
    assert "and removed 1 quote." in letters


def test_edited_annotations_are_never_uncertain(built_example: Path, quotes: list[dict[str, Any]]) -> None:
    pages = (built_example / "briefs").glob("*.html")
    assert not [page.name for page in pages if "uncertain" in _marks(page.read_text("utf-8"))]
    unresolved = [quote for quote in quotes if not quote["speakers"] and not quote["speaker_text"]]
    assert unresolved == []


def _marks(html: str) -> str:
    """Return the classes of all marked names of a page."""
    return " ".join(re.findall(r'class="(mention [^"]*)" id=', html))


def test_home_quotes_a_whole_sentence(built_example: Path) -> None:
    html = (built_example / "index.html").read_text("utf-8")
    (words,) = re.findall(
        r'<figure class="pull-quote">.*?<blockquote[^>]*>(.*?)</blockquote>', html, re.DOTALL
    )
    plain = re.sub(r"<[^>]+>", "", words).strip()
    assert plain[:2].strip("“").isupper()
    assert 8 <= len(plain.split()) <= 40


def test_places_are_on_the_map(entities: dict[str, dict[str, Any]]) -> None:
    assert all(43 < entities[place]["lat"] < 47 for place in INVENTED_PLACES)
    found = {place: (round(entities[place]["lat"]), round(entities[place]["lon"])) for place in REAL_PLACES}
    assert found == REAL_PLACES


def test_quotes_are_of_every_kind(quotes: list[dict[str, Any]], built_example: Path) -> None:
    kinds = Counter(quote["kind"] for quote in quotes)
    assert min(kinds["direct"], kinds["mixed"], kinds["indirect"]) >= 10
    assert any(set(quote["speakers"]) == {"bashir-rahimi", "joan-pettipas"} for quote in quotes)
    assert any(quote["speaker_text"] == "One of them" for quote in quotes), "an unnamed source"
    briefs = [json.loads(path.read_bytes()) for path in (built_example / "briefs").glob("*.json")]
    placed = [quote for brief in briefs for quote in brief["quotes"]]
    split = [quote for quote in placed if quote["kind"] == "direct" and len(quote["content"]) > 1]
    assert len(split) >= 10
    over_paragraphs = next(quote for quote in quotes if "eight years from now" in quote["words"])
    assert over_paragraphs["speakers"] == ["desmond-okonjo"]
    assert "I have argued" in over_paragraphs["words"]
    nested = next(quote for quote in quotes if "Don’t let them bury it" in quote["words"])
    assert nested["speakers"] == ["ingrid-tolland"]


def test_gallery_shows_every_type_of_page(built_example: Path) -> None:
    shown = (PROJECT / "docs" / "gallery.md").read_text()
    assert set(re.findall(r"screenshots/([a-z-]+)\.webp", shown)) == PAGES.keys()
    for name, address in PAGES.items():
        assert (PICTURES / f"{name}.webp").stat().st_size < 200_000
        assert (built_example / address.partition("?")[0]).is_file(), address
