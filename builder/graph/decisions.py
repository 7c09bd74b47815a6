"""What is decided over a whole archive: values that builds remember, without the code that decides."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from builder.codec import Codec
from builder.model.brief import Brief
from builder.model.brief_outline import BriefOutline
from builder.model.diagnostic import Diagnostic
from builder.model.graph import Entity, IdentityDoubt, Tie


class Decisions(Struct, frozen=True, array_like=True):
    """What is decided over a whole archive, without the editor's notes.

    Attributes:
        entities: by id, in sorted order.
        outlines: of the briefs, by slug, in sorted order.
        states: as in ``Graph``.
        doubts: as in ``Graph``.
        ties_key: a digest of all that the ties of the entities depend on; "" if it is not known.
        diagnostics: an error for each fix that cannot be applied, and a note for each entry that no article mentions.
    """

    entities: dict[str, Entity]
    outlines: dict[str, BriefOutline]
    states: dict[str, str]
    doubts: tuple[IdentityDoubt, ...]
    ties_key: str
    diagnostics: tuple[Diagnostic, ...]


class BareGraph(Struct, frozen=True):
    """The graph of a site without the editor's notes.

    Attributes:
        decisions: over the whole archive.
        briefs: by slug, in sorted order; each is loaded when it is looked up.
        ties: as in ``Graph``.
    """

    decisions: Decisions
    briefs: Mapping[str, Brief]
    ties: tuple[Tie, ...]


BRIEF = Codec(Brief)
DECISIONS = Codec(Decisions)
