"""Parser: articles through the spaCy pipeline. Only this module and ``language_model`` handle spaCy's objects."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from builder.annotate.parse.document import Document, SentenceRow, TokenRow
from builder.annotate.parse.english_words import EnglishWords, english_words
from builder.annotate.parse.language_model import load_strings
from builder.annotate.parse.truecasing import truecase
from builder.model.article import Article, Paragraph, ParagraphKind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

UNPARSED = (ParagraphKind.BYLINE, ParagraphKind.BOILERPLATE)
"""Kinds of paragraphs that are not parsed: an author is not part of the story, a sharing line not of the article."""

_SPACES = {
    ord(character): " " for character in "\t\n\r\v\f\x1c\x1d\x1e\x85\u00a0\u2007\u2009\u202f\u2028\u2029"
}
"""The model knows only the plain space. Each character is replaced by one, so that offsets stay valid."""

_SUBJECTS = ("nsubj", "nsubjpass")
_LONG_WORD = re.compile(r"\S{301,}")
"""A string too long to be a word of any language: the data of an image, a line of brackets."""
# It is replaced, because the tokenizer's search for punctuation and addresses in a string takes time that grows with
# the square of its length.


def parse_articles(nlp: Language, articles: Iterable[Article]) -> Iterator[Document]:
    """Yield the document of each article, in order.

    Raises:
        KeyError: if the model gave a word whose string was not loaded. They are now: the same articles can be parsed.
    """
    try:
        yield from _parsed(nlp, articles)
    except KeyError:
        load_strings(nlp)
        raise


def _parsed(nlp: Language, articles: Iterable[Article]) -> Iterator[Document]:
    # Paragraphs are parsed separately, so that no sentence or entity crosses from one into the next, and without the
    # dateline, which is not part of a sentence.
    english = cache(lambda: english_words(nlp.get_pipe("lemmatizer") if nlp.has_pipe("lemmatizer") else None))
    pending = (
        (text, piece)
        for article in articles
        for text, piece in _pieces(article, english if nlp.lang == "en" else None)
    )
    collected: list[tuple[Paragraph, int, Doc]] = []
    for doc, (article, paragraph, start, is_last) in nlp.pipe(pending, as_tuples=True, batch_size=64):
        if paragraph is not None:
            collected.append((paragraph, start, doc))
        if is_last:
            yield _assemble(article, collected)
            collected = []


def paragraphs_of(article: Article) -> list[Paragraph]:
    """Return the paragraphs of an article that are annotated."""
    return [paragraph for paragraph in article.paragraphs if paragraph.kind not in UNPARSED]


_Piece = tuple[Article, Paragraph | None, int, bool]
"""Article, paragraph, offset of the parsed text in ``Article.text``, and True for the last paragraph of the article."""


def _pieces(article: Article, english: Callable[[], EnglishWords] | None) -> Iterator[tuple[str, _Piece]]:
    """Yield the text of each paragraph as the model reads it, and its origin.

    Articles without paragraphs yield one empty text, so that each article has a last piece.

    Args:
        article: the article.
        english: returns the words that are not names by themselves; None if the text is not English, so that words in
            capitals stay.
    """
    paragraphs = paragraphs_of(article)
    if not paragraphs:
        yield "", (article, None, 0, True)
    starts = [_start(article, paragraph) for paragraph in paragraphs]
    texts = [
        article.text[start : paragraph.span.end].translate(_SPACES)
        for paragraph, start in zip(paragraphs, starts, strict=True)
    ]
    read = texts if english is None else truecase(texts, english)
    pieces = zip(read, paragraphs, starts, strict=True)
    for number, (text, paragraph, start) in enumerate(pieces, start=1):
        yield _LONG_WORD.sub(_blank, text), (article, paragraph, start, number == len(paragraphs))


def _blank(word: re.Match[str]) -> str:
    """Return a replacement for a word, of the same length, that contains no punctuation and no address."""
    return "x" * len(word.group())


def _start(article: Article, paragraph: Paragraph) -> int:
    """Return the offset in ``Article.text`` at which the sentences of a paragraph begin: after its dateline, if any."""
    if article.dateline is not None and paragraph.span.contains(article.dateline.span):
        return min(article.dateline.span.end, paragraph.span.end)
    return paragraph.span.start


def _assemble(article: Article, parts: Sequence[tuple[Paragraph, int, Doc]]) -> Document:
    """Return the document of an article.

    Args:
        article: the article.
        parts: for each parsed paragraph the offset of its text in ``Article.text``, and the parse.
    """
    tokens: list[TokenRow] = []
    sentences: list[SentenceRow] = []
    for paragraph_i, (_, offset, doc) in enumerate(parts):
        indices = _document_indices(doc, len(tokens))
        for sent in doc.sents:
            first = len(tokens)
            tokens.extend(_token_row(token, indices, offset) for token in sent if not token.is_space)
            if len(tokens) > first:
                sentences.append(SentenceRow(first, len(tokens), paragraph_i))
    return Document(
        article=article,
        paragraphs=tuple(paragraph for paragraph, _, _ in parts),
        token_rows=tuple(tokens),
        sentence_rows=tuple(sentences),
        reading=_reading(article, parts),
    )


def _reading(article: Article, parts: Sequence[tuple[Paragraph, int, Doc]]) -> str:
    """Return the article's text with its paragraphs as the model read them."""
    pieces, end = [], 0
    for _, offset, doc in parts:
        pieces += [article.text[end:offset], doc.text]
        end = offset + len(doc.text)
    return "".join([*pieces, article.text[end:]])


def _document_indices(doc: Doc, first: int) -> list[int]:
    """Return for each token of ``doc`` its index in ``Document.tokens``, which leaves out white space.

    Args:
        doc: the parse of a paragraph.
        first: index of the paragraph's first token.
    """
    indices, count = [], first
    for token in doc:
        indices.append(count)
        count += not token.is_space
    return indices


def _token_row(token: Any, indices: Sequence[int], offset: int) -> TokenRow:
    """Return the facts of one token of spaCy's.

    Args:
        token: a ``spacy.tokens.Token`` of a paragraph.
        indices: for each token of the paragraph, the index in ``Document.tokens``.
        offset: of the paragraph's text in ``Article.text``.
    """
    head = token.head
    if token.dep_ in _SUBJECTS and head.dep_ == "aux" and head.head.pos_ == "VERB":
        # "She did, nevertheless, say": the parse easily attaches a subject to the auxiliary before a comma.
        head = head.head
    return TokenRow(
        start=offset + token.idx,
        end=offset + token.idx + len(token),
        text=token.text,
        lemma=token.lemma_,
        pos=token.pos_,
        tag=token.tag_,
        dep=token.dep_,
        # White space is left out; a token whose head is white space becomes its own head.
        head_i=indices[token.i] if head.is_space else indices[head.i],
        label=token.ent_type_,
        begins=token.ent_iob_ == "B",
    )
