"""Words of the editor's Markdown without its marks."""

from __future__ import annotations

from markdown_it.token import Token


def inline_words(token: Token) -> str:
    """Return the words of an inline token, its text and code; a line break is a space, an image has no words."""
    return "".join(
        child.content if child.type in ("text", "code_inline") else " " * child.type.endswith("break")
        for child in token.children or ()
    )
