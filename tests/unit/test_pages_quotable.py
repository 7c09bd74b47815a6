"""Ranking of key quotes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec import Struct
from msgspec.structs import replace

from builder.edition.brief_texts import BriefText, Utterance
from builder.edition.quote_words import quote_words
from builder.model.annotations import QuoteKind
from builder.pages.quotes.quotable import key_quotes
from tests.support.annotated import article_of
from tests.support.evaluated import at, brief, found_quote

DIRECT, MIXED, INDIRECT = QuoteKind.DIRECT, QuoteKind.MIXED, QuoteKind.INDIRECT


class Said(Struct, frozen=True):
    """A quote of a test: its parts in the order of the text, its kind, speakers and confidence."""

    parts: Sequence[str]
    kind: QuoteKind = DIRECT
    speakers: tuple[str, ...] = ("mina-roth",)
    confidence: float = 0.9


def utterances(quotes: Sequence[Said], slug: str = "monday") -> list[Utterance]:
    """Return the quotes in an article of their own, in order, with "she said" between their parts."""
    text = "\n\n".join("” she said, “".join(said.parts).join("“”") for said in quotes)
    linked = []
    for number, said in enumerate(quotes, start=1):
        quote = found_quote(text, said.parts, None, confidence=said.confidence)
        linked.append(replace(quote, id=f"q-{number}", kind=said.kind, speaker_ids=said.speakers))
    source = BriefText(brief(slug, quotes=linked), article_of(text, slug), ())
    return [Utterance(source, quote) for quote in linked]


GOOD = "The ferry will sail tonight as it has for ninety years."
FRAGMENT = "except perhaps for a few of the very oldest boats"
LONG = " ".join(["The ferry sails at six and nobody will stop it from doing so."] * 4)
CASES: list[tuple[str, Said, Said]] = [
    ("a whole sentence before a fragment", Said([GOOD]), Said([FRAGMENT], MIXED)),
    ("even one of two words", Said(["Not tonight,"]), Said([FRAGMENT], MIXED)),
    ("and one that goes on after a comma", Said([GOOD.replace(".", ",")]), Said([FRAGMENT], DIRECT)),
    ("a good part of a sentence before a paraphrase", Said([FRAGMENT], MIXED), Said([GOOD], INDIRECT)),
    ("a paraphrase before a word or two", Said([GOOD], INDIRECT), Said(["rather old"], MIXED)),
    ("a comfortable length before a short one", Said([GOOD]), Said(["We sail."])),
    ("a comfortable length before a long one", Said([GOOD]), Said([LONG])),
    ("the nearest to it if no quote has it", Said(["We sail tonight at six."]), Said(["We sail."])),
    ("one piece before two", Said([GOOD]), Said(["We sail tonight,", "And we sail tomorrow."])),
    ("what is whole before what the article shortens", Said([GOOD]), Said([GOOD.replace("as", "… as")])),
    ("two pieces before too few words", Said(["We sail tonight,", "And we sail tomorrow."]), Said(["Yes."])),
]


@pytest.mark.parametrize(("first", "last"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_more_quotable_quote_is_ranked_first(first: Said, last: Said) -> None:
    for quotes in ([first, last], [last, first]):
        found = key_quotes(utterances(quotes))
        assert [said.quote.kind for said in found] == [first.kind, last.kind]
        assert first.parts[0].rstrip(",") in quote_words(found[0])


def test_equal_quotes_keep_their_order() -> None:
    quotes = utterances([Said([GOOD]), Said([GOOD.replace("ferry", "barge")])])
    later = utterances([Said([GOOD])], "tuesday")
    assert key_quotes([*later, *quotes]) == [*later, *quotes]


def test_quotes_without_a_certain_speaker_are_left_out() -> None:
    assert key_quotes(utterances([Said([GOOD], speakers=()), Said([FRAGMENT], confidence=0.4)])) == []


def test_answers_are_ranked_before_an_interviewer_s_questions() -> None:
    asked = [
        Said([f"Will the ferry sail on the {day} of this month?"], speakers=("jo-ward",)) for day in "123"
    ]
    told = Said(["And so you stopped the ferry after just an hour."], speakers=("jo-ward",))
    answer = Said([LONG])
    assert key_quotes(utterances([told, *asked, answer]))[0].quote.speaker_ids == ("mina-roth",)
    one_question = [told, asked[0], answer]
    assert key_quotes(utterances(one_question))[0].quote.speaker_ids == ("jo-ward",)


def test_quotes_are_ranked_before_quotes_nested_in_them() -> None:
    outer = f"My mate came in and cried: ‘{GOOD}’ So I got up."
    (whole,) = utterances([Said([outer])])
    text = whole.source.text
    inner = replace(whole.quote, id="q-2", content=(at(text, GOOD),), speaker_ids=("the-mate",))
    source = replace(whole.source, brief=replace(whole.source.brief, quotes=(whole.quote, inner)))
    found = key_quotes([Utterance(source, inner), Utterance(source, whole.quote)])
    assert [said.quote.id for said in found] == ["q-1", "q-2"]
