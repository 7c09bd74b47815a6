"""Utterances out of quotation marks: paraphrases, and the unquoted rest of statements that are quoted in part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.annotate.analysis import Analysis, Token
from builder.annotate.names.linked import LinkedNames
from builder.annotate.quotes.marks import QuotedRegion
from builder.annotate.quotes.scorers import Scorers
from builder.annotate.quotes.statements import (
    Statement,
    shipped_strengths,
    statement_features,
    statements_of,
)
from builder.annotate.quotes.utterance import Utterance
from builder.model.annotations import QuoteKind
from builder.model.span import Span

STATEMENT_PROBABILITY = 0.4
"""From this on a verb and its complement are held to report what somebody said."""

MIXED_PROBABILITY = 0.15
"""The same where a part of the complement stands in quotation marks: that it was said is known."""

RELATIONS = ("ccomp", "xcomp", "according")
"""The complements that are shown as paraphrases: clauses, not nouns or phrases."""

_Scored = tuple[float, Statement]


def with_paraphrases(
    analysis: Analysis,
    linked: LinkedNames,
    regions: Sequence[QuotedRegion],
    quoted: Sequence[Utterance],
    scorers: Scorers,
) -> tuple[Utterance, ...]:
    """The quoted utterances, mixed ones with the unquoted rest of their statement, and the paraphrases, in the order
    of the text.
    """
    marked = frozenset(token.i for region in regions for token in analysis.tokens_in(region.outer))
    statements = list(statements_of(analysis, linked.names))
    strengths = shipped_strengths()
    rows = [statement_features(analysis, one, linked.names, marked, strengths) for one in statements]
    scored = list(zip(scorers.statement(rows), statements, strict=True)) if rows else []
    taken: set[int] = set()
    utterances = []
    for utterance in quoted:
        spoken = {token.i for span in utterance.content for token in analysis.tokens_in(span)}
        taken |= spoken
        if utterance.kind is QuoteKind.MIXED:
            rest = _rest(scored, spoken, marked - spoken)
            taken.update(rest)
            utterances.append(replace(utterance, paraphrase=_spans(analysis, rest)))
        else:
            utterances.append(utterance)
    utterances.extend(_paraphrases(analysis, scored, taken, marked))
    return tuple(sorted(utterances, key=lambda utterance: utterance.content[0]))


def _rest(scored: Sequence[_Scored], spoken: set[int], elsewhere: frozenset[int]) -> tuple[int, ...]:
    """The tokens that the likeliest statement around the quoted words adds to them."""
    around = [
        pair for pair in scored if pair[0] >= MIXED_PROBABILITY and not spoken.isdisjoint(pair[1].content)
    ]
    if not around:
        return ()
    _, best = max(around, key=lambda pair: (pair[0], -pair[1].cue))
    if best.cue in spoken:
        return ()
    return tuple(i for i in best.content if i not in spoken and i not in elsewhere)


def _paraphrases(
    analysis: Analysis, scored: Sequence[_Scored], taken: set[int], marked: frozenset[int]
) -> list[Utterance]:
    """The likeliest statements of which no token is in another utterance."""
    found = []
    for probability, statement in sorted(scored, key=lambda pair: (-pair[0], pair[1].cue, pair[1].content)):
        if probability < STATEMENT_PROBABILITY:
            break
        if not taken.isdisjoint(statement.content) or statement.cue in marked:
            continue
        if not _is_reported(analysis, statement):
            continue
        spans = _spans(analysis, [i for i in statement.content if i not in marked])
        if not spans:
            continue
        taken.update(statement.content)
        cue = analysis.tokens[statement.cue]
        found.append(
            Utterance(
                kind=QuoteKind.INDIRECT,
                content=spans,
                paraphrase=(),
                candidate=None if _is_passive(analysis, cue) else statement.source,
                cue=cue,
                probability=probability,
                rule=f"statement-{statement.relation}",
            )
        )
    return found


def _is_passive(analysis: Analysis, cue: Token) -> bool:
    """Whether the subject of a verb is who was spoken to, and nothing says by whom: "he was told", "asked whether"."""
    relations = {child.dep for child in analysis.dependents(cue)}
    if "agent" in relations:
        return False
    if "nsubjpass" in relations:
        return True
    return cue.tag == "VBN" and cue.dep == "advcl" and relations.isdisjoint(("nsubj", "aux", "auxpass"))


def _is_reported(analysis: Analysis, statement: Statement) -> bool:
    """Whether a reader would call it something that was said: a clause, of a verb that is not denied. "Declined to say
    when" and "apologized for the delay" tell of speech, but not what was said.
    """
    cue = analysis.tokens[statement.cue]
    denied = any(child.dep == "neg" for child in analysis.dependents(cue))
    first, last = statement.content[0], statement.content[-1]
    is_whole = len(statement.content) == last - first + 1
    return statement.relation in RELATIONS and not denied and is_whole


def _spans(analysis: Analysis, indices: Sequence[int]) -> tuple[Span, ...]:
    """Spans over runs of neighbouring tokens, without punctuation at their ends."""
    runs: list[list[int]] = []
    for i in indices:
        if runs and i == runs[-1][-1] + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    spans = []
    for run in runs:
        words = [i for i in run if analysis.tokens[i].text[0].isalnum()]
        if words:
            spans.append(Span(analysis.tokens[words[0]].start, analysis.tokens[words[-1]].end))
    return tuple(spans)
