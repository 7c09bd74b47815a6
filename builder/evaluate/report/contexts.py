"""Contexts of the templates of a report."""

from __future__ import annotations

from msgspec import Struct

from builder.pages.page import Context
from builder.pages.passages import Mark, Passage


class LabeledMark(Mark, frozen=True):
    """A mark with a label before it: the source of a quote, or the type of a name; "" for none."""

    label: str = ""


class ReportContext(Context, frozen=True):
    """The context that all pages of a report share.

    Attributes:
        title: of the page.
        home_url: links to the first page of the report.
        style_urls: the style sheets, in the order of the cascade.
    """

    title: str
    home_url: str
    style_urls: tuple[str, ...]


class RateRow(Struct, frozen=True):
    """A score with precision and recall, formatted; "" for a figure that the score lacks."""

    name: str
    precision: str
    recall: str
    f1: str
    right: str
    predicted: str
    gold: str


class ReasonRow(Struct, frozen=True):
    """Failure count for one reason."""

    name: str
    count: int


class ShareRow(Struct, frozen=True):
    """A proportion, formatted."""

    name: str
    share: str
    right: int
    total: int
    reasons: tuple[ReasonRow, ...]


class TallyRow(Struct, frozen=True):
    """A number of which less is better; ``details`` are further numbers, formatted."""

    name: str
    count: int
    details: str


class Example(Struct, frozen=True):
    """A mistake in its context.

    Attributes:
        url: links to the words in the article.
        article: the article's id.
        before, words, after: the words, and the text around them.
        about: the title of the entity of a page; "" for other mistakes.
        entity_url: links to all mistakes about the same entity; None for mistakes that are not about who is who.
        is_new: True if the earlier run of a comparison lacks it.
    """

    url: str
    article: str
    before: str
    words: str
    after: str
    about: str
    detail: str
    entity_url: str | None
    is_new: bool


class KindRow(Struct, frozen=True):
    """The mistakes of one kind.

    Attributes:
        url: links to all of them.
        examples: a few of them.
    """

    name: str
    meaning: str
    count: int
    url: str
    examples: tuple[Example, ...]


class ArticleRow(Struct, frozen=True):
    """An article in the list of all articles.

    Attributes:
        kinds: the numbers of its mistakes by kind, formatted.
    """

    id: str
    url: str
    count: int
    kinds: str


class FileSection(Struct, frozen=True):
    """One annotated file on the first page.

    Attributes:
        anchor: its id there.
        identity_url: links to the mistakes by entity; None without any.
    """

    anchor: str
    name: str
    rates: tuple[RateRow, ...]
    shares: tuple[ShareRow, ...]
    tallies: tuple[TallyRow, ...]
    identity_url: str | None
    kinds: tuple[KindRow, ...]
    articles: tuple[ArticleRow, ...]


class ChangeRow(Struct, frozen=True):
    """A score before and after; ``trend`` is "better", "worse" or "same"."""

    name: str
    figure: str
    old: str
    new: str
    difference: str
    trend: str
    old_counts: str
    new_counts: str


class ChangedMistake(Struct, frozen=True):
    """A new mistake, or one that only the earlier run has."""

    url: str
    kind: str
    words: str
    detail: str


class ChangedArticle(Struct, frozen=True):
    """An article with new mistakes, or without earlier ones."""

    id: str
    url: str
    new: tuple[ChangedMistake, ...]
    gone: tuple[ChangedMistake, ...]


class ChangeSection(Struct, frozen=True):
    """One annotated file compared with its earlier run.

    Attributes:
        new, gone: numbers of mistakes in all articles.
        only_new, only_old: numbers of articles that the other run lacks.
    """

    name: str
    scores: tuple[ChangeRow, ...]
    articles: tuple[ChangedArticle, ...]
    new: int
    gone: int
    only_new: int
    only_old: int


class ChangesView(Struct, frozen=True):
    """The comparison with an earlier run; ``unmatched`` are the names of files of only one of the runs."""

    old: str
    sections: tuple[ChangeSection, ...]
    unmatched: tuple[str, ...]


class IndexContext(ReportContext, frozen=True):
    """The first page; ``changes`` is None without an earlier run."""

    files: tuple[FileSection, ...]
    changes: ChangesView | None


class KindContext(ReportContext, frozen=True):
    """All mistakes of one kind in one file."""

    file: str
    file_url: str
    meaning: str
    examples: tuple[Example, ...]


class LinkedExample(Struct, frozen=True):
    """A mistake of any kind; ``kind_url`` links to all of its kind."""

    kind: str
    kind_url: str
    example: Example


class EntityMistakes(Struct, frozen=True):
    """The mistakes about one entity; ``anchor`` is its id on the page."""

    anchor: str
    title: str
    mistakes: tuple[LinkedExample, ...]


class IdentityContext(ReportContext, frozen=True):
    """All mistakes about who is who in one file, by entity."""

    file: str
    file_url: str
    entities: tuple[EntityMistakes, ...]


class MistakeNote(Struct, frozen=True):
    """A mistake below its paragraph.

    Attributes:
        url: links to its words.
        kind_url: links to all mistakes of its kind.
        entity_url: links to all mistakes about the same entity; None for mistakes that are not about who is who.
    """

    url: str
    kind: str
    kind_url: str
    words: str
    detail: str
    entity_url: str | None
    is_new: bool


class ParagraphRow(Struct, frozen=True):
    """A paragraph as annotated and as found, with its mistakes; ``id`` is its anchor."""

    id: str
    gold: Passage
    found: Passage
    notes: tuple[MistakeNote, ...]


class ArticleContext(ReportContext, frozen=True):
    """One article, annotated and found side by side.

    Attributes:
        has_quotes, has_names: True if these are annotated.
        unread: True if the article could not be read.
        partial: True if only some of its names are annotated.
        count: the number of its mistakes.
        previous_url, next_url: link to the neighboring articles; None at the ends.
    """

    file: str
    file_url: str
    has_quotes: bool
    has_names: bool
    unread: bool
    partial: bool
    count: int
    rows: tuple[ParagraphRow, ...]
    previous_url: str | None
    next_url: str | None
