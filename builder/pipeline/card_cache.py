"""Cached pictures of shared pages, keyed by their words and the code that draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from importlib.metadata import version
from pathlib import Path

import builder
from builder.cache import Cache, code_digest, digest
from builder.draw.card import draw_card
from builder.pages.picture import Picture
from builder.pipeline.progress import Progress

KIND = "cards"


def draw_pictures(pictures: Sequence[Picture], *, cache: Cache, progress: Progress) -> dict[str, bytes]:
    """Return the bytes of every picture, by path."""
    if not pictures:
        return {}
    folder = Path(builder.__file__).parent
    code = code_digest(folder / "draw", folder / "pages" / "picture.py") + version("pillow")
    files: dict[str, bytes] = {}
    for picture in progress.track(pictures, stage="draw", total=len(pictures)):
        key = digest(code, *map(str, astuple(picture.card)))
        data = cache.get(KIND, key)
        if data is None:
            data = draw_card(picture.card)
            cache.put(KIND, key, data)
        files[picture.path] = data
    return files
