"""Utterances out of quotation marks: paraphrases, and the unquoted rest of statements that are quoted in part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from builder.annotate.entities.resolve import LinkedMentions
from builder.annotate.parse.document import Document, Token
from builder.annotate.quotes.attribution.candidates import Candidate
from builder.annotate.quotes.attribution.features import cue_strength
from builder.annotate.quotes.attribution.models import Scorers
from builder.annotate.quotes.extraction.dialogue import Turn, source_in_turn, turn_at
from builder.annotate.quotes.extraction.parentheticals import PARENTHETICAL, PROBABILITY, parentheticals_of
from builder.annotate.quotes.extraction.reporting_verbs import is_passive, is_reported
from builder.annotate.quotes.extraction.statements import (
    Statement,
    shipped_strengths,
    statement_features,
    statements_of,
)
from builder.annotate.quotes.extraction.utterance import Utterance
from builder.model.annotations import QuoteKind
from builder.model.span import Span

STATEMENT_PROBABILITY = 0.4
"""From this on a verb and its complement are held to report what somebody said."""

MIXED_PROBABILITY = 0.15
"""The same where a part of the complement stands in quotation marks: that it was said is known."""

_JOINTS = frozenset((",", "and", "but", "or"))
"""What may stand between two statements of one verb that are one: "that A and that B"."""

_Scored = tuple[float, Statement]


def with_paraphrases(
    linked: LinkedMentions,
    quoted: Sequence[Utterance],
    scorers: Scorers,
    *,
    marked: frozenset[int],
    turns: Sequence[Turn],
) -> tuple[Utterance, ...]:
    """The quoted utterances, mixed ones with the unquoted rest of their statement, and the paraphrases, in the order
    of the text.

    Args:
        doc: the article.
        linked: its names.
        quoted: what stands in quotation marks.
        scorers: the trained parts.
        marked: the tokens in quotation marks.
        turns: of a conversation, with what is reported inside them.
    """
    scored = _scored(linked, marked, scorers)
    taken: set[int] = set()
    around_token = _by_token(scored) if any(one.kind is QuoteKind.MIXED for one in quoted) else {}
    utterances = []
    for utterance in quoted:
        spoken = {token.i for span in utterance.content for token in linked.doc.tokens_in(span)}
        taken |= spoken
        if utterance.kind is QuoteKind.MIXED:
            around = _around(scored, around_token, spoken)
            rest = _rest(around, spoken | marked)
            taken.update(rest)
            utterances.append(_framed(linked.doc, utterance, around, _spans(linked.doc, rest)))
        else:
            utterances.append(utterance)
    labels = frozenset(i for turn in turns for i in range(turn.first, turn.label.last + 1))
    for utterance in _paraphrases(linked.doc, scored, taken, marked, labels):
        turn = turn_at(turns, utterance.cue.i) if utterance.cue is not None else None
        if turn is None or utterance.cue is None:
            utterances.append(utterance)
            continue
        source = source_in_turn(linked, turn, utterance.cue.i, utterance.candidate)
        if not _only_softens(utterance.cue, source):
            utterances.append(replace(utterance, candidate=source))
    return tuple(sorted(utterances, key=lambda utterance: utterance.content[0]))


def _scored(linked: LinkedMentions, marked: frozenset[int], scorers: Scorers) -> list[_Scored]:
    """Every possible statement with how likely it is one; a cue between commas has none over the same words."""
    inset = list(parentheticals_of(linked.mentions, marked))
    said = {statement.cue: frozenset(statement.content) for statement in inset}
    statements = [
        one
        for one in statements_of(linked.mentions)
        if said.get(one.cue, frozenset()).isdisjoint(one.content)
    ]
    strengths = shipped_strengths()
    rows = [statement_features(one, linked.mentions, marked, strengths) for one in statements]
    scored = list(zip(scorers.statement(rows), statements, strict=True)) if rows else []
    return [*scored, *((PROBABILITY, statement) for statement in inset)]


def _by_token(scored: Sequence[_Scored]) -> dict[int, list[int]]:
    """Return, for each token, the indices of the statements around it that are likely enough."""
    found: dict[int, list[int]] = defaultdict(list)
    for number, (probability, statement) in enumerate(scored):
        if probability >= MIXED_PROBABILITY:
            for i in statement.content:
                found[i].append(number)
    return found


def _around(
    scored: Sequence[_Scored], around_token: Mapping[int, Sequence[int]], spoken: set[int]
) -> Statement | None:
    """The likeliest statement around quoted words."""
    numbers = sorted({number for i in spoken for number in around_token.get(i, ())})
    around = [scored[number] for number in numbers]
    if not around:
        return None
    _, best = max(around, key=lambda pair: (pair[0], -pair[1].cue))
    return best if best.cue not in spoken else None


def _rest(around: Statement | None, quoted: set[int]) -> tuple[int, ...]:
    """The tokens that a statement adds to what is quoted of it."""
    return tuple(i for i in around.content if i not in quoted) if around is not None else ()


def _framed(
    doc: Document, utterance: Utterance, around: Statement | None, paraphrase: tuple[Span, ...]
) -> Utterance:
    """A mixed quote with the rest of its statement; where the cue stands between commas its subject is who speaks."""
    if around is None or around.relation != PARENTHETICAL or around.source is None:
        return replace(utterance, paraphrase=paraphrase)
    return replace(
        utterance,
        paraphrase=paraphrase,
        candidate=around.source,
        cue=doc.tokens[around.cue],
        probability=max(utterance.probability, PROBABILITY),
    )


def _only_softens(cue: Token, source: Candidate | None) -> bool:
    """Whether a partner of a conversation reports nothing by "I'd say that", "I think that": it is what is said now."""
    if source is None or source.head.text.lower() not in ("i", "we"):
        return False
    told = cue.tag == "VBD" or (cue.tag == "VBN" and any(child.tag != "MD" for child in cue.children))
    return cue_strength(cue) < 0 or not told


def _paraphrases(
    doc: Document,
    scored: Sequence[_Scored],
    taken: set[int],
    marked: frozenset[int],
    labels: frozenset[int],
) -> list[Utterance]:
    """The likeliest statements of which no token is in another utterance."""
    likely = []
    for probability, statement in sorted(scored, key=lambda pair: (-pair[0], pair[1].cue, pair[1].content)):
        if probability < STATEMENT_PROBABILITY:
            break
        if not taken.isdisjoint(statement.content) or statement.cue in marked:
            continue
        if is_reported(doc, statement):
            likely.append((probability, statement))
            taken.update(statement.content)
    found = []
    for probability, statement in _joined(doc, likely):
        spans = _spans(doc, _said(doc, statement, marked | labels))
        if not spans:
            continue
        cue = doc.tokens[statement.cue]
        found.append(
            Utterance(
                kind=QuoteKind.INDIRECT,
                content=spans,
                paraphrase=(),
                candidate=None if is_passive(cue) and not _has_agent(cue) else statement.source,
                cue=cue,
                probability=probability,
                rule=f"statement-{statement.relation}",
            )
        )
    return found


def _has_agent(cue: Token) -> bool:
    return any(child.dep == "agent" for child in cue.children)


def _joined(doc: Document, likely: Sequence[_Scored]) -> list[_Scored]:
    """The statements, those of one verb that only "and" parts as one: "that the bell rang and that the boat left"."""
    joined: list[_Scored] = []
    for probability, statement in sorted(likely, key=lambda pair: pair[1].content):
        last = joined[-1][1] if joined else None
        if last is not None and last.cue == statement.cue and last.relation == statement.relation:
            between = range(last.content[-1] + 1, statement.content[0])
            if all(doc.tokens[i].text.lower() in _JOINTS for i in between):
                content = (*last.content, *between, *statement.content)
                joined[-1] = (max(probability, joined[-1][0]), replace(last, content=content))
                continue
        joined.append((probability, statement))
    return joined


def _said(doc: Document, statement: Statement, marked: frozenset[int]) -> list[int]:
    """The words of a statement: without what is quoted, without "according to …" before "that", and without an "and"
    that nothing follows.
    """
    tokens = doc.tokens
    words = [i for i in statement.content if i not in marked]
    if words and tokens[words[0]].text.lower() == "according":
        phrase = {token.i for token in (tokens[words[0]]).subtree}
        words = [i for i in words if i not in phrase]
    while words and (tokens[words[-1]].pos == "CCONJ" or not tokens[words[-1]].text[0].isalnum()):
        words.pop()
    return words


def _spans(doc: Document, indices: Sequence[int]) -> tuple[Span, ...]:
    """Spans over runs of neighbouring tokens, without punctuation at their ends."""
    runs: list[list[int]] = []
    for i in indices:
        if runs and i == runs[-1][-1] + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    spans = []
    for run in runs:
        words = [i for i in run if doc.tokens[i].text[0].isalnum()]
        if words:
            spans.append(Span(doc.tokens[words[0]].start, doc.tokens[words[-1]].end))
    return tuple(spans)
