"""What a rule of the pipeline changes in a text with a stored parse."""

from __future__ import annotations

from collections import Counter
from typing import Any

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.rule import trace_rules
from builder.annotate.parse.document import Document
from builder.annotate.pipeline import DETECTION, QUANTITIES, TYPING
from builder.gazetteer.lookup import load_gazetteer
from tests.support.stored_parses import document_of_case

RULES = (*DETECTION, *TYPING, *QUANTITIES)


def changes_by(rule: str, doc: Document) -> dict[str, list[str]]:
    """Return what a rule removes and adds, each mention as "words (type)", in the order of the text.

    All rules are applied in order, so that the rule has the mentions before it that it has in the pipeline. The
    changes of a rule that appears twice in the pipeline are those of both times.
    """
    removed: list[MentionSpan] = []
    added: list[MentionSpan] = []
    for row, before, after in trace_rules(RULES, Mentions(doc, load_gazetteer())):
        if row.name == rule:
            removed += _without(before, after)
            added += _without(after, before)
    return {"removes": _described(removed), "adds": _described(added)}


def changes_of_case(rule: str, case: dict[str, Any]) -> dict[str, list[str]]:
    """Return what a rule changes in the text of a case."""
    return changes_by(rule, document_of_case(case["text"]))


def expected_changes(case: dict[str, Any]) -> dict[str, list[str]]:
    """Return the changes that a case expects; without ``removes`` or ``adds`` it expects none."""
    return {"removes": case.get("removes", []), "adds": case.get("adds", [])}


def _without(mentions: Mentions, others: Mentions) -> list[MentionSpan]:
    known = Counter(map(_key, others))
    return [mention for mention in mentions if not known[_key(mention)]]


def _key(mention: MentionSpan) -> tuple[object, ...]:
    return mention.first, mention.last, mention.type


def _described(mentions: list[MentionSpan]) -> list[str]:
    return [
        f"{mention.text} ({mention.type})" for mention in sorted(mentions, key=lambda mention: mention.first)
    ]
