"""The articles that builds are measured on: invented ones, or the seeds in a folder."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from bench.articles import InventedArticle, make_articles
from bench.peers import HugoPage

HUGO_TERMS = {"person": "people", "place": "places", "organization": "organizations"}


class Corpus(Struct, frozen=True):
    """The articles of a site.

    Attributes:
        label: in words.
        briefs: their number.
        write_seeds: writes them into the seeds of a site.
        hugo_pages: makes the same articles for hugo; it is given the folder of the built site.
    """

    label: str
    briefs: int
    write_seeds: Callable[[Path], None]
    hugo_pages: Callable[[Path], Iterable[HugoPage]]


def invented_corpus(briefs: int) -> Corpus:
    """Return the first articles of the invented archive."""

    def write_seeds(folder: Path) -> None:
        for article in make_articles(briefs):
            text = f"---\ntitle: {article.headline}\ndate: {article.day}\n---\n\n{article.text}"
            (folder / f"{article.slug}.md").write_text(text, encoding="utf-8")

    def hugo_pages(_site: Path) -> Iterator[HugoPage]:
        return map(_hugo_page, make_articles(briefs))

    return Corpus(f"{briefs:,} invented briefs", briefs, write_seeds, hugo_pages)


def seed_corpus(source: Path) -> Corpus:
    """Return the articles of a folder of seeds; hugo gets the names that the built site found in them.

    Args:
        source: the folder; or a file with an article a line, ``{"id", "text"}``, which may be packed (``.gz``).
    """
    seeds = _seeds_of_folder(source) if source.is_dir() else _seeds_of_lines(source)

    def write_seeds(folder: Path) -> None:
        for name, data in seeds.items():
            (folder / name).write_bytes(data)

    def hugo_pages(site: Path) -> Iterator[HugoPage]:
        for path in sorted((site / "briefs").glob("*.json")):
            yield hugo_page_of_data(json.loads(path.read_text(encoding="utf-8")))

    return Corpus(f"{len(seeds):,} briefs of {source.name}", len(seeds), write_seeds, hugo_pages)


def _seeds_of_folder(folder: Path) -> Mapping[str, bytes]:
    paths = sorted(path for path in folder.iterdir() if path.suffix in (".txt", ".md", ".html"))
    return {path.name: path.read_bytes() for path in paths}


def _seeds_of_lines(file: Path) -> Mapping[str, bytes]:
    data = file.read_bytes()
    rows = map(json.loads, (gzip.decompress(data) if file.suffix == ".gz" else data).splitlines())
    return {f"{row['id']}.txt": row["text"].encode() for row in rows}


def hugo_page_of_data(brief: dict[str, Any]) -> HugoPage:
    """Return the data of a brief (``briefs/<slug>.json``) as a page of hugo."""
    terms: dict[str, list[str]] = {plural: [] for plural in HUGO_TERMS.values()}
    for entity in brief["entities"]:
        if entity["type"] in HUGO_TERMS:
            terms[HUGO_TERMS[entity["type"]]].append(entity["name"])
    date = {"date": brief["date"]} if brief["date"] else {}
    return HugoPage(brief["slug"], {"title": brief["headline"], **date, **terms}, brief["text"])


def _hugo_page(article: InventedArticle) -> HugoPage:
    front_matter = {"title": article.headline, "date": article.day, **article.names}
    return HugoPage(article.slug, front_matter, article.text)
