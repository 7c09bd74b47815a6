"""Which quotes are worth reading first: a sure speaker's own words, whole, and neither too short nor too long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from builder.edition.brief_texts import BriefText, Utterance
from builder.edition.quote_words import LEFT_OUT, MARKS, quote_words
from builder.model.annotations import QuoteKind
from builder.model.brief import LinkedQuote
from builder.pages.links import UNCERTAIN_SPEAKER_BELOW

COMFORTABLE = (8, 40)
"""A quote of so many words says something and is still read at a glance."""

QUESTIONS_OF_AN_INTERVIEWER = 3
"""Who asks so often, and asks more than half of the time, is there to ask."""

_ENDS = (".", "!", "?", "…", ",")
"""What a sentence ends with in quotation marks; a comma where "she said" follows."""

_WHOLE, _FRAGMENT, _PARAPHRASE, _SCRAP = range(4)
"""From the best to the worst: whole sentences, a good part of one, none of the speaker's own words, a word or two."""


Rank = tuple[int, bool, int, bool]
"""Sort key: whole sentences, no question or tale of others, a comfortable length, and all in one piece."""


def key_quotes(utterances: Iterable[Utterance]) -> list[Utterance]:
    """The utterances whose speaker is known for sure, the most quotable first; equals stay in their order."""
    sure = [said for said in utterances if _is_sure(said.quote)]
    briefs = {said.source.brief.slug: said.source for said in sure}
    ranks = {slug: quote_ranks(source) for slug, source in briefs.items()}
    return sorted(sure, key=lambda said: ranks[said.source.brief.slug][said.quote.id])


def quote_ranks(source: BriefText) -> dict[str, Rank]:
    """Return how quotable the quotes of a brief are whose speakers are known for sure, by id: the least is the best."""
    sure = [quote for quote in source.brief.quotes if _is_sure(quote)]
    if not sure:
        return {}
    interviewers, retold = _interviewers(source), _retold(source)
    return {
        quote.id: _rank(
            Utterance(source, quote),
            second_rate=quote.id in retold or interviewers.issuperset(quote.speaker_ids),
        )
        for quote in sure
    }


def _is_sure(quote: LinkedQuote) -> bool:
    return quote.confidence >= UNCERTAIN_SPEAKER_BELOW and bool(quote.speaker_ids)


def _rank(said: Utterance, *, second_rate: bool) -> Rank:
    words = quote_words(said)
    length = len(words.replace(LEFT_OUT, " ").split())
    low, high = COMFORTABLE
    off = max(low - length, length - high, 0)
    # An ellipsis of the article's own leaves something out as well.
    pieced = "…" in words or "..." in words
    return _grade(said, length), second_rate, off, pieced


def _grade(said: Utterance, length: int) -> int:
    if said.quote.kind is QuoteKind.INDIRECT:
        return _PARAPHRASE
    if said.quote.kind is QuoteKind.DIRECT and _is_whole(said):
        return _WHOLE
    return _FRAGMENT if length >= COMFORTABLE[0] else _SCRAP


def _is_whole(said: Utterance) -> bool:
    """Whether a quote begins as a sentence does and ends as one."""
    text, content = said.source.text, said.quote.content
    first = content[0].of(text).strip().lstrip(MARKS)
    last = content[-1].of(text).strip().rstrip(MARKS)
    return bool(first) and not first[0].islower() and last.endswith(_ENDS)


def _retold(source: BriefText) -> frozenset[str]:
    """The quotes of a brief that somebody tells inside a longer one."""
    end, found = -1, set()
    spans = sorted(
        (span.start, -span.end, quote.id) for quote in source.brief.quotes for span in quote.content
    )
    for _, low, quote_id in spans:
        if -low <= end:
            found.add(quote_id)
        end = max(end, -low)
    return frozenset(found)


def _interviewers(source: BriefText) -> frozenset[str]:
    """Those whose words in a brief are questions for the most part."""
    said: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for quote in source.brief.quotes:
        if quote.kind is QuoteKind.DIRECT and quote.content:
            question = quote.content[-1].of(source.text).rstrip().rstrip(MARKS).endswith("?")
            said.update(quote.speaker_ids)
            asked.update(quote.speaker_ids if question else ())
    return frozenset(
        speaker_id
        for speaker_id, count in asked.items()
        if count >= QUESTIONS_OF_AN_INTERVIEWER and 2 * count > said[speaker_id]
    )
