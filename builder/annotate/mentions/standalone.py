"""Runs of tokens that may be a name by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builder.annotate.parse.document import Document
from builder.names.acronyms import is_acronym

if TYPE_CHECKING:
    pass


def is_alone(doc: Document, first: int, last: int) -> bool:
    """Whether the words are not a piece of a longer capitalised or hyphenated word."""
    tokens = doc.tokens
    before = tokens[first - 1] if first else None
    after = tokens[last] if last < len(tokens) else None
    glued_before = before is not None and before.end == tokens[first].start and before.text in "-/@#"
    glued_after = (
        after is not None
        and tokens[last - 1].end == after.start
        and after.text == "-"
        and last + 1 < len(tokens)
        and tokens[last + 1].text[0].isupper()
    )
    capital_before = (
        before is not None
        and before.pos == "PROPN"
        and before.text[0].isupper()
        and before.sentence_i == tokens[first].sentence_i
    )
    capital_after = after is not None and after.pos == "PROPN" and after.text[0].isupper()
    if tokens[first].pos not in ("PROPN", "NOUN", "ADJ", "X") and not is_acronym(tokens[first].text):
        return False
    return not (glued_before or glued_after) and not (
        last - first == 1 and (capital_before or capital_after) and tokens[first].dep == "compound"
    )
