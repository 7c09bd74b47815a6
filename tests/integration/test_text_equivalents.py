"""Every picture of the two built sites has a text equivalent."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import html5lib
import pytest

pytestmark = pytest.mark.model

SVG = "{http://www.w3.org/2000/svg}"
HTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module", params=["the seed site", "the example"])
def site(request: pytest.FixtureRequest) -> Path:
    """Return each of the built sites."""
    name = "built_seed_site" if request.param == "the seed site" else "built_example"
    found: Path = request.getfixturevalue(name)
    return found


@cache
def tree(path: Path) -> Element:
    """Return a page, parsed as in a browser."""
    parser = html5lib.HTMLParser(strict=True, tree=html5lib.getTreeBuilder("etree"))
    found = parser.parse(path.read_bytes())
    assert isinstance(found, Element)
    return found


def pages(site: Path) -> Iterator[tuple[str, Element]]:
    """Yield every page of a site with its path."""
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), tree(path)


def pictures(site: Path) -> Iterator[tuple[str, Element, Element]]:
    """Yield every picture with its page and the page's path."""
    for path, page in pages(site):
        for picture in page.iter(f"{SVG}svg"):
            yield path, page, picture


def is_hidden(picture: Element) -> bool:
    return picture.get("aria-hidden") == "true"


def words_of(element: Element) -> str:
    """Return the text of an element without that of its pictures, on one line."""
    if element.tag == f"{SVG}svg":
        return ""
    parts = [element.text or "", *(words_of(child) + (child.tail or "") for child in element)]
    return " ".join(" ".join(parts).split())


def name_of(link: Element) -> str:
    """Return the name of a link in a picture: its title, else the words in it."""
    return " ".join((link.findtext(f"{SVG}title") or "".join(link.itertext())).split())


def labels(page: Element) -> dict[str, str]:
    """Return the text of every element with an id."""
    return {
        key: " ".join("".join(element.itertext()).split())
        for element in page.iter()
        if (key := element.get("id"))
    }


def test_sites_have_pictures_of_every_kind(built_example: Path, built_seed_site: Path) -> None:
    for site in (built_example, built_seed_site):
        figures = [figure for _, page in pages(site) for figure in page.iter(f"{HTML}figure")]
        kinds = Counter((figure.get("class") or "").split()[0] for figure in figures)
        assert {"map", "strip", "network", "shares"} <= kinds.keys()
    every = Counter(is_hidden(picture) for _, _, picture in pictures(built_example))
    assert min(every[True], every[False]) > 10


def test_picture_has_an_accessible_name_or_is_hidden(site: Path) -> None:
    for path, page, picture in pictures(site):
        links = list(picture.iter(f"{SVG}a"))
        if is_hidden(picture):
            assert not links, f"{path}: links that are passed over and yet take the focus"
            continue
        # An element with role=img has no parts for a screen reader: a picture with links is a group.
        assert picture.get("role") == ("group" if links else "img"), path
        assert labels(page).get(picture.get("aria-labelledby") or ""), f"{path}: a picture without a name"
        assert all(name_of(link) for link in links), path


def test_targets_of_a_picture_are_linked_in_text(site: Path) -> None:
    for path, page, picture in pictures(site):
        beside = {unquote(link.get("href") or "") for link in page.iter(f"{HTML}a")}
        ids = labels(page)
        for link in picture.iter(f"{SVG}a"):
            target = unquote(link.get("href") or "")
            here = target == posixpath.basename(path) or ids.get(target.removeprefix("#"))
            assert target in beside or here, f"{path}: {target}"


def test_names_in_a_picture_are_in_text_beside_it(site: Path) -> None:
    for path, page, picture in pictures(site):
        main = page.find(f".//{HTML}main")
        assert main is not None
        words = words_of(main)
        for link in picture.iter(f"{SVG}a"):
            name = name_of(link).partition(", ")[0].partition(": ")[0]
            assert name in words, f"{path}: {name}"


def test_hidden_picture_is_in_a_figure_with_its_facts(site: Path) -> None:
    for path, page in pages(site):
        figures = [figure for figure in page.iter(f"{HTML}figure") if figure.find(f"{SVG}svg") is not None]
        inside = {id(picture) for figure in figures for picture in figure.iter(f"{SVG}svg")}
        for figure in figures:
            picture = figure.find(f"{SVG}svg")
            assert picture is not None
            if is_hidden(picture):
                rows = [words_of(row) for row in figure.iter(f"{HTML}li")]
                assert all(any(char.isdigit() for char in row) for row in rows), path
                assert len(rows) == len(list(picture.iter(f"{SVG}rect"))), path
                assert figure.get("aria-label"), path
        outside = [picture for picture in page.iter(f"{SVG}svg") if id(picture) not in inside]
        assert not outside, f"{path}: a picture outside of a figure"


def test_ties_of_a_network_are_in_text(site: Path) -> None:
    networks = 0
    for path, page in pages(site):
        for figure in page.iter(f"{HTML}figure"):
            if "network" not in (figure.get("class") or ""):
                continue
            networks += 1
            drawn = [line for line in figure.iter(f"{SVG}path") if "tie" in (line.get("class") or "")]
            told = sum(1 for row in page.iter(f"{HTML}tr") if row.find(f"{HTML}td") is not None)
            among = [box for box in page.iter(f"{HTML}details") if box.get("class") == "ties-among"]
            told += sum(len(list(box.iter(f"{HTML}li"))) for box in among)
            assert 0 < len(drawn) <= told, path
    assert networks > 5


def test_images_and_signs_have_text(site: Path) -> None:
    for path, page in pages(site):
        for image in page.iter(f"{HTML}img"):
            assert image.get("alt") is not None, path
        for sign in page.iter():
            if sign.get("role") == "img":
                names = [sign.get(name) for name in ("aria-label", "aria-labelledby", "title")]
                assert any(names), path
