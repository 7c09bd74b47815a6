"""A warning for each address and number that a site would publish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from builder.model.annotations import EntityType
from builder.model.article import Article, Paragraph, ParagraphKind
from builder.model.editorial import (
    Body,
    BriefNotes,
    BriefSettings,
    Content,
    ContentPage,
    Correction,
    EntityEntry,
    EntityRules,
    EntityText,
    Note,
    Site,
)
from builder.model.graph import Brief, Entity, Graph, LinkedNote
from builder.model.span import Span
from builder.pipeline.contact_warnings import MOST_IN_A_FILE, contact_warnings
from builder.pipeline.site_data import Knowledge

TEXT = (
    "Rain fell on Ellery.\n\nWrite to ola@gazette.example, or call 555-0100.\n\nShare: desk@gazette.example\n"
)


def knowledge(text: str = TEXT, content: Content | None = None, *, body: Body = Body.FULL) -> Knowledge:
    parts = [part for part in text.split("\n\n") if part.strip()]
    paragraphs = tuple(
        Paragraph(
            Span(text.index(part), text.index(part) + len(part.strip())),
            ParagraphKind.BOILERPLATE if part.startswith("Share") else ParagraphKind.TEXT,
        )
        for part in parts
    )
    brief = Brief(
        slug="rain",
        seed_id="rain",
        headline="Rain",
        headline_origin="derived",
        date=None,
        byline=None,
        source=None,
        source_url=None,
        summary=None,
        topics=(),
        body=body,
        model="",
        sentences=(),
        mentions=(),
        quotes=(),
    )
    article = Article("rain", "seeds/rain.txt", text, paragraphs, byline="Jon Hale (jon@gazette.example)")
    graph = Graph({"ellery": Entity("ellery", EntityType.PLACE, "Ellery")}, {"rain": brief}, ())
    return Knowledge(content or Content(), {"rain": article}, graph, 0)


def told(found: Knowledge, sources: Mapping[str, str] | None = None) -> list[str]:
    files = {"seeds/rain.txt": TEXT, **(sources or {})}
    return [str(one) for one in contact_warnings(found, read_source=lambda path: files.get(path, ""))]


def test_what_a_seed_would_publish_is_told_with_its_lines() -> None:
    assert [line.partition(" Remove")[0] for line in told(knowledge())] == [
        "seeds/rain.txt: warning: The e-mail address “jon@gazette.example” would be published.",
        "seeds/rain.txt:3: warning: The telephone number “555-0100” would be published.",
        "seeds/rain.txt:3: warning: The e-mail address “ola@gazette.example” would be published.",
        # The page leaves boilerplate out, and the brief as text and data has it.
        "seeds/rain.txt:5: warning: The e-mail address “desk@gazette.example” would be published.",
    ]
    assert all(
        line.endswith("allow it under `contacts:` in content/site.yaml.") for line in told(knowledge())
    )


def test_what_is_allowed_is_not_told() -> None:
    site = Site(contacts=("@gazette.example", "555 0100"))
    assert told(knowledge(content=Content(site=site))) == []


def test_what_is_not_published_is_not_told() -> None:
    lead = knowledge(body=Body.LEAD, content=Content(briefs={"rain": BriefSettings("x", byline="Jon")}))
    assert told(lead) == []


def test_the_same_words_are_told_once_a_file() -> None:
    assert len(told(knowledge(text=TEXT + TEXT))) == len(told(knowledge()))


NEWS = "Nobody can be reached.\n"
FILES = [
    (
        "content/pages/about.md",
        Content(pages=(ContentPage("about", "content/pages/about.md", "x", "Mail a@b.example"),)),
    ),
    (
        "content/places/ellery.md",
        Content(
            texts=(EntityText(EntityType.PLACE, "ellery", "content/places/ellery.md", "Mail a@b.example"),)
        ),
    ),
    ("content/site.yaml", Content(site=Site(notice="Mail a@b.example"))),
    (
        "content/briefs/rain.yaml",
        Content(briefs={"rain": BriefSettings("content/briefs/rain.yaml", byline="a@b.example")}),
    ),
    (
        "content/briefs/rain.yaml",
        Content(
            briefs={
                "rain": BriefSettings(
                    "content/briefs/rain.yaml",
                    byline="Jon",
                    corrections=(Correction("2024-01-01", "Mail a@b.example"),),
                )
            }
        ),
    ),
    (
        "content/entities.yaml",
        Content(
            entities=EntityRules(
                entries=(EntityEntry("ellery", EntityType.PLACE, 2, aliases=("a@b.example",)),)
            )
        ),
    ),
]


@pytest.mark.parametrize(("path", "content"), FILES)
def test_what_the_editor_would_publish_is_told(path: str, content: Content) -> None:
    found = knowledge(text=NEWS, content=content)
    found = replace(found, articles={"rain": replace(found.articles["rain"], byline=None)})
    (line,) = told(found, {path: "one\ntwo a@b.example\n"})
    assert line.startswith(f"{path}:2: warning: The e-mail address “a@b.example” would be published.")


def test_notes_are_told_and_those_on_what_is_held_back_are_not() -> None:
    notes = {
        seed: BriefNotes(f"content/notes/{seed}.md", (Note(("x",), 1, "Mail a@b.example"),))
        for seed in ("rain", "snow")
    }
    found = knowledge(text=NEWS, content=Content(notes=notes))
    brief = replace(found.graph.briefs["rain"], notes=(LinkedNote(1, Span(0, 6), "Mail a@b.example"),))
    found = replace(found, graph=replace(found.graph, briefs={"rain": brief}))
    found = replace(found, articles={"rain": replace(found.articles["rain"], byline=None)})
    assert [line.partition(":")[0] for line in told(found)] == ["content/notes/rain.md"]


def test_texts_of_nobody_on_the_site_are_not_told() -> None:
    text = EntityText(EntityType.PERSON, "jon", "content/people/jon.md", "Mail a@b.example")
    found = knowledge(text=NEWS, content=Content(texts=(text,)))
    found = replace(found, articles={"rain": replace(found.articles["rain"], byline=None)})
    assert told(found) == []


def test_a_list_of_addresses_is_told_in_short() -> None:
    text = "\n".join(f"reader{number}@list.example" for number in range(MOST_IN_A_FILE + 5))
    lines = told(knowledge(text=text), {"seeds/rain.txt": text})
    assert len(lines) == MOST_IN_A_FILE + 1
    assert "more addresses and telephone numbers would be published" in lines[-1]
