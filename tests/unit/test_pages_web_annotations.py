"""Web annotations (W3C model): every target is a stretch of the brief's plain text."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urldefrag

import pytest

from tests.support.sample import planned, rendered

URL = "https://news.example/site"
SLUGS = ("footbridge", "garden", "kerry-iraq-anbar")
MOTIVATIONS = {"identifying", "tagging"}


def collection(slug: str, url: str | None = None) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(rendered(url)[f"briefs/{slug}.annotations.jsonld"])
    return data


def targets(item: dict[str, Any]) -> list[str]:
    target = item["target"]
    return target if isinstance(target, list) else [target]


def bodies(item: dict[str, Any]) -> list[str | dict[str, Any]]:
    body = item["body"]
    return body if isinstance(body, list) else [body]


@pytest.mark.parametrize("slug", SLUGS)
def test_collection_has_the_required_properties(slug: str) -> None:
    data = collection(slug)
    assert data["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert data["type"] == "AnnotationCollection"
    page = data["first"]
    assert page["type"] == "AnnotationPage"
    assert data["total"] == len(page["items"]) > 0
    ids = [item["id"] for item in page["items"]]
    assert len(ids) == len(set(ids))
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert item["motivation"] in MOTIVATIONS
        assert item["target"]
        for body in bodies(item):
            if not isinstance(body, str):
                assert body["type"] == "TextualBody"
                assert body["purpose"] in {"tagging", "describing"}
                assert body["value"]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_target_is_a_stretch_of_the_text(slug: str) -> None:
    text = rendered()[f"briefs/{slug}.txt"].decode()
    data = json.loads(rendered()[f"briefs/{slug}.json"])
    spans = {(mention["start"], mention["end"]) for mention in data["mentions"]}
    spans |= {tuple(part) for quote in data["quotes"] for part in quote["content"]}
    found = set()
    for item in collection(slug)["first"]["items"]:
        for target in targets(item):
            source, fragment = urldefrag(target)
            start, end = map(int, fragment.removeprefix("char=").split(","))
            assert source == f"{slug}.txt"
            assert text[start:end].strip() == text[start:end] != ""
            found.add((start, end))
    assert found == spans


def test_a_target_has_few_bytes() -> None:
    items = collection("footbridge")["first"]["items"]
    size = len(json.dumps(items, ensure_ascii=False, separators=(",", ":")).encode()) / len(items)
    assert size < 220


def test_mentions_and_quotes_are_identified_by_existing_pages() -> None:
    items = {item["id"]: item for item in collection("footbridge", URL)["first"]["items"]}
    base = f"{URL}/briefs/footbridge.annotations.jsonld"
    assert items[f"{base}#m-lena-okafor-1"]["body"] == f"{URL}/people/lena-okafor.html"
    speech = items[f"{base}#q-1"]
    assert speech["body"][0] == f"{URL}/people/lena-okafor.html"
    assert len(speech["target"]) == 2, "one quote in two parts"
    shops = items[f"{base}#q-3"]
    assert [body["value"] for body in shops["body"]] == ["Shopkeepers", "indirect quote"]
    pages = [body for item in items.values() for body in bodies(item) if isinstance(body, str)]
    assert len(pages) > 3
    assert {page.removeprefix(f"{URL}/") for page in pages} <= planned(URL).keys()


def test_unpublished_text_is_neither_text_nor_annotation() -> None:
    assert "Nobody reads this" in planned()["briefs/garden.html"].context.quotes[1].words  # type: ignore[union-attr]
    assert b"kept back" not in rendered()["briefs/garden.txt"]
    assert b"Nobody reads this" not in rendered()["briefs/garden.annotations.jsonld"]
