"""What a reader of a brief may switch on and off: the marks in its text, by kind."""

from __future__ import annotations

from dataclasses import dataclass

from builder.edition import urls
from builder.edition.brief_texts import BriefText
from builder.edition.labels import LABELS
from builder.model.annotations import EntityType

_FIGURES = (EntityType.MONEY, EntityType.PERCENT, EntityType.QUANTITY)
_TIMES = (EntityType.DATE, EntityType.TIME)
_TITLES = (EntityType.WORK, EntityType.LAW, EntityType.PRODUCT)


@dataclass(frozen=True, slots=True)
class Toggle:
    """A kind of marks.

    Attributes:
        key: its name in an address.
        styles: the classes of its marks, parted by spaces.
    """

    key: str
    label: str
    styles: str


def toggles(source: BriefText) -> tuple[Toggle, ...]:
    """The kinds of marks that the text has, in the order of the sidebar; quotes come last."""
    shown = {mention.type for mention in source.brief.mentions if source.shows(mention.span)}
    kinds: list[tuple[str, str, tuple[EntityType, ...]]] = [
        (kind.value, LABELS[kind].many, (kind,)) for kind in urls.SECTIONS
    ]
    kinds += [
        ("dates", "Dates", _TIMES),
        ("figures", "Figures", _FIGURES),
        ("titles", "Works and laws", _TITLES),
        ("terms", LABELS[EntityType.TERM].many, (EntityType.TERM,)),
    ]
    found = [
        Toggle(key, label, " ".join(kind.value for kind in types))
        for key, label, types in kinds
        if not shown.isdisjoint(types)
    ]
    if any(source.shows(span) for quote in source.brief.quotes for span in quote.content):
        found.append(Toggle("quotes", "Quotes", "quote"))
    return tuple(found)
