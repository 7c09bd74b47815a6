"""Weights: pages and pictures that take long to load."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

from builder.model.diagnostic import Diagnostic, warning
from builder.model.site_file import SiteFile

HEAVY_PAGE = 1_500_000
"""Bytes of a page with all that it loads, from which on it is heavy: four seconds at 3 Mbit/s."""

HEAVY_PICTURE = 500_000
"""Bytes of one picture likewise: a photograph of 1,600 pixels has less."""

_PICTURES = {".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"}


def heavy_page(path: str, loads: Collection[str], files: Mapping[str, SiteFile]) -> Iterator[Diagnostic]:
    """Yield a warning if a page is heavy, with the heaviest file that it loads.

    Args:
        path: the page, relative to the site's root.
        loads: the files that it loads.
        files: all files of the site, by path.
    """
    sizes = {one: files[one].size for one in {path, *loads} if one in files}
    total = sum(sizes.values())
    if total <= HEAVY_PAGE:
        return
    heaviest = max(sizes, key=lambda one: (sizes[one], one))
    message = f"The page has {_megabytes(total)} with all that it loads; {heaviest} has {_megabytes(sizes[heaviest])}."
    yield warning(path, None, message, "Make pictures smaller, or leave some out.")


def heavy_pictures(files: Mapping[str, SiteFile]) -> Iterator[Diagnostic]:
    """Yield a warning for each heavy picture of a site."""
    for path, file in files.items():
        if PurePosixPath(path).suffix.lower() in _PICTURES and file.size > HEAVY_PICTURE:
            message = f"The picture {path} has {_megabytes(file.size)}."
            hint = "Save it with at most 1,600 pixels, as WebP or JPEG."
            yield warning(path, None, message, hint)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
