"""The atlas: what maps have in common, and the layout of the network, drawn once and remembered between builds."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from msgspec import Struct, field

from builder.codec import Codec
from builder.pictures.geometry import Box
from builder.pictures.map_ground import Ground, Rings, areas_around, box_around_area, draw_area, draw_ground
from builder.pictures.map_view import MapView

LARGEST = 4096
"""Most grounds that are remembered, of about 5 kB each. Of a larger atlas nothing is."""

Layout = list[tuple[int, int]]
"""The points of the nodes of a network, in their order."""

Key = TypeVar("Key")
Value = TypeVar("Value")


class _Pages(Struct, frozen=True, array_like=True):
    """The contents of an atlas: each entry as its key and its value.

    Attributes:
        grounds: by view.
        areas: the rings of countries and states, by their keys and by view.
        boxes: around areas, by the key of the area and a point in it.
        near: the keys of areas that may contain a point, by the point and by view.
        layouts: the points of the last network, by all that they depend on.
    """

    grounds: tuple[tuple[MapView, Ground], ...] = ()
    areas: tuple[tuple[tuple[str, MapView], Rings], ...] = ()
    boxes: tuple[tuple[tuple[str, float, float], Box | None], ...] = ()
    near: tuple[tuple[tuple[float, float, MapView], tuple[str, ...]], ...] = ()
    layouts: dict[str, Layout] = field(default_factory=dict)


_CODEC = Codec(_Pages)


class _Sheets(Struct):
    """The contents of an atlas while maps are drawn from it."""

    grounds: dict[MapView, Ground] = field(default_factory=dict)
    areas: dict[tuple[str, MapView], Rings] = field(default_factory=dict)
    boxes: dict[tuple[str, float, float], Box | None] = field(default_factory=dict)
    near: dict[tuple[float, float, MapView], tuple[str, ...]] = field(default_factory=dict)
    layouts: dict[str, Layout] = field(default_factory=dict)


class Atlas:
    """Grounds of views, and areas on them. What is asked for the first time is drawn.

    The tables of outlines are read only for that: a map whose view is known needs none.

    Args:
        remembered: what ``dump`` of an atlas of the same code returned, if anything.
    """

    def __init__(self, remembered: bytes | None = None) -> None:
        self._remembered = remembered
        self._sheets: _Sheets | None = None
        self._news = _Sheets()
        self._is_changed = False

    @property
    def is_changed(self) -> bool:
        """True if something was drawn that was not remembered."""
        return self._is_changed

    def ground(self, view: MapView) -> Ground:
        """Return the ground of a view."""
        return self._drawn("grounds", view, lambda: draw_ground(view))

    def area(self, key: str, view: MapView) -> Rings:
        """Return the rings of a country or state as the map of a view draws them; none if no table has the area."""
        level = self.ground(view).level
        return self._drawn("areas", (key, view), lambda: draw_area(key, view, level))

    def box(self, area: str, lon: float, lat: float) -> Box | None:
        """Return the largest box around a part of a country or state that contains a point, in degrees."""
        return self._drawn("boxes", (area, lon, lat), lambda: box_around_area(area, lon, lat))

    def near(self, lon: float, lat: float, view: MapView) -> tuple[str, ...]:
        """Return the keys of the areas of a view that may contain a point: those whose boxes do."""
        return self._drawn("near", (lon, lat, view), lambda: tuple(areas_around(lon, lat, view)))

    def layout(self, key: str, draw: Callable[[], Layout]) -> Layout:
        """Return the points of the network of a site; only one network is remembered.

        Args:
            key: a digest of all that they depend on, with the code.
            draw: returns them.
        """
        known = self._opened().layouts
        if key not in known:
            known.clear()
        return self._drawn("layouts", key, draw)

    def dump(self) -> bytes:
        """Return the whole atlas as bytes."""
        return _dumped(self._opened())

    def news(self) -> bytes:
        """Return what this atlas has drawn, as bytes; empty if that is nothing."""
        return _dumped(self._news) if self.is_changed else b""

    def join(self, other: bytes) -> None:
        """Take over what another atlas of the same code has drawn.

        Args:
            other: what its ``news`` or ``dump`` returned.
        """
        sheets, pages = self._opened(), _CODEC.load(other)
        sheets.grounds |= dict(pages.grounds)
        sheets.areas |= dict(pages.areas)
        sheets.boxes |= dict(pages.boxes)
        sheets.near |= dict(pages.near)
        sheets.layouts = pages.layouts or sheets.layouts
        self._is_changed = True

    def _opened(self) -> _Sheets:
        if self._sheets is None:
            pages = _Pages()
            if self._remembered:
                with suppress(ValueError):  # a form of another version
                    pages = _CODEC.load(self._remembered)
            if len(pages.grounds) > LARGEST:
                pages = _Pages()
            self._sheets = _Sheets(
                dict(pages.grounds),
                dict(pages.areas),
                dict(pages.boxes),
                dict(pages.near),
                dict(pages.layouts),
            )
        return self._sheets

    def _drawn(self, sheet: str, key: Key, draw: Callable[[], Value]) -> Value:
        known: dict[Key, Value] = getattr(self._opened(), sheet)
        if key not in known:
            known[key] = getattr(self._news, sheet)[key] = draw()
            self._is_changed = True
        return known[key]


def _dumped(sheets: _Sheets) -> bytes:
    pages = _Pages(
        tuple(sheets.grounds.items()),
        tuple(sheets.areas.items()),
        tuple(sheets.boxes.items()),
        tuple(sheets.near.items()),
        sheets.layouts,
    )
    return _CODEC.dump(pages)
