"""The worked examples of ``docs/themes.md``: the files that it shows, by example."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from tests.support.sites import PROJECT

GUIDE = (PROJECT / "docs" / "themes.md").read_text(encoding="utf-8")

_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
_FILE = re.compile(r"^```\w+ (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@cache
def theme_examples() -> Mapping[str, Mapping[str, str]]:
    """Return the files of each example by path, by the heading above them."""
    _, *parts = _SECTION.split(GUIDE)
    sections = zip(parts[::2], parts[1::2], strict=True)
    examples = {heading: dict(_FILE.findall(text)) for heading, text in sections}
    return {heading: files for heading, files in examples.items() if files}
