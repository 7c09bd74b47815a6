"""Names of places that may mean several places if no region is beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from builder.codec import Codec
from builder.gazetteer.home_places import Home, place_in_region
from builder.gazetteer.lookup import load_gazetteer
from builder.graph.identity.name_evidence import EntityKey
from builder.graph.memory import Memory
from builder.graph.place_regions import region_of
from builder.model.annotations import DocumentEntity
from builder.model.place import Place, PlaceKind


class _Spellings(Struct, frozen=True, array_like=True):
    """How the articles write one bare name of places.

    Attributes:
        first: of the first entity.
        bare: of the entities without a region, sorted.
        has_regions: True if any article names a region beside it.
        home: the home region; None without one.
    """

    first: str
    bare: tuple[str, ...]
    has_regions: bool
    home: Place | None

    @property
    def are_contested(self) -> bool:
        """True if it may mean cities of several regions, one of them at home perhaps."""
        if not self.bare:
            return False
        gazetteer = load_gazetteer()
        places = gazetteer.candidates(self.first)
        regions = {region_of(place, gazetteer) for place in places if place.kind is PlaceKind.CITY}
        return (
            len(regions) > 1
            or self.has_regions
            or (self.home is not None and any(place_in_region(form, self.home) for form in self.bare))
        )


_SPELLINGS = Codec(_Spellings)
_CONTESTED = Codec(dict[str, tuple[str, bool]])


def contested_names(
    by_name: Mapping[str, Sequence[EntityKey]],
    entities: Mapping[EntityKey, DocumentEntity],
    home: Home | None,
    memory: Memory,
) -> frozenset[str]:
    """Return the keys of the names that may mean several places without a region.

    Args:
        by_name: the entities of each bare name, by its key.
        entities: by key.
        home: the site's home region.
        memory: what earlier builds remember.
    """
    region = home.region if home is not None else None
    spellings = {}
    for name, keys in by_name.items():
        own = [entities[key] for key in keys]
        bare = {entity.name for entity in own if entity.region is None}
        spellings[name] = _Spellings(
            own[0].name, tuple(sorted(bare)), any(entity.region for entity in own), region
        )
    digests = {name: _SPELLINGS.digest(one) for name, one in spellings.items()}
    decided = memory.recall_table(
        "contested places", _CONTESTED, digests, lambda name: spellings[name].are_contested
    )
    return frozenset(name for name, is_contested in decided.items() if is_contested)
