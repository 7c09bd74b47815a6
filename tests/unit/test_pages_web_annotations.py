"""Web annotations (W3C model): every target is found by its position and by its words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.sample import planned, rendered

URL = "https://news.example/site"
SLUGS = ("footbridge", "garden", "kerry-iraq-anbar")
MOTIVATIONS = {"identifying", "tagging"}


def collection(slug: str, url: str | None = None) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(rendered(url)[f"briefs/{slug}.annotations.jsonld"])
    return data


def targets(item: dict[str, Any]) -> list[dict[str, Any]]:
    target = item["target"]
    return target if isinstance(target, list) else [target]


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
        for body in item["body"]:
            assert body["type"] in ("TextualBody", "SpecificResource")
            assert body["purpose"] in MOTIVATIONS | {"describing"}
            assert "value" in body or "source" in body


@pytest.mark.parametrize("slug", SLUGS)
def test_every_target_is_found_by_position_and_by_words(slug: str) -> None:
    text = rendered()[f"briefs/{slug}.txt"].decode()
    for item in collection(slug)["first"]["items"]:
        for target in targets(item):
            assert target["source"] == f"{slug}.txt"
            assert target["scope"] == f"{slug}.html"
            position, quote = target["selector"]
            assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
            assert text[position["start"] : position["end"]] == quote["exact"] != ""
            start = position["start"] - len(quote["prefix"])
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert text[start : start + len(around)] == around


def test_mentions_and_quotes_are_identified_by_existing_pages() -> None:
    items = {item["id"]: item for item in collection("footbridge", URL)["first"]["items"]}
    base = f"{URL}/briefs/footbridge.annotations.jsonld"
    mayor = items[f"{base}#m-lena-okafor-1"]
    assert mayor["body"][0]["source"] == f"{URL}/people/lena-okafor.html"
    speech = items[f"{base}#q-1"]
    assert speech["body"][0]["source"] == f"{URL}/people/lena-okafor.html"
    assert len(speech["target"]) == 2, "one quote in two parts"
    shops = items[f"{base}#q-3"]
    assert [body.get("value") for body in shops["body"]] == ["Shopkeepers", "indirect quote"]
    for item in items.values():
        for body in item["body"]:
            if "source" in body:
                assert body["source"].removeprefix(f"{URL}/") in planned(URL)


def test_unpublished_text_is_neither_text_nor_annotation() -> None:
    assert "Nobody reads this" in planned()["briefs/garden.html"].context.quotes[1].words  # type: ignore[union-attr]
    assert b"kept back" not in rendered()["briefs/garden.txt"]
    assert b"Nobody reads this" not in rendered()["briefs/garden.annotations.jsonld"]
