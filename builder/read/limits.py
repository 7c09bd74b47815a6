"""Limits of a seed, and the errors beyond them.

Each is far above the needs of any article, or page with one, that we have seen. They keep a file from taking minutes
or filling the memory.
"""

from __future__ import annotations

from builder.model.diagnostic import Diagnostic, error
from builder.model.line_ends import line_at
from builder.read.raw_article import RawArticle
from builder.read.seed_names import PAGE_ENDINGS, ends_in

MAX_PAGE_BYTES = 20_000_000
"""Bytes of a saved page; browsers write pictures into them."""

MAX_TEXT_BYTES = 8_000_000
"""Bytes of a plain text or Markdown file: the longest article in the widest encoding."""

MAX_CHARACTERS = 2_000_000
"""Characters of an article's text; the longest novels have about as many."""

MAX_PARAGRAPH = 100_000
"""Characters of one paragraph; the language model reads a paragraph at once."""

MAX_PARAGRAPHS = 20_000
"""Paragraphs of an article, and ``p`` elements of a saved page."""

MAX_HEADLINE = 1_000
"""Characters of a headline."""

MAX_FIELD = 10_000
"""Characters of other metadata of a seed: byline, source, summary, one topic."""

MAX_TOPICS = 500
"""Topics of an article."""

MAX_ELEMENTS = 100_000
"""Elements of a saved page."""

MAX_HEADINGS = 2_000
"""Headings of a saved page: trafilatura compares each with all others."""

MAX_CELLS = 2_000
"""Cells of one row of a table of a saved page: trafilatura counts the row again at each."""

MAX_ELEMENT_DEPTH = 256
"""Levels of elements in a saved page: libxml2 stops at an element that is deeper."""

MAX_BRACKETS = 5_000
"""Opening square brackets in a Markdown file: each may begin a link, and is followed to its end."""

MAX_NESTING = 198
"""Levels of block quotes and lists in a Markdown file; a list and its item are two."""

MAX_PATTERN_PARAGRAPH = 5_000
"""Characters of the longest paragraph in which an editor's pattern for boilerplate is searched."""


def limit_error(path: str, line: int | None, what: str, found: str, limit: int, hint: str) -> Diagnostic:
    """Return an error for a seed that exceeds a limit.

    Args:
        path: the seed.
        line: counted from 1; None to name no line.
        what: the beginning of a sentence: "The article has".
        found: how much there is, with its unit: "2,000,001 characters".
        limit: how much there may be.
        hint: the next step.
    """
    return error(path, line, f"{what} {found}; the limit is {limit:,}.", hint)


def size_error(path: str, size: int | None, limit: int) -> Diagnostic:
    """Return an error for a seed's file of more bytes than the limit; ``size`` is None if they were not counted."""
    found = f"{size:,} bytes" if size is not None else "more bytes than are read"
    hint = "Split it into several seeds, or save a page without its pictures."
    return limit_error(path, None, "The seed has", found, limit, hint)


def limit_errors(raw: RawArticle, *, path: str, has_lines: bool) -> tuple[Diagnostic, ...]:
    """Return an error for each limit that a raw article exceeds.

    Args:
        raw: the seed's text and metadata.
        path: the seed.
        has_lines: True if the lines of the text are those of the file.
    """
    found = []
    if len(raw.text) > MAX_CHARACTERS:
        size = f"{len(raw.text):,} characters"
        found.append(
            limit_error(path, None, "The article has", size, MAX_CHARACTERS, "Split it into several seeds.")
        )
    if len(raw.paragraphs) > MAX_PARAGRAPHS:
        size = f"{len(raw.paragraphs):,} paragraphs"
        found.append(
            limit_error(path, None, "The article has", size, MAX_PARAGRAPHS, "Split it into several seeds.")
        )
    long = next((paragraph for paragraph in raw.paragraphs if len(paragraph.span) > MAX_PARAGRAPH), None)
    if long is not None:
        line = line_at(raw.text, long.span.start) if has_lines else None
        words = " ".join(long.span.of(raw.text)[:40].split())
        what = f"The paragraph that begins “{words}…” has"
        hint = "Split it with blank lines."
        found.append(limit_error(path, line, what, f"{len(long.span):,} characters", MAX_PARAGRAPH, hint))
    return (*found, *_field_errors(raw, path=path))


def _field_errors(raw: RawArticle, *, path: str) -> list[Diagnostic]:
    """Return an error for each limit that the metadata of a raw article exceed."""
    said = raw.metadata
    fields = [
        ("The headline has", said.headline, MAX_HEADLINE),
        ("The byline has", said.byline, MAX_FIELD),
        ("The source has", said.source, MAX_FIELD),
        ("The address of the source has", said.source_url, MAX_FIELD),
        ("The summary has", said.summary, MAX_FIELD),
        *(("A topic has", topic, MAX_FIELD) for topic in said.topics),
    ]
    found = [
        limit_error(path, None, what, f"{len(words):,} characters", limit, "Shorten it in the file.")
        for what, words, limit in fields
        if words is not None and len(words) > limit
    ]
    if len(said.topics) > MAX_TOPICS:
        size = f"{len(said.topics):,} topics"
        found.append(limit_error(path, None, "The article has", size, MAX_TOPICS, "Keep the important ones."))
    return found


def size_limit(path: str) -> int:
    """Return the most bytes that a seed's file may have, by its ending."""
    return MAX_PAGE_BYTES if ends_in(path, *PAGE_ENDINGS) else MAX_TEXT_BYTES
