"""Rules over the mentions of a document: each takes what is known so far and returns the next value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan

Find = Callable[[Mentions], Iterable[MentionSpan]]
"""Mentions found so far → mentions that a rule finds, in any order; they may overlap."""


class Rule(Struct, frozen=True):
    """A row in the table of rules.

    Attributes:
        name: identifies the rule in the table.
        apply: the rule as a function of what is known so far.
        does: what it does, in one line with an example.
    """

    name: str
    apply: Callable[[Mentions], Mentions]
    does: str


def adds(name: str, find: Find, does: str) -> Rule:
    """Return a rule that adds the mentions that ``find`` returns, unless they are inside longer ones."""
    return Rule(name, lambda mentions: mentions.adding(find(mentions)), does)


def rewrites(name: str, rewrite: Find, does: str) -> Rule:
    """Return a rule that replaces all mentions with those that ``rewrite`` returns."""
    return Rule(name, lambda mentions: mentions.replaced(rewrite(mentions)), does)


def apply_rules(rules: Sequence[Rule], mentions: Mentions) -> Mentions:
    """Return the mentions after all rules, applied in order."""
    for rule in rules:
        mentions = rule.apply(mentions)
    return mentions


def trace_rules(rules: Sequence[Rule], mentions: Mentions) -> Iterator[tuple[Rule, Mentions, Mentions]]:
    """Yield each rule with the mentions before and after it, in order."""
    for rule in rules:
        after = rule.apply(mentions)
        yield rule, mentions, after
        mentions = after
