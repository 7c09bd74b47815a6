"""The editor's files become ``Content``."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.content.load import load_content
from builder.model.annotations import EntityType
from builder.model.editorial import (
    Body,
    BriefNotes,
    BriefSettings,
    Content,
    ContentPage,
    Correction,
    MentionFix,
    NavigationLink,
    Note,
    QuoteFix,
    Site,
)
from builder.model.entity_entries import EntityEntry, EntityText


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def test_a_site_without_content_has_the_defaults(tmp_path: Path) -> None:
    assert load_content(tmp_path) == Content()


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "---\n", "\ufeff", "null\n"])
def test_empty_files_mean_the_defaults(text: str, tmp_path: Path) -> None:
    for name in ("content/site.yaml", "content/entities.yaml", "content/briefs/a.yaml"):
        write(tmp_path, name, text)
    assert load_content(tmp_path) == Content(briefs={"a": BriefSettings(path="content/briefs/a.yaml")})


def test_the_settings_of_the_site_are_read(tmp_path: Path) -> None:
    text = (
        "\ufefftitle: The   Ledger\r\ntagline: 'Said: here'\r\nnotice: 'No  such town.'\r\n"
        "url: https://example.org/news/\r\nlanguage: en-GB\r\n"
        "model: en_core_web_md\r\nbody: lead\r\nboilerplate: ['^a  b$', '\\d']\r\n"
        "navigation:\r\n- label: About\r\n  path: about.html#top\r\n"
    )
    write(tmp_path, "content/site.yaml", text)
    site = load_content(tmp_path).site
    assert site == Site(
        title="The Ledger",
        tagline="Said: here",
        notice="No such town.",
        url="https://example.org/news",
        language="en-GB",
        model="en_core_web_md",
        body=Body.LEAD,
        boilerplate=("^a  b$", r"\d"),
        navigation=(NavigationLink("About", "about.html#top", line=10),),
        lines=site.lines,
    )


def test_the_site_keeps_the_lines_of_what_it_sets(tmp_path: Path) -> None:
    write(
        tmp_path,
        "content/site.yaml",
        "# of ours\ntitle: >\n  The\n  Ledger\ntagline:\nmodel: en_core_web_md\n",
    )
    assert load_content(tmp_path).site.lines == {"title": 2, "model": 6}


def test_a_brief_keeps_the_lines_of_what_it_sets(tmp_path: Path) -> None:
    text = (
        "# of Monday\nslug: 2014\nheadline: >\n  Ferry\n  stays\ndate: 2014-01-05\nbyline:\n"
        "topics: [Sea, Sea, Land]\ndraft: yes\nbody: full\n"
    )
    write(tmp_path, "content/briefs/000_a b.yaml", text)
    assert load_content(tmp_path).briefs == {
        "000_a b": BriefSettings(
            path="content/briefs/000_a b.yaml",
            lines={"slug": 2, "headline": 3, "date": 6, "topics": 8, "draft": 9, "body": 10},
            slug="2014",
            headline="Ferry stays",
            date="2014-01-05",
            topics=("Sea", "Land"),
            draft=True,
            body=Body.FULL,
        )
    }


@pytest.mark.parametrize("written", ["2014-01-05", "'2014-01-05'", '"2014-01-05"'])
def test_a_date_may_be_quoted(written: str, tmp_path: Path) -> None:
    write(tmp_path, "content/briefs/a.yaml", f"date: {written}\n")
    assert load_content(tmp_path).briefs["a"].date == "2014-01-05"


def test_entities_are_sorted_and_merges_resolved(tmp_path: Path) -> None:
    text = (
        "places:\n"
        "  oslo: {name: Oslo, aliases: [Oslo, Kristiania, Kristiania], lat: 59.9, lon: +10, country: NO}\n"
        "people:\n"
        "  b-b:\n"
        "  a-a: {role: Mayor, wikidata: Q42, aliases: [AA, Aa]}\n"
        "merge:\n"
        "  d: e\n"
        "  c: d\n"
        "ignore: [Zulu, Alfa, Zulu]\n"
    )
    write(tmp_path, "content/entities.yaml", text)
    rules = load_content(tmp_path).entities
    assert rules.entries == (
        EntityEntry("a-a", EntityType.PERSON, 5, aliases=("AA", "Aa"), role="Mayor", wikidata="Q42"),
        EntityEntry("b-b", EntityType.PERSON, 4),
        EntityEntry(
            "oslo",
            EntityType.PLACE,
            2,
            name="Oslo",
            aliases=("Kristiania",),
            lat=59.9,
            lon=10.0,
            country="NO",
        ),
    )
    assert (rules.merge, rules.merge_lines) == ({"c": "e", "d": "e"}, {"c": 8, "d": 7})
    assert rules.ignore == ("Alfa", "Zulu")


def test_texts_are_sorted_by_type_and_id_and_empty_ones_left_out(tmp_path: Path) -> None:
    for name in ("people/b", "people/a", "events/z", "groups/g", "organizations/o", "places/p"):
        write(tmp_path, f"content/{name}.md", f"About *{name}*.\n")
    write(tmp_path, "content/people/empty.md", " \n")
    write(tmp_path, "content/people/.draft.md", "Hidden.")
    write(tmp_path, "content/people/a.md~", "Old.")
    texts = load_content(tmp_path).texts
    assert [(text.type, text.id) for text in texts] == [
        (EntityType.EVENT, "z"),
        (EntityType.GROUP, "g"),
        (EntityType.ORGANIZATION, "o"),
        (EntityType.PERSON, "a"),
        (EntityType.PERSON, "b"),
        (EntityType.PLACE, "p"),
    ]
    assert texts[3] == EntityText(EntityType.PERSON, "a", "content/people/a.md", "About *people/a*.\n")


@pytest.mark.parametrize(
    ("text", "title", "markdown", "order"),
    [
        ("---\ntitle: Us\norder: 3\n---\n# Hello\n\nText.\n", "Us", "# Hello\n\nText.\n", 3),
        ("# Hello *you*\n\nText.\n", "Hello you", "Text.\n", None),
        ("---\norder: -1\n---\n\nHello\n=====\nText.\n", "Hello", "Text.\n", -1),
        ("Text.\r\n\r\n## Later `x`\r\n", "Later x", "Text.\r\n\r\n## Later `x`\r\n", None),
        ("## Small\n\nText.\n", "Small", "## Small\n\nText.\n", None),
        ("---\r\ntitle: Us\r\n---\r\nText.\r\n", "Us", "Text.\r\n", None),
    ],
)
def test_pages_take_their_title_from_front_matter_or_heading(
    text: str, title: str, markdown: str, order: int | None, tmp_path: Path
) -> None:
    write(tmp_path, "content/pages/us.md", text)
    (page,) = load_content(tmp_path).pages
    assert page == ContentPage("us", "content/pages/us.md", title, markdown, order, line=page.line)


def test_corrections_and_fixes_keep_their_order_and_lines(tmp_path: Path) -> None:
    text = (
        "corrections:\n- {date: 2031-01-02, text: 'It  was: Monday.'}\n"
        "quotes:\n- text: >\n    It\n    floats\n  speakers: [b, a, b]\n- {text: tub, drop: yes}\n"
        "mentions:\n- {text: Bess, drop: true}\n- {text: 'NO', within: from NO to, place: norway}\n"
        "- {text: slow tide, coined_by: ana-roe}\n"
    )
    write(tmp_path, "content/briefs/a.yaml", text)
    brief = load_content(tmp_path).briefs["a"]
    assert brief.corrections == (Correction("2031-01-02", "It was: Monday."),)
    assert brief.quote_fixes == (QuoteFix("It floats", 4, ("b", "a")), QuoteFix("tub", 8))
    assert brief.mention_fixes == (
        MentionFix("Bess", 10),
        MentionFix("NO", 11, "from NO to", EntityType.PLACE, "norway"),
        MentionFix("slow tide", 12, None, EntityType.TERM, "ana-roe"),
    )


def test_notes_are_split_at_their_block_quotes(tmp_path: Path) -> None:
    text = (
        "\ufeff\r\n> It *floats*,\r\n> she said\r\n\r\nA note:\r\n\r\n- one\r\n\r\n      code\r\n\r\n"
        ">the end\r\n\r\n[Last](x.html).\r\n"
    )
    write(tmp_path, "content/notes/a.md", text)
    write(tmp_path, "content/notes/b.md", "\n")
    anchors = ("It *floats*, she said", "It floats, she said")
    assert load_content(tmp_path).notes == {
        "a": BriefNotes(
            "content/notes/a.md",
            (
                Note(anchors, 2, "A note:\n\n- one\n\n      code", text_line=5),
                Note(("the end",), 11, "[Last](x.html).", text_line=13),
            ),
        ),
        "b": BriefNotes("content/notes/b.md", ()),
    }
