"""Who gets how many words: the quotes of a brief by speaker."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from builder.edition.quote_words import speaker_key
from builder.edition.wording import one_line
from builder.pages.brief.brief_scope import BriefScope
from builder.pages.links import EntityLink

SHOWN = 6
"""Speakers that have a part of the bar to themselves."""
WHOLE = 1000


class QuoteShare(Struct, frozen=True):
    """A speaker's part of all quoted words.

    Attributes:
        speakers: those who speak jointly, or none.
        text: the article's words for a speaker that is no entity, what stands for the rest, or None.
        words: how many.
        percent: of all quoted words, rounded.
        start, width: of the bar, in thousandths of its length.
    """

    speakers: tuple[EntityLink, ...]
    text: str | None
    words: int
    percent: int
    start: int
    width: int


class QuoteShares(Struct, frozen=True):
    """The parts, the largest first; the last may stand for all further speakers."""

    total: int
    shares: tuple[QuoteShare, ...]


def quote_shares(scope: BriefScope) -> QuoteShares | None:
    """The shares of a brief's quoted words; None where fewer than two speak."""
    counts: Counter[tuple[tuple[str, ...], str]] = Counter()
    spellings: dict[tuple[tuple[str, ...], str], str] = {}
    source = scope.source
    for quote in source.brief.quotes:
        key = speaker_key(quote)
        spellings.setdefault(key, one_line(quote.speaker_text or ""))
        counts[key] += sum(len(span.of(source.text).split()) for span in quote.content)
    ranked = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    total = sum(counts.values())
    if len(ranked) < 2 or not total:
        return None
    rows = [
        (tuple(scope.links[one] for one in key[0]), spellings[key] if key[1] else None, words)
        for key, words in ranked
    ]
    if len(rows) > SHOWN + 1:
        rest = rows[SHOWN:]
        others = scope.view.interface.counted("other-speaker", len(rest))
        rows = [*rows[:SHOWN], ((), others, sum(words for _, _, words in rest))]
    shares, done = [], 0
    for speakers, text, words in rows:
        start, end = done * WHOLE // total, (done + words) * WHOLE // total
        percent = (100 * words + total // 2) // total
        shares.append(QuoteShare(speakers, text, words, percent, start, end - start))
        done += words
    return QuoteShares(total, tuple(shares))
