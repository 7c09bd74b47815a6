"""The editor's worklist."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from msgspec.structs import replace

from builder.graph.memory import NoMemory
from builder.model.annotations import EntityType, Origin, QuoteKind
from builder.model.article import Article, Paragraph, ParagraphKind
from builder.model.brief import Brief, LinkedMention, LinkedQuote
from builder.model.editorial import Body, BriefSettings, Content, MentionFix, QuoteFix
from builder.model.graph import DoubtKind, Entity, Graph, IdentityDoubt
from builder.model.span import Span
from builder.pipeline.site_data import SiteData
from builder.pipeline.worklist.assembly import list_work
from builder.pipeline.worklist.context import AROUND, context_of
from builder.pipeline.worklist.source_lines import source_reader
from builder.pipeline.worklist.unresolved_notes import unresolved_notes
from builder.pipeline.worklist.work_item import LostDecision

TEXT = "Rain fell on Ellery.\r\n\r\n“It was wet,” Ada Moss said.\n\n“It will be dry,” it was said.\n"


def span_of(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def quote(
    words: str,
    *,
    speaker_ids: tuple[str, ...] = (),
    speaker_text: str | None = None,
    confidence: float = 0.9,
    origin: Origin = Origin.RULE,
) -> LinkedQuote:
    return LinkedQuote(
        id="q-1",
        kind=QuoteKind.DIRECT,
        content=(span_of(words),),
        source=(),
        speaker_ids=speaker_ids,
        speaker_text=speaker_text,
        cue=None,
        setting=None,
        about_ids=(),
        origin=origin,
        rule="after-quote",
        confidence=confidence,
    )


def mention(words: str, *, entity_id: str | None, confidence: float, type_: EntityType) -> LinkedMention:
    return LinkedMention("m-1", span_of(words), type_, entity_id, None, Origin.MODEL, "label", confidence)


def site_data(*annotations: LinkedQuote | LinkedMention, path: str = "seeds/rain.txt") -> SiteData:
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
        body=Body.FULL,
        model="",
        sentences=(),
        mentions=tuple(item for item in annotations if isinstance(item, LinkedMention)),
        quotes=tuple(item for item in annotations if isinstance(item, LinkedQuote)),
    )
    paragraph = Paragraph(Span(0, len(TEXT.rstrip())), ParagraphKind.TEXT)
    entities = {
        "ada-moss": Entity("ada-moss", EntityType.PERSON, "Ada Moss"),
        "ellery": Entity("ellery", EntityType.PLACE, "Ellery"),
    }
    article = Article("rain", path, TEXT, (paragraph,))
    return SiteData(Content(), {"rain": article}, Graph(entities, {"rain": brief}, ()), 0)


def no_source(path: str) -> str:
    raise AssertionError(f"{path} was read")


def test_a_quote_without_a_speaker_is_listed_with_its_line() -> None:
    (item,) = list_work(site_data(quote("It will be dry,")), read_source=no_source).items
    assert (item.path, item.line, item.words, item.unresolved) == (
        "seeds/rain.txt",
        5,
        "It will be dry,",
        True,
    )
    assert item.belief == "said by an unknown speaker"


def test_certain_annotations_are_not_listed() -> None:
    sure = site_data(
        quote("It was wet,", speaker_ids=("ada-moss",)),
        quote("It will be dry,", speaker_text="officials"),
        mention("Ellery", entity_id="ellery", confidence=0.8, type_=EntityType.PLACE),
    )
    assert not list_work(sure, read_source=no_source).items


def with_fixes(data: SiteData, quotes: Sequence[QuoteFix], mentions: Sequence[MentionFix] = ()) -> SiteData:
    settings = BriefSettings(
        "content/briefs/rain.yaml", quote_fixes=tuple(quotes), mention_fixes=tuple(mentions)
    )
    return replace(data, content=Content(briefs={"rain": settings}))


def test_a_decision_whose_words_are_gone_is_listed_with_what_it_decided_and_what_is_there_now() -> None:
    data = with_fixes(
        site_data(quote("It was wet,", speaker_ids=("ellery",))),
        [QuoteFix("It was very wet", 3, ("ada-moss",)), QuoteFix("It will be dry", 2, source="a clerk")],
        [MentionFix("Ada Mossy", 7, None, EntityType.PERSON, "ada-moss")],
    )
    quoted, named = list_work(data, read_source=no_source).items
    assert (quoted.kind, quoted.path, quoted.line) == ("lost", "content/briefs/rain.yaml", 3)
    assert (quoted.words, quoted.belief) == ("It was very wet", "Ellery")
    assert quoted.lost == LostDecision("quotes", "text", "It was wet,", "Ada Moss said it")
    again, gone = quoted.answers
    assert yaml.safe_load(again.yaml) == {"quotes": [{"text": "It was wet,", "speakers": ["ada-moss"]}]}
    assert (again.meaning, again.replaces) == ("Ada Moss said it, as before.", 3)
    assert (gone.yaml, gone.replaces) == ("", 3)
    assert named.lost == LostDecision("mentions", "text", "Ada Moss", "It is the person Ada Moss")
    assert named.belief == "not marked as a name"
    assert yaml.safe_load(named.answers[0].yaml) == {"mentions": [{"text": "Ada Moss", "person": "ada-moss"}]}


@pytest.mark.parametrize(
    ("fix", "decided", "again"),
    [
        (QuoteFix("It was wett", 1), "It is not a quote", {"quotes": [{"text": "It was wet", "drop": True}]}),
        (
            QuoteFix("It was wett", 1, source="no: one"),
            "no: one said it",
            {"quotes": [{"text": "It was wet", "speakers": [], "source": "no: one"}]},
        ),
        (
            QuoteFix("It was wett", 1, ("gone",)),
            "gone said it",
            {"quotes": [{"text": "It was wet", "speakers": ["gone"]}]},
        ),
        (
            MentionFix("wet", 1, "It was wett"),
            "It is not a name",
            {"mentions": [{"text": "wet", "within": "It was wet", "drop": True}]},
        ),
        (MentionFix("Zanzibar Quay Company", 1), "It is not a name", None),
    ],
)
def test_a_lost_decision_can_be_made_again(fix: QuoteFix | MentionFix, decided: str, again: object) -> None:
    fixes = ([fix], []) if isinstance(fix, QuoteFix) else ([], [fix])
    (item,) = list_work(with_fixes(site_data(), *fixes), read_source=no_source).items
    assert item.lost is not None
    assert item.lost.decided == decided
    answers = [yaml.safe_load(answer.yaml) for answer in item.answers if answer.yaml]
    assert answers == ([again] if again else [])
    assert item.answers[-1].meaning == "The decision is no longer needed."


def test_speakers_are_listed_before_names() -> None:
    guessed = site_data(
        quote("It was wet,", speaker_ids=("ada-moss", "ellery"), confidence=0.4),
        mention("Ellery", entity_id="ellery", confidence=0.3, type_=EntityType.PLACE),
        mention("dry", entity_id=None, confidence=0.2, type_=EntityType.WORK),
    )
    items = list_work(guessed, read_source=no_source).items
    assert [(item.line, item.kind, item.belief) for item in items] == [
        (3, "speaker", "said by Ada Moss and Ellery"),
        (5, "span", "a work"),
        (1, "span", "the place Ellery"),
    ]
    assert not any(item.unresolved for item in items)


def test_list_can_be_short_or_of_one_brief() -> None:
    data = site_data(
        quote("It was wet,", speaker_ids=("ada-moss",), confidence=0.4),
        mention("Ellery", entity_id="ellery", confidence=0.3, type_=EntityType.PLACE),
        mention("dry", entity_id=None, confidence=0.2, type_=EntityType.WORK),
    )
    short = list_work(data, read_source=no_source, limit=2)
    assert [item.kind for item in short.items] == ["speaker", "span"]
    assert (short.more_identity, short.more_speakers, short.more_spans) == (0, 0, 1)
    assert len(list_work(data, read_source=no_source, brief="rain").items) == 3
    assert not list_work(data, read_source=no_source, brief="snow").items


def test_context_is_the_paragraph_cut_at_words() -> None:
    text = f"{'one two three ' * 20}It was wet,\n  she said. {'four five ' * 20}"
    article = Article("a", "seeds/a.txt", text, (Paragraph(Span(0, len(text.rstrip())), ParagraphKind.TEXT),))
    start = text.index("It was wet,")
    shown = context_of(article, Span(start, start + 11))
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "three It was wet, she said. four" in shown
    assert len(shown) < 11 + 2 * AROUND + 6
    assert all(
        word in ("…", "one", "two", "three", "It", "was", "wet,", "she", "said.", "four", "five")
        for word in shown.split()
    )
    whole = context_of(article, Span(0, len(text.rstrip())))
    assert whole == " ".join(text.split())


def test_decisions_of_an_editor_are_not_listed() -> None:
    decided = site_data(quote("It was wet,", confidence=0.1, origin=Origin.EDITOR))
    assert not list_work(decided, read_source=no_source).items


def test_the_line_in_a_saved_page_is_found_if_the_words_appear_once() -> None:
    page = site_data(quote("It will be dry,"), path="seeds/rain.html")
    source = "<p>It was wet</p>\n<p>It will\nbe <b>dry</b>, it was said.</p>\n"
    (item,) = list_work(
        page, read_source=lambda _: "<html>\n" + source.replace("<b>", "").replace("</b>", "")
    ).items
    assert item.line == 3
    (item,) = list_work(page, read_source=lambda _: source).items
    assert item.line is None
    (item,) = list_work(page, read_source=lambda _: "It will be dry, it was\n" * 2).items
    assert item.line is None


def test_the_line_in_an_e_mail_is_that_of_the_message() -> None:
    found = site_data(quote("It will be dry,"))
    mail = replace(found, articles={"rain": replace(found.articles["rain"], is_mail=True)})
    source = "From: a@b.example\nSubject: Rain\n\n> “It will\n> be dry,” it was said.\n"
    (item,) = list_work(mail, read_source=lambda _: source).items
    assert item.line == 4


def test_notes_are_made_for_quotes_without_a_speaker_only() -> None:
    found = site_data(
        quote("It will be dry,"), quote("It was wet,", speaker_ids=("ada-moss",), confidence=0.1)
    )
    assert [one.where for one in unresolved_notes(found, read_source=no_source, memory=NoMemory())] == [
        "seeds/rain.txt:5"
    ]


def test_quotes_that_are_credited_alike_are_one_item_with_the_lines_that_settle_it() -> None:
    guessed = site_data(
        quote("It was wet,", speaker_ids=("ada-moss",), confidence=0.3),
        replace(quote("It will be dry,", speaker_ids=("ada-moss",), confidence=0.2), id="q-2"),
        mention("Ada Moss", entity_id="ada-moss", confidence=0.9, type_=EntityType.PERSON),
    )
    (item,) = list_work(guessed, read_source=no_source).items
    assert [address.quote for address in item.quotes] == ["q-1", "q-2"]
    (answer,) = item.answers
    assert (answer.file, yaml.safe_load(answer.yaml)) == (
        "content/briefs/rain.yaml",
        {
            "quotes": [
                {"text": "It was wet,", "speakers": ["ada-moss"]},
                {"text": "It will be dry,", "speakers": ["ada-moss"]},
            ]
        },
    )


def test_doubts_about_pages_come_first_with_both_answers() -> None:
    doubted = site_data(mention("Ada Moss", entity_id="ada-moss", confidence=0.9, type_=EntityType.PERSON))
    entities = {**doubted.graph.entities, "a-moss": Entity("a-moss", EntityType.PERSON, "A. Moss")}
    doubt = IdentityDoubt(DoubtKind.DOUBLE, ("ada-moss", "a-moss"), ("rain",), ("alike",), ("both",))
    graph = replace(doubted.graph, entities=entities, doubts=(doubt,))
    (item,) = list_work(replace(doubted, graph=graph), read_source=no_source).items
    assert (item.kind, item.entities, item.briefs) == ("double", ("ada-moss", "a-moss"), ("rain",))
    assert [yaml.safe_load(answer.yaml) for answer in item.answers] == [
        {"merge": {"a-moss": "ada-moss"}},
        {"people": {"ada-moss": {"name": "Ada Moss"}, "a-moss": {"name": "A. Moss"}}},
    ]


def test_of_two_kinds_the_answers_say_which_stays() -> None:
    doubted = site_data(mention("Ada Moss", entity_id="ada-moss", confidence=0.9, type_=EntityType.PERSON))
    doubt = IdentityDoubt(DoubtKind.DOUBLE, ("ada-moss", "ellery"), ("rain",), ("one name",), ("two kinds",))
    graph = replace(doubted.graph, doubts=(doubt,))
    (item,) = list_work(replace(doubted, graph=graph), read_source=no_source).items
    assert [(answer.meaning, answer.yaml) for answer in item.answers[:2]] == [
        ("They are one, the person.", "merge: {ellery: ada-moss}"),
        ("They are one, the place.", "merge: {ada-moss: ellery}"),
    ]


def test_the_least_harmful_doubts_are_counted_only() -> None:
    names = [mention("Ellery", entity_id=None, confidence=0.1, type_=EntityType.WORK)]
    many = site_data(*(replace(names[0], span=Span(n, n + 1)) for n in range(60)))
    work = list_work(many, read_source=no_source)
    everything = list_work(many, read_source=no_source, everything=True)
    assert len(everything.items) == len(work.items) + work.more_spans


@pytest.mark.parametrize("ending", [".txt", ".md", ".html"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_lines_are_those_of_the_file_even_if_characters_are_removed(
    ending: str, encoding: str, tmp_path: Path
) -> None:
    marks = "\x1b\x07" if encoding == "cp1252" else "\x1b\x92\ufffe"
    more = "The rain went on until the evening, and nobody in the town was surprised.\n" * 3
    written = (
        f"# Ra{marks}in\r\n\r\nIt f{marks}ell\ron Ellery.\n\n“It w{marks}as wet,” Ada Moss said.\n{more}"
    )
    (tmp_path / "seeds").mkdir()
    (tmp_path / f"seeds/rain{ending}").write_bytes(written.encode(encoding))
    source = source_reader(tmp_path)(f"seeds/rain{ending}")
    assert not any(mark in source for mark in marks)
    wanted = [
        re.sub("[\x1b\x07\ufffe]", "", line).replace("\x92", "’") for line in re.split(r"\r\n|\r|\n", written)
    ]
    assert re.split(r"\r\n|\r|\n", source) == wanted
