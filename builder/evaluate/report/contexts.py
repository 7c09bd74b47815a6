"""What the pages of a report show: the contexts of their templates."""

from __future__ import annotations

from dataclasses import dataclass

from builder.pages.page import Context
from builder.pages.passages import Mark, Passage


@dataclass(frozen=True, slots=True)
class LabeledMark(Mark):
    """A mark with a word that stands before it: who is credited, or what a name is taken for; "" for none."""

    label: str = ""


@dataclass(frozen=True, slots=True)
class ReportContext(Context):
    """What every page of a report has.

    Attributes:
        title: of the page.
        home_url: leads to the first page of the report.
        style_urls: the style sheets, in the order of the cascade.
    """

    title: str
    home_url: str
    style_urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RateRow:
    """A score with precision and recall, as people read it; "" where there is no such figure."""

    name: str
    precision: str
    recall: str
    f1: str
    right: str
    predicted: str
    gold: str


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """How many of what is not right fail for one reason."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class ShareRow:
    """How many of several are right."""

    name: str
    share: str
    right: int
    total: int
    reasons: tuple[ReasonRow, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A mistake in its context.

    Attributes:
        url: leads to the spot in the article.
        article: the article's id.
        before, words, after: the spot, and what stands around it.
        about: the title of what a page is about; "" for other mistakes.
        is_new: whether the run that this one is compared with does not have it.
    """

    url: str
    article: str
    before: str
    words: str
    after: str
    about: str
    detail: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class KindRow:
    """The mistakes of one kind.

    Attributes:
        url: leads to all of them.
        examples: a few.
    """

    name: str
    meaning: str
    count: int
    url: str
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in the list of all.

    Attributes:
        kinds: its mistakes by kind, as people read it.
    """

    id: str
    url: str
    count: int
    kinds: str


@dataclass(frozen=True, slots=True)
class FileSection:
    """One annotated file on the first page; ``anchor`` is its id there."""

    anchor: str
    name: str
    rates: tuple[RateRow, ...]
    shares: tuple[ShareRow, ...]
    kinds: tuple[KindRow, ...]
    articles: tuple[ArticleRow, ...]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A score before and after; ``trend`` is "better", "worse" or "same"."""

    name: str
    figure: str
    old: str
    new: str
    difference: str
    trend: str
    old_counts: str
    new_counts: str


@dataclass(frozen=True, slots=True)
class ChangedMistake:
    """A mistake that is new or gone."""

    url: str
    kind: str
    words: str
    detail: str


@dataclass(frozen=True, slots=True)
class ChangedArticle:
    """An article with mistakes that are new, and others that are gone."""

    id: str
    url: str
    new: tuple[ChangedMistake, ...]
    gone: tuple[ChangedMistake, ...]


@dataclass(frozen=True, slots=True)
class ChangeSection:
    """One annotated file beside its earlier self.

    Attributes:
        new, gone: how many mistakes, over all articles.
        only_new, only_old: how many articles the other run does not have.
    """

    name: str
    scores: tuple[ChangeRow, ...]
    articles: tuple[ChangedArticle, ...]
    new: int
    gone: int
    only_new: int
    only_old: int


@dataclass(frozen=True, slots=True)
class ChangesView:
    """The comparison with an earlier run; ``unmatched`` are the names of files that only one of the runs has."""

    old: str
    sections: tuple[ChangeSection, ...]
    unmatched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexContext(ReportContext):
    """The first page; ``changes`` is None where the run is compared with no other."""

    files: tuple[FileSection, ...]
    changes: ChangesView | None


@dataclass(frozen=True, slots=True)
class KindContext(ReportContext):
    """All mistakes of one kind in one file."""

    file: str
    file_url: str
    meaning: str
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class MistakeNote:
    """A mistake under the paragraph that it is in.

    Attributes:
        url: leads to the very words.
        kind_url: leads to all mistakes of its kind.
    """

    url: str
    kind: str
    kind_url: str
    words: str
    detail: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class ParagraphRow:
    """A paragraph as annotated and as found, with what is wrong in it; ``id`` is its anchor."""

    id: str
    gold: Passage
    found: Passage
    notes: tuple[MistakeNote, ...]


@dataclass(frozen=True, slots=True)
class ArticleContext(ReportContext):
    """One article, annotated and found side by side.

    Attributes:
        has_quotes, has_names: what is annotated in it.
        count: how many mistakes there are.
        previous_url, next_url: lead to the neighbouring articles; None at the ends.
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
