"""Line ends of texts, which may be those of any system, and line numbers."""

from __future__ import annotations

import re

LINE_END = re.compile(r"\r\n|\r|\n")
"""One line end of Windows, of early Macs, or of everything else."""


def line_at(text: str, offset: int) -> int:
    """Return the line of ``text`` that contains the code point at ``offset``, counted from 1."""
    return len(LINE_END.findall(text, 0, offset)) + 1


def plain_line_ends(text: str) -> str:
    r"""Return ``text`` with ``\n`` as every line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
