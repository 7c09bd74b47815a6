"""Indirect quotes: likely statements out of quotation marks. Their first and last words: ``indirect_boundaries``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from builder.annotate.parse.document import Token
from builder.annotate.quotes.attribution.candidates import Candidate, candidate_at
from builder.annotate.quotes.attribution.control import controller_of
from builder.annotate.quotes.attribution.cues import NO_CUE, cue_strength
from builder.annotate.quotes.attribution.implied_subjects import implied_subject, subject_above_setting
from builder.annotate.quotes.extraction.dialogue import source_in_turn, turn_at
from builder.annotate.quotes.extraction.extracted_quote import ExtractedQuote, SourceChoice, SourceReason
from builder.annotate.quotes.extraction.extraction_state import ExtractionState
from builder.annotate.quotes.extraction.indirect_boundaries import (
    join_complements,
    reported_tokens,
    spans_of,
)
from builder.annotate.quotes.extraction.mixed import unquoted_tokens
from builder.annotate.quotes.extraction.reporting_verbs import (
    agent_of,
    is_passive,
    is_reported,
    only_softens,
)
from builder.annotate.quotes.extraction.statements import ReportedStatement, StatementScore
from builder.annotate.quotes.scorers import Scorers
from builder.model.annotations import QuoteKind

STATEMENT_PROBABILITY = 0.4
"""Least probability of a statement that is an indirect quote."""

_STRONGER = 1.0
"""By how much a verb of speech is stronger than one in the clause that it reports."""


def add_indirect_quotes(state: ExtractionState, _: Scorers) -> ExtractionState:
    """Add the indirect quotes: the likeliest statements of which no token is in another quote."""
    labels = frozenset(
        i for turn in state.turns if turn.label is not None for i in range(turn.first, turn.label.last + 1)
    )
    apart = state.text.marked | labels
    found = []
    for scored in _join_statements(_likely_statements(state)):
        content = spans_of(reported_tokens(scored.statement.content, apart))
        choice = _choice(state, scored)
        if content and choice is not None:
            rule = f"statement-{scored.statement.relation}"
            found.append(ExtractedQuote(QuoteKind.INDIRECT, content, (), choice, rule, statement=scored))
    quotes = sorted((*state.quotes, *found), key=lambda quote: quote.content[0])
    return replace(state, quotes=tuple(quotes))


def _likely_statements(state: ExtractionState) -> Iterator[StatementScore]:
    """Yield the statements that are indirect quotes, the likeliest first, none overlapping another quote."""
    taken = {token for quote in state.quotes for token in _tokens_of(state, quote)}
    likely = [scored for scored in state.statements if scored.probability >= STATEMENT_PROBABILITY]
    strongest = _strongest_cues(likely)
    for scored in sorted(likely, key=lambda one: (_is_inner(one, strongest), _likeliest_first(one))):
        statement = scored.statement
        if not taken.isdisjoint(statement.content) or state.text.is_marked(statement.cue):
            continue
        if is_reported(statement):
            yield scored
            taken.update(statement.content)


def _strongest_cues(likely: Sequence[StatementScore]) -> dict[int, float]:
    """Return for each token of a reported statement, by ``Token.i``, the strength of the strongest verb above it."""
    found: dict[int, float] = {}
    for statement in (scored.statement for scored in likely):
        strength = cue_strength(statement.cue) if is_reported(statement) else NO_CUE
        for i in (token.i for token in statement.content):
            found[i] = max(strength, found.get(i, NO_CUE))
    return found


def _is_inner(scored: StatementScore, strongest: Mapping[int, float]) -> bool:
    """Return True if a stronger verb reports the verb of a statement: "Roe said the board hopes that" quotes Roe."""
    cue = scored.statement.cue
    return strongest.get(cue.i, NO_CUE) - cue_strength(cue) >= _STRONGER


def _likeliest_first(scored: StatementScore) -> tuple[float, int, list[int]]:
    return -scored.probability, scored.statement.cue.i, _indices(scored)


def _indices(scored: StatementScore) -> list[int]:
    return [token.i for token in scored.statement.content]


def _tokens_of(state: ExtractionState, quote: ExtractedQuote) -> tuple[Token, ...]:
    return (*quote.quoted_tokens, *unquoted_tokens(state.text, quote))


def _join_statements(likely: Iterator[StatementScore]) -> Sequence[StatementScore]:
    """Return the statements in order, those of one verb as one: "that the bell rang and that the boat left"."""
    joined: list[StatementScore] = []
    for scored in sorted(likely, key=_indices):
        both = _joined_with(joined[-1], scored) if joined else None
        if both is not None:
            joined[-1] = both
        else:
            joined.append(scored)
    return joined


def _joined_with(earlier: StatementScore, later: StatementScore) -> StatementScore | None:
    """Return two statements as one; None if they have different verbs or more than a conjunction between them."""
    one, two = earlier.statement, later.statement
    if one.cue is not two.cue or one.relation != two.relation:
        return None
    content = join_complements(one.content, two.content)
    if content is None:
        return None
    likelier = max(later, earlier, key=lambda scored: scored.probability)
    return replace(likelier, statement=replace(one, content=content))


def _choice(state: ExtractionState, scored: StatementScore) -> SourceChoice | None:
    """Return the source of a statement: the subject or agent of its cue; None if the statement is not a quote."""
    cue = scored.statement.cue
    source = _source(state, scored.statement)
    turn = turn_at(state.turns, cue)
    if turn is None:
        return SourceChoice(source, cue, scored.probability, SourceReason.GRAMMAR)
    source = source_in_turn(state.text, turn, cue, source)
    if source is not None and source.head.text.lower() in ("i", "we") and only_softens(cue):
        return None
    return SourceChoice(source, cue, scored.probability, SourceReason.TURN)


def _source(state: ExtractionState, statement: ReportedStatement) -> Candidate | None:
    """Return the source of a statement: who is quoted or prompted to say it, or the agent or subject of its cue."""
    cue = statement.cue
    agent = agent_of(cue)
    # "Roe was told by Vale that": Vale speaks.
    speaker = controller_of(cue) or (agent if is_passive(cue) else None)
    if speaker is not None:
        return candidate_at(speaker, state.text.mentions)
    if is_passive(cue):
        return None
    implied = subject_above_setting(cue)
    if implied is None and statement.source is None:
        implied = implied_subject(cue, state.text.mentions)
    return candidate_at(implied, state.text.mentions) if implied is not None else statement.source
