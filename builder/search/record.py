"""A record: one thing that the search can find."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """One thing that the search can find.

    Attributes:
        url: how the page of the search leads there; without white space.
        type: "brief", "quote" or the type of an entity.
        title: what it is called; found before all else. "" where it has no name of its own.
        also: its other names, found almost as early, on one line; "" where it has none.
        speaker: of a quote who is credited with it; "" otherwise.
        content: its words, on one line.
        years: of the briefs that it is in, sorted.
        details: what a result shows and nobody searches for, as plain JSON.
    """

    url: str
    type: str
    title: str
    content: str
    also: str = ""
    speaker: str = ""
    years: tuple[str, ...] = ()
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The url and, after a space, the details.

        The address is the one part of a record that the index keeps and hands out without searching it.
        """
        details = json.dumps(self.details, ensure_ascii=False, separators=(",", ":"))
        return f"{self.url} {details}"

    @property
    def meta(self) -> dict[str, str]:
        """The names; the page of the search says how much each weighs."""
        found = {"title": self.title, "also": self.also, "speaker": self.speaker}
        return {name: value for name, value in found.items() if value}

    @property
    def filters(self) -> dict[str, list[str]]:
        """What results are narrowed by."""
        return {"type": [self.type], **({"year": list(self.years)} if self.years else {})}
