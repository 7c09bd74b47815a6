"""Headings: sentences in title case, in which a capital letter is not evidence of a name."""

from __future__ import annotations

from builder.annotate.parse.document import Document, Sentence

_CAPITALIZED_SHARE = 0.7
"""Least share of words with a capital at the beginning, among the words of a heading."""


def headings(doc: Document) -> frozenset[int]:
    """Return the indices in ``Document.sentences`` of the headings."""
    return frozenset(sentence.i for sentence in doc.sentences if is_heading(sentence))


def is_heading(sentence: Sentence) -> bool:
    """Return True if most words of a sentence begin with a capital: "Ferry Sinks off Lowmoor"."""
    letters = [token for token in sentence.tokens if token.text[0].isalpha()]
    return sum(token.text[0].isupper() for token in letters) >= _CAPITALIZED_SHARE * len(letters) > 0
