"""The editor's own pages: ``content/pages/<slug>.md`` → ``ContentPage``."""

from __future__ import annotations

from pathlib import Path

from markdown_it import MarkdownIt

from builder.content.entity_texts import check_file_name
from builder.content.inline_words import inline_words
from builder.content.markdown_limits import check_markdown
from builder.content.text_files import list_files, read_text
from builder.model.editorial import ContentPage
from builder.model.line_ends import plain_line_ends
from builder.schema.front_matter import FIRST_LINE, report_open, split_front_matter
from builder.schema.mapping import Field, Schema, read_keys
from builder.schema.report import Report
from builder.schema.values import PROSE, WHOLE

FOLDER = "content/pages"

PAGE_TITLE = Field("title", PROSE, "The page's title; without it the first heading.")
ORDER = Field(
    "order", WHOLE, "Position in the navigation, small numbers first; a page without it is not listed."
)
PAGE = Schema((PAGE_TITLE, ORDER), noun="front matter")


def load_content_pages(root: Path, report: Report) -> tuple[ContentPage, ...]:
    """Return the editor's own pages, sorted by slug."""
    pages = []
    for name in list_files(root, report.of(FOLDER), ending=".md"):
        page = _load_page(root, name, report.of(f"{FOLDER}/{name}.md"))
        if page is not None:
            pages.append(page)
    return tuple(sorted(pages, key=lambda page: page.slug))


def _load_page(root: Path, name: str, report: Report) -> ContentPage | None:
    """Return the page of a file; None, with a report, if it is not sound."""
    text = read_text(root, report)
    if not check_file_name(name, "the page's address", report) or text is None:
        return None
    parts = split_front_matter(text)
    if parts.is_open:
        report_open(report)
        return None
    if not check_markdown(parts.body, report, first_line=parts.body_line):
        return None
    problems = len(report.found)
    record = read_keys(parts.yaml or "", PAGE, report, first_line=FIRST_LINE)
    is_sound = len(report.found) == problems
    title, markdown = record.get(PAGE_TITLE), parts.body
    if title is None:
        title, markdown = _title_from_heading(markdown)
    line = parts.body_line + _line_count(parts.body) - _line_count(markdown)
    if not title:
        if is_sound and PAGE_TITLE.name not in record.lines:
            report.error(parts.body_line, "The page has no title.", "Begin it with a heading, “# Title”.")
        return None
    return ContentPage(name, report.path, title, markdown, record.get(ORDER), line)


def _title_from_heading(markdown: str) -> tuple[str | None, str]:
    """Return the words of the first heading, and the text without that heading if it opens the page."""
    # The page shows its title above the text, so an opening "# Title" would appear twice.
    tokens = MarkdownIt().parse(markdown)
    index = next((index for index, token in enumerate(tokens) if token.type == "heading_open"), None)
    if index is None:
        return None, markdown
    title = " ".join(inline_words(tokens[index + 1]).split())
    position = tokens[index].map
    if index > 0 or tokens[index].tag != "h1" or position is None:
        return title, markdown
    lines = plain_line_ends(markdown).split("\n")
    return title, "\n".join(lines[position[1] :]).lstrip("\n")


def _line_count(text: str) -> int:
    return plain_line_ends(text).count("\n")
