"""Notes on articles: ``content/notes/<seed>.md`` → ``BriefNotes``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from builder.content.inline_words import inline_words
from builder.content.markdown_limits import check_markdown
from builder.content.text_files import list_files, read_text
from builder.model.editorial import BriefNotes, Note
from builder.model.line_ends import plain_line_ends
from builder.model.shortening import shorten
from builder.schema.front_matter import split_front_matter
from builder.schema.report import Report

FOLDER = "content/notes"

_MARKER = re.compile(r"^ {0,3}>(?: {0,3}>)* ?")


def load_notes(root: Path, report: Report) -> dict[str, BriefNotes]:
    """Return the notes on each article by seed id, sorted; an empty file has none."""
    seed_ids = list_files(root, report.of(FOLDER), ending=".md")
    files = {seed_id: report.of(f"{FOLDER}/{seed_id}.md") for seed_id in seed_ids}
    texts = {seed_id: read_text(root, file) for seed_id, file in files.items()}
    return {
        seed_id: BriefNotes(files[seed_id].path, _read_notes(text, files[seed_id]))
        for seed_id, text in texts.items()
        if text is not None
    }


def _read_notes(text: str, report: Report) -> tuple[Note, ...]:
    """Return the notes of a file, in order; report what is not a note or not sound."""
    if split_front_matter(text).yaml is not None:
        hint = "Begin the file with a block quote: a line “> ” with words of the article."
        report.error(1, "A file of notes may not have front matter.", hint)
        return ()
    if not check_markdown(text, report):
        return ()
    lines = plain_line_ends(text).split("\n")
    tokens = _parser().parse("\n".join(lines))
    starts = [
        index for index, token in enumerate(tokens) if token.type == "blockquote_open" and token.level == 0
    ]
    _check_beginning(lines, tokens, starts, report)
    notes = []
    for index, following in pairwise([*starts, len(tokens)]):
        note = _read_note(lines, tokens[index:following], _line_of(tokens, following, lines), report)
        if note is not None:
            notes.append(note)
    return tuple(notes)


def _check_beginning(
    lines: Sequence[str], tokens: Sequence[Token], starts: Sequence[int], report: Report
) -> None:
    """Report text above the first block quote: it is a note on nothing."""
    end = _line_of(tokens, starts[0] if starts else len(tokens), lines)
    first = next((number for number, line in enumerate(lines[:end]) if line.strip()), None)
    if first is not None:
        message = "This text is above the first block quote, so it is a note on nothing."
        report.error(
            first + 1, message, "Put the words of the article that the note is on above it, in a line “> …”."
        )


def _read_note(lines: Sequence[str], tokens: Sequence[Token], end: int, report: Report) -> Note | None:
    """Return the note that begins with a block quote; None, with a report, if it is not sound.

    Args:
        lines: of the whole file.
        tokens: of the block quote and the note.
        end: the line after the note's last, counted from 0.
        report: on the file.
    """
    start, quoted_end = tokens[0].map or (0, 0)
    quoted = list(lines[start:quoted_end])
    lazy = next(
        (number for number, line in enumerate(quoted) if line.strip() and not _MARKER.match(line)), None
    )
    if lazy is not None:
        message = "Markdown takes this line for a part of the block quote above it."
        hint = "Leave a blank line between the quoted words and the note."
        report.error(start + lazy + 1, message, hint)
        return None
    written = _folded(_MARKER.sub("", line) for line in quoted)
    close = next(
        index for index, token in enumerate(tokens) if token.type == "blockquote_close" and token.level == 0
    )
    read = _folded(inline_words(token) for token in tokens[:close] if token.type == "inline")
    if not any(character.isalnum() for character in written):
        report.error(
            start + 1,
            "This block quote has no words.",
            "Quote the words of the article that the note is on.",
        )
        return None
    blank = next((number for number, line in enumerate(lines[quoted_end:end]) if line), 0)
    markdown = "\n".join(lines[quoted_end:end]).strip("\n")
    if not markdown.strip():
        message = f"The note on “{shorten(written)}” is empty."
        report.error(
            start + 1, message, "Write it under the block quote, after a blank line, or remove the quote."
        )
        return None
    return Note(tuple(dict.fromkeys((written, read))), start + 1, markdown, quoted_end + blank + 1)


def _line_of(tokens: Sequence[Token], index: int, lines: Sequence[str]) -> int:
    """Return the line on which a token begins, counted from 0; the number of lines if no such token exists."""
    position = tokens[index].map if index < len(tokens) else None
    return position[0] if position is not None else len(lines)


def _folded(parts: Iterable[str]) -> str:
    return " ".join(" ".join(parts).split())


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
