"""Names that the model runs together with a score: "Orve 2-0", "Merrow 1-3 Orve"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from builder.annotate.mentions.article_kinds import SCORE, is_about_sport
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import TYPED, MentionSpan

_SCORE = re.compile(rf" {SCORE}(?: |$)")


def cut_scores(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, in a report on sport without the scores in them: each name beside a score by itself."""
    is_sport = is_about_sport(mentions.doc)
    for mention in mentions:
        if is_sport and mention.type in TYPED and any(token.text[0].isdigit() for token in mention.tokens):
            yield from _without_scores(mention)
        else:
            yield mention


def _without_scores(mention: MentionSpan) -> Iterator[MentionSpan]:
    """Yield the names before and after the scores of a mention; the mention itself if it has none."""
    text = mention.span.of(mention.doc.reading).replace("\n", " ")
    cuts = [(match.start(), match.end()) for match in _SCORE.finditer(text)]
    if not cuts:
        yield mention
        return
    start = 0
    for first, last in [*cuts, (len(text), len(text))]:
        yield from _part(mention, mention.span.start + start, mention.span.start + first)
        start = last


def _part(mention: MentionSpan, start: int, end: int) -> Iterator[MentionSpan]:
    """Yield the part of a mention between two positions of the text, if it has a word."""
    inside = [token.i for token in mention.tokens if start <= token.start and token.end <= end]
    if inside and mention.doc.tokens[inside[0]].text[0].isupper():
        yield replace(mention, first=inside[0], last=inside[-1] + 1)
