"""Quoted regions put together to quotes: one utterance of one speaker is one quote."""

from __future__ import annotations

from collections.abc import Sequence

from builder.annotate.parse.document import Document, Token
from builder.annotate.quotes.attribution.features import cue_strength
from builder.annotate.quotes.attribution.ranking import ScoredSource, goes_on
from builder.annotate.quotes.extraction.quotation_marks import MARK_TOKENS

_OPENERS = frozenset((",", ":", "—", "–", "-", ".", "!", "?", "…", ";", "("))


def grouped(doc: Document, sources: Sequence[ScoredSource]) -> tuple[tuple[ScoredSource, ...], ...]:
    """The regions of one utterance together, in order: split by its cue, or run on over paragraphs."""
    groups: list[list[ScoredSource]] = []
    for source in sources:
        last = groups[-1][-1] if groups else None
        if last is not None and (runs_on(last, source, doc) or _is_split(doc, last, source)):
            groups[-1].append(source)
        else:
            groups.append([source])
    return tuple(tuple(group) for group in groups)


def is_fragment(doc: Document, source: ScoredSource) -> bool:
    """Whether a region is a piece of the writer's own sentence: “a disaster”, not “It is a disaster.”"""
    before = _before(doc.tokens, source.place.first)
    first = source.place.region.span.of(doc.text)[0]
    if before is None or before.sentence_i != doc.tokens[source.place.first].sentence_i:
        return False
    if before.text in _OPENERS:
        return first.islower() and before.text not in (":", "—", "–")
    return not (first.isupper() and before.pos == "VERB" and cue_strength(before) > 0)


def runs_on(earlier: ScoredSource, later: ScoredSource, doc: Document) -> bool:
    """Whether an utterance goes on in the next paragraph: the mark was left open and is set again."""
    one, two = earlier.place.region, later.place.region
    if not goes_on(doc, (one, two), 1):
        return False
    # A label in front of it begins another speaker's turn.
    speaker = later.candidate
    return speaker is None or not later.place.first <= speaker.head.i < later.place.last


def _is_split(doc: Document, earlier: ScoredSource, later: ScoredSource) -> bool:
    """“A,” she said, “b.” — or “A,” she said. “B.” — with one source between or around."""
    one, two = earlier.place, later.place
    if one.region.paragraph != two.region.paragraph or earlier.candidate is None or later.candidate is None:
        return False
    if earlier.candidate.head.i != later.candidate.head.i or is_fragment(doc, earlier):
        return False
    gap = [token for token in doc.tokens[one.last : two.first] if token.text not in MARK_TOKENS]
    if not gap:
        return True
    source_between = one.last <= earlier.candidate.head.i < two.first
    last = gap[-1]
    if last.text in (".", "!", "?"):
        return source_between and not is_fragment(doc, later)
    verbs = [token for token in gap if token.pos == "VERB"]
    return source_between and last.text in (",", ";", "—", "–", ":") and len(verbs) <= 1


def _before(tokens: Sequence[Token], first: int) -> Token | None:
    i = first - 1
    while i >= 0 and tokens[i].text in MARK_TOKENS:
        i -= 1
    return tokens[i] if i >= 0 else None
