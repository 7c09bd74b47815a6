"""JSON data of a site."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import chain, repeat
from typing import Any

from msgspec.structs import replace

from builder.edition.edition import make_edition
from builder.edition.view import View
from builder.model.control_characters import Control
from builder.pages.exports.data import brief_data
from tests.support.sample import make_sample, rendered


def load(path: str) -> Any:
    return json.loads(rendered()[path])


def test_brief_has_exactly_the_documented_keys() -> None:
    data = load("briefs/kerry-iraq-anbar.json")
    assert list(data) == [
        "format",
        "id",
        "slug",
        "headline",
        "date",
        "text",
        "mentions",
        "quotes",
        "figures",
        "notes",
        "corrections",
        "entities",
    ]
    mention = {"start", "end", "type", "entity", "origin", "rule", "confidence"}
    quote = {"id", "kind", "content", "source", "speakers", "cue", "setting", "origin", "rule", "confidence"}
    entity = {"id", "type", "name", "roles", "url"}
    optional = {"identity_confidence", "paraphrase"}
    assert data["format"] == 2
    assert all(set(row) - optional == mention for row in data["mentions"])
    assert all(set(row) - optional == quote for row in data["quotes"])
    assert all(set(row) - optional == entity for row in data["entities"])


def test_number_of_an_anchor_is_the_place_of_a_mention() -> None:
    data = load("briefs/kerry-iraq-anbar.json")
    html = rendered()["briefs/kerry-iraq-anbar.html"].decode()
    numbers: Counter[str] = Counter()
    assert "date" in {row["type"] for row in data["mentions"] if row["entity"] is None}
    for row in data["mentions"]:
        name = row["entity"] or row["type"]
        numbers[name] += 1
        words = re.search(rf'id="m-{name}-{numbers[name]}"[^>]*>([^<]*)', html)
        assert words is not None, f"m-{name}-{numbers[name]}"
        assert words[1] in data["text"][row["start"] : row["end"]]


def test_confidence_of_identities_is_said_once_where_it_is_the_same() -> None:
    sample = make_sample()
    brief = sample.graph.briefs["kerry-iraq-anbar"]
    sure = {"john-f-kerry": ([0.9, 0.6], 0.9), "iraq": ([0.7], 0.8)}
    waiting = {key: chain(first, repeat(rest)) for key, (first, rest) in sure.items()}
    mentions = [
        replace(one, identity_confidence=next(waiting[one.entity_id])) if one.entity_id in sure else one
        for one in brief.mentions
    ]
    briefs = {**sample.graph.briefs, brief.slug: replace(brief, mentions=tuple(mentions))}
    graph = replace(sample.graph, briefs=briefs)
    edition = make_edition(graph, sample.articles, sample.content, version="1")
    data = json.loads(brief_data(View(edition), brief.slug).data)
    usual = {row["id"]: row.get("identity_confidence") for row in data["entities"]}
    assert usual["iraq"] == 0.8, "most of its mentions"
    read = [
        row.get("identity_confidence", usual.get(row["entity"]))
        for row in data["mentions"]
        if row["entity"] is not None
    ]
    expected = [one.identity_confidence for one in mentions if one.entity_id is not None]
    assert read == expected, "what is left out is that of the entity"
    assert any("identity_confidence" in row for row in data["mentions"])
    assert sum("identity_confidence" in row for row in data["mentions"]) < len(data["mentions"]) / 4


def test_text_is_verbatim_and_offsets_count_code_points() -> None:
    data = load("briefs/kerry-iraq-anbar.json")
    text = data["text"]
    assert text == make_sample().articles[data["id"]].text
    names = {row["entity"]: text[row["start"] : row["end"]] for row in reversed(data["mentions"])}
    assert names["john-f-kerry"] == "John F. Kerry"
    assert [text[slice(*part)] for part in data["quotes"][0]["content"]] == ["do everything that is possible"]
    (told,) = data["quotes"][1]["cue"]
    assert text[slice(*told)] in {"told", "said"}


def test_control_characters_of_the_file_are_escaped_in_the_data() -> None:
    sample = make_sample()
    seed_id = sample.graph.briefs["garden"].seed_id
    article = sample.articles[seed_id]
    control = Control(3, "\x83", "ƒ")
    changed = replace(article, text=f"{article.text[:3]}ƒ{article.text[4:]}", controls=(control,))
    articles = {**sample.articles, seed_id: changed}
    edition = make_edition(sample.graph, articles, sample.content, version="1")
    data = brief_data(View(edition), "garden").data.decode()
    assert "\\u0083" in data
    assert "\x83" not in data
    text = json.loads(data)["text"]
    assert text[3] == "\x83"
    assert text == changed.verbatim[: len(text)]


def test_unknown_values_are_null_or_empty() -> None:
    data = load("briefs/garden.json")
    assert data["date"] is None
    (quote,) = data["quotes"]
    assert (quote["source"], quote["cue"], quote["setting"], quote["speakers"]) == (None, None, None, [])
    assert {row["entity"] for row in data["mentions"]} == {None}


def test_unpublished_text_is_not_in_the_data() -> None:
    data = load("briefs/garden.json")
    assert "second paragraph" not in data["text"]
    assert data["text"].endswith("said one of them.")
    assert all(row["end"] <= len(data["text"]) for row in data["mentions"])


def test_figures_have_the_spans_of_what_they_count() -> None:
    data = load("briefs/footbridge.json")
    first, *_, last = data["figures"]
    assert list(first) == ["start", "end", "kind", "counts"]
    assert (data["text"][first["start"] : first["end"]], first["kind"]) == ("$4.2 million", "money")
    assert [data["text"][slice(*pair)] for pair in first["counts"]][-1] == "on a new footbridge"
    assert last["counts"] == []


def test_settings_are_text_and_types_are_lower_case() -> None:
    data = load("briefs/footbridge.json")
    assert data["quotes"][0]["setting"] == "in the town hall"
    assert {row["type"] for row in data["mentions"]} >= {"person", "place", "money", "percent", "event"}
    okafor = next(row for row in data["entities"] if row["id"] == "lena-okafor")
    assert {key: okafor[key] for key in okafor if key != "identity_confidence"} == {
        "id": "lena-okafor",
        "type": "person",
        "name": "Lena Okafor",
        "roles": ["Mayor"],
        "url": "../people/lena-okafor.html",
    }


def test_entities_and_quotes_of_the_site_are_data() -> None:
    entities = {row["id"]: row for row in load("data/entities.json")}
    assert entities["fallujah"]["lat"] == 33.35
    assert entities["ramadi"]["lat"] is None
    assert entities["baghdad"]["briefs"] == ["garden", "kerry-iraq-anbar"]
    quotes = load("data/quotes.json")
    assert len(quotes) == 16
    unnamed = next(row for row in quotes if row["speaker_text"] == "Shopkeepers")
    assert unnamed["words"] == "the detour would cost them the Harbour Festival"
    assert list(unnamed) == [
        "brief",
        "id",
        "kind",
        "words",
        "speakers",
        "speaker_text",
        "cue",
        "setting",
        "origin",
        "rule",
        "confidence",
    ]
    assert (unnamed["brief"], unnamed["id"]) == ("footbridge", "q-3")
    brief = load("briefs/footbridge.json")
    (same,) = [row for row in brief["quotes"] if row["id"] == "q-3"]
    cue = " ".join(brief["text"][slice(*part)] for part in same["cue"] or [])
    assert (unnamed["cue"] or "") == cue, "in words, since offsets are of no use without the text"


def test_notes_and_corrections_are_data() -> None:
    data = load("briefs/footbridge.json")
    first = data["notes"][0]
    assert list(first) == ["id", "start", "end", "text"]
    assert first["id"] == "note-1"
    assert data["text"][first["start"] : first["end"]] == "footbridge over the River"
    assert first["text"].startswith("The *Venn* rises")
    assert data["corrections"][0] == {
        "date": "2014-02-05",
        "text": "The bridge closes on Monday & not on Sunday.",
    }
    assert load("briefs/garden.json")["notes"] == []
