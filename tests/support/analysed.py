"""Analyses by hand, so that rules that need few facts of grammar are tested without a language model."""

from __future__ import annotations

import re
from collections.abc import Mapping

from builder.annotate.analysis import Analysis, Sentence, Token
from builder.annotate.names.name import Name
from builder.model.annotations import EntityType, Origin
from tests.support.annotated import article_of

_TOKEN = re.compile(r"\w+(?:[-’']\w+)*|[^\w\s]")


def analysis_of(text: str, *, heads: Mapping[int, int] | None = None) -> Analysis:
    """Words and signs as tokens, sentences that end at full stops, capitalised words as proper nouns.

    Args:
        text: paragraphs are parted by blank lines.
        heads: by token the token it depends on; the others depend on nothing.
    """
    article = article_of(text)
    governed = heads or {}
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for number, paragraph in enumerate(article.paragraphs):
        first = len(tokens)
        matches = list(_TOKEN.finditer(text, paragraph.span.start, paragraph.span.end))
        for match in matches:
            i = len(tokens)
            tokens.append(_token(match, i, governed.get(i, i), len(sentences)))
            if match.group() == "." or match is matches[-1]:
                sentences.append(Sentence(len(sentences), first, i + 1, number))
                first = i + 1
    children = tuple(
        tuple(token.i for token in tokens if token.head == i and token.i != i) for i in range(len(tokens))
    )
    return Analysis(article, article.paragraphs, tuple(tokens), tuple(sentences), children, text)


def name_of(analysis: Analysis, words: str, kind: EntityType) -> Name:
    """The name that stands where the words first stand."""
    start = analysis.text.index(words)
    inside = [token for token in analysis.tokens if start <= token.start < start + len(words)]
    return Name(inside[0].i, inside[-1].i + 1, kind, Origin.MODEL, kind.value.upper(), 0.8)


def _token(match: re.Match[str], i: int, head: int, sentence: int) -> Token:
    text = match.group()
    pos = "PUNCT" if not text[0].isalnum() else "PROPN" if text[0].isupper() else "NOUN"
    return Token(
        i=i,
        start=match.start(),
        end=match.end(),
        text=text,
        lemma=text.lower(),
        pos=pos,
        tag="",
        dep="dep",
        head=head,
        label="",
        begins=False,
        sentence=sentence,
    )
