"""A parsed article as plain data, which the rules read instead of spaCy's objects."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from builder.model.article import Article, Paragraph
from builder.model.span import Span


@dataclass(frozen=True, slots=True)
class Token:
    """One token; field names and tag sets are spaCy's (Universal POS, Penn tags, ClearNLP relations).

    Attributes:
        i: its index in ``Document.tokens``.
        start, end: half-open code points of the article's text.
        text: its characters.
        lemma: its base form.
        pos, tag, dep: part of speech, fine-grained tag, relation to the head.
        head: the head's index; its own for the root of a sentence.
        label: the model's entity label, or "".
        begins: whether an entity of the model begins here.
        sentence: index in ``Document.sentences``.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    label: str
    begins: bool
    sentence: int

    @property
    def span(self) -> Span:
        """The token's place in the text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: the tokens ``first`` up to, not including, ``last``, of one paragraph."""

    i: int
    first: int
    last: int
    paragraph: int


def _paragraph(sentence: Sentence) -> int:
    return sentence.paragraph


@dataclass(frozen=True, slots=True)
class Document:
    """The tokens and sentences of the paragraphs that are annotated.

    Attributes:
        article: what was parsed.
        paragraphs: the parsed paragraphs; ``Sentence.paragraph`` counts in these.
        tokens, sentences: in the order of the text.
        children: for each token the indices of its dependents, in order.
        reading: the text as the model read it: as long as the article's, names in capitals softened.
    """

    article: Article
    paragraphs: tuple[Paragraph, ...]
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    children: tuple[tuple[int, ...], ...]
    reading: str

    @property
    def text(self) -> str:
        """The article's text, which every span counts in."""
        return self.article.text

    def sentence_tokens(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of one sentence."""
        return self.tokens[sentence.first : sentence.last]

    def sentence_span(self, sentence: Sentence) -> Span:
        """From the first character of a sentence's first token to the last of its last."""
        return Span(self.tokens[sentence.first].start, self.tokens[sentence.last - 1].end)

    def paragraph_of(self, token: Token) -> int:
        """Index of the paragraph a token stands in."""
        return self.sentences[token.sentence].paragraph

    def paragraph_start(self, token: Token) -> int:
        """Index of the first token of the paragraph that a token stands in."""
        return self.sentences_of(self.paragraph_of(token))[0].first

    def sentences_of(self, paragraph: int) -> tuple[Sentence, ...]:
        """Return the sentences of a paragraph; empty if it has none or does not exist."""
        first = bisect_left(self.sentences, paragraph, key=_paragraph)
        return self.sentences[first : bisect_right(self.sentences, paragraph, lo=first, key=_paragraph)]

    def dependents(self, token: Token) -> Iterator[Token]:
        """The direct dependents of a token, in the order of the text."""
        return (self.tokens[i] for i in self.children[token.i])

    def subtree(self, token: Token) -> tuple[Token, ...]:
        """The token and all that depends on it, in the order of the text."""
        found, waiting = [], [token.i]
        while waiting:
            i = waiting.pop()
            found.append(i)
            waiting.extend(self.children[i])
        return tuple(self.tokens[i] for i in sorted(found))

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The head, its head, and so on up to the root."""
        while token.head != token.i:
            token = self.tokens[token.head]
            yield token

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """The tokens that lie at least partly in a span."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].end <= span.start:
                low = middle + 1
            else:
                high = middle
        end = low
        while end < len(self.tokens) and self.tokens[end].start < span.end:
            end += 1
        return self.tokens[low:end]
