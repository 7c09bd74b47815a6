"""Names in lines of results, fixtures and standings, which are no sentences for the model: "Orve 2 Merrow 1"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from builder.annotate.mentions.article_kinds import SCORE, is_about_sport, sport_heading
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.sports import sport_of
from builder.lexicon.word_lists import words
from builder.model.annotations import EntityType, Origin
from builder.model.span import Span
from builder.names.given_names import looks_personal

RESULT_LINE = "result-line"
"""Rule of a team in a line of results."""
PLAYER = "ranking"
"""Rule of a person in a line of results."""
VENUE = "venue"
"""Rule of the place before the results of a match there."""

IN_RESULTS = (RESULT_LINE, PLAYER, VENUE)
"""Rules of names whose beginning and end results show."""

_CONFIDENCE = 0.7
_WORD = r"[^\W\d_a-z][\w.'’-]*"
_NAME = rf"{_WORD}(?: {_WORD}){{0,3}}"
_HEADING = 2
"""Letters of a column's heading ("W L PCT"), at most; a name has longer words."""
_COLUMNS = re.compile(r"(?m)^[ \t]*[A-Z/%]{1,4}(?:[ \t]+[A-Z/%]{1,4})+[ \t]*$")
"""The headings of columns: "W L PCT GB"."""


class _Pattern(Struct, frozen=True):
    """What is written in results.

    Attributes:
        pattern: it has a group for each name.
        kind: the type of the names.
        rule: of them.
        is_of_teams: True if it is written of persons, too, in sports in which persons meet.
        is_behind_player: True if a country can be there, too: "1. Ana Roe (Norway)".
    """

    pattern: re.Pattern[str]
    kind: EntityType
    rule: str
    is_of_teams: bool = False
    is_behind_player: bool = False


def _teams(line: str, *, is_of_teams: bool = False) -> _Pattern:
    """Return the pattern of a line that names teams."""
    pattern = re.compile(rf"(?m)^[ \t]*{line}[ \t]*\.?$")
    return _Pattern(pattern, EntityType.ORGANIZATION, RESULT_LINE, is_of_teams)


# Some agencies put a space before and after every sign.
_COUNTRY = r"\( ?[A-Z][\w. ]*?\w\.? ?\)"
_OPENING = r"(?:(?<=\()|(?<=\( ))"
_BEATS = "beat|bt|edged|downed|lost to|drew with|tied with"
_PATTERNS = (
    _teams(rf"({_NAME}) \d{{1,3}},? ({_NAME}) \d{{1,3}}(?: \([^\n]*\)| OT)?"),  # "Orve 2 Merrow 1"
    _teams(rf"({_NAME}) {SCORE} ({_NAME})"),  # "Orve 2-1 Merrow"
    _teams(rf"({_NAME}) (?:vs?\.?|(?i:at)) ({_NAME})"),  # "Orve at Merrow"
    _teams(rf"({_NAME})(?:[ \t]+(?:\d+|\.\d{{3}}|\d/\d|-)){{3,}}"),  # "Orve 14 11 2 1 35"
    # "Orve 1 (Roe 24th minute) Merrow 1 (Vale 75). Halftime 1-0.":
    _teams(rf"({_NAME}) \d{{1,2}} ?\([^)\n]*\),? ({_NAME}) \d{{1,2}}\b[^\n]*"),
    # "Orve beat Merrow 103-95 (54-40)":
    _teams(rf"({_NAME}) (?:{_BEATS}) ({_NAME}) {SCORE}\b[^\n]*", is_of_teams=True),
    # "1. Ana Roe (Norway) Merrow-Orve 4 hours":
    _teams(rf"\d{{1,2}}\. {_NAME} {_COUNTRY},? ({_NAME})(?: \d[^\n]*)?"),
    # "1. Ana Roe (Merrow) 3h 58m", "Orve: Ana Roe (Merrow, loan)":
    _Pattern(
        re.compile(
            rf"(?m)(?:{_OPENING}({_NAME})(?= ?, (?:free|loan|undisclosed|[£$€]))"
            rf"|^[ \t]*\d{{1,3}}\.? {_NAME} \( ?({_NAME}) ?\)(?= \+?\d))"
        ),
        EntityType.ORGANIZATION,
        RESULT_LINE,
        is_behind_player=True,
    ),
    # "1. Ana Roe (Norway) 12.60", "2 - Ana Roe (Norway) beat":
    _Pattern(
        re.compile(rf"(?m)^[ \t]*\d{{1,2}}(?:\.|=| -)? ({_NAME})(?= {_COUNTRY})"), EntityType.PERSON, PLAYER
    ),
    # "(A. Roe 95 not out, T. Vale 54)":
    _Pattern(re.compile(rf"(?:{_OPENING}|(?<=[,;] ))([A-Z]\. {_WORD})(?= \d)"), EntityType.PERSON, PLAYER),
    # "At Orve (London): Merrow 195 and", "Orve: Merrow 195":
    _Pattern(
        re.compile(rf"(?m)^[ \t]*(?:At )?(?:The )?({_NAME})(?: {_COUNTRY})? ?: (?={_NAME} (?:\d|vs?\b))"),
        EntityType.PLACE,
        VENUE,
    ),
)


def find_result_lines(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions, in a report on sport with the names in lines of results instead of what is found there.

    The headings of columns, and the sport before a headline ("SOCCER - "), name nothing.
    """
    if not is_about_sport(mentions.doc):
        yield from mentions
        return
    names = tuple(_names(mentions))
    covered = {i for name in names for i in range(name.first, name.last)}
    covered |= {token.i for span in _no_names(mentions) for token in mentions.doc.tokens_in(span)}
    for mention in mentions:
        if covered.isdisjoint(range(mention.first, mention.last)):
            yield mention
    yield from names


def _no_names(mentions: Mentions) -> Iterator[Span]:
    """Yield the spans in which no name is: the headings of columns, and the sport before a headline."""
    reading = mentions.doc.reading
    yield from (Span(*match.span()) for match in _COLUMNS.finditer(reading))
    heading = sport_heading(mentions.doc)
    if heading is not None:
        yield heading


def _names(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the names in results; of two patterns that match a name the first decides."""
    doc = mentions.doc
    is_individual = sport_of(doc.reading) in words("individual_sports")
    taken: set[int] = set()
    for written in _PATTERNS:
        if written.is_of_teams and is_individual:
            continue
        for match in written.pattern.finditer(doc.reading):
            for group in (number for number in range(1, len(match.groups()) + 1) if match[number]):
                inside = [token.i for token in doc.tokens_in(Span(*match.span(group)))]
                if not inside or not taken.isdisjoint(inside) or not _may_be(written, match[group], mentions):
                    continue
                taken.update(inside)
                first, last = inside[0], inside[-1] + 1
                yield MentionSpan(doc, first, last, written.kind, Origin.RULE, written.rule, _CONFIDENCE)


def _may_be(written: _Pattern, name: str, mentions: Mentions) -> bool:
    """Return True if words may be a name of the kind that results have where they are."""
    if max(map(len, name.split())) <= _HEADING:
        return False
    if written.kind is EntityType.PERSON:
        return " " in name
    if written.is_behind_player:
        return not name.isupper() and not mentions.gazetteer.is_country(name)
    # In a sport of teams the results name no persons, however personal a name looks.
    is_personal = looks_personal(name) and not mentions.gazetteer.candidates(name)
    return written.kind is EntityType.PLACE or written.is_of_teams or not is_personal
