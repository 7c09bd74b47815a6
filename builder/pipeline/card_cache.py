"""Cached pictures of shared pages, keyed by their words and the code that draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from importlib.metadata import version

from builder.code_digest import code_digest
from builder.digest import digest
from builder.draw.card import draw_card
from builder.pages.picture import Picture
from builder.pipeline.progress import Progress
from builder.store.store import Store

KIND = "cards"
CODE = ("builder.draw.card",)
"""Modules that compute an entry. Their import closure is part of its key."""


def draw_pictures(pictures: Sequence[Picture], *, store: Store, progress: Progress) -> dict[str, bytes]:
    """Return the bytes of every picture, by path."""
    if not pictures:
        return {}
    code = digest(code_digest(*CODE), version("pillow"))
    files: dict[str, bytes] = {}
    for picture in progress.track(pictures, stage="draw", total=len(pictures)):
        key = digest(code, *map(str, astuple(picture.card)))
        data = store.get(KIND, key)
        if data is None:
            data = draw_card(picture.card)
            store.put(KIND, key, data)
        files[picture.path] = data
    return files
