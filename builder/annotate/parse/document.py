"""A parsed article as plain data, which the rules read instead of spaCy's objects."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import force_setattr

from builder.model.article import Article, Paragraph
from builder.model.span import Span


class TokenRow(Struct, frozen=True):
    """The facts of one token; names and tag sets are spaCy's (Universal POS, Penn tags, ClearNLP relations).

    Attributes:
        start, end: half-open code points of ``Article.text``.
        text: the characters of the token.
        lemma: base form.
        pos, tag, dep: part of speech, fine-grained tag, relation to the head.
        head_i: index of the head in ``Document.tokens``; the token's own index for the root of a sentence.
        label: the model's entity label, or "".
        begins: True if an entity of the model begins with the token.
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head_i: int
    label: str
    begins: bool


class SentenceRow(Struct, frozen=True):
    """The bounds of one sentence.

    Attributes:
        first, last: half-open indices in ``Document.tokens``.
        paragraph: index in ``Document.paragraphs``.
    """

    first: int
    last: int
    paragraph: int


class Token(Struct, frozen=True, eq=False):
    """A token of a document, from which its neighbors in the parse are reached, as in spaCy.

    Attributes:
        doc: the document.
        i: index in ``Document.tokens``.
        sentence_i: index of the token's sentence in ``Document.sentences``.
        start, end, text, lemma, pos, tag, dep, head_i, label, begins: as in ``TokenRow``.
    """

    doc: Document
    i: int
    sentence_i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head_i: int
    label: str
    begins: bool

    @property
    def span(self) -> Span:
        """The code points of the token in ``Article.text``."""
        return Span(self.start, self.end)

    @property
    def previous(self) -> Token | None:
        """The token before this one, even in another sentence; None for the first of the document."""
        return self.doc.tokens[self.i - 1] if self.i else None

    @property
    def next(self) -> Token | None:
        """The token after this one, even in another sentence; None for the last of the document."""
        return self.doc.tokens[self.i + 1] if self.i + 1 < len(self.doc.tokens) else None

    @property
    def is_attached(self) -> bool:
        """True if no space separates the token from the one before: the hyphen and "elect" of "mayor-elect"."""
        return self.i > 0 and self.doc.tokens[self.i - 1].end == self.start

    @property
    def head(self) -> Token:
        """The syntactic head; the token itself if it is the root of a sentence."""
        return self.doc.tokens[self.head_i]

    @property
    def children(self) -> tuple[Token, ...]:
        """The direct dependents, in the order of the text."""
        return self.doc.children[self.i]

    @property
    def ancestors(self) -> Iterator[Token]:
        """The head, the head of the head, and so on up to the root; empty for the root."""
        token = self
        while token.head_i != token.i:
            token = token.head
            yield token

    @property
    def subtree(self) -> tuple[Token, ...]:
        """The token and all tokens that depend on it, in the order of the text."""
        found, waiting = [], [self]
        while waiting:
            token = waiting.pop()
            found.append(token)
            waiting.extend(token.children)
        return tuple(sorted(found, key=lambda token: token.i))

    @property
    def sentence(self) -> Sentence:
        """The sentence that contains the token."""
        return self.doc.sentences[self.sentence_i]

    @property
    def paragraph(self) -> int:
        """Index in ``Document.paragraphs`` of the paragraph that contains the token."""
        return self.sentence.paragraph


class Sentence(Struct, frozen=True, eq=False):
    """A sentence of a document.

    Attributes:
        doc: the document.
        i: index in ``Document.sentences``.
        first, last, paragraph: as in ``SentenceRow``.
    """

    doc: Document
    i: int
    first: int
    last: int
    paragraph: int

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the sentence."""
        return self.doc.tokens[self.first : self.last]

    @property
    def span(self) -> Span:
        """The code points from the first character to the last."""
        return Span(self.doc.tokens[self.first].start, self.doc.tokens[self.last - 1].end)


class Document(Struct, frozen=True, eq=False):
    """The tokens and sentences of the paragraphs that are annotated.

    Attributes:
        article: the article that was parsed.
        paragraphs: the parsed paragraphs of the article.
        token_rows, sentence_rows: the facts of each token and sentence, in the order of the text.
        reading: the article's text as the model read it: of the same length, but truecased and with plain spaces.
        tokens, sentences: the same tokens and sentences, connected with one another.
        children: the direct dependents of each token, in the order of the text.
    """

    article: Article
    paragraphs: tuple[Paragraph, ...]
    token_rows: tuple[TokenRow, ...]
    sentence_rows: tuple[SentenceRow, ...]
    reading: str
    tokens: tuple[Token, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    children: tuple[tuple[Token, ...], ...] = ()

    def __post_init__(self) -> None:
        # Tokens and their document refer to each other, so tokens can only be made here, once the document exists.
        sentences = tuple(
            Sentence(self, i, row.first, row.last, row.paragraph) for i, row in enumerate(self.sentence_rows)
        )
        tokens = tuple(
            _token(self, i, sentence.i, self.token_rows[i])
            for sentence in sentences
            for i in range(sentence.first, sentence.last)
        )
        children: list[list[Token]] = [[] for _ in tokens]
        for token in tokens:
            if token.head_i != token.i:
                children[token.head_i].append(token)
        force_setattr(self, "tokens", tokens)
        force_setattr(self, "sentences", sentences)
        force_setattr(self, "children", tuple(map(tuple, children)))

    def __repr__(self) -> str:
        return f"<document of {self.article.seed_id}>"

    @property
    def text(self) -> str:
        """The article's text, whose code points every span counts."""
        return self.article.text

    def paragraph_start(self, token: Token) -> int:
        """Return the index in ``Document.tokens`` of the first token in the paragraph of a token."""
        return self.sentences_of(token.paragraph)[0].first

    def sentences_of(self, paragraph: int) -> tuple[Sentence, ...]:
        """Return the sentences of a paragraph, by its index; empty if it has none or does not exist."""
        first = bisect_left(self.sentences, paragraph, key=_paragraph)
        last = bisect_right(self.sentences, paragraph, lo=first, key=_paragraph)
        return self.sentences[first:last]

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """Return the tokens that overlap a span."""
        first = bisect_right(self.tokens, span.start, key=_end)
        last = bisect_left(self.tokens, span.end, lo=first, key=_start)
        return self.tokens[first:last]


def _token(doc: Document, i: int, sentence_i: int, row: TokenRow) -> Token:
    return Token(
        doc=doc,
        i=i,
        sentence_i=sentence_i,
        start=row.start,
        end=row.end,
        text=row.text,
        lemma=row.lemma,
        pos=row.pos,
        tag=row.tag,
        dep=row.dep,
        head_i=row.head_i,
        label=row.label,
        begins=row.begins,
    )


def _paragraph(sentence: Sentence) -> int:
    return sentence.paragraph


def _start(token: Token) -> int:
    return token.start


def _end(token: Token) -> int:
    return token.end
