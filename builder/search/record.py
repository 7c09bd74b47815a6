"""A record: one brief that the search can find."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from builder.pages.compact_json import compact_json


class QuoteWords(Struct, frozen=True, array_like=True):
    """The words of a record that are a quote.

    Attributes:
        number: of the quote in its brief, which its anchor ends in; 0 if the text of the page does not show it.
        speaker: the ids of the entities that it is credited to, which the page of the search names; else the article's
            own words for its speaker, "" if there are none.
        ranges: half-open ranges of the record's words, which count from 0.
        is_unmarked: True if it is direct speech that the article has without quotation marks.
    """

    number: int
    speaker: tuple[str, ...] | str
    ranges: tuple[tuple[int, int], ...]
    is_unmarked: bool = False


class SearchRecord(Struct, frozen=True):
    """One brief that the search can find.

    Attributes:
        slug: of the brief.
        url: how the page of the search leads there; without white space.
        title: its headline; found before all else.
        content: its words, on one line.
        year: of the brief; "" if it is undated.
        quotes: those words that are quotes, in the order of the brief.
        details: what a result shows and no one searches for, as plain JSON.
    """

    slug: str
    url: str
    title: str
    content: str
    year: str = ""
    quotes: tuple[QuoteWords, ...] = ()
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The url and, after a space, the details.

        The address is the one part of a record that the index keeps and hands out without searching it.
        """
        return f"{self.url} {compact_json(self.details)}"

    @property
    def meta(self) -> dict[str, str]:
        """What is found beside the words."""
        return {"title": self.title} if self.title else {}
