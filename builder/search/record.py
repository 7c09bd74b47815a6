"""A record: one thing that the search can find."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """One thing that the search can find.

    Attributes:
        url: where it is, from the site's root.
        type: "brief", "quote" or the type of an entity.
        title: what it is called; found before all else. "" where it has no name of its own.
        speaker: of a quote who is credited with it; "" otherwise.
        content: its words, on one line.
        years: of the briefs that it is in, sorted.
        details: what a result shows and nobody searches for, as plain JSON.
    """

    url: str
    type: str
    title: str
    content: str
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
        """What has a name, by name."""
        found = {"title": self.title, "speaker": self.speaker}
        return {name: value for name, value in found.items() if value}

    @property
    def filters(self) -> dict[str, list[str]]:
        """What results are narrowed by."""
        return {"type": [self.type], **({"year": list(self.years)} if self.years else {})}
