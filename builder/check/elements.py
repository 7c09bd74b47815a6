"""Rules of HTML for its elements, read from ``elements.json`` beside this module."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

_TABLES: dict[str, Any] = json.loads(Path(__file__).with_name("elements.json").read_text(encoding="utf-8"))

VOID: Final[frozenset[str]] = frozenset(_TABLES["void"])
"""Elements without an end tag."""

FOREIGN: Final[frozenset[str]] = frozenset(_TABLES["foreign"])
"""Elements that open another language, in which "/>" closes an element."""

ACTIVE: Final[frozenset[str]] = frozenset(_TABLES["active"])
"""Elements that a reader activates: none of them may be in another."""

NOT_IN_PARAGRAPH: Final[frozenset[str]] = frozenset(_TABLES["not_in_paragraph"])
"""Elements whose start ends an open paragraph."""

ENDED_BY: Final[dict[str, frozenset[str]]] = {
    "p": NOT_IN_PARAGRAPH,
    **{name: frozenset(starts) for name, starts in _TABLES["ended_by"].items()},
}
"""Elements that may leave out their end tag, and the starts that end them."""

LEADING: Final[dict[str, list[str]]] = _TABLES["leading"]
"""Attributes with an address that a reader may follow, by element."""

LOADING: Final[dict[str, list[str]]] = _TABLES["loading"]
"""Attributes with an address that the browser loads by itself, by element."""

LOADING_LINKS: Final[frozenset[str]] = frozenset(_TABLES["loading_links"])
"""Relations of a ``link`` whose address the browser loads by itself."""
