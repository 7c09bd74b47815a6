"""The accent of a site: shades of the editor's color that can be read on light and on dark pages."""

from __future__ import annotations

import colorsys
from collections.abc import Sequence

LIGHT_GROUNDS = ("#fbfaf6", "#f3f0e8")
DARK_GROUNDS = ("#161513", "#201e1b")
"""Paper and panel of the two color schemes, as ``templates/assets/tokens.css`` has them."""

LEAST_CONTRAST = 4.5
"""The contrast of text with its ground that WCAG 2.2 asks for (AA)."""

_STEPS = 256


def light_accent(color: str) -> str:
    """Return the shade of a color ("#rrggbb") for light pages: itself, or darker as far as it must be."""
    return _readable(color, LIGHT_GROUNDS, toward=0.0)


def dark_accent(color: str) -> str:
    """Return the shade of a color ("#rrggbb") for dark pages: itself, or lighter as far as it must be."""
    return _readable(color, DARK_GROUNDS, toward=1.0)


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colors (WCAG 2.2): 1 to 21."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _readable(color: str, grounds: Sequence[str], *, toward: float) -> str:
    """Return the first shade on the way to black (0) or white (1) that has enough contrast with all grounds."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(color))
    shade = color
    for step in range(_STEPS + 1):
        if step:
            at = lightness + (toward - lightness) * step / _STEPS
            shade = _hex(*colorsys.hls_to_rgb(hue, at, saturation))
        if all(contrast(shade, ground) >= LEAST_CONTRAST for ground in grounds):
            break
    return shade


def _channels(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[index : index + 2], 16) / 255 for index in (1, 3, 5))
    return red, green, blue


def _hex(*channels: float) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _luminance(color: str) -> float:
    """Return the relative luminance of a color (WCAG 2.2)."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in _channels(color)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
