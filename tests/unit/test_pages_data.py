"""JSON data of a site."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

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
    mention = {"start", "end", "type", "entity", "origin", "rule", "confidence", "identity_confidence"}
    quote = {"id", "kind", "content", "source", "speakers", "cue", "setting", "origin", "rule", "confidence"}
    quote |= {"paraphrase", "identity_confidence"}
    assert all(set(row) == mention for row in data["mentions"])
    assert all(set(row) == quote for row in data["quotes"])
    assert all(set(row) == {"id", "type", "name", "roles", "url"} for row in data["entities"])


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
    assert next(row for row in data["entities"] if row["id"] == "lena-okafor") == {
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
    assert unnamed["url"] == "../briefs/footbridge.html#q-3"


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
