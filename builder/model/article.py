"""Articles, as the reader extracts them from seeds."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from builder.model.control_characters import Control
from builder.model.editorial import BriefSettings
from builder.model.span import Span


class ParagraphKind(StrEnum):
    """Kind of a paragraph in its article."""

    TEXT = "text"
    HEADLINE = "headline"
    BYLINE = "byline"
    SUBHEADING = "subheading"
    LIST_ITEM = "list-item"
    BLOCK_QUOTE = "block-quote"
    BOILERPLATE = "boilerplate"


class Paragraph(Struct, frozen=True, array_like=True):
    """One paragraph: a span without white space at its ends, and its kind."""

    span: Span
    kind: ParagraphKind


class Dateline(Struct, frozen=True, array_like=True):
    """The place (and day) that opens a wire story: ``BEIRUT, Lebanon (Jan. 5) —``.

    Attributes:
        span: the whole dateline with its dash, up to the first character of the story.
        place: the place as written, without the country or state that follows it.
        region: the country or state that follows the place, or None.
    """

    span: Span
    place: Span
    region: Span | None


class Article(Struct, frozen=True, array_like=True):
    """A seed, decoded and split into its parts; every span counts code points of ``text``.

    Attributes:
        seed_id: the seed's file name without its ending; unique in a site.
        path: the seed's file, relative to the site's root, with forward slashes.
        text: for plain text the decoded file without a byte order mark, each control character replaced by one
            character; for Markdown, HTML and e-mails the words of the article, paragraphs separated by blank lines.
            It has no control characters but tab and line ends, and no noncharacters.
        paragraphs: in the order of the text, none empty, none overlapping. Everything between them
            is white space.
        headline: the headline that the seed gives, or None: nothing is derived here.
        byline: the author as the seed gives it, without "By", or None.
        date: the article's ISO date (``YYYY-MM-DD``) as the seed gives it, or None.
        dateline: the dateline at the head of the first paragraph of the story, or None.
        source: who published it, as the seed gives it, or None.
        source_url: the address at which it was published, as the seed gives it, or None.
        summary: the standfirst that the seed gives, or None.
        topics: the topics that the seed gives.
        is_mail: True if the seed was read as an e-mail.
        draft: True if the seed calls itself a draft; None if it does not say.
        release: the ISO date before which the seed is not to be published, which is its date if front matter,
            headers, a saved page or a line of publication give one; None if it does not say.
        settings: what front matter says of the brief beyond these fields, as the editor's file may; None if nothing.
        controls: the control characters of a plain text that were replaced in ``text``, in order.
    """

    seed_id: str
    path: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    headline: str | None = None
    byline: str | None = None
    date: str | None = None
    dateline: Dateline | None = None
    source: str | None = None
    source_url: str | None = None
    summary: str | None = None
    topics: tuple[str, ...] = ()
    is_mail: bool = False
    draft: bool | None = None
    release: str | None = None
    settings: BriefSettings | None = None
    controls: tuple[Control, ...] = ()

    @property
    def verbatim(self) -> str:
        """The text with the control characters of the file, of the same length."""
        if not self.controls:
            return self.text
        characters = list(self.text)
        for control in self.controls:
            characters[control.offset] = control.character
        return "".join(characters)

    @property
    def story(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the story: neither headline, byline nor boilerplate."""
        apart = (ParagraphKind.HEADLINE, ParagraphKind.BYLINE, ParagraphKind.BOILERPLATE)
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.kind not in apart)


class ArticleHead(Struct, frozen=True, array_like=True):
    """What is known of an article without its text; other fields as in ``Article``.

    Attributes:
        parts: a digest of everything that its annotations depend on: its text and parts, not its name.
        state: a digest of the whole article.
    """

    seed_id: str
    path: str
    draft: bool | None
    release: str | None
    parts: str
    state: str
    settings: BriefSettings | None = None
