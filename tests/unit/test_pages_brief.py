"""The page of a brief."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from builder.graph.build import build_graph
from builder.model.annotations import EntityType, Origin
from builder.model.article import Article, ParagraphKind
from builder.model.brief import LinkedMention
from builder.model.editorial import BriefSettings, Content, MentionFix, QuoteFix
from builder.model.entity_entries import EntityEntry, EntityRules
from builder.model.graph import Graph
from builder.model.span import Span
from builder.pages.brief.brief_page import BriefContext
from builder.pages.brief.provenance import EditorDeed
from builder.pages.brief.story import StoryParagraph, StorySection
from builder.pages.page import Page
from builder.pages.passages import MarkKind
from builder.pages.plan import plan_pages
from builder.render.render import Renderer
from tests.support.annotated import annotations_of, article_of, by_seed, entity_of
from tests.support.sample import TEMPLATES, make_sample, planned, rendered


def brief(slug: str) -> BriefContext:
    page = planned()[f"briefs/{slug}.html"]
    assert isinstance(page, Page)
    assert isinstance(page.context, BriefContext)
    return page.context


def paragraphs(context: BriefContext) -> list[StoryParagraph]:
    return [paragraph for section in sections(context) for paragraph in section.paragraphs]


def sections(context: BriefContext) -> list[StorySection]:
    return [section for stretch in context.stretches for section in stretch.sections]


SEED = "kerry-iraq-anbar"


def test_head_has_headline_kicker_date_and_source() -> None:
    context = brief(SEED)
    assert context.headline == "Kerry offers Iraq help in Anbar, but no troops"
    assert not context.derived
    assert context.kicker is not None
    assert context.kicker.text == "WASHINGTON"
    assert context.kicker.link is not None
    assert context.kicker.link.url == "../places/washington.html"
    assert context.date is not None
    assert context.date.words == "5 January 2014"
    assert (context.byline, context.source, context.source_url) == (None, None, None)


def test_unknown_facts_stay_unknown() -> None:
    context = brief("garden")
    assert context.derived
    assert (context.date, context.kicker, context.summary, context.byline) == (None, None, None, None)
    assert context.source_url is None, "an address that is not one on the web is dropped"
    assert "undated" in rendered()["briefs/garden.html"].decode()


def test_text_leaves_out_boilerplate_headline_and_byline() -> None:
    assert "Comments are no longer" not in rendered()[f"briefs/{SEED}.html"].decode()
    texts = [paragraph.passage.text for paragraph in paragraphs(brief("footbridge"))]
    assert "Old footbridge closes" not in texts
    assert "By Ida Example" not in texts
    assert not [text for text in texts if text.startswith("Read more")]


def test_paragraphs_are_numbered_and_grouped_by_kind() -> None:
    context = brief("footbridge")
    assert [paragraph.id for paragraph in paragraphs(context)] == [
        f"p-{number}" for number in range(1, len(paragraphs(context)) + 1)
    ]
    kinds = [(section.kind, len(section.paragraphs)) for section in sections(context)]
    assert (ParagraphKind.SUBHEADING, 1) in kinds
    assert (ParagraphKind.BLOCK_QUOTE, 1) in kinds


def test_every_mention_has_an_anchor_and_links_to_its_page() -> None:
    marks = [mark for paragraph in paragraphs(brief(SEED)) for mark in paragraph.passage.marks]
    kerry = [mark for mark in marks if mark.url == "../people/john-f-kerry.html"]
    assert [mark.id for mark in kerry] == [f"m-john-f-kerry-{number}" for number in range(1, len(kerry) + 1)]
    assert kerry
    assert {mark.title for mark in kerry} == {None}, "the words before his name say who he is"
    blinken = [mark.title for mark in marks if mark.url == "../people/tony-blinken.html"]
    assert blinken == ["Tony Blinken, deputy national security adviser", *[None] * (len(blinken) - 1)]
    obama = [mark.title for mark in marks if mark.url == "../people/barack-obama.html"]
    assert len(obama) > 1
    assert all((title or "").endswith(" — set by an editor") for title in obama), (
        "a remark is on every mention"
    )
    (syria, *_) = [mark for mark in marks if mark.url == "../places/syria.html"]
    assert syria.title is None, "its words and the line under them say the same"
    sunday = next(mark for mark in marks if mark.kind is MarkKind.MENTION and mark.value)
    assert (sunday.value, sunday.title, sunday.url) == ("2014-01-05", "5 January 2014", None)


def test_quote_across_two_paragraphs_has_one_anchor_and_is_continued() -> None:
    found = [paragraph for paragraph in paragraphs(brief("footbridge")) if paragraph.glosses]
    marks = [mark for paragraph in found for mark in paragraph.passage.marks if mark.kind is MarkKind.QUOTE]
    assert [mark.id for mark in marks] == ["q-1", None, "q-2", None, "q-3"]
    assert [gloss.continued for paragraph in found for gloss in paragraph.glosses] == [
        False,
        False,
        True,
        False,
    ]


def test_speaker_without_an_entity_is_shown_in_the_article_s_words() -> None:
    quote = paragraphs(brief("footbridge"))[-1].glosses[0].quote
    assert quote.said.speakers == ()
    assert quote.said.speaker_text == "Shopkeepers"


def test_quote_without_a_speaker_says_so() -> None:
    html = rendered()["briefs/garden.html"].decode()
    assert "Speaker not identified" in html


def test_uncertain_annotations_are_marked_in_words_and_style() -> None:
    context = brief("footbridge")
    assert context.uncertain
    marks = [mark for paragraph in paragraphs(context) for mark in paragraph.passage.marks if mark.uncertain]
    assert [mark.url for mark in marks] == ["../places/river-venn.html"] * 2
    assert all("uncertain" in (mark.title or "") for mark in marks)
    html = rendered()["briefs/footbridge.html"].decode()
    assert re.search(
        r'<a class="uncertain" id="[^"]+" href="../places/river-venn.html" title="[^"]+" aria-', html
    )
    assert 'aria-describedby="doubt"' in html
    assert '<span class="tag">uncertain</span>' in html


def test_sidebar_links_to_the_first_mention_and_to_the_page() -> None:
    people = brief(SEED).groups[0]
    assert people.label == "People"
    first = people.rows[0]
    assert first.link.name == "John F. Kerry", "who speaks most comes first"
    assert (first.first_url, first.quote_url, first.quotes) == ("#m-john-f-kerry-1", "#q-1", 5)
    obama = next(row for row in people.rows if row.link.id == "barack-obama")
    assert obama.confirmed
    assert obama.role == "44th President of the United States", "the editor's word comes first"


def test_dates_are_listed_with_their_resolved_values() -> None:
    rows = brief(SEED).dates
    assert [(row.text, row.date.words if row.date else None) for row in rows] == [
        ("Sunday", "5 January 2014"),
        ("December 2011", "December 2011"),
        ("2003", "2003"),
    ]


def test_only_sure_quotes_are_shown_at_a_glance() -> None:
    assert all(
        not quote.said.uncertain for slug in (SEED, "footbridge") for quote in brief(slug).glance.quotes
    )
    assert brief("garden").glance.quotes == ()


def test_a_place_in_the_name_of_an_agreement_is_no_scene() -> None:
    text = "Geneva hosted Ana Roe. The Paris climate accord and the Oslo peace deal failed. Oslo in spring is cold."
    article = article_of(text, "accords")
    places = [entity_of(name, EntityType.PLACE) for name in ("Geneva", "Paris", "Oslo")]
    graph, _ = build_graph(by_seed([article]), {"accords": annotations_of(article, *places)}, Content())
    pages = plan_pages(graph, {"accords": article}, Content(), version="1.0")
    (context,) = (
        page.context for page in pages if page.path == "briefs/accords.html" and isinstance(page, Page)
    )
    assert isinstance(context, BriefContext)
    assert [row.link.name for row in context.glance.where] == ["Oslo", "Geneva"]
    assert context.map is not None
    assert "Paris" not in {place.link.name for place in (*context.map.places, *context.map.elsewhere)}


def test_text_after_the_lead_stays_unpublished_if_only_the_lead_is_published() -> None:
    context = brief("garden")
    html = rendered()["briefs/garden.html"].decode()
    assert context.lead_only
    assert len(paragraphs(context)) == 1
    assert "The second paragraph" not in html
    kept = context.quotes[1]
    assert (kept.id, kept.url) == ("q-2", "#q-2"), "a quote beyond the lead has its anchor in the list"
    assert html.count('id="q-2"') == 1
    assert context.groups[0].rows[0].first_url is None


def test_provenance_counts_mentions_and_quotes_of_each_rule() -> None:
    provenance = brief(SEED).provenance
    assert provenance.model == "en_core_web_sm 3.8.0"
    counts = dict.fromkeys(("Mentions", "Quotes"), 0)
    for found in provenance.rules:
        counts[found.what] += sum(count for _, count in found.counts)
    assert counts == {"Mentions": provenance.mentions, "Quotes": provenance.quotes}
    assert provenance.quotes == 11
    assert [(found.what, found.origin) for found in provenance.rules[:2]] == [
        ("Mentions", Origin.EDITOR),
        ("Mentions", Origin.MODEL),
    ]
    assert provenance.deeds == (EditorDeed("set", 2, 0),)
    assert provenance.confirmed == 1
    assert provenance.data_url == "kerry-iraq-anbar.json"


DEEDS: list[tuple[str, dict[str, int], str]] = [
    ("nothing", {"mentions": 0, "removed": 0, "quotes": 0}, "0 mentions and 0 quotes.</p>"),
    ("set", {"mentions": 1, "removed": 0, "quotes": 0}, "1 mention and 0 quotes. An editor set 1 mention."),
    (
        "removed",
        {"mentions": 0, "removed": 2, "quotes": 1},
        "0 mentions and 0 quotes. An editor removed 2 mentions and 1 quote.",
    ),
    (
        "both",
        {"mentions": 3, "removed": 0, "quotes": 2},
        "3 mentions and 0 quotes. An editor set 3 mentions, and removed 2 quotes.",
    ),
]


@pytest.mark.parametrize(("counts", "told"), [row[1:] for row in DEEDS], ids=[row[0] for row in DEEDS])
def test_provenance_counts_what_an_editor_set_and_removed(counts: dict[str, int], told: str) -> None:
    sample = make_sample()
    old = sample.graph.briefs["garden"]
    article = sample.articles["garden"]
    mentions = tuple(
        LinkedMention(f"m-date-{n}", Span(n, n + 1), EntityType.DATE, None, None, Origin.EDITOR, "fix", 1.0)
        for n in range(counts["mentions"])
    )
    edited = replace(
        old,
        mentions=mentions,
        quotes=(),
        removed_mentions=counts["removed"],
        removed_quotes=counts["quotes"],
    )
    graph = Graph(entities={}, briefs={"garden": edited}, ties=())
    html = page_of(graph, article, "briefs/garden.html")
    (section,) = re.findall(r'<section class="provenance".*?</p>', html, re.DOTALL)
    assert told in section
    assert section.count("An editor") == told.count("An editor")


def page_of(graph: Graph, article: Article, path: str) -> str:
    """Return a page of a site with one article."""
    pages = plan_pages(graph, {article.seed_id: article}, Content(), version="0.0.0")
    (page,) = [page for page in pages if page.path == path]
    assert isinstance(page, Page)
    return Renderer([TEMPLATES]).render(page).decode()


def test_provenance_has_the_dates_of_corrections() -> None:
    _, _, after = rendered()["briefs/footbridge.html"].decode().partition('<h2 id="provenance">')
    assert (
        'The article was <a href="#corrections">corrected</a> on <time datetime="2014-02-05">5 February 2014'
        '</time> and <time datetime="2014-02-04">4 February 2014</time>.' in after
    )


def test_related_briefs_share_entities() -> None:
    (entry,) = brief(SEED).related
    assert entry.brief.slug == "garden"
    assert [link.id for link in entry.shared] == ["baghdad"]
    assert brief("footbridge").related == ()


def test_notes_are_beside_the_paragraph_of_their_words() -> None:
    stretches = brief("footbridge").stretches
    shown = [
        (
            [note.number for note in stretch.notes],
            [part.id for section in stretch.sections for part in section.paragraphs],
        )
        for stretch in stretches
    ]
    assert shown == [
        ([1], ["p-1"]),
        ([2], ["p-2", "p-3", "p-4", "p-5"]),
        ([3], ["p-6", "p-7", "p-8"]),
        ([4], ["p-9", "p-10"]),
    ]
    assert stretches[2].sections[0].kind is ParagraphKind.LIST_ITEM, "a list stays in one piece"
    first = stretches[0].notes[0]
    assert (first.id, first.noted_url, first.words) == ("note-1", "#noted-1", "footbridge over the River")


def test_note_and_its_words_link_to_each_other() -> None:
    html = rendered()["briefs/footbridge.html"].decode()
    assert '<span class="noted" id="noted-2">closing a bridge</span>' in html
    assert '<a class="noteref" role="doc-noteref" href="#note-2" aria-label="Note 2">2</a>' in html
    assert '<aside class="note-text" id="note-2" role="doc-footnote" aria-label="Note 2">' in html
    assert '<a class="note-number" role="doc-backlink" href="#noted-2"' in html
    assert "The second &lt;b&gt;followed&lt;/b&gt;." in html
    assert "assets/notes.css" in html


def test_number_of_a_note_follows_the_link_that_its_words_end_in() -> None:
    html = rendered()["briefs/footbridge.html"].decode()
    assert '<span class="noted">River</span>\nVenn</a><a class="noteref"' in html


def test_a_brief_without_notes_loads_nothing_for_them() -> None:
    html = rendered()[f"briefs/{SEED}.html"].decode()
    assert "assets/notes" not in html
    assert "with-notes" not in html


def test_note_on_unpublished_words_is_not_published() -> None:
    for name in ("briefs/garden.html", "briefs/garden.json"):
        assert "Nobody reads this note" not in rendered()[name].decode()


def test_corrections_are_announced_at_the_head_and_listed_newest_first_at_the_end() -> None:
    context = brief("footbridge")
    assert [row.date.iso for row in context.corrections] == ["2014-02-05", "2014-02-04"]
    html = rendered()["briefs/footbridge.html"].decode()
    head, _, rest = html.partition("</header>\n\n")
    assert (
        '<a href="#corrections">Corrected on <time datetime="2014-02-05">5 February 2014</time></a>' in head
    )
    assert '<h2 id="corrections">Corrections</h2>' in rest
    assert "The mill is by the &lt;b&gt;old&lt;/b&gt; road." in rest
    assert "#corrections" not in rendered()[f"briefs/{SEED}.html"].decode()


def test_annotations_set_by_an_editor_are_shown_as_the_editor_s() -> None:
    article = article_of("“It floats,” said the mayor of the Bess.\n", "ferry")
    settings = BriefSettings(
        "content/briefs/ferry.yaml",
        quote_fixes=(QuoteFix("It floats", 1, ("ana-roe",)),),
        mention_fixes=(MentionFix("the Bess", 2, None, EntityType.PERSON, "ina-vale"),),
    )
    entries = (
        EntityEntry("ana-roe", EntityType.PERSON, 1, name="Ana Roe"),
        EntityEntry("ina-vale", EntityType.PERSON, 2, name="Ina Vale"),
    )
    content = Content(entities=EntityRules(entries=entries), briefs={"ferry": settings})
    graph, diagnostics = build_graph(by_seed([article]), {"ferry": annotations_of(article)}, content)
    assert diagnostics == ()
    renderer = Renderer([TEMPLATES])
    pages = plan_pages(graph, {"ferry": article}, content, version="1.0")
    files = {page.path: renderer.render(page).decode() for page in pages if isinstance(page, Page)}
    html = files["briefs/ferry.html"]
    assert 'title="Ina Vale (person) — set by an editor"' in html
    gloss = html[html.index('class="glosses"') :]
    assert 'Ana Roe</a> <span class="check"' in gloss
    assert "An editor set 1 mention and 1 quote." in html
    assert "It floats" in files["people/ana-roe.html"], "a person who only speaks has a page"
