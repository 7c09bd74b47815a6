"""Explanation of a mention: the rules that made it, the evidence for its type, and how it was linked.

The rules, features and steps are those of the pipeline, run again on the parsed document, so an explanation cannot
differ from what was decided. All values are plain data that JSON can hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from builder.annotate.entities.linking import assign_clusters
from builder.annotate.explanation.link_explanation import LinkExplanation, explain_links
from builder.annotate.explanation.type_explanation import TypeExplanation, explain_types
from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Document
from builder.annotate.pipeline import trace_mentions
from builder.annotate.typing.decision import SETTLE_TYPES
from builder.model.span import Span

if TYPE_CHECKING:
    from builder.gazetteer.lookup import Gazetteer


class MentionState(Struct, frozen=True):
    """A mention before or after a rule.

    Attributes:
        start, end: half-open code points of ``Article.text``.
        text: its words as the model read them.
        type, rule, confidence: as in ``Mention``.
        titled: True if a title or role is beside it.
    """

    start: int
    end: int
    text: str
    type: str
    rule: str
    confidence: float
    titled: bool


class RuleEffect(Struct, frozen=True):
    """A rule of the table that added, changed or dropped mentions.

    Attributes:
        rule: its name in the table; a rule may be in the table twice.
        does: what it does, in one line.
        before, after: the mentions that overlap the span, before and after the rule.
    """

    rule: str
    does: str
    before: tuple[MentionState, ...]
    after: tuple[MentionState, ...]


class MentionExplanation(Struct, frozen=True):
    """What decided the mentions that overlap a span.

    Attributes:
        start, end: the span, as half-open code points of ``Article.text``.
        text: its characters.
        effects: the rules that had an effect, in order.
        types: for each spelling whose type was in doubt, the evidence for its type.
        links: for each mention with an entity, how it was linked.
    """

    start: int
    end: int
    text: str
    effects: tuple[RuleEffect, ...]
    types: tuple[TypeExplanation, ...]
    links: tuple[LinkExplanation, ...]


def explain_mention(doc: Document, gazetteer: Gazetteer, span: Span) -> MentionExplanation:
    """Return what decided the mentions that overlap a span of a document, also if none is left in the end.

    Raises:
        LimitError: a sentence is too long.
    """
    effects: list[RuleEffect] = []
    types: tuple[TypeExplanation, ...] = ()
    final = Mentions(doc, gazetteer)
    for rule, before, final in trace_mentions(doc, gazetteer):
        effect = RuleEffect(rule.name, rule.does, _states(before, span), _states(final, span))
        if effect.before != effect.after:
            effects.append(effect)
        if rule.name == SETTLE_TYPES:
            types = explain_types(before, span)
    links = explain_links(assign_clusters(final), final, span)
    return MentionExplanation(span.start, span.end, span.of(doc.text), tuple(effects), types, links)


def _states(mentions: Mentions, span: Span) -> tuple[MentionState, ...]:
    return tuple(_state(mention) for mention in mentions.overlapping(span))


def _state(mention: MentionSpan) -> MentionState:
    return MentionState(
        start=mention.span.start,
        end=mention.span.end,
        text=mention.text,
        type=mention.type.value,
        rule=mention.rule,
        confidence=mention.confidence,
        titled=mention.titled,
    )
