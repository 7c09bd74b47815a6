"""The atlas of a site: what its maps have in common, remembered between builds as one entry."""

from __future__ import annotations

from builder.code_digest import code_digest
from builder.pictures.atlas import Atlas
from builder.store.store import Store

KIND = "atlas"
CODE = ("builder.pictures.atlas", "builder.pictures.network_layout")
"""Modules that draw the entry. Their import closure is its key."""


def open_atlas(store: Store) -> Atlas:
    """Return the atlas that earlier builds remember."""
    return Atlas(store.get(KIND, code_digest(*CODE)))


def keep_atlas(atlas: Atlas, store: Store) -> None:
    """Remember an atlas, if something new was drawn."""
    if atlas.is_changed:
        store.put(KIND, code_digest(*CODE), atlas.dump(), replaces=True)
