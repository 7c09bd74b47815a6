"""The graph: entities across briefs, their mentions and quotes, and which of them appear together.

It does not contain the text of articles: spans point into the articles, which are passed along with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import force_setattr

from builder.model.annotations import EntityType, Origin
from builder.model.brief import Brief
from builder.model.brief_outline import BriefOutline, OutlinedBriefs, outline_of
from builder.model.place import Place
from builder.model.span import Span


class RoleSeen(Struct, frozen=True, array_like=True):
    """A role that a brief gives an entity.

    Attributes:
        text: the role as written, or as the editor words it.
        brief_slug: the brief that gives it; None if the editor gives it for the whole site.
        span: its span in that brief; None if the editor gives it.
        origin: rule or editor.
    """

    text: str
    brief_slug: str | None
    span: Span | None
    origin: Origin


class Entity(Struct, frozen=True, array_like=True):
    """All mentions of one thing in the site.

    Attributes:
        id: its slug, unique among all entities of the site.
        type: one of ``PAGE_TYPES``.
        name: the editor's, else the fullest form seen.
        aliases: the other forms seen or given, sorted.
        roles: the editor's first, then those that most briefs give, of equal ones the newest; each wording
            once a brief.
        place: the gazetteer's record if the match is safe, or the editor's coordinates; else None.
        wikidata: the editor's item, or None.
        edited: True if the editor has an entry for it.
        redirects: ids that were merged into this one, sorted.
        former_types: types that it has without the editor's entry, sorted.
        named_after: the id of the place whose name a team bears, if the site has that place; else None.
    """

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[RoleSeen, ...] = ()
    place: Place | None = None
    wikidata: str | None = None
    edited: bool = False
    redirects: tuple[str, ...] = ()
    former_types: tuple[EntityType, ...] = ()
    named_after: str | None = None


# Out of sight of the garbage collector, since 10,000 briefs have half a million.
class Tie(Struct, frozen=True, array_like=True, gc=False):
    """Two entities that appear together.

    Attributes:
        first_id, second_id: in sorted order.
        briefs: how many briefs mention both.
        sentences: in how many sentences both are mentioned.
    """

    first_id: str
    second_id: str
    briefs: int
    sentences: int


class DoubtKind(StrEnum):
    """Whether two pages may be one entity, or a page may have mentions of another entity."""

    DOUBLE = "double"
    NAMESAKES = "namesakes"


class IdentityDoubt(Struct, frozen=True, array_like=True):
    """A doubt about who is who, for the editor to settle.

    Attributes:
        kind: of doubles two pages may be one entity; of namesakes mentions on the first page may belong on the second.
        entity_ids: of the two pages; of doubles the one in more articles is first.
        brief_slugs: the briefs that are concerned, sorted.
        evidence_for: in words, what speaks for one entity.
        evidence_against: in words, what speaks for two.
    """

    kind: DoubtKind
    entity_ids: tuple[str, str]
    brief_slugs: tuple[str, ...]
    evidence_for: tuple[str, ...]
    evidence_against: tuple[str, ...]


class Graph(Struct, frozen=True):
    """The site's knowledge as one value.

    Attributes:
        doubts: about who is who, sorted by the ids of the pages.
        entities: by id, in sorted order.
        briefs: by slug, in sorted order; they may be loaded when they are looked up.
        ties: sorted by first_id, then second_id; they may be loaded when one is looked up.
        states: of briefs, by slug, a digest of all that the brief and its article were made from, if it is known: with
            the same one they are the same, but for notes.
        outlines: of the briefs, by slug, in sorted order; always made of them, whatever is given.
        key: a digest of all that the graph was made from but notes; "" if it is not known.
    """

    entities: Mapping[str, Entity]
    briefs: Mapping[str, Brief]
    ties: Sequence[Tie]
    doubts: tuple[IdentityDoubt, ...] = ()
    states: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    outlines: Mapping[str, BriefOutline] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Outline the briefs, unless they are outlined already."""
        if isinstance(self.briefs, OutlinedBriefs):
            outlines = self.briefs.outlines
        else:
            outlines = {slug: outline_of(brief) for slug, brief in self.briefs.items()}
        force_setattr(self, "outlines", outlines)
