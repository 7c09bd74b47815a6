"""The guide of the editor's files as single rules, so that each can be paired with an example."""

from __future__ import annotations

import re
from functools import cache

from tests.support.sites import PROJECT

GUIDE = PROJECT / "docs" / "editing.md"
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_BLOCK_END = re.compile(r"\n\s*\n|\n(?=- |\||#)")
_SENTENCE_END = re.compile(r"(?<=[.])\s+(?=[A-Z`“\[])")
_WITHOUT_RULE = ("#", "|---", "| key |", "| file |")


@cache
def guide_rules() -> tuple[str, ...]:
    """Return every sentence, item of a list and row of a table of the guide, in order.

    White space is single. Headings, code blocks and headers of tables are left out.
    """
    text = _FENCE.sub("", GUIDE.read_text(encoding="utf-8"))
    blocks = [block.strip() for block in _BLOCK_END.split(text)]
    return tuple(
        rule
        for block in blocks
        if block and not block.startswith(_WITHOUT_RULE)
        for rule in ([single_spaced(block)] if block.startswith("|") else _sentences(block))
    )


def single_spaced(text: str) -> str:
    """Return a text with white space of any kind and length as one space."""
    return " ".join(text.split())


def rules_with(words: str) -> tuple[str, ...]:
    """Return the rules that contain some words, in order."""
    return tuple(rule for rule in guide_rules() if single_spaced(words) in rule)


def _sentences(block: str) -> list[str]:
    return [single_spaced(sentence) for sentence in _SENTENCE_END.split(block.removeprefix("- "))]
