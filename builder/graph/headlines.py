"""Headlines for articles that have none, derived from their first sentence."""

from __future__ import annotations

import re

from builder.model.annotations import Annotations
from builder.model.article import Article

LONGEST_HEADLINE = 90
"""Characters: about what two lines of a headline have room for."""

_CLAUSE_END = re.compile(r"[,;:—–](?=\s)|\s(?=(?:but|and|while|after|as|because|although|who|which|when)\s)")


_ABBREVIATION = re.compile(r"(?:\b\w\.\w\.|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|St|etc|vs)\.|\.\.)$")
"""Endings whose full stop belongs to the word, or to an ellipsis."""


def derived_headline(article: Article, annotations: Annotations) -> str:
    """Return the first sentence of the story in at most ``LONGEST_HEADLINE`` characters.

    A sentence that fits loses its full stop. A longer one is cut after its last clause that fits, or else after its
    last word that fits, and ends with an ellipsis. Words are never changed.
    """
    story = article.story
    if not story:
        return article.seed_id
    first = story[0].span
    sentences = [sentence for sentence in annotations.sentences if first.contains(sentence)]
    text = (sentences[0] if sentences else first).one_line(article.text)
    if len(text) <= LONGEST_HEADLINE:
        return _balanced(text if _ABBREVIATION.search(text) else text.removesuffix("."))
    room = text[: LONGEST_HEADLINE - 1]
    ends = [match.start() for match in _CLAUSE_END.finditer(room) if match.start() > LONGEST_HEADLINE // 2]
    cut = room[: ends[-1]] if ends else room.rsplit(" ", 1)[0]
    return _balanced(cut.rstrip(" ,;:—–")) + "…"


def _balanced(text: str) -> str:
    """Return the text without a quotation mark that the cut left open."""
    if text.count("“") > text.count("”"):
        head, _, tail = text.rpartition("“")
        return head.rstrip() if len(head) > LONGEST_HEADLINE // 3 else f"{head}“{tail}”"
    return text
