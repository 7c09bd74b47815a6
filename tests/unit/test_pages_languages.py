"""Words of briefs in another language than the site's: wherever a page shows them, they have their language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest
from msgspec.structs import replace

from builder.model.graph import Graph
from builder.pages.page import DataFile
from builder.pages.picture import Picture
from builder.pages.plan import plan_pages
from builder.render.languages import in_language, lang_attribute, xml_lang_attribute
from builder.render.render import Renderer
from tests.support.sample import TEMPLATES, Sample, make_sample

FOREIGN = ("footbridge", "kerry-iraq-anbar")
"""The briefs in another language; that of the third one, whose quotes and mentions are few, is not known."""

ROLES = ("Mayor", "Secretary of State")
"""Words of them for people."""

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XHTML = "{http://www.w3.org/1999/xhtml}"
SITE_URL = "https://news.example/"

SUMMARY = "Der Steg ist offen."
"""The summary of both, if they have one."""

NOTES = ("On foot.", "There are two.")
"""What an editor notes beside one of them."""


@cache
def pages(language: str | None, origin: str = "seed", summary: str | None = None) -> Mapping[str, str]:
    """Return the pages of the sample. Two briefs are in a language, with headlines and summaries of one origin."""
    sample = _sample(language, origin, summary)
    renderer = Renderer([Path("no-such-folder"), TEMPLATES])
    files = {}
    for page in plan_pages(sample.graph, sample.articles, sample.content, version="1.2.3"):
        if not isinstance(page, Picture):
            data = page.data if isinstance(page, DataFile) else renderer.render(page)
            files[page.path] = data.decode()
    return files


def _sample(language: str | None, origin: str, summary: str | None) -> Sample:
    sample = make_sample(site_url=SITE_URL)
    briefs = dict(sample.graph.briefs)
    for slug in FOREIGN:
        briefs[slug] = replace(
            briefs[slug],
            language=language,
            headline_origin=origin,
            summary=summary or briefs[slug].summary,
            summary_origin=origin,
        )
    return replace(sample, graph=Graph(sample.graph.entities, briefs, sample.graph.ties))


@cache
def headlines() -> set[str]:
    briefs = make_sample().graph.briefs
    return {briefs[slug].headline for slug in FOREIGN}


def texts() -> str:
    sample = make_sample()
    parts = [sample.articles[sample.graph.briefs[slug].seed_id].text for slug in FOREIGN]
    return " ".join(" ".join(parts).split())


def words_of(page: str) -> Iterator[tuple[str, str | None]]:
    """Yield the words of the elements in the body of a page, each with their language."""
    tree = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree")).parse(page)
    yield from _words(tree, None)


def _words(element: ElementTree.Element, language: str | None) -> Iterator[tuple[str, str | None]]:
    if element.tag in {f"{XHTML}{name}" for name in ("head", "script", "title", "svg")} or not isinstance(
        element.tag, str
    ):
        return
    own = element.get("lang", language)
    yield " ".join((element.text or "").split()), own
    for child in element:
        yield from _words(child, own)
        yield " ".join((child.tail or "").split()), own


def html_pages(language: str | None, origin: str = "seed") -> dict[str, str]:
    return {path: text for path, text in pages(language, origin).items() if path.endswith(".html")}


def test_headlines_have_their_language_wherever_they_are() -> None:
    found = {
        path: languages
        for path, page in html_pages("de").items()
        if (languages := {language for words, language in words_of(page) if words in headlines()})
    }
    for path in (
        "index.html",
        "briefs/index.html",
        "quotes/index.html",
        "timeline.html",
        "briefs/garden.html",
    ):
        assert path in found
    for folder in ("people", "places", "organizations", "briefs/footbridge"):
        assert any(path.startswith(f"{folder}/") for path in found), folder
    assert found == {path: {"de"} for path in found}


def test_sentences_quotes_and_roles_have_their_language_wherever_they_are() -> None:
    text = texts()
    names = " ".join(entity.name for entity in make_sample().graph.entities.values())
    found, roles = 0, set()
    for path, page in html_pages("de").items():
        for words, language in words_of(page):
            bare = words.strip("“”…. ")
            if bare in text and len(bare.split()) > 3 and bare not in names:
                found += 1
                assert language == "de", f"{path}: {words}"
            if words.removeprefix(", ") in ROLES:
                roles.add(path.split("/")[0])
                assert language == "de", f"{path}: {words}"
    assert found > 100
    assert {"people", "index.html", "briefs"} <= roles


def test_the_words_of_the_other_brief_have_no_language_of_their_own() -> None:
    for page in html_pages("de").values():
        for words, language in words_of(page):
            assert "Volunteers planted" not in words or language == "en"


def test_notes_beside_a_foreign_text_are_in_the_language_of_the_site() -> None:
    page = html_pages("de")["briefs/footbridge.html"]
    found = {words: language for words, language in words_of(page) if words in NOTES}
    assert found == dict.fromkeys(NOTES, "en")


def test_headlines_by_an_editor_are_in_the_language_of_the_site() -> None:
    found = [
        language
        for page in html_pages("de", "editor").values()
        for words, language in words_of(page)
        if words in headlines()
    ]
    assert set(found) == {"en"}


@pytest.mark.parametrize(("origin", "language"), [("seed", "de"), ("editor", "en")])
def test_summaries_are_in_the_language_of_who_wrote_them(origin: str, language: str) -> None:
    files = pages("de", origin, SUMMARY)
    for path in ("briefs/index.html", *(f"briefs/{slug}.html" for slug in FOREIGN)):
        found = {language for words, language in words_of(files[path]) if words == SUMMARY}
        assert found == {language}, path
    entries = ElementTree.fromstring(files["feed.xml"]).iter("{http://www.w3.org/2005/Atom}summary")  # noqa: S314  # our own
    tags = [one.get(XML_LANG) for one in entries if one.text == SUMMARY]
    assert tags == [None if origin == "editor" else language] * len(FOREIGN)


def test_who_wrote_a_summary_is_not_seen_on_a_site_in_one_language() -> None:
    assert pages("en", "seed", SUMMARY)["feed.xml"] == pages("en", "editor", SUMMARY)["feed.xml"]
    for slug in FOREIGN:
        assert f'<p class="standfirst">{SUMMARY}</p>' in pages("en", "seed", SUMMARY)[f"briefs/{slug}.html"]
        path = f"briefs/{slug}.json"
        assert pages("de", "seed", SUMMARY)[path] == pages("de", "editor", SUMMARY)[path]


def test_nothing_but_the_language_is_added() -> None:
    foreign, native = html_pages("de"), html_pages(None)
    assert foreign.keys() == native.keys()
    in_data = re.compile(r'"inLanguage":"\w+"')
    for path in foreign.keys() - {f"briefs/{slug}.html" for slug in FOREIGN}:
        bare = re.sub(r'<span lang="de">(.*?)</span>', r"\1", foreign[path]).replace(' lang="de"', "")
        assert in_data.sub("", bare) == in_data.sub("", native[path])


@pytest.mark.parametrize("language", [None, "en", "en-GB"])
def test_pages_of_a_site_in_one_language_have_no_other(language: str | None) -> None:
    for path, page in html_pages(language).items():
        assert page.count(" lang=") == 1, path


def test_feeds_name_the_language_of_an_entry() -> None:
    assert '<title xml:lang="de">' in pages("de")["feed.xml"]
    assert "xml:lang" not in pages("en")["feed.xml"].split("<entry>", 1)[1]


def test_scripts_name_the_languages_of_foreign_briefs_alone() -> None:
    for path, variable in (("data/quotes.js", "newsglossQuotes"), ("data/names.js", "newsglossNames")):
        script = pages("de")[path]
        data = json.loads(script.removeprefix(f"window.{variable}=").rstrip().removesuffix(";"))
        rows = {row[0]: row for row in data["briefs"]}
        assert [rows[slug][-2:] for slug in FOREIGN] == [["de", "de"]] * len(FOREIGN)
        assert all(row[-1] != "de" for slug, row in rows.items() if slug not in FOREIGN)
        assert pages("en")[path] == pages(None)[path]


def test_attributes_and_elements_of_languages() -> None:
    assert (lang_attribute(None), xml_lang_attribute(None)) == ("", "")
    assert (lang_attribute("fr"), xml_lang_attribute("pt-BR")) == (' lang="fr"', ' xml:lang="pt-BR"')
    assert lang_attribute('"><b>') == ' lang="&#34;&gt;&lt;b&gt;"'
    assert in_language("A & B", None) == "A & B"
    assert in_language("", "fr") == ""
    assert in_language("A & B", "fr") == '<span lang="fr">A &amp; B</span>'
