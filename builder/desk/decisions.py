"""Decisions that an editor makes at the desk, as the page sends them."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta, Struct

WORDS = 2_000
"""Characters of a text that an editor writes or selects, at most."""

Words = Annotated[str, Meta(min_length=1, max_length=WORDS)]
Id = Annotated[str, Meta(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=120)]
Slug = Annotated[str, Meta(min_length=1, max_length=200)]
Number = Annotated[int, Meta(ge=0, le=1_000_000)]


class Credit(Struct, frozen=True, forbid_unknown_fields=True):
    """Who said a quote: entities, or a source in the editor's words.

    Attributes:
        speakers: ids; empty if the source has no page.
        source: the words, else "".
    """

    speakers: tuple[Id, ...] = ()
    source: Annotated[str, Meta(max_length=WORDS)] = ""


class Selection(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that an editor selected on the page of a brief.

    Attributes:
        words: as the page shows them.
        paragraph: in which they are, counted from 1 as the page numbers it; 0 if unknown.
        number: how often the paragraph has the words before.
    """

    words: Words
    paragraph: Number = 0
    number: Number = 0


class NewEntity(Struct, frozen=True, forbid_unknown_fields=True):
    """An entity that no article and no entry has: its type and its name."""

    type: str
    name: Words


class Quoted(Struct, frozen=True, tag_field="kind", tag="quote", forbid_unknown_fields=True):
    """A quote that the page shows is credited, confirmed or dropped.

    Attributes:
        brief: the slug.
        quote: its id on the page.
        credit: who said it; None if it is not a quote.
        seen: the credit that the page shows.
        is_fixed: True if the page shows that an editor set it.
        new: an entity to make, which is a speaker, too.
        forgets: True to remove the editor's fix: the machine's credit counts again.
        confirms: True if the credit is the one that the page shows.
    """

    brief: Slug
    quote: Annotated[str, Meta(pattern=r"^q-\d{1,6}$")]
    credit: Credit | None
    seen: Credit
    is_fixed: bool = False
    new: NewEntity | None = None
    forgets: bool = False
    confirms: bool = False


class Missed(Struct, frozen=True, tag_field="kind", tag="missed-quote", forbid_unknown_fields=True):
    """Selected words are a quote."""

    brief: Slug
    selection: Selection
    credit: Credit
    new: NewEntity | None = None


class Named(Struct, frozen=True, tag_field="kind", tag="name", forbid_unknown_fields=True):
    """Words name an entity, or nothing.

    Attributes:
        brief: the slug.
        selection: the words.
        entity: its id; "" if the words name nothing, or a new entity.
        everywhere: True for all places of the brief that have the words, False for this one.
        new: an entity to make.
        forgets: True to remove the editor's fix of the words: what the machine says counts again.
        confirms: True if the entity is the one that the page shows.
    """

    brief: Slug
    selection: Selection
    entity: str = ""
    everywhere: bool = True
    new: NewEntity | None = None
    forgets: bool = False
    confirms: bool = False


class Renewed(Struct, frozen=True, tag_field="kind", tag="lost", forbid_unknown_fields=True):
    """A decision whose words are gone from the article is for other words now, or for none.

    Attributes:
        brief: the slug.
        section: the list that has it.
        key: which of its texts is gone.
        words: that text.
        now: the words in their place; "" to remove the decision.
    """

    brief: Slug
    section: Literal["quotes", "mentions"]
    key: Literal["text", "within"]
    words: Words
    now: Annotated[str, Meta(max_length=WORDS)] = ""


class Merge(Struct, frozen=True, tag_field="kind", tag="merge", forbid_unknown_fields=True):
    """Two entities are one."""

    gone: Id
    kept: Id


class Split(Struct, frozen=True, tag_field="kind", tag="split", forbid_unknown_fields=True):
    """In some briefs an entity is another one.

    Attributes:
        entity: the id.
        briefs: their slugs.
        other: the id of the other one; "" for a new one.
        new: the new one.
    """

    entity: Id
    briefs: Annotated[tuple[Slug, ...], Meta(min_length=1, max_length=500)]
    other: str = ""
    new: NewEntity | None = None


class Distinct(Struct, frozen=True, tag_field="kind", tag="distinct", forbid_unknown_fields=True):
    """Entities are as the site has them: entries confirm their names."""

    entities: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=20)]


class Entry(Struct, frozen=True, tag_field="kind", tag="entry", forbid_unknown_fields=True):
    """An entity is shown with another name or role; "" leaves it."""

    entity: Id
    name: Annotated[str, Meta(max_length=WORDS)] = ""
    role: Annotated[str, Meta(max_length=WORDS)] = ""


class Ignore(Struct, frozen=True, tag_field="kind", tag="ignore", forbid_unknown_fields=True):
    """Words are no name in any brief, or all that an entity is called."""

    words: Annotated[str, Meta(max_length=WORDS)] = ""
    entity: str = ""


class Retype(Struct, frozen=True, tag_field="kind", tag="type", forbid_unknown_fields=True):
    """An entity is of another type, in all briefs."""

    entity: Id
    type: str


class Note(Struct, frozen=True, tag_field="kind", tag="note", forbid_unknown_fields=True):
    """A note in the margin, on selected words."""

    brief: Slug
    selection: Selection
    text: Annotated[str, Meta(min_length=1, max_length=20_000)]


class CorrectionSeen(Struct, frozen=True, forbid_unknown_fields=True):
    """A correction that the page shows."""

    date: str
    text: str


class Correct(Struct, frozen=True, tag_field="kind", tag="correction", forbid_unknown_fields=True):
    """A dated correction of an article.

    Attributes:
        brief: the slug.
        date: the day, as ISO ``YYYY-MM-DD``.
        text: the words; "" removes the one that is meant.
        seen: the correction in place of which it stands; None for one more.
    """

    brief: Slug
    date: Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\d$")]
    text: Annotated[str, Meta(max_length=WORDS)] = ""
    seen: CorrectionSeen | None = None


class Setting(Struct, frozen=True, tag_field="kind", tag="setting", forbid_unknown_fields=True):
    """The headline, date or summary of a brief.

    Attributes:
        brief: the slug.
        key: of the file.
        value: the new text; "" removes the editor's.
        seen: what the page shows.
    """

    brief: Slug
    key: str
    value: Annotated[str, Meta(max_length=WORDS)]
    seen: Annotated[str, Meta(max_length=WORDS)] = ""


Decision: TypeAlias = (
    Quoted
    | Missed
    | Named
    | Renewed
    | Merge
    | Split
    | Distinct
    | Entry
    | Ignore
    | Retype
    | Note
    | Correct
    | Setting
)

_DECODER: msgspec.json.Decoder[Decision] = msgspec.json.Decoder(Decision)


def read_decision(data: bytes) -> Decision:
    """Return the decision that a page sends.

    Raises:
        ValueError: if the data are not a decision, with what is wrong.
    """
    return _DECODER.decode(data)
