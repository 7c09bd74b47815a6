"""Standalone names: tokens that may be a name by themselves, and not only a part of a longer one."""

from __future__ import annotations

from collections.abc import Sequence

from builder.annotate.parse.document import Token
from builder.names.acronyms import is_acronym


def is_standalone(tokens: Sequence[Token]) -> bool:
    """Return True unless the tokens are a piece of a longer capitalized or hyphenated name.

    Args:
        tokens: adjacent tokens, at least one.
    """
    first = tokens[0]
    if first.pos not in ("PROPN", "NOUN", "ADJ", "X") and not is_acronym(first.text):
        return False
    if _is_hyphenated(tokens):
        return False
    return not (len(tokens) == 1 and first.dep == "compound" and _is_beside_proper_noun(first))


def _is_hyphenated(tokens: Sequence[Token]) -> bool:
    """Return True if a sign attaches the tokens to a word before ("pro-Lowmoor"), or a hyphen to a capital after."""
    before, after = tokens[0].previous, tokens[-1].next
    if before is not None and tokens[0].is_attached and before.text in "-/@#":
        return True
    if after is None or after.text != "-" or not after.is_attached:
        return False
    return after.next is not None and after.next.text[0].isupper()


def _is_beside_proper_noun(token: Token) -> bool:
    """Return True if a capitalized proper noun is right before (in the same sentence) or after a token."""
    before, after = token.previous, token.next
    if after is not None and _is_capitalized_proper_noun(after):
        return True
    return (
        before is not None and _is_capitalized_proper_noun(before) and before.sentence_i == token.sentence_i
    )


def _is_capitalized_proper_noun(token: Token) -> bool:
    return token.pos == "PROPN" and token.text[0].isupper()
