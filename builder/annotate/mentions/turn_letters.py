"""Turn letters: the "Q." and "A." of an interview, which the model takes for initials of a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.mentions.turn_labels import turn_labels
from builder.annotate.parse.document import Token

_FEWEST_NAMES = 2
"""Words of a name that is not named elsewhere, at least."""


def cut_turn_letters(mentions: Mentions) -> Iterator[MentionSpan]:
    """Yield the mentions without the letter of a turn: "A. Vale had one." names Vale, and "A. My" no one."""
    labels = [label for label in turn_labels(mentions.doc) if label.is_letter]
    if not any(label.answers for label in labels):
        yield from mentions
        return
    letters = {token.i: label for label in labels for token in mentions.doc.tokens_in(label.span)}
    named = {token.text for mention in mentions if mention.first not in letters for token in mention.tokens}
    for mention in mentions:
        label = letters.get(mention.first)
        if label is None:
            yield mention
            continue
        first = next((token.i for token in mention.tokens if token.start >= label.start), mention.last)
        rest = mention.doc.tokens[first : mention.last]
        if _is_full_name(rest) or any(token.text in named for token in rest):
            yield replace(mention, first=first)


def _is_full_name(tokens: Sequence[Token]) -> bool:
    """Return True for two or more words of which each is a proper noun with a capital letter."""
    return len(tokens) >= _FEWEST_NAMES and all(
        token.pos == "PROPN" and token.text[0].isupper() for token in tokens
    )
