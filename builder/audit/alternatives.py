"""Alternative texts: what readers get in place of pictures that they do not see."""

from __future__ import annotations

from collections.abc import Iterator

from builder.edition.markdown import markdown_tokens
from builder.model.diagnostic import Diagnostic, warning
from builder.model.editorial import Content

_HINT = "Say between the brackets what the picture shows: ![The pier at low tide](…)."


def missing_alternatives(content: Content) -> Iterator[Diagnostic]:
    """Yield a warning for each picture in an editor's text that has no alternative text."""
    for page in content.pages:
        yield from _missing(page.markdown, page.path, page.line)
    for text in content.texts:
        yield from _missing(text.markdown, text.path, 1)
    for notes in content.notes.values():
        for note in notes.notes:
            yield from _missing(note.markdown, notes.path, note.text_line)


def _missing(markdown: str, path: str, first_line: int) -> Iterator[Diagnostic]:
    """Yield them for one Markdown text, which begins on a line of its file."""
    line = first_line
    for token in markdown_tokens(markdown):
        if token.map is not None:
            line = first_line + token.map[0]
        below = 0
        for child in token.children or ():
            if child.type in ("softbreak", "hardbreak"):
                below += 1
            elif child.type == "image" and not child.content.strip():
                message = f"The picture {child.attrGet('src')} has no alternative text."
                yield warning(path, line + below, message, _HINT)
