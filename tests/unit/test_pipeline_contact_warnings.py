"""Warnings for e-mail addresses and telephone numbers that a site would publish."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from builder.graph.memory import NoMemory
from builder.model.annotations import EntityType
from builder.model.article import Article, Paragraph, ParagraphKind
from builder.model.brief import Brief, LinkedNote
from builder.model.editorial import (
    Body,
    BriefNotes,
    BriefSettings,
    Content,
    ContentPage,
    Correction,
    Note,
    Site,
)
from builder.model.entity_entries import EntityEntry, EntityRules, EntityText
from builder.model.graph import Entity, Graph
from builder.model.span import Span
from builder.pipeline.contact_warnings import MOST_IN_A_FILE, contact_warnings
from builder.pipeline.site_data import SiteData

TEXT = (
    "Rain fell on Ellery.\n\nWrite to ola@gazette.example, or call 555-0100.\n\nShare: desk@gazette.example\n"
)


def site_data(text: str = TEXT, content: Content | None = None, *, body: Body = Body.FULL) -> SiteData:
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
    return SiteData(content or Content(), {"rain": article}, graph, 0)


def reported(found: SiteData, sources: Mapping[str, str] | None = None) -> list[str]:
    files = {"seeds/rain.txt": TEXT, **(sources or {})}
    return [
        str(one)
        for one in contact_warnings(found, read_source=lambda path: files.get(path, ""), memory=NoMemory())
    ]


def test_contacts_in_a_seed_are_reported_with_their_lines() -> None:
    assert [line.partition(" Remove")[0] for line in reported(site_data())] == [
        "seeds/rain.txt: warning: The e-mail address “jon@gazette.example” would be published.",
        "seeds/rain.txt:3: warning: The telephone number “555-0100” would be published.",
        "seeds/rain.txt:3: warning: The e-mail address “ola@gazette.example” would be published.",
        # The page omits boilerplate, but the text and data of the brief contain it.
        "seeds/rain.txt:5: warning: The e-mail address “desk@gazette.example” would be published.",
    ]
    assert all(
        line.endswith("allow it under `contacts:` in content/site.yaml.") for line in reported(site_data())
    )


def test_allowed_contacts_are_not_reported() -> None:
    site = Site(contacts=("@gazette.example", "555 0100"))
    assert reported(site_data(content=Content(site=site))) == []


def test_unpublished_contacts_are_not_reported() -> None:
    lead = site_data(body=Body.LEAD, content=Content(briefs={"rain": BriefSettings("x", byline="Jon")}))
    assert reported(lead) == []


def test_a_contact_is_reported_once_for_each_file() -> None:
    assert len(reported(site_data(text=TEXT + TEXT))) == len(reported(site_data()))


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
def test_contacts_in_the_editors_files_are_reported(path: str, content: Content) -> None:
    found = site_data(text=NEWS, content=content)
    found = replace(found, articles={"rain": replace(found.articles["rain"], byline=None)})
    (line,) = reported(found, {path: "one\ntwo a@b.example\n"})
    assert line.startswith(f"{path}:2: warning: The e-mail address “a@b.example” would be published.")


def test_contacts_in_notes_are_reported_unless_the_seed_is_held_back() -> None:
    notes = {
        seed: BriefNotes(f"content/notes/{seed}.md", (Note(("x",), 1, "Mail a@b.example"),))
        for seed in ("rain", "snow")
    }
    found = site_data(text=NEWS, content=Content(notes=notes))
    brief = replace(found.graph.briefs["rain"], notes=(LinkedNote(1, Span(0, 6), "Mail a@b.example"),))
    found = replace(found, graph=replace(found.graph, briefs={"rain": brief}))
    found = replace(found, articles={"rain": replace(found.articles["rain"], byline=None)})
    assert [line.partition(":")[0] for line in reported(found)] == ["content/notes/rain.md"]


def test_contacts_in_texts_of_entities_that_the_site_lacks_are_not_reported() -> None:
    text = EntityText(EntityType.PERSON, "jon", "content/people/jon.md", "Mail a@b.example")
    found = site_data(text=NEWS, content=Content(texts=(text,)))
    found = replace(found, articles={"rain": replace(found.articles["rain"], byline=None)})
    assert reported(found) == []


def test_a_long_list_of_addresses_is_reported_in_short() -> None:
    text = "\n".join(f"reader{number}@list.example" for number in range(MOST_IN_A_FILE + 5))
    lines = reported(site_data(text=text), {"seeds/rain.txt": text})
    assert len(lines) == MOST_IN_A_FILE + 1
    assert "more addresses and telephone numbers would be published" in lines[-1]
