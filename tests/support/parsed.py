"""Documents made by hand, so that rules that need little grammar are tested without a parse."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from builder.annotate.mentions.index import Mentions
from builder.annotate.mentions.mention_span import MentionSpan
from builder.annotate.parse.document import Document, SentenceRow, TokenRow
from builder.gazetteer.lookup import load_gazetteer
from builder.model.annotations import EntityType, Origin
from tests.support.annotated import article_of

_TOKEN = re.compile(r"\w+(?:[-’']\w+)*|[^\w\s]")
_APART = re.compile(r"\w+|[^\w\s]")


def document_of(
    text: str,
    *,
    heads: Mapping[int, int] | None = None,
    facts: Mapping[str, Mapping[str, str]] | None = None,
    apart: bool = False,
) -> Document:
    """Return a document: words and signs are tokens, full stops end sentences, capitalized words are proper nouns.

    Args:
        text: the text; blank lines separate paragraphs.
        heads: indices of tokens and of their heads; other tokens are roots.
        facts: further facts of each word wherever it appears: ``pos``, ``tag``, ``dep``, ``label``.
        apart: True to split words at hyphens and apostrophes.
    """
    article = article_of(text)
    governed = heads or {}
    tokens: list[TokenRow] = []
    sentences: list[SentenceRow] = []
    for number, paragraph in enumerate(article.paragraphs):
        first = len(tokens)
        matches = list((_APART if apart else _TOKEN).finditer(text, paragraph.span.start, paragraph.span.end))
        for match in matches:
            i = len(tokens)
            token = _token(match, governed.get(i, i))
            tokens.append(replace(token, **(facts or {}).get(match.group(), {})))
            if match.group() == "." or match is matches[-1]:
                sentences.append(SentenceRow(first, i + 1, number))
                first = i + 1
    return Document(article, article.paragraphs, tuple(tokens), tuple(sentences), text)


def mentions_of(doc: Document, *spans: MentionSpan) -> Mentions:
    """Return the index of mentions of a document, with the gazetteer of newsgloss."""
    return Mentions(doc, load_gazetteer(), spans)


def name_of(doc: Document, words: str, kind: EntityType, *, nth: int = 0) -> MentionSpan:
    """Return a mention of the first occurrence of some words, or of the one after ``nth`` others."""
    start = [match.start() for match in re.finditer(re.escape(words), doc.text)][nth]
    inside = [token for token in doc.tokens if start <= token.start < start + len(words)]
    return MentionSpan(doc, inside[0].i, inside[-1].i + 1, kind, Origin.MODEL, kind.value.upper(), 0.8)


def _token(match: re.Match[str], head: int) -> TokenRow:
    text = match.group()
    pos = "PUNCT" if not text[0].isalnum() else "PROPN" if text[0].isupper() else "NOUN"
    return TokenRow(
        start=match.start(),
        end=match.end(),
        text=text,
        lemma=text.lower(),
        pos=pos,
        tag="",
        dep="dep",
        head_i=head,
        label="",
        begins=False,
    )
