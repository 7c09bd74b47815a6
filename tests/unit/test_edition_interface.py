"""The words of the pages: the files of all languages agree, and a French site says nothing in English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from string import Formatter
from xml.etree import ElementTree

import html5lib
import pytest
from msgspec.structs import replace

from builder.edition import urls
from builder.edition.interface import interface_of, known_languages
from builder.gazetteer.tables import rows_of
from builder.model.editorial import Content
from builder.pages.page import DataFile, Page
from builder.pages.picture import Picture
from builder.pages.plan import plan_pages
from builder.pages.request import File
from builder.render.assets import load_assets
from builder.render.render import Renderer, make_environment
from tests.support.sample import TEMPLATES, make_sample
from tests.support.sites import PROJECT

ENGLISH, FRENCH = interface_of("en"), interface_of("fr")
OTHERS = [language for language in known_languages() if language != "en"]
COMPOSED = (
    *("languages.", "types.", "origin.", "scripts.", "place.", "grammar.", "dates."),
    *("brief.editor-", "brief.rules-", "briefs.order", "marks.found-by-", "entity.checked-", "entity.older-"),
    *("counts.older-", "counts.further-"),
)
"""Beginnings of keys that the code makes of the names of types, origins and kinds."""

SHOWN_ATTRIBUTES = ("aria-label", "title", "placeholder", "alt", "data-every", "data-one")


def placeholders(phrase: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase) if name is not None}


def test_there_are_words_in_english_and_french() -> None:
    assert known_languages() == ("en", "fr")


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_phrases_with_the_same_values(language: str) -> None:
    other = interface_of(language).phrases
    # English names of countries are in the gazetteer.
    assert {key for key in other if not key.startswith("countries.")} == ENGLISH.phrases.keys()
    for key, phrase in ENGLISH.phrases.items():
        if not key.startswith("scripts."):
            unlike = placeholders(other[key]) ^ placeholders(phrase)
            # "One" need not be a number.
            assert unlike <= ({"number"} if key.endswith(".one") else set()), key
        assert other[key], key


@pytest.mark.parametrize("language", known_languages())
def test_months_are_twelve(language: str) -> None:
    phrases = interface_of(language).phrases
    assert len(phrases["dates.months"].split()) == len(phrases["dates.short-months"].split()) == 12


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_names_the_countries_of_the_gazetteer(language: str) -> None:
    codes = {code for code, *_ in rows_of("countries.tsv")}
    named = {key for key in interface_of(language).phrases if key.startswith("countries.")}
    assert named == {f"countries.{code}" for code in codes}
    assert interface_of("en").country_name("DE") == "Germany"
    assert interface_of("fr").country_name("DE") == "Allemagne"
    assert interface_of("fr").country_name("ZZ") is None


def test_phrases_have_no_markup() -> None:
    for interface in (ENGLISH, FRENCH):
        for key, phrase in interface.phrases.items():
            assert key.startswith("scripts.") or not set(phrase) & set("<>&'"), key


def test_every_phrase_of_a_template_exists() -> None:
    sources = [path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html")]
    said = {found for source in sources for found in re.findall(r'say\("([a-z.-]+)"[,)]', source)}
    counted = {found for source in sources for found in re.findall(r'plural\("([a-z-]+)",', source)}
    assert len(said) > 150
    assert said <= ENGLISH.phrases.keys()
    assert {f"counts.{key}.many" for key in counted} <= ENGLISH.phrases.keys()


def test_every_phrase_is_used() -> None:
    files = (*TEMPLATES.rglob("*.html"), *(PROJECT / "builder").rglob("*.py"))
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    unused = []
    for key in ENGLISH.phrases:
        stem = re.sub(r"^(?:counts|nouns)\.|\.(?:one|many)$", "", key)
        if not key.startswith(COMPOSED) and f'"{stem}"' not in code:
            unused.append(key)
    assert unused == []


def test_every_part_of_a_script_exists_and_is_replaced() -> None:
    english, french = load_assets([TEMPLATES]), load_assets([TEMPLATES], language="fr")
    changed = set()
    for key, part in ENGLISH.phrases.items():
        if key.startswith("scripts."):
            name = key.removeprefix("scripts.").rpartition(".")[0]
            assert part in (TEMPLATES / "assets" / name).read_text(encoding="utf-8"), key
            changed.add(f"assets/{name}")
    assert {path for path in english if english[path] != french[path]} == changed
    assert english == load_assets([TEMPLATES], language="en-GB") == load_assets([TEMPLATES], language="xx")


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2014-01-05", "5 janvier 2014"),
        ("2014-08-01", "1er août 2014"),
        ("2011-12", "décembre 2011"),
        ("2014-W02", "semaine du 6 janvier 2014"),
        ("2003", "2003"),
        ("2014-13", "2014-13"),
    ],
)
def test_french_dates(iso: str, words: str) -> None:
    date = FRENCH.date(iso)
    assert date is not None
    assert (date.iso, date.words) == (iso, words)


def test_french_numbers_and_lists() -> None:
    assert [FRENCH.counted("brief", number) for number in (0, 1, 2, 12345)] == [
        "0 article",
        "1 article",
        "2 articles",
        "12\u202f345 articles",
    ]
    assert [ENGLISH.counted("brief", number) for number in (0, 1, 12345)] == [
        "0 briefs",
        "1 brief",
        "12,345 briefs",
    ]
    assert FRENCH.quoted("“A “b” c”") == "«\u00a0A «\u00a0b\u00a0» c\u00a0»"
    assert ENGLISH.quoted("“A”") == "“A”"
    assert FRENCH.decimal(41.6, digits=2) == "41,60"
    assert FRENCH.names(("A", "B", "C")) == "A, B et C"


def test_a_region_does_not_matter_and_an_unknown_language_is_english() -> None:
    assert interface_of("fr-CA") is FRENCH
    assert interface_of("de") is ENGLISH


def _pages(language: str) -> Mapping[str, File]:
    sample = make_sample(site_url="https://news.example")
    content: Content = replace(sample.content, site=replace(sample.content.site, language=language))
    pages = plan_pages(sample.graph, sample.articles, content, version="1.2.3")
    return {page.path: page for page in pages if not isinstance(page, Picture)}


@cache
def _texts(language: str) -> dict[str, list[str]]:
    """Return what each page of the sample shows: its texts and the attributes that are shown or spoken."""
    renderer = Renderer([TEMPLATES], language=language)
    found = {}
    for path, page in _pages(language).items():
        if isinstance(page, Page) and path.endswith(".html"):
            tree = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree")).parse(
                renderer.render(page).decode()
            )
            found[path] = list(_shown(tree))
    return found


def _shown(element: ElementTree.Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag.endswith(("}script", "}style")):
        return
    for name in SHOWN_ATTRIBUTES:
        yield from filter(None, [element.get(name)])
    yield element.text or ""
    for child in element:
        yield from _shown(child)
        yield child.tail or ""


def _bare(words: str) -> str:
    return " ".join(words.split()).strip(" ,.:;—·“”")


def _english_words() -> set[str]:
    """Return the English phrases that a French page must not say: those of the file that differ."""
    told = {
        _bare(re.sub(r"\{\w+\}", "", phrase))
        for key, phrase in ENGLISH.phrases.items()
        if FRENCH.phrases[key] != phrase
        and not key.startswith(("scripts.", "grammar.", "languages.", "dates."))
    }
    # "of", "with" and the like are in articles, too.
    return {phrase for phrase in told if len(phrase) > 4}


def test_the_french_site_says_nothing_in_english() -> None:
    phrases = _english_words()
    long = [phrase for phrase in phrases if phrase.count(" ") > 1]
    said = [
        (path, text)
        for path, texts in _texts("fr").items()
        for text in map(_bare, texts)
        if text in phrases or any(phrase in text for phrase in long)
    ]
    assert said == []


def test_the_english_site_says_all_that_the_test_looks_for() -> None:
    phrases = _english_words()
    said = {_bare(text) for texts in _texts("en").values() for text in texts}
    assert len(phrases & said) > 90


def test_data_for_scripts_has_french_dates() -> None:
    names = {path: page.data.decode() for path, page in _pages("fr").items() if isinstance(page, DataFile)}
    assert "janvier" in names[urls.QUOTES_SCRIPT]
    assert "January" not in names[urls.QUOTES_SCRIPT]
    assert "janvier" in names[urls.SEARCH_NAMES]


def test_templates_of_an_own_site_may_count_with_own_words() -> None:
    template = make_environment([TEMPLATES]).from_string(
        '{% from "components/words.html" import counted %}'
        '{{ counted(1, "gull", "gulls") }}, {{ counted(1200, "gull", "gulls") }}'
    )
    assert template.render() == "1 gull, 1,200 gulls"
