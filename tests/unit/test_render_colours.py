"""Contrast of the colors of both themes (WCAG 2.2, relative luminance)."""

from __future__ import annotations

import re

import pytest

from tests.support.sample import TEMPLATES

TEXT = 4.5
LINE = 3.0

TYPES = ("person", "place", "organization", "group", "event", "other")
PAIRS = [
    *((name, ground, TEXT) for name in ("ink", "soft", "accent") for ground in ("paper", "panel")),
    *(("ink", ground, TEXT) for ground in ("tint", "lit")),
    *((name, ground, TEXT) for name in TYPES for ground in ("paper", "panel", "tint")),
    *((name, ground, LINE) for name in (*TYPES, "control") for ground in ("paper", "panel")),
    ("soft", "lit", TEXT),
    ("paper", "ink", TEXT),
]


def tokens() -> dict[str, tuple[str, str]]:
    """Return every color with its light and its dark value."""
    css = (TEMPLATES / "assets" / "tokens.css").read_text(encoding="utf-8")
    found = re.findall(r"--([a-z]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", css)
    return {name: (light, dark) for name, light, dark in found}


def luminance(colour: str) -> float:
    """Return the “relative luminance” of WCAG 2.2."""
    channels = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Return the “contrast ratio” of WCAG 2.2."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_pairs_of_colors_have_enough_contrast(front: str, ground: str, least: float, theme: int) -> None:
    colors = tokens()
    assert contrast(colors[front][theme], colors[ground][theme]) >= least


def test_contrast_equals_published_values() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_only_tokens_css_contains_colors() -> None:
    for path in sorted((TEMPLATES / "assets").glob("*.css")):
        css = path.read_text(encoding="utf-8") if path.name != "tokens.css" else ""
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|rgb\(|hsl\(", css) == []


def test_used_tokens_are_exactly_the_declared_ones() -> None:
    css = "".join(path.read_text(encoding="utf-8") for path in sorted((TEMPLATES / "assets").glob("*.css")))
    used, declared = set(re.findall(r"var\((--[a-z-]+)", css)), set(re.findall(r"(--[a-z-]+):", css))
    assert used == declared
