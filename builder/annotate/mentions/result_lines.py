"""Teams in lines of results, fixtures and standings, which are no sentences for the model: "Orve 2 Merrow 1"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.annotate.mentions.article_kinds import SCORE, is_about_sport
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.model.annotations import EntityType, Origin
from builder.model.span import Span
from builder.names.given_names import looks_personal

RESULT_LINE = "result-line"
"""Rule of a team in a line of results."""

_CONFIDENCE = 0.7
_NAME = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}"
_LINES = re.compile(
    rf"(?m)^[ \t]*(?:({_NAME}) \d{{1,3}},? ({_NAME}) \d{{1,3}}(?: \([^\n]*\)| OT)?"  # "Orve 2 Merrow 1"
    rf"|({_NAME}) {SCORE} ({_NAME})"  # "Orve 2-1 Merrow"
    rf"|({_NAME}) (?:vs?\.?|at) ({_NAME})"  # "Orve at Merrow"
    rf"|({_NAME})(?:[ \t]+(?:\d+|\.\d{{3}}|\d/\d|-)){{3,}})[ \t]*\.?$"  # "Orve 14 11 2 1 35"
)
_HEADING = 2
"""Letters of a column's heading ("W L PCT"), at most; a name has longer words."""


def find_result_lines(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, in a report on sport with the teams in lines of results instead of what is found there."""
    teams = tuple(_teams(mentions)) if is_about_sport(mentions.doc) else ()
    covered = {i for team in teams for i in range(team.first, team.last)}
    for mention in mentions:
        if covered.isdisjoint(range(mention.first, mention.last)):
            yield mention
    yield from teams


def _teams(mentions: Mentions) -> Iterator[MentionSpan]:
    doc = mentions.doc
    for match in _LINES.finditer(doc.reading):
        for group in range(1, len(match.groups()) + 1):
            if match[group] is not None and _is_team(mentions, match[group]):
                inside = [token.i for token in doc.tokens_in(Span(*match.span(group)))]
                if inside:
                    first, last = inside[0], inside[-1] + 1
                    kind = EntityType.ORGANIZATION
                    yield MentionSpan(doc, first, last, kind, Origin.RULE, RESULT_LINE, _CONFIDENCE)


def _is_team(mentions: Mentions, name: str) -> bool:
    """Return True for a name that is neither the heading of a column nor a person's, as in the results of golf."""
    if max(map(len, name.split())) <= _HEADING:
        return False
    return not looks_personal(name) or bool(mentions.gazetteer.candidates(name))
