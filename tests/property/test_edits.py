"""Any fixes of an editor: quoted words are found in the article, and marks never overlap."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.graph.build import build_graph
from builder.graph.text_search import ArticleSearch
from builder.model.annotations import EntityType, Origin
from builder.model.diagnostic import Severity
from builder.model.editorial import BriefSettings, Content, MentionFix, QuoteFix
from builder.model.entity_entries import EntityEntry, EntityRules
from tests.support.annotated import annotations_of, article_of, by_seed, entity_of, quote_of

WORDS = st.lists(
    st.sampled_from(["Ana", "Roe", "Ben", "the", "ferry", "’s", "“It", "floats,”"]), min_size=1, max_size=40
)
GAPS = st.sampled_from([" ", "  ", "\n", "\u00a0", "\n\n"])
MARKS = str.maketrans("’“”", '\'""')
TEXT = (
    "Ana Roe of Lowmoor said “it floats,” and Ben Hale said “so be it.” Roe left Lowmoor.\n\n"
    "Ben Hale and Ana Roe met."
)
PIECES = [
    "Ana",
    "Roe",
    "Ana Roe",
    "Ben Hale",
    "Hale",
    "Lowmoor",
    "of Lowmoor",
    "it",
    "said",
    "it floats",
    "Roe left",
]


@settings(deadline=None)
@given(st.lists(st.tuples(WORDS, GAPS), min_size=1, max_size=3), st.data())
def test_quoted_words_are_found_at_their_place_in_the_text(
    parts: list[tuple[list[str], str]], data: st.DataObject
) -> None:
    text = "\n\n".join(gap.replace("\n\n", " ").join(words) for words, gap in parts)
    words, _ = data.draw(st.sampled_from(parts))
    start = data.draw(st.integers(min_value=0, max_value=len(words) - 1))
    end = data.draw(st.integers(min_value=start + 1, max_value=len(words)))
    wanted = " ".join(words[start:end])
    found = ArticleSearch(article_of(text)).find(wanted.translate(MARKS))
    assert found
    for span in found:
        assert " ".join(span.of(text).split()).translate(MARKS) == wanted.translate(MARKS)


@st.composite
def fixes(draw: st.DrawFn) -> BriefSettings:
    """Draw fixes of names and quotes that may contradict each other in any way."""
    mentions = []
    for line, text in enumerate(draw(st.lists(st.sampled_from(PIECES), unique=True, max_size=6)), start=1):
        within = draw(st.sampled_from([None, None, "Roe of Lowmoor", "Ben Hale and Ana Roe"]))
        person = draw(st.booleans())
        kind, entity_id = (EntityType.PERSON, "ina-vale") if person else (None, None)
        mentions.append(MentionFix(text, line, within, kind, entity_id))
    quotes = [
        QuoteFix(text, line, draw(st.sampled_from([("ina-vale",), ("ben-hale", "ana-roe"), ()])))
        for line, text in enumerate(
            draw(st.lists(st.sampled_from(PIECES), unique=True, max_size=4)), start=20
        )
    ]
    return BriefSettings("content/briefs/a.yaml", quote_fixes=tuple(quotes), mention_fixes=tuple(mentions))


@settings(deadline=None)
@given(fixes())
def test_marks_never_overlap_after_fixes(edits: BriefSettings) -> None:
    article = article_of(TEXT, "a")
    found = annotations_of(
        article,
        entity_of("Ana Roe", aliases=["Roe"]),
        entity_of("Ben Hale"),
        entity_of("Lowmoor", EntityType.PLACE),
        quotes=[quote_of(article, "it floats,", speakers=["ana-roe"]), quote_of(article, "so be it.")],
    )
    rules = EntityRules(entries=(EntityEntry("ina-vale", EntityType.PERSON, 1, aliases=("it", "Roe left")),))
    graph, diagnostics = build_graph(
        by_seed([article]), {"a": found}, Content(entities=rules, briefs={"a": edits})
    )
    brief = graph.briefs["a"]
    spans = [mention.span for mention in brief.mentions]
    assert spans == sorted(spans)
    assert not [pair for pair in pairwise(spans) if pair[0].overlaps(pair[1])]
    assert [quote.id for quote in brief.quotes] == [
        f"q-{number}" for number in range(1, len(brief.quotes) + 1)
    ]
    spoken = {speaker_id for quote in brief.quotes for speaker_id in quote.speaker_ids}
    named = {mention.entity_id for mention in brief.mentions}
    assert spoken | named == set(graph.entities)
    assert all(
        annotation.confidence == 1 for annotation in brief.mentions if annotation.origin is Origin.EDITOR
    )
    errors = [found for found in diagnostics if found.severity is Severity.ERROR]
    assert all(problem.path == edits.path and problem.line and problem.hint for problem in errors)
