"""Items of the worklist."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class WorkKind(StrEnum):
    """What an item is about."""

    DOUBLE = "double"
    NAMESAKES = "namesakes"
    SPEAKER = "speaker"
    SPAN = "span"
    LOST = "lost"


class QuoteAddress(Struct, frozen=True):
    """A quote of a brief.

    Attributes:
        brief: the slug of the brief.
        quote: the id of the quote there ("q-3").
    """

    brief: str
    quote: str


class Answer(Struct, frozen=True):
    """An answer that settles an item.

    Attributes:
        meaning: what the editor says with it, in words.
        file: the file that it belongs in, relative to the site's root.
        yaml: the lines to add; "" to only delete.
        replaces: the line of the entry to delete, counted from 1; None if there is none.
    """

    meaning: str
    file: str
    yaml: str
    replaces: int | None = None


class LostDecision(Struct, frozen=True):
    """A fix of the editor's whose words are gone from the article.

    Attributes:
        section: the list in the brief's file that has it: "quotes" or "mentions".
        key: which of its texts is gone: "text" or "within".
        nearest: the most similar words of the article; "" if none are.
        decided: what it decided, in words.
    """

    section: str
    key: str
    nearest: str
    decided: str


class WorkItem(Struct, frozen=True):
    """A doubt that an editor should settle.

    Attributes:
        kind: what it is about.
        path: the seed's file of the first place, relative to the site's root; of a lost decision the editor's file.
        line: its line, counted from 1; None if it is unknown (in a saved page, for example).
        words: the first quoted words, or the name; of a lost decision the words that are gone.
        context: what is around them in the article, on one line; "" for doubts about pages.
        belief: what the site shows now, in words.
        rule: the rule that made the annotation; "identity" for doubts about pages.
        confidence: how sure the annotation is, 0..1; of several that of the first.
        unresolved: True for quotes without a speaker.
        briefs: the slugs of the briefs concerned, sorted.
        quotes: the quotes concerned, in the order of briefs and text.
        entities: the ids of the pages concerned.
        evidence_for, evidence_against: for doubts about pages, what speaks for one entity and for two.
        lost: what was decided before, if the words of that decision are gone.
        answers: the likeliest first.
    """

    kind: WorkKind
    path: str
    line: int | None
    words: str
    belief: str
    rule: str
    confidence: float
    context: str = ""
    unresolved: bool = False
    briefs: tuple[str, ...] = ()
    quotes: tuple[QuoteAddress, ...] = ()
    entities: tuple[str, ...] = ()
    evidence_for: tuple[str, ...] = ()
    evidence_against: tuple[str, ...] = ()
    lost: LostDecision | None = None
    answers: tuple[Answer, ...] = ()
