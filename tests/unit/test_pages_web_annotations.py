"""Web annotations (W3C model): every target is a stretch of the brief's plain text."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest

from tests.support.sample import make_sample, planned, rendered

URL = "https://news.example/site"
HERE = "https://copy.example/briefs"
"""The folder in which a site without a public address is read."""
SLUGS = ("footbridge", "garden", "kerry-iraq-anbar")
MOTIVATIONS = {"identifying", "tagging", "describing"}


def collection(slug: str, url: str | None = None) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(rendered(url)[f"briefs/{slug}.annotations.jsonld"])
    return data


def items_of(slug: str, url: str | None = None) -> dict[str, dict[str, Any]]:
    """Return the annotations of a brief by id; ids, bodies that are pages, and targets resolved as JSON-LD does."""
    data = collection(slug, url)
    base = urljoin(f"{HERE}/{slug}.annotations.jsonld", data["@context"][1]["@base"])

    def resolved(value: Any) -> Any:
        if isinstance(value, list):
            return [resolved(one) for one in value]
        return urljoin(base, value) if isinstance(value, str) else value

    return {
        urljoin(base, item["id"]): {
            **item,
            "body": resolved(item["body"]) if "body" in item else {"value": item["bodyValue"]},
            "target": resolved(item["target"]),
        }
        for item in data["first"]["items"]
    }


def targets(item: dict[str, Any]) -> list[str]:
    target = item["target"]
    return target if isinstance(target, list) else [target]


def bodies(item: dict[str, Any]) -> list[str | dict[str, Any]]:
    body = item.get("body", [])
    return body if isinstance(body, list) else [body]


@pytest.mark.parametrize("slug", SLUGS)
def test_collection_has_the_required_properties(slug: str) -> None:
    data = collection(slug)
    assert data["@context"] == ["http://www.w3.org/ns/anno.jsonld", {"@base": f"{slug}.txt"}]
    assert data["id"] == f"{slug}.annotations.jsonld"
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
        assert ("body" in item) != ("bodyValue" in item), "words alone, or bodies"
        assert item.get("bodyValue", "words")
        for body in bodies(item):
            if not isinstance(body, str):
                assert body["type"] == "TextualBody"
                assert body.get("purpose", item["motivation"]) in {"tagging", "describing"}
                assert body["value"]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_target_is_a_stretch_of_the_text(slug: str) -> None:
    text = rendered()[f"briefs/{slug}.txt"].decode()
    data = json.loads(rendered()[f"briefs/{slug}.json"])
    spans = {(mention["start"], mention["end"]) for mention in data["mentions"]}
    spans |= {tuple(part) for quote in data["quotes"] for part in quote["content"]}
    found = set()
    for item in items_of(slug).values():
        for target in targets(item):
            source, fragment = urldefrag(target)
            start, end = map(int, fragment.removeprefix("char=").split(","))
            assert source == f"{HERE}/{slug}.txt"
            assert text[start:end].strip() == text[start:end] != ""
            found.add((start, end))
    assert found == spans


def test_a_target_has_few_bytes() -> None:
    items = collection("kerry-iraq-anbar")["first"]["items"]
    size = len(json.dumps(items, ensure_ascii=False, separators=(",", ":")).encode())
    assert size / sum(len(targets(item)) for item in items) < 90


def test_one_annotation_has_all_mentions_of_an_entity() -> None:
    data = json.loads(rendered()["briefs/kerry-iraq-anbar.json"])
    spans = [(row["start"], row["end"]) for row in data["mentions"] if row["entity"] == "iraq"]
    page = "https://copy.example/places/iraq.html"
    found = [item for item in items_of("kerry-iraq-anbar").values() if item["body"] == page]
    assert len(spans) > 2
    assert [item["target"] for item in found] == [
        [f"{HERE}/kerry-iraq-anbar.txt#char={start},{end}" for start, end in spans]
    ]


def test_resolved_dates_are_described_by_their_value_and_others_tagged() -> None:
    items = [item for item in items_of("kerry-iraq-anbar").values() if isinstance(item["body"], dict)]
    tagged = [item for item in items if item["body"]["value"] == "date"]
    described = {item["body"]["value"]: item for item in items if item["motivation"] == "describing"}
    assert {"2014-01-05", "2011-12", "2003"} <= described.keys()
    named = [
        mention
        for mention in make_sample().graph.briefs["kerry-iraq-anbar"].mentions
        if mention.type == "date"
    ]
    found = [target for item in (*described.values(), *tagged) for target in targets(item)]
    assert len(found) == len(set(found)) == len(named), "each date is said once"
    assert sum(len(targets(item)) for item in tagged) == sum(mention.value is None for mention in named)


def test_mentions_and_quotes_are_identified_by_existing_pages() -> None:
    assert collection("footbridge", URL)["@context"][1] == {"@base": f"{URL}/briefs/footbridge.txt"}
    items = items_of("footbridge", URL)
    base = f"{URL}/briefs/footbridge.txt"
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
    assert "Nobody reads this" in planned()["briefs/garden.html"].context.quotes[1].said.words  # type: ignore[union-attr]
    assert b"kept back" not in rendered()["briefs/garden.txt"]
    assert b"Nobody reads this" not in rendered()["briefs/garden.annotations.jsonld"]
