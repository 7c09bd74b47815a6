"""The text in quotation marks of a document, as one immutable value that attribution and extraction share."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import force_setattr

from builder.annotate.entities.linked_mentions import LinkedMentions
from builder.annotate.mentions.index import Mentions
from builder.annotate.parse.document import Document, Token
from builder.annotate.quotes.quotation_marks import MARK_TOKENS, marked_spans
from builder.model.article import Paragraph
from builder.model.span import Span


class QuotedRegion(Struct, frozen=True):
    """The tokens between two quotation marks.

    Attributes:
        tokens: the tokens between the marks, at least one.
        span: the words between the marks, without white space at the ends.
        outer: the same with the marks.
        closed: True if a closing mark ends it; an open region runs to the end of its paragraph.
        paragraph: index in ``Document.paragraphs``.
        first, last: the same tokens as half-open indices in ``Document.tokens``.
    """

    tokens: tuple[Token, ...]
    span: Span
    outer: Span
    closed: bool
    paragraph: int
    first: int = 0
    last: int = 0

    def __post_init__(self) -> None:
        force_setattr(self, "first", self.tokens[0].i)
        force_setattr(self, "last", self.tokens[-1].i + 1)

    @property
    def doc(self) -> Document:
        """The document."""
        return self.tokens[0].doc

    @property
    def text(self) -> str:
        """The words between the marks."""
        return self.span.of(self.doc.text)

    @property
    def opens_paragraph(self) -> bool:
        """True if its paragraph begins with its opening mark."""
        return self.outer.start == self._paragraph.span.start

    @property
    def fills_paragraph(self) -> bool:
        """True if its paragraph contains nothing else."""
        return self.outer == self._paragraph.span

    @property
    def _paragraph(self) -> Paragraph:
        return self.doc.paragraphs[self.paragraph]

    def contains(self, token: Token) -> bool:
        """Return True if a token is between the marks."""
        return self.first <= token.i < self.last

    def continues(self, earlier: QuotedRegion | None) -> bool:
        """Return True if this region opens the next paragraph after ``earlier``, which was left open.

        Args:
            earlier: the region before this one; None for the first.
        """
        if earlier is None or earlier.closed or self.paragraph != earlier.paragraph + 1:
            return False
        return self.opens_paragraph


class QuotedText(Struct, frozen=True):
    """A document with its linked mentions and its quoted regions.

    Attributes:
        linked: the mentions of the document and their entities.
        regions: the quoted regions, in the order of the text.
        marked: the tokens in quotation marks and the marks themselves, by ``Token.i``; nicknames are not among them.
    """

    linked: LinkedMentions
    regions: tuple[QuotedRegion, ...]
    marked: frozenset[int]

    @property
    def doc(self) -> Document:
        """The document."""
        return self.linked.doc

    @property
    def mentions(self) -> Mentions:
        """The mentions of the document."""
        return self.linked.mentions

    def is_marked(self, token: Token) -> bool:
        """Return True if a token is in quotation marks, or is a mark of a region."""
        return token.i in self.marked


def find_quoted_text(linked: LinkedMentions) -> QuotedText:
    """Return a document with the quoted regions of its paragraphs."""
    regions = tuple(_regions(linked.doc))
    # The words of a nickname belong to a name, which may be that of the speaker.
    marked = frozenset(
        token.i
        for region in regions
        if not is_nickname(linked.mentions, region)
        for token in linked.doc.tokens_in(region.outer)
    )
    return QuotedText(linked, regions, marked)


def is_nickname(mentions: Mentions, region: QuotedRegion) -> bool:
    """Return True if a region is in the middle of a mention: “Ana “Red” Roe”."""
    mention = mentions.at(region.first)
    return mention is not None and mention.first < region.first and region.last < mention.last


def _regions(doc: Document) -> Iterator[QuotedRegion]:
    for paragraph_i, paragraph in enumerate(doc.paragraphs):
        for marked in marked_spans(doc.text, paragraph.span):
            tokens = doc.tokens_in(marked.span)
            if tokens:
                yield QuotedRegion(tokens, marked.span, marked.outer, marked.closed, paragraph_i)


def unmarked_neighbor(token: Token, step: int) -> Token | None:
    """Return the nearest token that is not a quotation mark, before a token (``step`` -1) or after it (``step`` 1)."""
    neighbor = token.previous if step < 0 else token.next
    while neighbor is not None and neighbor.text in MARK_TOKENS:
        neighbor = neighbor.previous if step < 0 else neighbor.next
    return neighbor
